"""合成: means of siblings, with any leading axes so that one build and thousands of replications are one code path.

`values` (..., units, siblings), `weights` (..., siblings) -> (..., units). A missing sibling is left out and the
others' weights are rescaled; a unit without any sibling gets NaN, which the caller must account for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.errors import CompositeError


class Aggregator(Protocol):
    """Puts siblings together. `positive`: whether it only takes figures above 0."""

    @property
    def positive(self) -> bool: ...

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """(..., units, siblings) and (..., siblings) -> (..., units)."""
        ...


@dataclass(frozen=True)
class Arithmetic:
    """算术平均: full compensation between siblings."""

    positive: bool = False

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Weighted mean."""
        return weighted_mean(values, weights)


@dataclass(frozen=True)
class Geometric:
    """几何平均: a low figure is not easily made up for; figures above 0 only."""

    positive: bool = True

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """exp of the weighted mean of logarithms."""
        return np.asarray(np.exp(weighted_mean(np.log(values), weights)))


@dataclass(frozen=True)
class Harmonic:
    """调和平均: stricter still; figures above 0 only."""

    positive: bool = True

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Reciprocal of the weighted mean of reciprocals."""
        return np.asarray(1 / weighted_mean(1 / values, weights))


@dataclass(frozen=True)
class Generalised:
    """幂平均: (mean of x^p)^(1/p); p = 1 arithmetic, p -> 0 geometric, p = -1 harmonic. Figures above 0."""

    power: float
    positive: bool = True

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Weighted power mean."""
        if self.power == 0:
            return Geometric().combine(values, weights)
        return np.asarray(weighted_mean(values**self.power, weights) ** (1 / self.power))


@dataclass(frozen=True)
class Total:
    """合计: the plain sum, for points that are to be added up; weights play no part, missing counts nothing."""

    positive: bool = False

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Sum of the siblings that are there."""
        out = np.nansum(values, axis=-1)
        return np.where(np.isnan(values).all(axis=-1), np.nan, out)


def weighted_mean(values: Matrix, weights: Matrix) -> Matrix:
    """The mean over siblings that are there and have weight; NaN where none is."""
    there = ~np.isnan(values)
    if there.all():
        return np.asarray(np.matmul(values, weights[..., None])[..., 0] / weights.sum(axis=-1, keepdims=True))
    total = np.matmul(there.astype(np.float64), weights[..., None])[..., 0]
    points = np.matmul(np.where(there, values, 0.0), weights[..., None])[..., 0]
    return np.asarray(np.divide(points, total, out=np.full(total.shape, np.nan), where=total > 0))


def check_positive(values: Matrix, names: list[str], places: list[str], parent: str) -> None:
    """Raises CompositeError (not_positive) naming the first cell that a geometric or harmonic mean cannot take."""
    wrong = np.argwhere(values <= 0)
    if wrong.size:
        *_, row, at = wrong[0].tolist()
        raise CompositeError(
            "not_positive",
            f"{places[row]}的“{names[at]}”为 {float(values[tuple(wrong[0])]):g}，“{parent}”不能用几何或调和平均；"
            f"请把归一化的下限设为大于 0（如 1 到 100）",
        )
