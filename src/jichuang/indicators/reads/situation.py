"""形势表的各行: figures of the period beside those of the last and of a year ago, with every doubt and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jichuang.indicators import catalogue
from jichuang.indicators.declare import Indicator
from jichuang.indicators.models import Observation, Situation
from jichuang.indicators.reads.comparing import SHARES, days_of, year_before
from jichuang.indicators.reads.observations import Vintages, vintages
from jichuang.indicators.reads.series import Figures, figures
from jichuang.indicators.situation import RELATIONS, Fact, Item, Relation, item
from jichuang.indicators.terms import Kind, Status
from jichuang.methods.growth import Change, Move, change
from jichuang.methods.plausibility import Doubt, jump, not_the_sum, outside, part_exceeds, unit_slip

FAR = date(9999, 12, 31)


@dataclass(frozen=True)
class Asked:
    """A doubt and what was said to it; `reason` empty while nobody explained it."""

    doubt: Doubt
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """One row. `row` is the observation behind a typed figure, `earlier` those it replaced; `update` came after the freeze."""

    item: Item
    indicator: Indicator
    value: Decimal | None
    text: str
    year: Change
    last: Change | None
    asked: tuple[Asked, ...] = ()
    row: Observation | None = None
    update: Observation | None = None
    earlier: tuple[Observation, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the line has a figure or says why it has none."""
        return self.value is not None or self.row is not None

    @property
    def open_doubts(self) -> list[Doubt]:
        """Doubts that nobody has explained."""
        return [one.doubt for one in self.asked if not one.reason]


def last_period(period: str) -> str:
    """The period before: 2018-09 -> 2018-08, 2018Q1 -> 2017Q4."""
    year, rest = int(period[:4]), period[4:]
    if rest.startswith("Q"):
        return f"{year}Q{int(rest[1]) - 1}" if rest != "Q1" else f"{year - 1}Q4"
    month = int(rest[1:])
    return f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"


def last_name(period: str) -> str:
    """上月末 or 上季末."""
    return "上季末" if "Q" in period else "上月末"


def since(period: str) -> str:
    """“1—9月” for sums of the year up to the period's end."""
    month = days_of(period)[1].month
    return "1月" if month == 1 else f"1—{month}月"


def lines(situation: Situation) -> list[Line]:
    """Every row with its doubts. A frozen table says what was printed at the freeze. Five queries, whatever the rows."""
    known = situation.frozen_at
    chosen = [one for one in map(item, situation.items) if one is not None]
    period = situation.period
    ends = [days_of(one)[1] for one in (period, last_period(period), year_before(period))]
    bases = [date(end.year - 1, 12, 31) for end in ends]
    counted = [one.code for one in chosen if one.automatic]
    related = [part for one in RELATIONS if one.kind == "balance" for part in one.parts]
    read = figures([*counted, *related] or ["hnte-in-force"], sorted({*ends, *bases}), known=known)
    typed = vintages([one.code for one in chosen if not one.automatic], known=None)
    found = [_line(one, period, ends, read, typed, known) for one in chosen]
    found = _related(found, read, ends[0])
    if situation.frozen_at is not None:
        return _as_printed(found, situation.frozen)
    reasons = {(one.item, one.doubt, one.words): one.reason for one in situation.reasons.all()}
    return [
        replace(
            one,
            asked=tuple(
                replace(each, reason=reasons.get((one.item.code, each.doubt.key, each.doubt.words), ""))
                for each in one.asked
            ),
        )
        for one in found
    ]


def _as_printed(found: list[Line], kept: list[dict[str, Any]]) -> list[Line]:
    """The rows with the very words of the freeze, whatever a register has learnt of that day since."""
    words = {one["code"]: one for one in kept}
    return [
        replace(
            one,
            text=words[one.item.code]["text"],
            year=_kept_change(words[one.item.code], "year"),
            last=_kept_change(words[one.item.code], "last") if words[one.item.code]["last"] else None,
            asked=tuple(Asked(Doubt(*doubt[:2]), doubt[2]) for doubt in words[one.item.code]["doubts"]),
        )
        for one in found
        if one.item.code in words
    ]


def _kept_change(words: dict[str, Any], which: str) -> Change:
    return Change(Move(words[f"{which}_move"]), why=words[which])


def _line(
    one: Item, period: str, ends: Sequence[date], read: Figures, typed: Vintages, known: datetime | None
) -> Line:
    indicator = catalogue.get(one.code)
    points, level = indicator.unit in SHARES, indicator.kind is Kind.STOCK
    row = update = None
    earlier: tuple[Observation, ...] = ()
    if one.automatic:
        values = [read.value(one.code, day) for day in ends]
        now, last, old = (None if value is None else Decimal(value) for value in values)
        text = "" if now is None else f"{now:,}"
    else:
        row, update, earlier = _versions(typed, one.code, period, known)
        now, text = (row.value, row.text) if row else (None, "")
        last = _value(typed, one.code, last_period(period), known)
        old = _value(typed, one.code, year_before(period), known)
    places = max(1, row.places) if points and row else 1
    year = change(now, old, points=points, places=places)
    before = change(now, last, points=points, places=places) if level else None
    return Line(
        one,
        indicator,
        now,
        text,
        year,
        before,
        tuple(map(Asked, _doubts(one, now, old))),
        row,
        update,
        earlier,
    )


