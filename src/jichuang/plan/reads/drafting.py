"""From what the reader found to what an officer confirms, and from that to a plan's data. Pure; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jichuang.base.errors import Problem
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.indicators import catalogue
from jichuang.plan.data import shapes
from jichuang.plan.data.load import load
from jichuang.plan.reader import ReadMilestone, ReadPlan, ReadTarget
from jichuang.plan.terms import Comparator, TargetKind

Draft = dict[str, Any]

_LADDER_WORDS = (
    ("doc", "制定|出台|印发|修订|编制规划|方案|办法|意见|指引"),
    ("publish", "发布|公布|公报"),
    ("event", "召开|举办|承办|论坛|大会"),
    ("build", "建设|建成|搭建|打造|平台|系统|中心"),
    ("launch", "启动"),
    ("bid", "争取|争创|申报|创建"),
)


def draft_of(found: ReadPlan) -> Draft:
    """The reader's finds as plain values an officer can correct; figures as exact decimal text."""
    return {
        "title": found.title,
        "chapters": [
            {"no": c.no, "label": c.label, "title": c.title, "span": list(c.span)} for c in found.chapters
        ],
        "items": [
            {"no": i.no, "label": i.label, "title": i.title, "span": list(i.span)} for i in found.items
        ],
        "targets": [_target(t) for t in found.targets],
        "milestones": [_milestone(m) for m in found.milestones],
    }


def _target(found: ReadTarget) -> Draft:
    return {
        "keep": True,
        "quote": found.quote,
        "span": list(found.span),
        "item": found.item,
        "name": found.name[:120],
        "kind": _kind(found),
        "comparator": found.comparator,
        "value": plain(found.value),
        "value_max": "" if found.value_max is None else plain(found.value_max),
        "unit": found.unit,
        "strive": found.strive,
        "indicator": "",
    }


def _milestone(found: ReadMilestone) -> Draft:
    return {
        "keep": True,
        "quote": found.quote,
        "span": list(found.span),
        "item": found.item,
        "verb": found.verb[:60],
        "deliverable": found.deliverable[:200],
        "ladder": _ladder(found.verb + found.deliverable),
    }


def plain(value: Fraction) -> str:
    """`62000` or `1.43`: the figure without exponent or trailing zeros."""
    text = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _kind(found: ReadTarget) -> str:
    if found.growth:
        return TargetKind.GROWTH
    if found.unit == "%":
        return TargetKind.RATE
    if re.search("新增|新建|新设|再增|增加|净增|新认定", found.quote):
        return TargetKind.INCREMENT
    return TargetKind.LEVEL if re.search("达到|超过|突破|总数|保持|稳定", found.quote) else TargetKind.COUNT


def _ladder(words: str) -> str:
    return next((code for code, pattern in _LADDER_WORDS if re.search(pattern, words)), "programme")


def problems_of(draft: Draft) -> list[Problem]:
    """Everything an officer must still put right, each naming its row and field (`targets-3-value`)."""
    problems = []
    if not str(draft["title"]).strip():
        problems.append(Problem("title", "标题为空", "请填写要点全称"))
    for index, row in enumerate(draft["targets"]):
        if row["keep"]:
            problems += _target_problems(index, row)
    for index, row in enumerate(draft["milestones"]):
        if row["keep"] and not str(row["deliverable"]).strip():
            problems.append(
                Problem(
                    f"milestones-{index}-deliverable", f"里程碑第{index + 1}行缺成果名称", "请填写或取消勾选"
                )
            )
    return problems


def _target_problems(index: int, row: Mapping[str, Any]) -> list[Problem]:
    where, lead = f"targets-{index}", f"目标第{index + 1}行"
    problems: list[Problem] = []
    low = _figure(row["value"], f"{where}-value", f"{lead}目标值", problems)
    if row["comparator"] == Comparator.RANGE:
        high = _figure(row["value_max"], f"{where}-value_max", f"{lead}上限", problems)
        if low is not None and high is not None and high < low:
            problems.append(Problem(f"{where}-value_max", f"{lead}上限小于下限", "请把较大的数填在上限"))
    if not str(row["name"]).strip():
        problems.append(Problem(f"{where}-name", f"{lead}缺名称", "请填写目标名称，例如高新技术企业总数"))
    if not str(row["unit"]).strip():
        problems.append(Problem(f"{where}-unit", f"{lead}缺单位", "请填写单位，例如家、项、%"))
    if row["indicator"] and catalogue.find(row["indicator"]) is None:
        problems.append(
            Problem(f"{where}-indicator", f"{lead}没有指标“{row['indicator']}”", "请从列表中选择，或留空")
        )
    return problems


