"""有利权重（BOD）: every unit is scored with the weights that suit it best, within declared share bounds.

Source: Melyn and Moesen (1991); Cherchye et al. (2008). Score 1: with some allowed weights nobody does better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.weights.simplex import maximise


@dataclass(frozen=True)
class Doubt:
    """`scores` (units,) in 0..1 and each unit's own `weights` (units, siblings), scaled so that the best unit gets 1."""

    scores: Matrix
    weights: Matrix


@dataclass(frozen=True)
class BenefitOfDoubt:
    """An aggregator; weights given to `combine` play no part.

    `least`, `most`: bounds on each sibling's share, of the sum of `weights` (default) or of the score itself
    (`of="score"`: pie shares).
    """

    least: float = 0.0
    most: float = 1.0
    of: Literal["weights", "score"] = "weights"
    positive: bool = False

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Scores, for any leading axes. Raises CompositeError as `solve` does."""
        lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
        once = [self.solve(piece).scores for piece in values.reshape(-1, *values.shape[-2:])]
        return np.broadcast_to(np.array(once).reshape(*values.shape[:-2], -1), (*lead, values.shape[-2]))

    def solve(self, values: Matrix) -> Doubt:
        """(units, siblings), not negative, no gaps. Raises CompositeError (shares, negative, missing)."""
        count = values.shape[1]
        if (
            not self.least * count <= 1 + 1e-12
            or not self.most * count >= 1 - 1e-12
            or self.least > self.most
        ):
            raise CompositeError(
                "shares", f"{count} 项指标的权重份额不可能都在 {self.least:.0%} 到 {self.most:.0%} 之间"
            )
        if np.isnan(values).any():
            raise CompositeError("missing", "有利权重法不接受缺数据，请先填补")
        if (values < 0).any():
            raise CompositeError("negative", "有利权重法不接受负数，请先归一化为不小于 0")
        found = [maximise(own, *self._limits(values, own)) for own in values]
        return Doubt(np.array([score for score, _ in found]), np.array([weights for _, weights in found]))

    def _limits(self, values: Matrix, own: Matrix) -> tuple[Matrix, Matrix]:
        """Nobody above 1, and every share within its bounds."""
        units, count = values.shape
        each, whole = np.eye(count), np.ones((count, count))
        if self.of == "score":
            each, whole = np.diag(own), np.tile(own, (count, 1))
        parts = [values]
        bounds = [np.ones(units)]
        if self.least > 0:
            parts.append(self.least * whole - each)
            bounds.append(np.zeros(count))
        if self.most < 1:
            parts.append(each - self.most * whole)
            bounds.append(np.zeros(count))
        return np.vstack(parts), np.concatenate(bounds)
