"""描述统计: what each indicator looks like before anything is done to it, with flags for what needs a look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Matrix, significant
from jichuang.methods.composite.moments import shape

AVAILABLE, NONZERO, UNIQUE, SKEW, KURT = 0.65, 0.5, 0.5, 2.0, 3.5


@dataclass(frozen=True)
class Statistics:
    """Of one indicator: `deviation` with n - 1; skewness and kurtosis sample-adjusted (None when they have none).

    `available`, `nonzero`, `unique`, `same` (how often the commonest value occurs) are counts out of `units`.
    """

    code: str
    least: float
    most: float
    mean: float
    median: float
    deviation: float
    skew: float | None
    kurt: float | None
    available: int
    nonzero: int
    unique: int
    same: int
    units: int

    @property
    def flags(self) -> tuple[str, ...]:
        """What an officer should look at; empty when nothing."""
        found = (
            (self.available < AVAILABLE * self.units, f"{self.units - self.available} 个单元缺数据"),
            (self.nonzero < NONZERO * self.units, "多数为 0"),
            (self.unique < UNIQUE * self.units, f"只有 {self.unique} 个不同的值"),
            (self.outlying, "有离群值"),
        )
        return tuple(words for holds, words in found if holds)

    @property
    def outlying(self) -> bool:
        """Whether the skewness and kurtosis test fails."""
        return self.skew is not None and self.kurt is not None and abs(self.skew) > SKEW and self.kurt > KURT


def statistics(values: Matrix, codes: tuple[str, ...]) -> tuple[Statistics, ...]:
    """Of every column of (units, indicators)."""
    found = []
    for at, code in enumerate(codes):
        there = values[~np.isnan(values[:, at]), at]
        moments = shape(there)
        kinds, counts = np.unique(significant(there), return_counts=True)
        found.append(
            Statistics(
                code,
                float(there.min()),
                float(there.max()),
                float(there.mean()),
                float(np.median(there)),
                float(there.std(ddof=1)) if there.size > 1 else 0.0,
                moments[0] if moments else None,
                moments[1] if moments else None,
                int(there.size),
                int(np.count_nonzero(there)),
                int(kinds.size),
                int(counts.max()),
                len(values),
            )
        )
    return tuple(found)
