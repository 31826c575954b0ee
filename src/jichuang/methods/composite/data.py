"""数据: raw figures, one row per unit and period, with groups and denominators. Knows no index.

One shape serves one year and a panel: a row is a unit in a period; a single year has one period.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from numbers import Real

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, Rows
from jichuang.methods.composite.errors import CompositeError, listed

LARGEST = 1e60  # squares and products of larger or smaller figures leave the range of floats

Figure = int | float | Decimal | Fraction | None


@dataclass(frozen=True)
class Data:
    """`figures`: code -> one float per row (NaN: not available), indicators and denominators alike.

    `groups`: column -> one text per row (None: not known), for imputation within groups.
    """

    units: tuple[str, ...]
    figures: Mapping[str, Column]
    periods: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.units:
            raise CompositeError("no_units", "没有任何单元的数据")
        for label, held in (("期别", self.periods), ("名称", self.names)):
            if held and len(held) != len(self.units):
                raise CompositeError("length", f"{label}有 {len(held)} 个，单元有 {len(self.units)} 个")
        for code, column in (*self.figures.items(), *self.groups.items()):
            if len(column) != len(self.units):
                raise CompositeError("length", f"“{code}”有 {len(column)} 个数，单元有 {len(self.units)} 个")
        seen: set[tuple[str, str]] = set()
        for row, unit in enumerate(self.units):
            key = (unit, self.period(row))
            if key in seen:
                raise CompositeError("repeated_unit", f"{self.place(row)}的数据出现了两行")
            seen.add(key)

    def period(self, row: int) -> str:
        """The period of a row; empty when there is only one."""
        return self.periods[row] if self.periods else ""

    def place(self, row: int) -> str:
        """`单元“HEB”` or `单元“HEB”2018`: how a message names a row."""
        return f"单元“{self.units[row]}”{self.period(row)}"

    def name(self, row: int) -> str:
        """The unit's name as people know it, or its code."""
        return (self.names[row] if self.names else "") or self.units[row]

    @cached_property
    def blocks(self) -> tuple[Rows, ...]:
        """The rows of each period, earliest first."""
        periods = np.array([self.period(row) for row in range(len(self.units))])
        return tuple(np.flatnonzero(periods == period) for period in sorted(set(periods.tolist())))

    def row(self, unit: str, period: str | None = None) -> int:
        """The row of a unit; in a panel the period is needed. Raises CompositeError (unknown_unit)."""
        found = [
            row for row, held in enumerate(self.units) if held == unit and period in (None, self.period(row))
        ]
        if not found:
            raise CompositeError("unknown_unit", f"没有单元“{unit}”{period or ''}")
        if len(found) > 1:
            raise CompositeError("which_period", f"单元“{unit}”有 {len(found)} 期数据，请指明期别")
        return found[0]

    def matrix(self, codes: Iterable[str]) -> Matrix:
        """The raw figures of some columns, (rows, codes). A column that is not there or wholly empty is refused."""
        wanted = list(codes)
        missing = [code for code in wanted if code not in self.figures]
        if missing:
            raise CompositeError("unknown_code", f"数据中没有这些列：{listed(missing)}")
        raw = np.column_stack([self.figures[code] for code in wanted])
        empty = [wanted[at] for at in np.flatnonzero(np.isnan(raw).all(axis=0))]
        if empty:
            raise CompositeError("all_missing", f"这些指标所有单元都没有数据：{listed(empty)}")
        bare = [self.place(int(row)) for row in np.flatnonzero(np.isnan(raw).all(axis=1))]
        if bare:
            raise CompositeError("unit_all_missing", f"这些单元一个指标也没有：{listed(bare)}")
        return raw

    def keep(self, rows: Rows) -> Data:
        """The same data with some of its rows."""
        at = rows.tolist()
        return Data(
            tuple(self.units[row] for row in at),
            {code: column[rows] for code, column in self.figures.items()},
            tuple(self.periods[row] for row in at) if self.periods else (),
            tuple(self.names[row] for row in at) if self.names else (),
            {code: tuple(column[row] for row in at) for code, column in self.groups.items()},
        )


def data(
    units: Sequence[str],
    figures: Mapping[str, Sequence[Figure]],
    *,
    periods: Sequence[object] = (),
    names: Sequence[str] = (),
    groups: Mapping[str, Sequence[str | None]] | None = None,
) -> Data:
    """Data from Python values; None or NaN is not available. Raises CompositeError (text, infinite, size) by cell."""
    given = tuple(units)
    columns = {
        code: np.array([number(value, given[row], code) for row, value in enumerate(column)])
        for code, column in figures.items()
    }
    return Data(
        given,
        columns,
        tuple(str(each) for each in periods),
        tuple(names),
        {code: tuple(column) for code, column in (groups or {}).items()},
    )


def number(value: object, unit: str, code: str) -> float:
    """A cell as a float. Text, truth values, infinity and sizes beyond 1e60 are refused with the cell's place."""
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise CompositeError("text", f"单元“{unit}”的“{code}”应为数字，现为“{value}”")
    out = float(value)
    if math.isinf(out):
        raise CompositeError("infinite", f"单元“{unit}”的“{code}”是无穷大")
    if out and not math.isnan(out) and not 1 / LARGEST < abs(out) < LARGEST:
        raise CompositeError("size", f"单元“{unit}”的“{code}”是 {out:g}，不像是统计数字")
    return out
