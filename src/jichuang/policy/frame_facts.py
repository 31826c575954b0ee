"""Columns of a frame as exact facts: type, scale, bounds and contradictions are checked before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from jichuang.policy.declaration import Consistent, Policy
from jichuang.policy.facts import Fact, Figure, Flag, Sequence

Shape = tuple[tuple[str, int, bool], ...]  # (fact, scale, without gaps) for each column

_DECIMAL = pl.Decimal(38, 10)
_TOO_LARGE = 10**20  # beyond any fact's bounds, and still far from overflowing a decimal of 38 digits


@dataclass(frozen=True, slots=True)
class ExactFrame:
    """The facts of a policy as integers and flags. `scales[key]`: a column counts units of 10**-scale."""

    columns: pl.DataFrame
    scales: dict[str, int]

    @property
    def shape(self) -> Shape:
        return tuple((c.name, self.scales[c.name], c.null_count() == 0) for c in self.columns.get_columns())


def exact_frame(policy: Policy, frame: pl.DataFrame) -> ExactFrame:
    """The facts among the columns of `frame`. FactError names the fact, the first bad value with its row, and what is expected."""
    present = [fact for key, fact in policy.facts.items() if key in frame.columns]
    columns, scales = {}, {}
    for fact in present:
        columns[fact.key], scales[fact.key] = _exact(fact, frame[fact.key])
    exact = ExactFrame(pl.DataFrame(columns), scales)
    _refuse_out_of_bounds(frame, exact, [f for f in present if isinstance(f, Figure)])
    for pair in policy.consistent:
        if pair.part.key in scales and pair.whole.key in scales:
            _refuse_contradiction(pair, frame, exact)
    return exact


def _exact(fact: Fact, column: pl.Series) -> tuple[pl.Series, int]:
    if isinstance(fact, Flag):
        if column.dtype in (pl.Boolean, pl.Null):
            return column.cast(pl.Boolean), 0
        raise fact.refuse(str(column.dtype), "列不是是非值")
    if isinstance(fact, Sequence):
        return _sequence(fact, column)
    assert isinstance(fact, Figure)
    return _figures(fact, column)


def _sequence(fact: Sequence, column: pl.Series) -> tuple[pl.Series, int]:
    if not isinstance(column.dtype, pl.List):
        raise fact.refuse(str(column.dtype), "列不是数列")
    length = column.list.len()
    _refuse_where(fact, column, (length < fact.shortest) | (length > fact.longest), "数列长短不对")
    flat, scale = _figures(fact.figure, column.explode())
    _refuse_range(fact.figure, column.explode(), flat, scale)
    if scale == 0:
        return column.cast(pl.List(pl.Int64)), 0
    units = (pl.element().cast(_DECIMAL) * 10**scale).round().cast(pl.Int64)
    if column.dtype == pl.List(pl.Float64):
        units = (pl.element() * 10**scale).round().cast(pl.Int64)
    return column.list.eval(units), scale


def _figures(fact: Figure, column: pl.Series) -> tuple[pl.Series, int]:
    kind = column.dtype
    if kind == pl.Null or kind.is_integer():
        return column if kind == pl.Int64 else column.cast(pl.Int64), 0
    if kind.is_float():
        return _from_float(fact, column.cast(pl.Float64)), fact.scale
    if kind != pl.String and not isinstance(kind, pl.Decimal):
        raise fact.refuse(str(kind), "列不是数")
    found = column.cast(_DECIMAL, strict=False)
    _refuse_where(fact, column, found.is_null() & column.is_not_null(), "不是数")
    _refuse_where(fact, column, found.abs() > _TOO_LARGE, "大于允许的最大值")
    units = found * 10**fact.scale
    whole = units.cast(pl.Int128)
    _refuse_where(fact, column, whole.cast(_DECIMAL) != units, "小数位数过多或不是整数")
    return whole.cast(pl.Int64), fact.scale


def _from_float(fact: Figure, column: pl.Series) -> pl.Series:
    """A float stands for the decimal a person wrote: exact when dividing the rounded units back gives the same float."""
    factor = 10**fact.scale
    _refuse_where(fact, column, ~column.is_finite() | (column.abs() * factor >= 2**51), "不是精确的数")
    units = (column * factor).round()
    _refuse_where(fact, column, (units / factor) != column, "小数位数过多或不是整数")
    exact: pl.Series = units.cast(pl.Int64)
    return exact


def _refuse_where(fact: Fact, column: pl.Series, bad: pl.Series, problem: str) -> None:
    if bad.any():
        first = bad.fill_null(False).arg_true()[0]
        raise fact.refuse(column[first], f"第 {first + 1} 行{problem}")


def _refuse_range(fact: Figure, given: pl.Series, exact: pl.Series, scale: int) -> None:
    low, high = fact.min * 10**scale, fact.max * 10**scale
    _refuse_where(fact, given, exact < low, "小于允许的最小值")
    _refuse_where(fact, given, exact > high, "大于允许的最大值")


def _refuse_out_of_bounds(frame: pl.DataFrame, exact: ExactFrame, figures: list[Figure]) -> None:
    for fact in figures:
        column, scale = exact.columns[fact.key], exact.scales[fact.key]
        if _beyond(column, fact.min * 10**scale, fact.max * 10**scale):
            _refuse_range(fact, frame[fact.key], column, scale)


def _beyond(column: pl.Series, low: int, high: int) -> bool:
    """Whether a value lies outside `low`..`high`. Read without its sign a negative number is larger than any bound: from 0 on, one look
    instead of two."""
    most: Any = (column.reinterpret(signed=False) if low == 0 else column).max()
    if most is None:
        return False
    least: Any = 0 if low == 0 else column.min()
    return bool(least < low or most > high)


def _refuse_contradiction(pair: Consistent, frame: pl.DataFrame, exact: ExactFrame) -> None:
    part, whole = exact.columns[pair.part.key], exact.columns[pair.whole.key]
    gap = exact.scales[pair.part.key] - exact.scales[pair.whole.key]
    if gap:
        part, whole = part * 10 ** max(-gap, 0), whole * 10 ** max(gap, 0)
    _refuse_where(pair.part, frame[pair.part.key], part > whole, pair.says)
