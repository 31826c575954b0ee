"""按名次归一: ranks, percentile ranks, Borda points. Distances are lost; ties are found by the tie tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, ascending
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.normalise.contract import upward


@dataclass(frozen=True)
class Rank:
    """名次分: 1 for the worst unit upwards; ties take the lower rank."""

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Ascending ranks of the turned column."""
        return ascending(upward(values, element))


@dataclass(frozen=True)
class Borda:
    """波达分: how many units are worse; 0 for the worst."""

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Ascending ranks less one."""
        return ascending(upward(values, element)) - 1


@dataclass(frozen=True)
class PercentileRank:
    """百分位名次: (rank - 1)/(units - 1), between 0 and 1."""

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Raises CompositeError (one_unit) when fewer than two units have the figure."""
        there = int(np.count_nonzero(~np.isnan(values)))
        if there < 2:
            raise CompositeError("one_unit", f"指标“{element.code}”只有 {there} 个单元有数据，排不出名次")
        return (ascending(upward(values, element)) - 1) / (there - 1)
