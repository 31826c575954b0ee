"""按现有单元的分布归一: min-max, z-score, distance to the best, fraction of the best. Scores move when units change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.normalise.contract import span, upward


@dataclass(frozen=True)
class MinMax:
    """极差法: the worst unit gets `low`, the best `high`."""

    low: float = 0.0
    high: float = 100.0

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Linear between the worst and the best unit."""
        turned = upward(values, element)
        least, most = span(turned, element)
        return (turned - least) / (most - least) * (self.high - self.low) + self.low


@dataclass(frozen=True)
class ZScore:
    """标准化: mean `mean`, standard deviation `deviation` (n - 1)."""

    mean: float = 0.0
    deviation: float = 1.0

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Distance from the mean in standard deviations."""
        turned = upward(values, element)
        span(turned, element)
        spread = np.nanstd(turned, ddof=1)
        return np.asarray((turned - np.nanmean(turned)) / spread * self.deviation + self.mean)


@dataclass(frozen=True)
class Scaled:
    """线性换算: (x - low)/(high - low) x 100 with given bounds; the column's direction is kept, nothing is capped."""

    low: float = 0.0
    high: float = 100.0

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """A shift and a factor, for figures that are points already."""
        if self.low == self.high:
            raise CompositeError("no_bar", f"指标“{element.code}”线性换算的上下限相同")
        return (upward(values, element) - self.low) / (self.high - self.low) * 100


@dataclass(frozen=True)
class DistanceToMax:
    """与最优的距离: 1 at the best unit, 0 at the worst."""

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """1 - (best - x)/(best - worst)."""
        turned = upward(values, element)
        least, most = span(turned, element)
        return 1 - (most - turned) / (most - least)


@dataclass(frozen=True)
class FractionOfMax:
    """最大值的比例: x/max of the turned column, exactly as COINr's n_fracmax.

    For an indicator where less is better this divides -x by -min: the order is turned round (a unit with more
    gets more). `reverses` tells; `FractionOfBest` is the rule without the trap.
    """

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """x/max. Raises CompositeError (zero_best) when there is nothing above 0 to divide by.

        Where less is better and the best unit has 0, COINr divides by 0; here such a column is 1 - x/max.
        """
        turned = upward(values, element)
        best, most = float(np.nanmax(turned)), float(np.nanmax(np.abs(values)))
        if best == 0 and (element.direction == 1 or most == 0):
            raise CompositeError("zero_best", f"指标“{element.code}”的最优值是 0，不能作分母")
        return np.asarray(1 + turned / most if best == 0 else turned / best)

    def reverses(self, values: Column, element: Element) -> bool:
        """Whether the order is turned round for this column: its best turned value is negative."""
        return float(np.nanmax(upward(values, element))) < 0


@dataclass(frozen=True)
class FractionOfBest:
    """最优值的比例: x/max where more is better, min/x where less is better. Figures must be above 0."""

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """1 at the best unit. Raises CompositeError (not_positive) for zero or negative figures."""
        wrong = np.flatnonzero(values < 0 if element.direction == 1 else values <= 0)
        if wrong.size or float(np.nanmax(values)) <= 0:
            unit = units[int(wrong[0])] if wrong.size else units[0]
            raise CompositeError(
                "not_positive", f"单元“{unit}”的“{element.code}”须大于 0，才能按最优值的比例计分"
            )
        if element.direction == 1:
            return np.asarray(values / float(np.nanmax(values)))
        return np.asarray(float(np.nanmin(values)) / values)
