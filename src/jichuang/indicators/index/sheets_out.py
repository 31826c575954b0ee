"""下载的表: places with pillar scores, and every cell from the raw figure to its part of the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jichuang.indicators.index.below import Denominator, column_of
from jichuang.indicators.index.scheme import Content
from jichuang.indicators.index.sheet import Figures
from jichuang.methods.composite import Index
from jichuang.methods.composite.trace import cell

DIGITS = 9
"""Decimals in a file: more than anybody reads, few enough that a spreadsheet keeps them as numbers."""
STEPS = (
    "地区代码",
    "地区",
    "指标代码",
    "指标",
    "单位",
    "原始值",
    "分母",
    "分母出处",
    "乘数",
    "换算后",
    "填补后",
    "填补",
    "处理后",
    "离群处理",
    "得分",
    "占总权重",
    "贡献（分）",
)


def rank_headers(content: Content, results: dict[str, Any]) -> list[str]:
    """Header of the table of places."""
    titles = {line.code: line.title for line in content.lines}
    pillars = list(results["units"][0]["pillars"])
    return [
        "名次",
        "地区代码",
        "地区",
        "得分",
        "等次",
        "名次区间",
        *(titles.get(code, code) for code in pillars),
    ]


def rank_rows(rows: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """One row per unit, by place; scores to the digits that were frozen."""
    for one in rows:
        span = f"{one['low']}–{one['high']}"
        head = [
            one["place"],
            one["unit"],
            one["name"],
            round(one["score"], DIGITS),
            one["grade"] or "—",
            span,
        ]
        yield [*head, *("缺" if score is None else round(score, DIGITS) for score in one["pillars"].values())]


def step_rows(index: Index, figures: Figures) -> Iterator[list[Any]]:
    """One row per unit and indicator; a divided figure shows its denominator as published, with source and vintage."""
    below = {
        column_of(code, times): (one, times)
        for code, one in figures.denominators.items()
        for times in _times(index, code)
    }
    for unit in index.units.units:
        name = index.units.name(index.units.row(unit))
        for element in index.framework.indicators:
            found = cell(index, unit, element.code)
            yield [
                unit, name, element.code, element.title, element.unit, _told(found.raw),
                *_divided(below.get(element.denominator or ""), figures.units.index(unit)),
                _told(found.denominated) if element.denominator else "", _told(found.imputed), found.flag,
                _told(found.treated), found.how, _told(found.normalised), round(found.share, DIGITS), _told(found.contribution),
            ]  # fmt: skip


def _times(index: Index, code: str) -> set[float]:
    """The multipliers with which lines are divided by the indicator, read back from the names of their columns."""
    names = {one.denominator for one in index.framework.indicators if one.denominator}
    return {float(name.rpartition("/")[2]) for name in names if name.startswith(f"/{code}/")}


def _divided(below: tuple[Denominator, float] | None, row: int) -> list[Any]:
    """分母, 分母出处, 乘数 of one cell; empty where the figure is not divided."""
    if below is None:
        return ["", "", ""]
    cell = below[0].cells[row]
    if cell is None:
        return ["缺", f"{below[0].declared.title}没有这个地区的公开发布数", below[1]]
    source = f"{below[0].declared.title}，{cell.source}，{cell.known_on}起可用，{cell.check}"
    return [cell.value, source, below[1]]


def _told(value: float | None) -> Any:
    return "缺" if value is None else round(value, DIGITS)
