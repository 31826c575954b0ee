"""读入并核对要点数据: a plan file is taken only when every quote stands in the text and every count agrees.

Knows YAML and the text beside it; knows no database. All problems are reported at once, each naming the
entry, what is wrong and what would be right.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from jichuang.methods.pace import LINEAR, curves
from jichuang.plan.data.shapes import (
    HEADLINE,
    Base,
    Chapter,
    Duty,
    Item,
    Milestone,
    Note,
    Parameter,
    PlanData,
    Span,
    Target,
)

KINDS = {"level", "increment", "count", "rate", "growth"}
COMPARATORS = {">=", ">", "<=", "<", "~=", "=", "range"}
FIRMNESS = {"commit", "strive", "explore"}
MEASURES = {"indicator", "ladder", "report"}
BASES = {"published", "register", "zero", "none"}

Raw = dict[str, Any]
T = TypeVar("T")


class PlanDataError(ValueError):
    """The plan file contradicts itself or its text; `problems` lists every contradiction."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("要点数据有误：\n" + "\n".join(problems))
        self.problems = problems


@cache
def load(name: str = "hebei-2018") -> PlanData:
    """The plan shipped as `<name>.yaml`. Raises ``FileNotFoundError`` or ``PlanDataError``."""
    folder = files("jichuang.plan.data")
    raw = yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    text = folder.joinpath(raw["plan"]["text"]).read_text(encoding="utf-8")
    return parse(raw, text)


def parse(raw: Raw, text: str) -> PlanData:
    """Typed plan from the parsed YAML and the plan's text. Raises ``PlanDataError`` with every problem
    found.
    """
    problems = _shape_problems(raw)
    if not problems:
        problems = _text_problems(raw, text) + _link_problems(raw)
    if problems:
        raise PlanDataError(problems)
    return _build(raw, text)


def _build(raw: Raw, text: str) -> PlanData:
    head = raw["plan"]
    lit = {row["number"]: row.get("lit", True) for row in raw["items"]}
    return PlanData(
        slug=str(head["slug"]),
        title=head["title"],
        region=str(head["region"]),
        region_name=head["region_name"],
        year=head["year"],
        base_date=head["base_date"],
        deadline=head["deadline"],
        source=head["source"],
        text=text,
        ladders={code: tuple(rungs) for code, rungs in raw["ladders"].items()},
        chapters=_each(
            raw["chapters"], lambda row: Chapter(row["id"], row["number"], row["title"], _span(row))
        ),
        items=_each(
            raw["items"],
            lambda row: Item(row["number"], row["title"], row["chapter"], _span(row), row.get("lit", True)),
        ),
        headline_groups=_each(raw["headline_groups"], lambda row: (row["title"], tuple(row["targets"]))),
        targets=_each(raw["targets"], lambda row: _target(row, head["deadline"], lit)),
        milestones=_each(raw["milestones"], lambda row: _milestone(row, lit)),
        duties=_each(raw["duties"], _duty),
        parameters=_each(raw["parameters"], _parameter),
        notes=_each(
            raw["notes"],
            lambda row: Note(row["id"], row["kind"], row["label"], row["text"], tuple(row.get("about", ()))),
        ),
    )


def _each(rows: Iterable[Raw], build: Callable[[Raw], T]) -> tuple[T, ...]:
    return tuple(build(row) for row in rows)


def _span(row: Raw) -> Span:
    start, end = row["span"]
    return start, end


def _item(row: Raw) -> int:
    return HEADLINE if row["section"] == "G" else row["section"]


def _exact(value: Any) -> Fraction:
    return Fraction(str(value))


def _target(row: Raw, deadline: date, lit: dict[int, bool]) -> Target:
    base = row.get("base", {})
    basis = base.get("basis", "none")
    return Target(
        id=row["id"],
        item=_item(row),
        quote=row["quote"],
        span=_span(row),
        name=row["name"],
        kind=row["kind"],
        comparator=row["comparator"],
        value=_exact(row["value"]),
        value_max=_exact(row["value_max"]) if "value_max" in row else None,
        unit=row["unit"],
        comparator_stated=row["comparator_stated"],
        firm=row["firm"],
        deadline=deadline,
        deadline_stated=row["deadline_stated"],
        measure=row["measure"],
        indicator=row.get("indicator"),
        beside=tuple(row.get("beside", ())),
        base=Base(
            basis,
            _exact(base["value"]) if "value" in base else None,
            base.get("source", ""),
            date.fromisoformat(base["known_on"]) if "known_on" in base else None,
        ),
        pace=row["pace"],
        tolerance=_exact(row.get("tolerance", 0)),
        decided_by=row.get("decided_by", ""),
        ladder=row.get("ladder"),
        own_rungs=row.get("own_rungs", 0),
        members=tuple(row.get("members", ())),
        feeds=row.get("feeds"),
        last_year=_exact(row["last_year"]["value"]) if "last_year" in row else None,
        lit=lit.get(_item(row), True),
    )


