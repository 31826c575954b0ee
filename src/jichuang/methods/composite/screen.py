"""筛选: which units have enough figures to be ranked. Knows no values, only where they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Matrix, Rows
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError


@dataclass(frozen=True)
class Screen:
    """A unit stays when at least `available` of its indicators were observed and `nonzero` of those are not 0.

    Shares between 0 and 1. `always` and `never` name units kept or left out whatever their data.
    """

    available: float = 0.0
    nonzero: float = 0.0
    always: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def kept(self, observed: Matrix, data: Data) -> Rows:
        """Rows that stay; `observed` is (rows, indicators) before imputation. Raises CompositeError (none_left)."""
        there = ~np.isnan(observed)
        share = there.mean(axis=1)
        full = np.where(there, observed != 0, False).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
        enough = (share >= self.available) & (full >= self.nonzero)
        for row, unit in enumerate(data.units):
            enough[row] = (enough[row] or unit in self.always) and unit not in self.never
        if not enough.any():
            raise CompositeError("none_left", f"没有一个单元的数据齐全程度达到 {self.available:.0%}")
        return np.flatnonzero(enough)