def _figure(text: Any, field: str, title: str, problems: list[Problem]) -> Fraction | None:
    try:
        value = Fraction(parse_decimal(str(text)))
    except CodeError as error:
        problems.append(Problem(field, f"{title}“{text}”：{error.problem}", error.remedy))
        return None
    if value <= 0:
        problems.append(Problem(field, f"{title}应大于零", "请填写要点中的数字"))
        return None
    if (value * 10_000).denominator != 1:
        problems.append(Problem(field, f"{title}超过四位小数", "请保留至多四位小数"))
        return None
    return value


def plan_data(
    draft: Draft, *, text: str, slug: str, region_name: str, year: int, source: str
) -> shapes.PlanData:
    """The confirmed draft as plan data. Call it only when `problems_of` is empty."""
    shipped = load()
    deadline = date(year, 12, 31)
    chapters = tuple(
        shapes.Chapter(f"C{c['no']}", c["label"], c["title"], (c["span"][0], c["span"][1]))
        for c in draft["chapters"]
    ) or (shapes.Chapter("C1", "", "全文", (0, len(text))),)
    items = tuple(
        shapes.Item(i["no"], i["title"][:200], _chapter_of(i, chapters), (i["span"][0], i["span"][1]), True)
        for i in draft["items"]
    )
    return shapes.PlanData(
        slug=slug,
        title=str(draft["title"]).strip(),
        region="",
        region_name=region_name,
        year=year,
        base_date=date(year - 1, 12, 31),
        deadline=deadline,
        source=source,
        text=text,
        ladders=shipped.ladders,
        chapters=chapters,
        items=items,
        headline_groups=(),
        targets=_confirmed_targets(draft, deadline),
        milestones=_confirmed_milestones(draft),
        duties=(),
        parameters=(),
        notes=(),
    )


def _chapter_of(item: Draft, chapters: tuple[shapes.Chapter, ...]) -> str:
    before = [c for c in chapters if c.span[0] <= item["span"][0]]
    return (before[-1] if before else chapters[0]).id


def _codes(rows: list[Draft], letter: str) -> list[tuple[str, Draft]]:
    counted: dict[int, int] = {}
    found = []
    for row in rows:
        if row["keep"]:
            number = row["item"] or 0
            counted[number] = counted.get(number, 0) + 1
            head = "G" if letter == "T" and not number else f"{letter}{number:02d}"
            tail = f"{counted[number]:02d}" if head == "G" else str(counted[number])
            found.append((f"{head}.{tail}", row))
    return found


def _confirmed_targets(draft: Draft, deadline: date) -> tuple[shapes.Target, ...]:
    return tuple(_confirmed_target(code, row, deadline) for code, row in _codes(draft["targets"], "T"))


def _confirmed_target(code: str, row: Draft, deadline: date) -> shapes.Target:
    ranged = row["comparator"] == Comparator.RANGE
    level = row["kind"] in {TargetKind.LEVEL, TargetKind.RATE}
    return shapes.Target(
        id=code,
        item=row["item"] or shapes.HEADLINE,
        quote=row["quote"],
        span=(row["span"][0], row["span"][1]),
        name=str(row["name"]).strip(),
        kind=row["kind"],
        comparator=row["comparator"],
        value=Fraction(parse_decimal(row["value"])),
        value_max=Fraction(parse_decimal(row["value_max"])) if ranged else None,
        unit=str(row["unit"]).strip(),
        comparator_stated=True,
        firm="strive" if row["strive"] else "commit",
        deadline=deadline,
        deadline_stated=False,
        measure="indicator" if row["indicator"] else "report",
        indicator=row["indicator"] or None,
        beside=(),
        base=shapes.Base("register" if level and row["indicator"] else "none", None, "", None),
        pace="linear",
        tolerance=Fraction(0),
        decided_by="",
        ladder=None,
        own_rungs=0,
        members=(),
        feeds=None,
        last_year=None,
        lit=True,
    )


def _confirmed_milestones(draft: Draft) -> tuple[shapes.Milestone, ...]:
    return tuple(
        shapes.Milestone(
            id=code,
            item=row["item"] or shapes.HEADLINE,
            quote=row["quote"],
            span=(row["span"][0], row["span"][1]),
            verb=str(row["verb"]),
            deliverable=str(row["deliverable"]).strip(),
            ladder=row["ladder"],
            own_rungs=0,
            firm="commit",
            source="督办",
            members=(),
            cadence="",
            watch="",
            note="",
            lit=True,
        )
        for code, row in _codes(draft["milestones"], "M")
    )
