"""追溯: where one figure comes from, step by step, raw to points to its part of the index. Computes nothing new."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.aggregate import Arithmetic, Geometric, Total
from jichuang.methods.composite.arrays import Column
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.index import Index

HOW = {"winsorised-high": "高端离群，拉回到次高值", "winsorised-low": "低端离群，拉回到次低值"}


@dataclass(frozen=True)
class CellTrace:
    """One unit's indicator through every step. None: not available at that step (and `flag` or `how` says why).

    `flag`: how a missing figure was filled, "" when it was there. `how`: what the outlier treatment did.
    `share`: the part of the index's weight carried; `contribution`: index points from this cell, None unless every
    level above is an arithmetic mean.
    """

    unit: str
    element: Element
    raw: float | None
    denominator: float | None
    denominated: float | None
    imputed: float | None
    flag: str
    treated: float | None
    how: str
    normalised: float | None
    share: float
    contribution: float | None

    def words(self) -> tuple[str, ...]:
        """The same as Chinese lines, one per step that did something."""
        unit = f" {self.element.unit}" if self.element.unit else ""
        lines = [f"原始值 {_text(self.raw)}{unit}" if self.raw is not None else "原始值 缺"]
        if self.element.denominator and self.denominated is not None:
            lines.append(
                f"除以 {self.element.denominator}（{_text(self.denominator)}）得 {_text(self.denominated)}"
            )
        if self.flag:
            lines.append(f"缺数据，按“{self.flag}”填补为 {_text(self.imputed)}")
        if self.how:
            lines.append(f"{HOW.get(self.how, f'按 {self.how} 变换')}：{_text(self.treated)}")
        lines.append(f"归一化 {_text(self.normalised)} 分")
        part = "" if self.contribution is None else f"，贡献 {_text(self.contribution)} 分"
        return (*lines, f"占总权重 {self.share:.2%}{part}")


@dataclass(frozen=True)
class Part:
    """One child's part in an aggregate of a unit: its score, its share of the weight that counted (0..1).

    `points`: share x score under an arithmetic mean (they add up to the aggregate); `factor`: score ** share under a
    geometric mean (they multiply up to it); None under other aggregators, where parts do not separate.
    """

    element: Element
    score: float | None
    share: float
    points: float | None
    factor: float | None


def cell(index: Index, unit: str, code: str, period: str | None = None) -> CellTrace:
    """The trace of an indicator of a unit. Raises CompositeError (unknown_unit, unknown_code, not_indicator)."""
    element = index.framework.element(code)
    if element.aggregate:
        raise CompositeError("not_indicator", f"“{code}”不是指标，请用其下级追溯")
    stages = index.stages
    row, at = stages.data.row(unit, period), index.framework.codes.index(code)
    kept = np.flatnonzero(stages.kept == row)
    place = int(kept[0]) if kept.size else None
    point = next((p for p in stages.treated.points if p.row == place and p.code == code), None)
    below = stages.data.figures[element.denominator][row] if element.denominator else np.nan
    normalised = None if place is None else _value(stages.normalised[place, at])
    return CellTrace(
        unit,
        element,
        _value(stages.raw[row, at]),
        _value(below),
        _value(stages.denominated[row, at]),
        _value(stages.imputed.values[row, at]),
        str(stages.imputed.flags[row, at]),
        None if place is None else _value(stages.treated.values[place, at]),
        point.how if point else "",
        normalised,
        index.share(code),
        None if place is None else _value(contributions(index)[place, at]),
    )


def parts(index: Index, unit: str, code: str | None = None, period: str | None = None) -> tuple[Part, ...]:
    """What an aggregate (default the index) of a unit is made of, by child."""
    parent = index.framework.element(code or index.framework.root.code)
    row = index.units.row(unit, period)
    children = index.framework.children.get(parent.code, ())
    scores = np.array([index.scores[each.code][row] for each in children])
    weights = np.where(np.isnan(scores), 0, index.weights.get(parent.code, np.zeros(0)))
    shares = weights / weights.sum() if weights.sum() else weights
    rule = index.recipe.aggregate.of(index.framework.levels[parent.code])
    return tuple(
        Part(
            each,
            _value(score),
            float(share),
            float(share * score) if isinstance(rule, Arithmetic) and not np.isnan(score) else None,
            float(score**share) if isinstance(rule, Geometric) and not np.isnan(score) else None,
        )
        for each, score, share in zip(children, scores.tolist(), shares.tolist(), strict=True)
    )


def contributions(index: Index) -> Column:
    """(units, indicators): index points from every cell; their sum over a row is the index. NaN where parts do not

    separate (an aggregator above that is not an arithmetic mean or a total) or the figure is missing.
    """
    tree = index.framework
    carried = {tree.root.code: np.ones(len(index.units.units))}
    for parent in reversed(tree.aggregates):
        rule = index.recipe.aggregate.of(tree.levels[parent.code])
        children = tree.children[parent.code]
        there = np.column_stack([~np.isnan(index.scores[each.code]) for each in children]).astype(np.float64)
        if isinstance(rule, Arithmetic):
            weights = there * index.weights[parent.code]
            total = weights.sum(axis=1, keepdims=True)
            part = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
        else:
            part = there if isinstance(rule, Total) else np.full(there.shape, np.nan)
        for at, each in enumerate(children):
            carried[each.code] = carried[parent.code] * part[:, at]
    return np.column_stack([carried[code] * index.scores[code] for code in tree.codes])


def _value(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _text(value: float | None) -> str:
    return "缺" if value is None else f"{value:.6g}"
