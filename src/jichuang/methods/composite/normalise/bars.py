"""按声明的标准归一: goalposts, fixed standards, targets, a reference unit. A unit's score does not move with the others.

(Distance to a target or a reference still starts from the worst unit, as the method is defined.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.normalise.contract import declared, span, upward


@dataclass(frozen=True)
class Goalposts:
    """上下限法: 0 at the lower goalpost, `high` at the upper one; `capped` keeps scores between them.

    `log` compares logarithms (income in the HDI). The goalposts are the element's own, in its unit.
    Source: UNDP Human Development Report, technical note 1.
    """

    low: float = 0.0
    high: float = 1.0
    capped: bool = True
    log: bool = False

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Linear between the goalposts. Raises CompositeError (no_bar, not_positive)."""
        if element.goalposts is None:
            raise CompositeError("no_bar", f"指标“{element.code}”没有声明上下限")
        lower, upper = element.goalposts
        if not lower < upper:
            raise CompositeError("no_bar", f"指标“{element.code}”的下限 {lower:g} 应小于上限 {upper:g}")
        if self.log:
            if lower <= 0 or (values <= 0).any():
                raise CompositeError("not_positive", f"指标“{element.code}”取对数，数值和下限都须大于 0")
            values, lower, upper = np.log(values), float(np.log(lower)), float(np.log(upper))
        share = (values - lower) / (upper - lower)
        share = share if element.direction == 1 else 1 - share
        share = np.clip(share, 0, 1) if self.capped else share
        return share * (self.high - self.low) + self.low


@dataclass(frozen=True)
class FixedStandard:
    """监测标准法: figure / standard x `full`, not above `full`; standard / figure where less is better.

    Source: 全国科技进步统计监测 (cn.chinagate.cn/reports/2009-03/11/content_17426358_5.htm): each third-level
    value over its standard, in per cent, at most 100.
    """

    full: float = 100.0

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Points against the standard (the element's `standard`, else its `target`). Raises CompositeError (no_bar)."""
        given = element.standard if element.standard is not None else element.target
        standard = declared(given, element, "监测标准")
        if standard <= 0:
            raise CompositeError("no_bar", f"指标“{element.code}”的监测标准是 {standard:g}，应大于 0")
        if element.direction == 1:
            return np.minimum(values / standard, 1) * self.full
        if (values < 0).any():
            raise CompositeError("not_positive", f"指标“{element.code}”越小越好，数值不能为负")
        with np.errstate(divide="ignore"):  # a figure of 0 is as good as can be: capped
            return np.minimum(standard / values, 1) * self.full


@dataclass(frozen=True)
class DistanceToTarget:
    """与目标的距离: 1 at the element's target, 0 at the worst unit; `capped` keeps 1 beyond the target."""

    capped: bool = False

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """1 - (target - x)/(target - worst). Raises CompositeError (no_bar, constant) when the target is the worst value."""
        target = element.direction * declared(element.target, element, "目标值")
        return _distance(upward(values, element), target, element, self.capped)


@dataclass(frozen=True)
class DistanceToReference:
    """与参照单元的距离: 1 at the reference unit, 0 at the worst; `capped` keeps 1 for units that are better."""

    unit: str
    capped: bool = False

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """1 - (reference - x)/(reference - worst). Raises CompositeError (unknown_unit, no_bar)."""
        if self.unit not in units:
            raise CompositeError("unknown_unit", f"没有参照单元“{self.unit}”")
        reference = upward(values, element)[list(units).index(self.unit)]
        if np.isnan(reference):
            raise CompositeError("no_bar", f"参照单元“{self.unit}”没有“{element.code}”的数据")
        return _distance(upward(values, element), float(reference), element, self.capped)


@dataclass(frozen=True)
class RatioToReference:
    """参照单元的比例: x / the reference unit's figure (EIS style); more is better only."""

    unit: str

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """Raises CompositeError (unknown_unit, no_bar) when the reference is missing or zero."""
        if self.unit not in units:
            raise CompositeError("unknown_unit", f"没有参照单元“{self.unit}”")
        reference = float(values[list(units).index(self.unit)])
        if not reference > 0 or (element.direction == -1 and (values <= 0).any()):
            raise CompositeError("no_bar", f"“{element.code}”按参照单元“{self.unit}”的比例计分，数值须大于 0")
        return values / reference if element.direction == 1 else reference / values


def _distance(turned: Column, bar: float, element: Element, capped: bool) -> Column:
    worst, _ = span(turned, element)
    if bar <= worst:
        raise CompositeError(
            "bar_too_low", f"指标“{element.code}”的目标或参照值不优于最差的单元，分数没有意义"
        )
    share = 1 - (bar - turned) / (bar - worst)
    return np.minimum(share, 1) if capped else share
