"""The algebra over columns: the values of a rule as Polars expressions, so that one tree judges a million records.

Exact integers, three-valued logic. Knows Polars; knows no policy and no file.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import polars as pl

from jichuang.policy.algebra import FAIL, MANUAL, MISSING, NOT_APPLICABLE, PASS, SCORE, STATES, Algebra, Value
from jichuang.policy.numbers import WIDEST

Shape = tuple[tuple[str, int, bool], ...]  # (fact, scale, without gaps) for each column
STATE = pl.Enum(STATES)
_AS_WRITTEN = (
    pl.QueryOptFlags.none()
)  # shared work is already staged: looking for it again costs more than judging 100 rows
SLICE = 262_144  # rows worked out at a time


class Columns(Algebra):
    """Values are expressions over columns, or constants. A column without nulls is never asked whether it is unknown."""

    def __init__(self, shape: Shape) -> None:
        super().__init__({name: pl.col(name) for name, _, _ in shape})
        self._scales = {name: scale for name, scale, _ in shape}
        self._complete = {name for name, _, complete in shape if complete}
        self.stages: list[list[pl.Expr]] = []
        self._stage_of: dict[str, int] = {}
        self._holes = False  # whether an expression has been made that can be null over complete columns

    def scale(self, key: str, declared: int) -> int:
        return self._scales.get(key, declared)

    def keep(self, a: Value) -> Value:
        """A column of its own, worked out in the first stage in which all it needs is there."""
        if not isinstance(a, pl.Expr):
            return a
        roots = a.meta.root_names()
        stage = max((self._stage_of.get(name, -1) for name in roots), default=-1) + 1
        name = f"#{len(self._stage_of)}"
        if self.unknown(a) is False:
            self._complete.add(name)
        self._stage_of[name] = stage
        self.stages += [[] for _ in range(stage + 1 - len(self.stages))]
        self.stages[stage].append(a.alias(name))
        return pl.col(name)

    def conjunction(self, a: Value, b: Value) -> Value:
        if a is None and b is None:
            return None
        self._holes = self._holes or a is None or b is None
        return lit(a, pl.Boolean) & lit(b, pl.Boolean)

    def disjunction(self, a: Value, b: Value) -> Value:
        if a is None and b is None:
            return None
        self._holes = self._holes or a is None or b is None
        return lit(a, pl.Boolean) | lit(b, pl.Boolean)

    def unknown(self, a: Value) -> Value:
        if not isinstance(a, pl.Expr):
            return a is None
        if not self._holes and self._complete.issuperset(a.meta.root_names()):
            return False
        return a.is_null()

    def choose(self, when: Value, then: Value, otherwise: Value) -> Value:
        return self._choose(when, then, otherwise, None)

    def points(self, when: Value, then: Value, otherwise: Value) -> Value:
        return self._choose(when, then, otherwise, pl.Int16)

    def _choose(self, when: Value, then: Value, otherwise: Value, dtype: Any) -> Value:
        if not isinstance(when, pl.Expr):
            return then if when is True else otherwise
        if then is otherwise:
            return then
        self._holes = self._holes or then is None or otherwise is None
        return pl.when(when).then(lit(then, dtype)).otherwise(lit(otherwise, dtype))

    def larger(self, a: Value, b: Value) -> Value:
        return self._extreme(a, b, lambda x, y: x >= y)

    def smaller(self, a: Value, b: Value) -> Value:
        return self._extreme(a, b, lambda x, y: x <= y)

    def _extreme(self, a: Value, b: Value, first: Any) -> Value:
        if a is None or b is None:
            return None
        if not isinstance(a, pl.Expr) and not isinstance(b, pl.Expr):
            return a if first(a, b) else b
        chosen = first(a, b)
        return pl.when(chosen).then(lit(a)).when(~chosen).then(lit(b))

    def positive(self, a: Value) -> Value:
        return a.clip(lower_bound=0) if isinstance(a, pl.Expr) else super().positive(a)

    def wide(self, a: Value) -> Value:
        return a.cast(pl.Int128) if isinstance(a, pl.Expr) else a

    def equal(self, a: Value, b: Value) -> Value:
        if isinstance(a, pl.Expr) or isinstance(b, pl.Expr):
            return None if a is None or b is None else lit(a) == lit(b)
        return super().equal(a, b)

    def rounded_quotient(self, a: Value, b: Value) -> Value:
        if not isinstance(a, pl.Expr) and not isinstance(b, pl.Expr):
            return super().rounded_quotient(a, b)
        a, b = lit(a), lit(b)
        self._holes = True
        size = (2 * a.abs() + b.abs()) // (2 * b.abs())
        return pl.when(b != 0).then(pl.when((a < 0) == (b < 0)).then(size).otherwise(0 - size))

    def one_of(self, word: Value, whole: tuple[str, ...], beginnings: tuple[str, ...]) -> Value:
        if not isinstance(word, pl.Expr):
            return super().one_of(word, whole, beginnings)
        found = word.is_in(list(whole))
        for each in beginnings:
            found = found | word.str.starts_with(each)
        return found

    def has_form(self, word: Value, form: str) -> Value:
        if not isinstance(word, pl.Expr):
            return super().has_form(word, form)
        return word.str.contains(rf"\A(?:{form})\z")

    def item(self, sequence: Value, index: int) -> Value:
        if sequence is None:
            return None
        self._holes = True  # a list may be short or have a gap though its column has none
        return sequence.list.get(index, null_on_oob=True)

    def summed(self, sequence: Value) -> Value:
        if sequence is None:
            return None
        holed = sequence.list.eval(pl.element().is_null()).list.any()
        return self._choose(holed, None, sequence.list.sum(), None)

    def length(self, sequence: Value) -> Value:
        return None if sequence is None else sequence.list.len().cast(pl.Int64)

    def member(self, record: Value, key: str) -> Value:
        if record is None:
            return None
        self._holes = True
        return record.struct.field(key)

    def sum_over(self, records: Value, work: Callable[[Algebra], Value]) -> Value:
        if records is None:
            return None
        self._holes = True
        each = lit(work(OneRecord()))
        each = pl.when(pl.element().is_not_null()).then(each)  # a constant too is counted once per record
        return records.list.agg(pl.when(each.is_null().any()).then(None).otherwise(each.sum()))

    def quotient(self, a: Value, b: Value) -> Value:
        if a is None or b is None or (not isinstance(b, pl.Expr) and b == 0):
            return None
        if not isinstance(a, pl.Expr) and not isinstance(b, pl.Expr):
            return a / b
        top = a.cast(pl.Float64) if isinstance(a, pl.Expr) else float(a)
        if not isinstance(b, pl.Expr):
            return top / float(b)
        return pl.when(b != 0).then(top / b.cast(pl.Float64))

    def figure(self, number: Fraction | None) -> Value:
        return None if number is None else float(number)

    def state(self, applies: Value, holds: Value, lacks: Value) -> Value:
        why = self._state(lacks, MISSING, MANUAL)
        found = self._state(holds, PASS, FAIL)
        found = self._state(self.unknown(holds), why, found)
        return self._state(applies, found, NOT_APPLICABLE)

    def score_state(self, applies: Value, settled: Value, lacks: Value) -> Value:
        found = self._state(settled, SCORE, self._state(lacks, MISSING, MANUAL))
        return self._state(applies, found, NOT_APPLICABLE)

    def _state(self, when: Value, then: Value, otherwise: Value) -> Value:
        return self._choose(when, then, otherwise, STATE)


class OneRecord(Columns):
    """The algebra inside a list of records, where an element is one record: nothing can be kept, anything may be absent."""

    def __init__(self) -> None:
        super().__init__(())
        self._holes = True

    def read(self, key: str) -> Value:
        return pl.element().struct.field(key)

    def keep(self, a: Value) -> Value:
        return a


def lit(value: Value, dtype: Any = None) -> pl.Expr:
    """A value as an expression. Whole numbers get 64 bits or more: left to itself Polars gives them 32, and a product overflows."""
    if isinstance(value, pl.Expr):
        return value
    if dtype is None and type(value) is int:
        dtype = pl.Int64 if abs(value) < WIDEST else pl.Int128
    return pl.lit(value, dtype=dtype)


def worked_out(facts: pl.DataFrame, stages: list[list[pl.Expr]], answers: list[pl.Expr]) -> pl.DataFrame:
    """The answers, with the columns kept at each stage worked out before those that need them.

    A long frame is worked out slice by slice: the columns between facts and answers then stay in the processor's cache, and only
    the answers take memory for the whole frame."""
    if facts.height <= SLICE:
        return _worked_out(facts, stages, answers)
    slices = facts.iter_slices(SLICE)
    return pl.concat([_worked_out(each, stages, answers) for each in slices], rechunk=False)


def _worked_out(facts: pl.DataFrame, stages: list[list[pl.Expr]], answers: list[pl.Expr]) -> pl.DataFrame:
    frame = facts.lazy()
    for stage in stages:
        frame = frame.with_columns(stage)
    return frame.select(answers).collect(optimizations=_AS_WRITTEN)
