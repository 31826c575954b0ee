"""The same rules over a frame of many records: the tree compiled to Polars expressions. Exact integers, three-valued logic.

Imported only when asked for (see `policy.__getattr__`). Knows the tree and Polars; knows no file and no register.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

import polars as pl

from jichuang.policy.algebra import FAIL, MANUAL, MISSING, NOT_APPLICABLE, PASS, SCORE, STATES, Algebra, Value
from jichuang.policy.declaration import Policy
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.frame_facts import ExactFrame, Shape, exact_frame
from jichuang.policy.library import get
from jichuang.policy.parameters import Law
from jichuang.policy.scores import Score

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
        return _lit(a, pl.Boolean) & _lit(b, pl.Boolean)

    def disjunction(self, a: Value, b: Value) -> Value:
        if a is None and b is None:
            return None
        self._holes = self._holes or a is None or b is None
        return _lit(a, pl.Boolean) | _lit(b, pl.Boolean)

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
        return pl.when(when).then(_lit(then, dtype)).otherwise(_lit(otherwise, dtype))

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
        return pl.when(chosen).then(_lit(a)).when(~chosen).then(_lit(b))

    def positive(self, a: Value) -> Value:
        return a.clip(lower_bound=0) if isinstance(a, pl.Expr) else super().positive(a)

    def wide(self, a: Value) -> Value:
        return a.cast(pl.Int128) if isinstance(a, pl.Expr) else a

    def item(self, sequence: Value, index: int) -> Value:
        return None if sequence is None else sequence.list.get(index, null_on_oob=True)

    def summed(self, sequence: Value) -> Value:
        if sequence is None:
            return None
        holed = sequence.list.eval(pl.element().is_null()).list.any()
        return self._choose(holed, None, sequence.list.sum(), None)

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


def _lit(value: Value, dtype: Any = None) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value, dtype=dtype)


def evaluate(
    policy_id: str,
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    on: date,
    known: date | None = None,
    findings: bool = False,
    changes: Mapping[str, Any] | None = None,
) -> pl.DataFrame:
    """The frame with `verdict`, `score` (null while still a range), `score_min`, `score_max` and a column per amount.

    Columns named like facts are the facts (a column that is absent is missing data, other columns pass through): flags as Boolean,
    figures as integers, Decimal, text or float that stands for an exact decimal; money in yuan. With `findings`, every finding adds
    `<code>.state .value .bar .shortfall` (and `.points_min .points_max`). A value out of bounds is a FactError naming fact and row."""
    policy = get(policy_id)
    return judged_frame(policy, frame, policy.law(on, known, changes), findings=findings)


def judged_frame(
    policy: Policy, frame: pl.DataFrame | pl.LazyFrame, law: Law, *, findings: bool = False
) -> pl.DataFrame:
    """`evaluate` for a policy at hand."""
    given = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    found = judged_exact(policy, exact_frame(policy, given), law, findings=findings)
    if found.height != given.height:  # no column bore on it: the same answer for every row
        found = found.select(pl.all().repeat_by(given.height).explode()) if given.height else found.clear()
    kept = [name for name in given.columns if name not in found.columns]
    return given[kept].hstack(found.get_columns())


def judged_exact(policy: Policy, exact: ExactFrame, law: Law, *, findings: bool = False) -> pl.DataFrame:
    """The answers alone, for facts that have already been made exact."""
    stages, answers = compiled(policy, law, exact.shape, findings)
    return worked_out(exact.columns, stages, answers)


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


@lru_cache(maxsize=64)
def compiled(
    policy: Policy, law: Law, shape: Shape, findings: bool
) -> tuple[list[list[pl.Expr]], list[pl.Expr]]:
    """Stages of kept columns, then the answers, for frames of this shape (facts, scales, which have no gap)."""
    algebra = Columns(shape)
    ev = Evaluation(algebra, law)
    columns = verdict_columns(policy, ev) | amount_columns(policy, ev)
    if findings:
        columns |= finding_columns(policy, ev)
    return algebra.stages, [expr.alias(name) for name, expr in columns.items()]


def verdict_columns(policy: Policy, ev: Evaluation) -> dict[str, pl.Expr]:
    found = policy.condition.judge(ev)
    state = ev.algebra.state(found.applies, found.holds, found.lacks)
    columns = {"verdict": _lit(state, STATE)}
    if policy.score is not None:
        mark = policy.score.mark(ev)
        low, high = _lit(mark.low, pl.Int16), _lit(mark.high, pl.Int16)
        score = low if mark.high is mark.low else pl.when(low == high).then(low)
        columns |= {"score": score, "score_min": low, "score_max": high}
    return columns


def amount_columns(policy: Policy, ev: Evaluation) -> dict[str, pl.Expr]:
    """Amounts in yuan as exact decimals."""
    columns = {}
    for key, number in policy.amounts.items():
        q = number.amount(ev)
        unit = pl.lit(f"{10**-q.scale:.{q.scale}f}").cast(pl.Decimal(38, q.scale))
        columns[key] = _lit(q.units, pl.Int64).cast(pl.Decimal(38, q.scale)) * unit
    return columns


def finding_columns(policy: Policy, ev: Evaluation) -> dict[str, pl.Expr]:
    columns: dict[str, pl.Expr] = {}
    a = ev.algebra
    for row in policy.rows(ev.law):
        node, measure = row.node, row.node.measure(ev)
        if isinstance(node, Score):
            mark = node.mark(ev)
            settled = True if mark.high is mark.low else a.equal(mark.low, mark.high)
            state = a.score_state(mark.applies, settled, mark.lacks)
            columns[f"{node.code}.points_min"] = _lit(mark.low, pl.Int16)
            columns[f"{node.code}.points_max"] = _lit(mark.high, pl.Int16)
        else:
            found = node.judge(ev)
            state = a.state(found.applies, found.holds, found.lacks)
        columns[f"{node.code}.state"] = _lit(state, STATE)
        columns[f"{node.code}.value"] = _lit(measure.value)
        columns[f"{node.code}.bar"] = _lit(measure.bar)
        columns[f"{node.code}.shortfall"] = _lit(measure.shortfall)
    return columns


def simulate(
    policy_id: str,
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    on: date,
    changes: Mapping[str, Any],
    known: date | None = None,
) -> pl.DataFrame:
    """The law in force beside the same law with some parameters supposed otherwise.

    `verdict`, `score` as they are, `verdict_then`, `score_then` as they would be. Rows whose verdict stays `missing` bound the
    uncertainty; nothing is guessed."""
    policy = get(policy_id)
    given = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    now = judged_frame(policy, given, policy.law(on, known))
    then = judged_frame(policy, given, policy.law(on, known, changes))
    supposed = [
        then[name].alias(f"{name}_then")
        for name in ("verdict", "score", *policy.amounts)
        if name in then.columns
    ]
    return now.hstack(supposed)
