"""Sentences of the brief. Each is built from the printed figure and its printed change, so words and numbers agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jichuang.methods.growth import Change, Move


@dataclass(frozen=True)
class Fact:
    """One line of a table, as printed. `since` is empty for levels, “1—9月” for sums of the year."""

    title: str
    text: str
    unit: str
    status: str
    since: str
    year: Change
    last: Change | None
    last_name: str
    explained: tuple[str, ...] = ()
    missing: str = ""


def brief(title: str, groups: Sequence[tuple[str, Sequence[Fact]]]) -> str:
    """The draft: a heading, a sentence that counts the moves, then a paragraph for each group."""
    facts = [fact for _, members in groups for fact in members]
    parts = [title, overview(facts)]
    parts += [
        f"{name}。" + "".join(sentence(fact) for fact in members) for name, members in groups if members
    ]
    notes = [f"{fact.title}：{reason}" for fact in facts for reason in fact.explained]
    if notes:
        parts.append("说明：" + "；".join(note.rstrip("。；") for note in notes) + "。")
    return "\n\n".join(parts)


def overview(facts: Sequence[Fact]) -> str:
    """How many figures there are and which way they point: “纳入分析的14项指标，与上年同期相比上升9项……”."""
    counted = {move: sum(1 for fact in facts if not fact.missing and fact.year.move is move) for move in Move}
    words = [f"{move.word}{counted[move]}项" for move in (Move.UP, Move.DOWN, Move.FLAT) if counted[move]]
    sentence = f"纳入分析的{len(facts)}项指标"
    compared = "，与上年同期相比" + "、".join(words) if words else "，没有一项可与上年同期相比"
    absent = sum(1 for fact in facts if fact.missing)
    rest = counted[Move.UNKNOWN]
    tail = f"；{rest}项没有可比数" if rest and words else ""
    return f"{sentence}{compared}{tail}{f'；{absent}项缺数' if absent else ''}。"


def sentence(fact: Fact) -> str:
    """“1—9月，技术合同成交额325亿元，比上年同期上升 12.3%。”"""
    if fact.missing:
        return f"{fact.title}本期缺数（{fact.missing}）。"
    since = f"{fact.since}，" if fact.since else ""
    mark = f"（{fact.status}）" if fact.status else ""
    parts = [f"{since}{fact.title}{fact.text}{fact.unit}{mark}"]
    if fact.last is not None and fact.last.move is not Move.UNKNOWN:
        parts.append(f"比{fact.last_name}{fact.last.text}")
    parts.append(f"比上年同期{fact.year.text}" if fact.year.move is not Move.UNKNOWN else fact.year.why)
    return "，".join(parts) + "。"
