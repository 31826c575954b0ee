"""专家定权: pairwise comparisons with their consistency, and budgets of points. Knows no data of units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, same
from jichuang.methods.composite.errors import CompositeError

# mean consistency index of random matrices of size 1..15 (Saaty 1980)
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
ACCEPTABLE = 0.1


@dataclass(frozen=True)
class Hierarchy:
    """层次分析法的结果: `weights` by code summing to 1, the largest eigenvalue and the consistency ratio."""

    weights: Mapping[str, float]
    eigenvalue: float
    ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the ratio is below 0.1, Saaty's rule of thumb."""
        return self.ratio < ACCEPTABLE


def hierarchy(codes: Sequence[str], comparisons: Sequence[Sequence[float | str]]) -> Hierarchy:
    """AHP: how many times the row matters as much as the column; `"1/3"` is allowed as text.

    Raises CompositeError (comparisons) for a matrix that is not square, not positive or not reciprocal, naming the
    pair, and for more than 15 codes (no random index is published for them).
    """
    matrix = np.array([[_ratio(value) for value in row] for row in comparisons])
    _reciprocal(codes, matrix)
    values, vectors = np.linalg.eig(matrix)
    at = int(np.argmax(values.real))
    weights = np.abs(vectors[:, at].real)
    weights = weights / weights.sum()
    largest = float(values[at].real)
    return Hierarchy(
        dict(zip(codes, weights.tolist(), strict=True)), largest, consistency_ratio(largest, len(codes))
    )


def consistency_ratio(eigenvalue: float, size: int) -> float:
    """(λ - n)/(n - 1) over the random index; 0 for one or two codes, which cannot be inconsistent."""
    if size < 3:
        return 0.0
    return (eigenvalue - size) / (size - 1) / RANDOM_INDEX[size - 1]


@dataclass(frozen=True)
class Budget:
    """预算分配法的结果: mean `weights` summing to 1, and the lowest and highest any expert gave."""

    weights: Mapping[str, float]
    lowest: Mapping[str, float]
    highest: Mapping[str, float]


def budget(allocations: Sequence[Mapping[str, float]], points: float = 100) -> Budget:
    """Each expert shares out `points` among the same codes.

    Raises CompositeError (budget) naming the expert whose codes or sum differ.
    """
    if not allocations:
        raise CompositeError("budget", "没有任何专家的分配")
    codes = list(allocations[0])
    for number, each in enumerate(allocations, start=1):
        if set(each) != set(codes) or min(each.values()) < 0:
            raise CompositeError("budget", f"第 {number} 位专家分配的指标与第 1 位不同，或有负数")
        if not same(sum(each.values()), points):
            raise CompositeError(
                "budget", f"第 {number} 位专家的分数合计 {sum(each.values()):g}，应为 {points:g}"
            )
    table = np.array([[each[code] for code in codes] for each in allocations]) / points
    return Budget(
        *(dict(zip(codes, row.tolist(), strict=True)) for row in (table.mean(0), table.min(0), table.max(0)))
    )


def _ratio(value: float | str) -> float:
    return float(Fraction(value)) if isinstance(value, str) else float(value)


def _reciprocal(codes: Sequence[str], matrix: Matrix) -> None:
    size = len(codes)
    if matrix.shape != (size, size) or size > len(RANDOM_INDEX):
        raise CompositeError("comparisons", f"判断矩阵应为 {size}×{size}，且不超过 {len(RANDOM_INDEX)} 项")
    for row in range(size):
        for at in range(row, size):
            product: Column = matrix[row, at] * matrix[at, row]
            if matrix[row, at] <= 0 or not np.isclose(product, 1, rtol=1e-6):
                raise CompositeError("comparisons", f"“{codes[row]}”与“{codes[at]}”的两个判断不互为倒数")
