"""Columns of a frame as exact facts: type, scale, bounds and contradictions are checked before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, singledispatch
from typing import Any

import polars as pl

from jichuang.policy.columns import Columns, Shape, worked_out
from jichuang.policy.declaration import Consistent, Policy
from jichuang.policy.errors import FactError
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import Choice, Code, Day, Fact, Figure, Flag, Record, Records, Sequence, Text
from jichuang.policy.parameters import Law

_DECIMAL = pl.Decimal(38, 10)
_TOO_LARGE = 10**20  # beyond any fact's bounds, and still far from overflowing a decimal of 38 digits
_EPOCH = 719_163  # the ordinal of 1970-01-01, from which Polars counts days

Exact = tuple[pl.Series, int]  # a column of integers (flags, words), and the scale it counts in


@dataclass(frozen=True, slots=True)
class ExactFrame:
    """The facts of a policy as integers, flags and words. `scales[key]`: a column counts units of 10**-scale."""

    columns: pl.DataFrame
    scales: dict[str, int]

    @property
    def shape(self) -> Shape:
        return tuple((c.name, self.scales[c.name], c.null_count() == 0) for c in self.columns.get_columns())


def exact_frame(policy: Policy, law: Law, frame: pl.DataFrame) -> ExactFrame:
    """The facts among the columns of `frame`. FactError names the fact, the first bad value with its row, and what is expected."""
    present = [fact for key, fact in policy.facts.items() if key in frame.columns]
    columns, scales = {}, {}
    for fact in present:
        columns[fact.key], scales[fact.key] = _exact(fact, frame[fact.key])
    exact = ExactFrame(pl.DataFrame(columns), scales)
    _refuse_out_of_bounds(frame, exact, [f for f in present if isinstance(f, Figure)])
    _refuse_contradictions(policy, law, frame, exact)
    return exact


def with_blanks(policy: Policy, exact: ExactFrame) -> ExactFrame:
    """What facts say by being left out, in place of nulls and of columns that are not there."""
    columns, scales = exact.columns, dict(exact.scales)
    for key, fact in policy.facts.items():
        if fact.blank is None:
            continue
        value = fact.parse(fact.blank)
        if key in columns.columns:
            value = value if isinstance(value, str) else value // 10 ** (fact.scale - scales[key])
            columns = columns.with_columns(pl.col(key).fill_null(value))
        else:
            columns = columns.with_columns(pl.lit(value, dtype=kind_of(fact)).alias(key))
            scales[key] = fact.scale
    return ExactFrame(columns, scales)


def kind_of(fact: Fact) -> Any:
    """The column type of a fact made exact."""
    if isinstance(fact, Flag):
        return pl.Boolean
    if isinstance(fact, Text):
        return pl.String
    if isinstance(fact, Sequence):
        return pl.List(pl.Int64)
    if isinstance(fact, Record):
        members = pl.Struct({key: kind_of(each) for key, each in fact.members.items()})
        return pl.List(members) if isinstance(fact, Records) else members
    return pl.Int64


@singledispatch
def _exact(fact: Fact, column: pl.Series) -> Exact:
    raise NotImplementedError(type(fact).__name__)


@_exact.register
def _(fact: Flag, column: pl.Series) -> Exact:
    if column.dtype in (pl.Boolean, pl.Null):
        return column.cast(pl.Boolean), 0
    raise fact.refuse(str(column.dtype), "列不是是非值")


@_exact.register
def _(fact: Text, column: pl.Series) -> Exact:
    if column.dtype not in (pl.String, pl.Null, pl.Categorical) and not isinstance(column.dtype, pl.Enum):
        raise fact.refuse(str(column.dtype), "列不是文字")
    words = column.cast(pl.String)
    if isinstance(fact, Choice):
        _refuse_where(fact, column, words.is_not_null() & ~words.is_in(list(fact.options)), "不是可选的值")
    elif isinstance(fact, Code):
        _refuse_where(fact, column, ~words.str.contains(f"^(?:{fact.pattern})$"), "形式不对")
    return words, 0


@_exact.register
def _(fact: Day, column: pl.Series) -> Exact:
    days = column
    if column.dtype == pl.String:
        days = column.str.to_date("%Y-%m-%d", strict=False)
        _refuse_where(fact, column, days.is_null() & column.is_not_null(), "不是日期")
    elif column.dtype not in (pl.Date, pl.Null):
        raise fact.refuse(str(column.dtype), "列不是日期")
    return days.cast(pl.Date).cast(pl.Int32).cast(pl.Int64) + _EPOCH, 0


@_exact.register
def _(fact: Sequence, column: pl.Series) -> Exact:
    if column.dtype == pl.Null:
        return column.cast(pl.List(pl.Int64)), 0
    if not isinstance(column.dtype, pl.List):
        raise fact.refuse(str(column.dtype), "列不是数列")
    length = column.list.len()
    _refuse_where(fact, column, (length < fact.shortest) | (length > fact.longest), "数列长短不对")
    given = _flat(column)
    flat, scale = _figures(fact.figure, given)
    _refuse_range(fact.figure, given, flat, scale)
    return _again(column, flat), scale


@_exact.register
def _(fact: Record, column: pl.Series) -> Exact:
    if column.dtype == pl.Null:
        return column.cast(kind_of(fact)), 0
    if not isinstance(column.dtype, pl.Struct):
        raise fact.refuse(str(column.dtype), "列不是一组事实")
    return _members(fact, column), 0


@_exact.register
def _(fact: Records, column: pl.Series) -> Exact:
    if column.dtype == pl.Null:
        return column.cast(kind_of(fact)), 0
    if not isinstance(column.dtype, pl.List) or not isinstance(column.dtype.inner, pl.Struct):
        raise fact.refuse(str(column.dtype), "列不是列表")
    _refuse_where(fact, column, column.list.len() > fact.longest, "列表过长")
    return _again(column, _members(fact, _flat(column))), 0


@_exact.register
def _(fact: Figure, column: pl.Series) -> Exact:
    return _figures(fact, column)


def _flat(column: pl.Series) -> pl.Series:
    """All the values in the lists of a column, one after another."""
    return column.filter(column.list.len() > 0).explode()


def _again(column: pl.Series, flat: pl.Series) -> pl.Series:
    """The values put back into lists of the same lengths; null and empty lists stay what they are."""
    lengths = pl.DataFrame({"length": column.list.len()}).with_row_index("row")
    filled = lengths.filter(pl.col("length") > 0)
    rows = filled.select(pl.col("row").repeat_by("length").explode()).to_series()
    lists = pl.DataFrame({"row": rows, "list": flat}).group_by("row", maintain_order=True).agg("list")
    empty = pl.lit(pl.Series([[]], dtype=pl.List(flat.dtype))).first()
    kept = pl.when(pl.col("length") == 0).then(empty).otherwise("list").alias(column.name)
    joined = lengths.join(lists, on="row", how="left", maintain_order="left")
    found: pl.Series = joined.select(kept).to_series()
    return found


def _members(fact: Record, column: pl.Series) -> pl.Series:
    """Every member of a struct column made exact at its declared scale; members that are not there are missing."""
    given = column.struct.unnest()
    if unknown := set(given.columns) - set(fact.members):
        raise fact.refuse("、".join(sorted(unknown)), "没有这一项")
    made = {}
    for key, each in fact.members.items():
        held = given[key] if key in given.columns else pl.Series(key, [None] * len(column), dtype=pl.Null)
        try:
            exact, scale = _exact(each, held)
            if isinstance(each, Figure):
                _refuse_range(each, held, exact, scale)
                exact = exact * 10 ** (each.scale - scale)
            if each.blank is not None:
                exact = exact.fill_null(each.parse(each.blank))
        except FactError as error:
            problem = f"{each.title}{error.problem}"
            raise FactError(fact.key, error.value, problem, error.expected, title=fact.title) from None
        made[key] = exact
    return pl.DataFrame(made).select(pl.struct(pl.all()).alias(column.name)).to_series()


def _figures(fact: Figure, column: pl.Series) -> Exact:
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


def _refuse_contradictions(policy: Policy, law: Law, frame: pl.DataFrame, exact: ExactFrame) -> None:
    stages, broken = _contradictions(policy, law, exact.shape)
    if not broken:
        return
    bad = worked_out(exact.columns, stages, list(broken.values()))
    for pair, column in zip(broken, bad.get_columns(), strict=True):
        _refuse_where(pair.fact, frame[pair.fact.key], column, pair.says)


@lru_cache(maxsize=64)
def _contradictions(
    policy: Policy, law: Law, shape: Shape
) -> tuple[list[list[pl.Expr]], dict[Consistent, pl.Expr]]:
    """What would contradict what, compiled for frames of this shape."""
    algebra = Columns(shape)
    judged = [(pair, pair.broken(Evaluation(algebra, law))) for pair in policy.consistent]
    told = {pair: broken for pair, broken in judged if isinstance(broken, pl.Expr)}
    return algebra.stages, {pair: broken.alias(str(n)) for n, (pair, broken) in enumerate(told.items())}
