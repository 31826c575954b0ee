"""归一化的约定: a column in its own unit becomes a column of points where more is better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, Rows, same
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element, Framework


class Normaliser(Protocol):
    """One rule. NaN stays NaN; every other value gets a figure or the rule refuses the column by name."""

    def column(self, values: Column, element: Element, units: Sequence[str]) -> Column:
        """(units,) in the element's unit -> (units,) in points, more is better."""
        ...


@dataclass(frozen=True)
class Normalisers:
    """The rule of every column, with exceptions by indicator code."""

    usual: Normaliser
    exceptions: Mapping[str, Normaliser] = field(default_factory=dict)

    def of(self, code: str) -> Normaliser:
        """The rule of an indicator."""
        return self.exceptions.get(code, self.usual)


def normalised(
    values: Matrix, rule: Normalisers, data: Data, framework: Framework, blocks: tuple[Rows, ...]
) -> Matrix:
    """Every column within each block of rows, (rows, indicators). Raises CompositeError naming a column it cannot scale."""
    out = np.full(values.shape, np.nan)
    for rows in blocks:
        units = [data.units[row] for row in rows]
        for at, element in enumerate(framework.indicators):
            if np.isnan(values[rows, at]).all():
                continue  # nobody has it in this period: missing, as every cell's flag says
            column = rule.of(element.code).column(values[rows, at], element, units)
            lost = np.flatnonzero(~np.isfinite(column) & ~np.isnan(values[rows, at]))
            if lost.size:
                place = data.place(int(rows[lost[0]]))
                raise CompositeError("not_normalised", f"{place}的“{element.code}”归一化后不是有限的数")
            out[rows, at] = column
    return out


def upward(values: Column, element: Element) -> Column:
    """The column turned so that more is better."""
    return element.direction * values


def span(values: Column, element: Element) -> tuple[float, float]:
    """(lowest, highest). Raises CompositeError (one_unit, constant): with no spread there is nothing to scale by."""
    there = values[~np.isnan(values)]
    if there.size < 2:
        raise CompositeError(
            "one_unit",
            f"指标“{element.code}”只有 {there.size} 个单元有数据，无法互相比较；请改用固定标准或上下限",
        )
    low, high = float(there.min()), float(there.max())
    if same(low, high):
        raise CompositeError(
            "constant",
            f"指标“{element.code}”各单元的数值都是 {element.direction * low:g}，分不出高低；请剔除，或改用固定标准、上下限",
        )
    return low, high


def declared(value: float | None, element: Element, what: str) -> float:
    """A bar of the framework. Raises CompositeError (no_bar) when the element declares none."""
    if value is None:
        raise CompositeError("no_bar", f"指标“{element.code}”没有声明{what}")
    return value
