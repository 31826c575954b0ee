"""填补: how a missing figure is filled, and a flag on every cell that was. Knows no treatment of outliers.

A rule never changes a figure that is there. What it cannot fill (a group without one figure, a unit never
observed) is refused with the cell's place, except by `Leave`, which fills nothing and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jichuang.methods.composite.arrays import Column, Flags, Matrix, Rows
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError, listed

MISSING = "missing"


class Imputer(Protocol):
    """A rule for missing figures: `flag` is what a filled cell is marked with."""

    @property
    def flag(self) -> str: ...

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """The column of `rows` with what can be filled; (rows,) in and out."""
        ...


@dataclass(frozen=True)
class Leave:
    """不填补: missing stays missing; means above it use the siblings that are there."""

    flag: str = MISSING

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """The column as it is."""
        return column


@dataclass(frozen=True)
class Average:
    """均值填补: the mean of the units that have the figure."""

    flag: str = "mean"

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """Missing cells become the column's mean."""
        return np.where(np.isnan(column), np.nanmean(column), column)


@dataclass(frozen=True)
class Median:
    """中位数填补: the median of the units that have the figure."""

    flag: str = "median"

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """Missing cells become the column's median."""
        return np.where(np.isnan(column), np.nanmedian(column), column)


@dataclass(frozen=True)
class Grouped:
    """分组填补: the mean (or median) of the units of the same group; `column` names the grouping."""

    column: str
    median: bool = False

    @property
    def flag(self) -> str:
        """`group-mean:收入组`."""
        return f"group-{'median' if self.median else 'mean'}:{self.column}"

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """Missing cells become the middle of their own group; a group without figures stays missing."""
        if self.column not in data.groups:
            held = listed(sorted(data.groups)) or "无"
            raise CompositeError("unknown_group", f"数据中没有分组列“{self.column}”（现有：{held}）")
        labels = [data.groups[self.column][row] for row in rows]
        out = column.copy()
        for label in {each for each in labels if each is not None}:
            members = np.array([each == label for each in labels])
            there = members & ~np.isnan(column)
            if there.any():
                out[members & np.isnan(column)] = (
                    np.median(column[there]) if self.median else np.mean(column[there])
                )
        return out


@dataclass(frozen=True)
class Latest:
    """沿用上期: the unit's own figure of the latest earlier period; nothing is taken from the future."""

    flag: str = "latest"

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """Each unit's gaps take its last known figure; a gap before the first figure stays."""
        out = column.copy()
        for own in _by_unit(data, rows):
            last = np.nan
            for at in own:
                out[at] = last if np.isnan(out[at]) else out[at]
                last = out[at]
        return out


@dataclass(frozen=True)
class Linear:
    """线性内插: between the unit's own periods on a straight line; at the ends its nearest figure.

    With one figure only, that figure is carried to every period; with none the cells stay missing.
    Periods must be numbers (years).
    """

    flag: str = "linear"

    def fill(self, column: Column, data: Data, rows: Rows) -> Column:
        """Each unit's gaps filled from its own figures."""
        times = _times(data, rows)
        out = column.copy()
        for own in _by_unit(data, rows):
            there = own[~np.isnan(column[own])]
            if there.size:
                out[own] = np.interp(times[own], times[there], column[there])
        return out


@dataclass(frozen=True)
class Imputed:
    """`values` (rows, indicators) and `flags` of the same shape: "" where the figure was there."""

    values: Matrix
    flags: Flags


def imputed(
    values: Matrix, data: Data, rule: Imputer, blocks: tuple[Rows, ...], codes: tuple[str, ...]
) -> Imputed:
    """Fills each column within each block of rows. Raises CompositeError (not_imputed) naming cells that stay empty."""
    gaps = np.isnan(values)
    out = values.copy()
    across = isinstance(rule, Latest | Linear)  # a unit's own past lies in other periods
    for rows in (np.arange(len(values)),) if across else blocks:
        for at in np.flatnonzero(gaps[rows].any(axis=0)):
            if not isinstance(rule, Leave) and gaps[rows, at].all():
                raise CompositeError(
                    "not_imputed",
                    f"指标“{codes[at]}”在{data.period(int(rows[0])) or '全部单元中'}没有一个数据，无从填补",
                )
            out[rows, at] = rule.fill(out[rows, at], data, rows)
    left = np.isnan(out)
    if left.any() and not isinstance(rule, Leave):
        cells = [f"{data.place(row)}的“{codes[at]}”" for row, at in np.argwhere(left).tolist()]
        raise CompositeError("not_imputed", f"按“{rule.flag}”无法填补：{listed(cells)}")
    return Imputed(out, np.where(gaps, rule.flag, ""))


def _by_unit(data: Data, rows: Rows) -> list[Rows]:
    """Positions (within rows) of each unit, earliest period first."""
    times = _times(data, rows)
    found: dict[str, list[int]] = {}
    for at in np.argsort(times, kind="stable").tolist():
        found.setdefault(data.units[rows[at]], []).append(at)
    return [np.array(own, dtype=np.intp) for own in found.values()]


def _times(data: Data, rows: Rows) -> Column:
    try:
        return np.array([float(data.period(row) or 0) for row in rows])
    except ValueError:
        raise CompositeError("period", "按时间填补时，期别须是数字（如 2018）") from None