def _milestone(row: Raw, lit: dict[int, bool]) -> Milestone:
    return Milestone(
        id=row["id"],
        item=_item(row),
        quote=row["quote"],
        span=_span(row),
        verb=row["verb"],
        deliverable=row["deliverable"],
        ladder=row["ladder"],
        own_rungs=row.get("own_rungs", 0),
        firm=row["firm"],
        source=row["source"],
        members=tuple(row.get("members", ())),
        cadence=row.get("cadence", ""),
        watch=row.get("watch", ""),
        note=row.get("note", ""),
        lit=lit.get(_item(row), True),
    )


def _duty(row: Raw) -> Duty:
    watch, note = row.get("watch", ""), row.get("note", "")
    return Duty(row["id"], _item(row), row["quote"], _span(row), row["source"], watch, note)


def _parameter(row: Raw) -> Parameter:
    value = _exact(row["value"])
    return Parameter(row["id"], _item(row), row["quote"], _span(row), row["name"], value, row["unit"])


def _shape_problems(raw: Raw) -> list[str]:
    problems = []
    for row in raw["targets"]:
        name = row.get("id", "?")
        for key, allowed in (
            ("kind", KINDS),
            ("comparator", COMPARATORS),
            ("firm", FIRMNESS),
            ("measure", MEASURES),
            ("pace", {LINEAR, *curves()}),
        ):
            if row.get(key) not in allowed:
                problems.append(
                    f"{name}.{key}：“{row.get(key)}”不可用，应为 {'、'.join(sorted(allowed))} 之一"
                )
        if row.get("base", {}).get("basis", "none") not in BASES:
            problems.append(f"{name}.base.basis：应为 {'、'.join(sorted(BASES))} 之一")
        figures = [
            row.get("value"),
            row.get("value_max"),
            row.get("tolerance"),
            row.get("base", {}).get("value"),
        ]
        if any(isinstance(figure, float) for figure in figures):
            problems.append(f"{name}：小数须加引号写成文本，否则丢失精度")
        if row.get("measure") == "indicator" and not row.get("indicator"):
            problems.append(f"{name}：measure 为 indicator 时必须写明 indicator")
        if row.get("measure") == "ladder" and not (row.get("ladder") and row.get("own_rungs")):
            problems.append(f"{name}：measure 为 ladder 时必须写明 ladder 与 own_rungs")
        if (row.get("comparator") == "range") != ("value_max" in row):
            problems.append(f"{name}：range 必须有 value_max，其他比较符不得有")
    return problems


def _text_problems(raw: Raw, text: str) -> list[str]:
    problems = []
    for row in [*raw["targets"], *raw["milestones"], *raw["duties"], *raw["parameters"]]:
        start, end = row["span"]
        if text[start:end] != row["quote"]:
            problems.append(
                f"{row['id']}：[{start}, {end}) 处原文为“{text[start:end]}”，引文为“{row['quote']}”"
            )
    for row in [*raw["chapters"], *raw["items"]]:
        start, end = row["span"]
        if row["title"] not in text[start:end]:
            problems.append(f"{row.get('id', row['number'])}：[{start}, {end}) 处没有标题“{row['title']}”")
    for key, expected in raw["plan"]["counts"].items():
        if len(raw[key]) != expected:
            problems.append(f"{key}：应有 {expected} 条，实有 {len(raw[key])} 条")
    return problems


def _link_problems(raw: Raw) -> list[str]:
    rows = [*raw["targets"], *raw["milestones"], *raw["duties"], *raw["parameters"], *raw["notes"]]
    ids = [row["id"] for row in rows]
    problems = [f"{one}：编号重复" for one, count in Counter(ids).items() if count > 1]
    known, chapters = set(ids), {row["id"] for row in raw["chapters"]}
    items = {row["number"] for row in raw["items"]} | {"G"}
    problems += [
        f"第{row['number']}条：没有章 {row['chapter']}"
        for row in raw["items"]
        if row["chapter"] not in chapters
    ]
    for row in [*raw["targets"], *raw["milestones"], *raw["duties"], *raw["parameters"]]:
        if row["section"] not in items:
            problems.append(f"{row['id']}：没有第 {row['section']} 条")
        if row.get("ladder") and row["ladder"] not in raw["ladders"]:
            problems.append(f"{row['id']}：没有阶梯 {row['ladder']}")
        if row.get("feeds") and row["feeds"] not in known:
            problems.append(f"{row['id']}：feeds 所指 {row['feeds']} 不存在")
    for row in raw["notes"]:
        problems += [f"{row['id']}：所指 {one} 不存在" for one in row.get("about", ()) if one not in known]
    return problems
