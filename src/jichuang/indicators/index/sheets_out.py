"""下载的表: places with pillar scores, and every cell from the raw figure to its part of the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jichuang.indicators.index.scheme import Content
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


def step_rows(index: Index) -> Iterator[list[Any]]:
    """One row per unit and indicator."""
    for unit in index.units.units:
        name = index.units.name(index.units.row(unit))
        for element in index.framework.indicators:
            found = cell(index, unit, element.code)
            yield [
                unit, name, element.code, element.title, element.unit, _told(found.raw), _told(found.imputed), found.flag,
                _told(found.treated), found.how, _told(found.normalised), round(found.share, DIGITS), _told(found.contribution),
            ]  # fmt: skip


def _told(value: float | None) -> Any:
    return "缺" if value is None else round(value, DIGITS)
