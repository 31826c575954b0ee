"""The same rules over a frame of many records: the tree compiled to Polars expressions. Exact integers, three-valued logic.

Imported only when asked for (see `policy.__getattr__`). Knows the tree and Polars; knows no file and no register.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from jichuang.policy.amounts import Between
from jichuang.policy.columns import STATE, Columns, Shape, lit, worked_out
from jichuang.policy.declaration import Policy
from jichuang.policy.evaluation import Evaluation, Mark
from jichuang.policy.frame_facts import ExactFrame, exact_frame, with_blanks
from jichuang.policy.library import get
from jichuang.policy.numbers import Number, Share, shown
from jichuang.policy.parameters import Law
from jichuang.policy.scores import Letter, Score


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
    exact = exact_frame(policy, law, given)
    found = for_every_row(judged_exact(policy, exact, law, findings=findings), given.height)
    kept = [name for name in given.columns if name not in found.columns]
    return given[kept].hstack(found.get_columns())


def for_every_row(found: pl.DataFrame, height: int) -> pl.DataFrame:
    """Answers on which no column bore are one row: the same answer for every record."""
    if found.height == height:
        return found
    return found.select(pl.all().repeat_by(height).explode()) if height else found.clear()


def judged_exact(policy: Policy, exact: ExactFrame, law: Law, *, findings: bool = False) -> pl.DataFrame:
    """The answers alone, for facts that have already been made exact."""

    def judged(held: ExactFrame, own: Law) -> pl.DataFrame:
        stages, answers = compiled(policy, own, held.shape, findings)
        return worked_out(held.columns, stages, answers)

    return of_each_year(policy, exact, law, judged)


def of_each_year(
    policy: Policy, exact: ExactFrame, law: Law, work: Callable[[ExactFrame, Law], pl.DataFrame]
) -> pl.DataFrame:
    """`work` on all records by one law; or, where the policy names a year, on the records of each year by the law of that year.

    Without a year there are no amounts."""
    exact = with_blanks(policy, exact)
    columns = exact.columns
    if policy.law_of is None:
        found = work(exact, law)
        return for_every_row(found, columns.height) if columns.width else found
    year = policy.law_of.key
    if year not in columns.columns:
        columns = columns.with_columns(pl.lit(None, dtype=pl.Int64).alias(year))
    answers = [pl.DataFrame(schema={"#row": pl.UInt32})]
    parts = columns.with_row_index("#row").partition_by(year, as_dict=True, maintain_order=True)
    for (named,), part in parts.items():
        held = ExactFrame(part.drop("#row"), {**exact.scales, year: 0})
        own = policy.law_for({year: named}, law.on, law.known, law.supposed)
        found = for_every_row(work(held, own), part.height)
        if named is None:
            nothing = [pl.lit(None, found[key].dtype).alias(key) for key in amount_names(policy)]
            found = found.with_columns(nothing)
        answers.append(part.select("#row").hstack(found.get_columns()))
    return pl.concat(answers, how="diagonal_relaxed").sort("#row").drop("#row")


@lru_cache(maxsize=64)
def compiled(
    policy: Policy, law: Law, shape: Shape, findings: bool
) -> tuple[list[list[pl.Expr]], list[pl.Expr]]:
    """Stages of kept columns, then the answers, for frames of this shape (facts, scales, which have no gap)."""
    algebra = Columns(shape)
    ev = Evaluation(algebra, law)
    columns = amount_columns(policy, ev) | verdict_columns(policy, ev)  # score_min may be both: points then
    if findings:
        columns |= finding_columns(policy, ev)
    return algebra.stages, [expr.alias(name) for name, expr in columns.items()]


def verdict_columns(policy: Policy, ev: Evaluation) -> dict[str, pl.Expr]:
    found = policy.condition.judge(ev)
    state = ev.algebra.state(found.applies, found.holds, found.lacks)
    columns = {"verdict": lit(state, STATE)}
    if policy.score is not None:
        mark = policy.score.mark(ev) if policy.score.is_law(ev.law) else Mark(None, None, False)
        low, high = lit(mark.low, pl.Int16), lit(mark.high, pl.Int16)
        score = low if mark.high is mark.low else pl.when(low == high).then(low)
        columns |= {"score": score, "score_min": low, "score_max": high}
    return columns


def amount_columns(policy: Policy, ev: Evaluation) -> dict[str, pl.Expr]:
    """Amounts in yuan as exact decimals, shares as floats, letters as text, ranges as <key>_min and <key>_max."""
    columns: dict[str, pl.Expr] = {}
    for key, amount in policy.amounts.items():
        if isinstance(amount, Between):
            columns |= {f"{key}_min": _decimal(ev, amount.low), f"{key}_max": _decimal(ev, amount.high)}
        elif isinstance(amount, Letter):
            columns[key] = lit(amount.of(ev), pl.String)
        elif isinstance(amount, Share):
            columns[key] = lit(shown(ev, amount), pl.Float64)
        else:
            columns[key] = _decimal(ev, amount)
    return columns


def amount_names(policy: Policy) -> list[str]:
    """The columns of the amounts."""
    ranges = {
        key: [f"{key}_min", f"{key}_max"] for key, a in policy.amounts.items() if isinstance(a, Between)
    }
    return [name for key in policy.amounts for name in ranges.get(key, [key])]


def _decimal(ev: Evaluation, number: Number) -> pl.Expr:
    q = number.amount(ev)
    unit = pl.lit(f"{10**-q.scale:.{q.scale}f}").cast(pl.Decimal(38, q.scale))
    return lit(q.units, pl.Int64).cast(pl.Decimal(38, q.scale)) * unit


def finding_columns(policy: Policy, ev: Evaluation) -> dict[str, pl.Expr]:
    columns: dict[str, pl.Expr] = {}
    a = ev.algebra
    for row in policy.rows(ev.law):
        node, measure = row.node, row.node.measure(ev)
        if isinstance(node, Score):
            mark = node.mark(ev)
            settled = True if mark.high is mark.low else a.equal(mark.low, mark.high)
            state = a.score_state(mark.applies, settled, mark.lacks)
            columns[f"{node.code}.points_min"] = lit(mark.low, pl.Int16)
            columns[f"{node.code}.points_max"] = lit(mark.high, pl.Int16)
        else:
            found = row.judge(ev)
            state = a.state(found.applies, found.holds, found.lacks)
        columns[f"{node.code}.state"] = lit(state, STATE)
        columns[f"{node.code}.value"] = lit(measure.value)
        columns[f"{node.code}.bar"] = lit(measure.bar)
        columns[f"{node.code}.shortfall"] = lit(measure.shortfall)
    return columns


def answer_names(policy: Policy) -> list[str]:
    """The columns a policy answers with: verdict, score, amounts."""
    names = ["verdict", *(("score", "score_min", "score_max") if policy.score is not None else ())]
    for key, amount in policy.amounts.items():
        names += [f"{key}_min", f"{key}_max"] if isinstance(amount, Between) else [key]
    return list(dict.fromkeys(names))


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
    supposed = [then[name].alias(f"{name}_then") for name in answer_names(policy)]
    return now.hstack(supposed)
