"""权重的区间: how far weights drawn from data would move with other units. Knows any weighting rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.weights.contract import Weighting


@dataclass(frozen=True)
class WeightInterval:
    """Shares (summing to 1 over siblings): `point` from all units; `low`, `high` the 90 % interval of resamples.

    `failed`: resamples in which the rule could not give weights (too few different units).
    """

    code: str
    point: float
    low: float
    high: float
    failed: int


def intervals(
    rule: Weighting,
    parent: str,
    elements: tuple[Element, ...],
    scores: Matrix,
    *,
    times: int = 500,
    seed: int = 1,
) -> tuple[WeightInterval, ...]:
    """Units drawn with replacement `times` times. Raises CompositeError when the rule fails on the data itself."""
    point = _shares(rule, parent, elements, scores)
    draw = np.random.default_rng(seed)
    drawn: list[Column] = []
    for _ in range(times):
        rows = draw.integers(0, len(scores), len(scores))
        try:
            drawn.append(_shares(rule, parent, elements, scores[rows]))
        except CompositeError:
            continue  # a resample can be degenerate where the data are not; counted in `failed`
    if not drawn:
        raise CompositeError("too_few_units", f"“{parent}”之下单元太少，权重的区间无从估计")
    low, high = np.quantile(np.array(drawn), (0.05, 0.95), axis=0)
    return tuple(
        WeightInterval(each.code, float(point[i]), float(low[i]), float(high[i]), times - len(drawn))
        for i, each in enumerate(elements)
    )


def _shares(rule: Weighting, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
    weights = rule.siblings(parent, elements, scores)
    return np.asarray(weights / weights.sum())