def _versions(
    typed: Vintages, code: str, period: str, known: datetime | None
) -> tuple[Observation | None, Observation | None, tuple[Observation, ...]]:
    """The version of the table, a later one that came after the freeze, and those it replaced."""
    rows = [row for row in typed.versions(code, FAR) if row.period == period]
    held = [row for row in rows if known is None or row.recorded_at <= known]
    row = held[-1] if held else None
    return row, rows[-1] if rows and rows[-1] is not row else None, tuple(held[:-1])


def _value(typed: Vintages, code: str, period: str, known: datetime | None) -> Decimal | None:
    row, *_ = _versions(typed, code, period, known)
    return row.value if row else None


def _doubts(one: Item, now: Decimal | None, old: Decimal | None) -> list[Doubt]:
    if now is None:
        return []
    against = "上年同期"
    leap = jump(now, old, one.jump, against) if one.jump else None
    found = [outside(now, one.low, one.high), None if one.automatic else unit_slip(now, old, against), leap]
    return [doubt for doubt in found if doubt is not None]


def _related(found: list[Line], read: Figures, end: date) -> list[Line]:
    """The doubts of sums, parts and balances, at the line of the whole."""
    by_code = {one.item.code: one for one in found}
    for relation in RELATIONS:
        whole = by_code.get(relation.whole)
        if whole is None or whole.value is None:
            continue
        doubt = _relation(relation, whole, by_code, read, end)
        if doubt is not None:
            by_code[relation.whole] = replace(whole, asked=(*whole.asked, Asked(doubt)))
    return [by_code[one.item.code] for one in found]


def _relation(
    relation: Relation, whole: Line, by_code: dict[str, Line], read: Figures, end: date
) -> Doubt | None:
    total = whole.value or Decimal()
    if relation.kind == "balance":
        base = read.value(relation.whole, date(end.year - 1, 12, 31))
        moved = read.value(relation.parts[0], end)
        if base is None or moved is None:
            return None
        return not_the_sum(total, [Decimal(base), Decimal(moved)], "期末数")
    values = [by_code[code].value for code in relation.parts if code in by_code]
    known = [value for value in values if value is not None]
    if relation.kind == "part":
        titles = [by_code[code].indicator.title for code in relation.parts if code in by_code]
        found = (part_exceeds(part, total, title) for part, title in zip(known, titles, strict=False))
        return next((doubt for doubt in found if doubt), None)
    return not_the_sum(total, known) if len(known) == len(relation.parts) else None


def facts(situation: Situation, rows: Sequence[Line]) -> list[tuple[str, list[Fact]]]:
    """The rows as facts for the brief, by group in order of first appearance. Rows without anything stay out."""
    groups: dict[str, list[Fact]] = {}
    for one in rows:
        if one.given:
            groups.setdefault(one.item.group, []).append(_fact(situation, one))
    return list(groups.items())


def _fact(situation: Situation, one: Line) -> Fact:
    level = one.indicator.kind is Kind.STOCK
    firm = one.row is None or one.row.status in {Status.PUBLISHED, Status.REVISED}
    title = one.indicator.title.replace("（年初累计）", "").replace("（累计）", "")
    part = title.startswith("其中：")
    return Fact(
        title=title.removeprefix("其中："),
        text=one.text,
        unit=one.indicator.unit,
        status="" if firm or one.row is None else str(one.row.get_status_display()),
        since="其中" if part else "" if level else since(situation.period),
        year=one.year,
        last=one.last,
        last_name=last_name(situation.period),
        explained=tuple(each.reason for each in one.asked if each.reason),
        missing=one.row.note if one.row is not None and one.value is None else "",
    )


def overdue(situation: Situation, rows: Sequence[Line], today: date) -> list[tuple[str, list[Line]]]:
    """催报: lines without a figure, by who owes them. Everything typed and not given, also before the last day."""
    owing: dict[str, list[Line]] = {}
    for one in rows:
        if not one.item.automatic and not one.given:
            owing.setdefault(one.item.owner, []).append(one)
    return sorted(owing.items())


def printed(rows: Sequence[Line]) -> list[dict[str, Any]]:
    """The rows as the freeze keeps them: text, status, source, both changes, reasons."""
    return [
        {
            "code": one.item.code,
            "title": one.indicator.title,
            "unit": one.indicator.unit,
            "text": one.text,
            "status": str(one.row.get_status_display()) if one.row else "系统计数",
            "source": one.row.citation if one.row else "名录实时计数",
            "year": one.year.text,
            "last": one.last.text if one.last else "",
            "year_move": one.year.move.value,
            "last_move": one.last.move.value if one.last else "",
            "doubts": [[each.doubt.key, each.doubt.words, each.reason] for each in one.asked],
            "reasons": "；".join(each.reason for each in one.asked),
        }
        for one in rows
    ]
