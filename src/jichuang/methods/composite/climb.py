"""逐级合成: normalised indicators up the tree to the index. One code path for one build and for many replications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.aggregate import Aggregator, Arithmetic, check_positive
from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Element, Framework

Weigh = Callable[[str, tuple[Element, ...], Matrix], Matrix]  # parent, siblings, scores -> (..., siblings)


@dataclass(frozen=True)
class Aggregation:
    """How siblings are put together: `usual`, or by the level of the aggregate (2 is just above indicators).

    `least`: share of siblings (0..1) that must be there, else the unit's aggregate is left blank and listed;
    None: nothing may be blank, a unit without any sibling is refused by name.
    """

    usual: Aggregator = Arithmetic()
    levels: Mapping[int, Aggregator] | None = None
    least: float | None = None

    def of(self, level: int) -> Aggregator:
        """The aggregator of a level."""
        return (self.levels or {}).get(level, self.usual)


@dataclass(frozen=True)
class Climbed:
    """`scores`: code -> (..., units) for indicators and aggregates; `weights`: parent -> (..., siblings)."""

    scores: Mapping[str, Matrix]
    weights: Mapping[str, Matrix]


def climb(
    normalised: Matrix, framework: Framework, aggregation: Aggregation, weigh: Weigh, data: Data
) -> Climbed:
    """(..., units, indicators) -> every element's scores.

    Raises CompositeError (not_positive, no_siblings) naming unit and element.
    """
    scores: dict[str, Matrix] = {code: normalised[..., at] for at, code in enumerate(framework.codes)}
    weights: dict[str, Matrix] = {}
    for parent in framework.aggregates:
        siblings = framework.children[parent.code]
        values = np.stack(np.broadcast_arrays(*(scores[each.code] for each in siblings)), axis=-1)
        rule = aggregation.of(framework.levels[parent.code])
        if rule.positive:
            places = [data.place(row) for row in range(len(data.units))]
            check_positive(values, [each.code for each in siblings], places, parent.code)
        weights[parent.code] = weigh(parent.code, siblings, values)
        combined = rule.combine(values, weights[parent.code])
        scores[parent.code] = _accounted(combined, values, aggregation, parent, data)
    return Climbed(scores, weights)


def fixed(weights: Mapping[str, Matrix]) -> Weigh:
    """Weighing by weights worked out before: parent -> (..., siblings)."""
    return lambda parent, siblings, scores: weights[parent]


def _accounted(
    combined: Matrix, values: Matrix, aggregation: Aggregation, parent: Element, data: Data
) -> Matrix:
    """Blanks are either declared (`least`) or refused."""
    if aggregation.least is not None:
        there = (~np.isnan(values)).mean(axis=-1)
        return np.where((there >= aggregation.least) & (there > 0), combined, np.nan)
    lost = np.isnan(combined)
    if lost.any():
        rows = sorted({int(where[-1]) for where in np.argwhere(lost)})
        places = listed([data.place(row) for row in rows])
        raise CompositeError("no_siblings", f"“{parent.code}”之下没有可用的数据：{places}")
    return combined
