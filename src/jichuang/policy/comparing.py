"""One law beside another, record by record: where they answer alike whatever is still missing, and where they may not.

Knows the tree and columns; adds nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import polars as pl

from jichuang.policy.algebra import FAIL, NOT_APPLICABLE, PASS
from jichuang.policy.amounts import Amount, Between
from jichuang.policy.columns import Columns, Shape, lit, worked_out
from jichuang.policy.conditions import Condition
from jichuang.policy.declaration import Policy
from jichuang.policy.easing import EASES, MIXED, TIGHTENS, direction
from jichuang.policy.evaluation import Evaluation, Judgement
from jichuang.policy.frame_facts import ExactFrame
from jichuang.policy.frames import amount_columns, of_each_year, verdict_columns
from jichuang.policy.numbers import Number
from jichuang.policy.parameters import Law
from jichuang.policy.scores import Bands, Reaches, Score

GAIN, MAY_GAIN, LOSE, MAY_LOSE, MAY_EITHER = "gain", "may_gain", "lose", "may_lose", "may_either"
CHANGES = pl.Enum([GAIN, MAY_GAIN, LOSE, MAY_LOSE, MAY_EITHER])
_FEN = pl.Decimal(38, 4)
_NOT_PASSING = [FAIL, NOT_APPLICABLE]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The law in force and the same law with some parameters supposed otherwise."""

    policy: Policy
    now: Law
    changes: Mapping[str, Any]

    @cached_property
    def then(self) -> Law:
        return Law(self.policy.book, self.now.on, self.now.known, self.changes)

    @cached_property
    def money(self) -> list[str]:
        """The amounts that are yuan."""
        return [key for key, amount in self.policy.amounts.items() if _is_money(amount)]

    @cached_property
    def direction(self) -> str:
        """Whether the changes can only ease the rule, or only tighten it. Not to be said where each record has a law of its own year."""
        if self.policy.law_of is not None:
            return MIXED
        return direction(self.policy.condition, self.now, self.then)

    @cached_property
    def touched(self) -> list[Condition]:
        """The conditions on which a changed parameter bears: where these are settled alike, so is the verdict."""
        keys = set(self.changes)
        return [each for each in terminals(self.policy.condition) if keys & parameters_of(each)]

    def over(self, exact: ExactFrame) -> pl.DataFrame:
        """For every record: `verdict`, `verdict_then`, `change` (null: none), the amounts under both laws with `_then`, and for each
        amount in yuan `<key>.before .low .high` (null where a fact for it is missing)."""
        frames = [self._under(law, exact) for law in (self.now, self.then)]
        both = frames[0].hstack([column.alias(f"{column.name}_then") for column in frames[1].get_columns()])
        marked = (
            both.lazy()
            .with_columns(self._alike().alias("alike"))
            .with_columns(self._change().alias("change"))
        )
        effects = [each for key in self.money for each in self._effect(key)]
        return marked.with_columns(effects).select(pl.exclude("^#.*$")).collect()

    def _under(self, law: Law, exact: ExactFrame) -> pl.DataFrame:
        return of_each_year(self.policy, exact, law, self._worked)

    def _worked(self, exact: ExactFrame, law: Law) -> pl.DataFrame:
        stages, answers = _compiled(self, law, exact.shape)
        return worked_out(exact.columns, stages, answers)

    def _alike(self) -> pl.Expr:
        same = [
            pl.col(f"#{n}.{what}").is_not_null() & (pl.col(f"#{n}.{what}") == pl.col(f"#{n}.{what}_then"))
            for n in range(len(self.touched))
            for what in ("holds", "applies")
        ]
        return pl.all_horizontal(same) if same else pl.lit(True)

    def _change(self) -> pl.Expr:
        now, then = pl.col("verdict").cast(pl.String), pl.col("verdict_then").cast(pl.String)
        out_now, out_then = now.is_in(_NOT_PASSING), then.is_in(_NOT_PASSING)
        may_gain = (now != PASS) & ~out_then & pl.lit(self.direction != TIGHTENS)
        may_lose = ~out_now & (then != PASS) & pl.lit(self.direction != EASES)
        return (
            pl.when(out_now & (then == PASS)).then(pl.lit(GAIN, CHANGES))
            .when((now == PASS) & out_then).then(pl.lit(LOSE, CHANGES))
            .when(pl.col("alike")).then(None)
            .when(may_gain & may_lose).then(pl.lit(MAY_EITHER, CHANGES))
            .when(may_gain).then(pl.lit(MAY_GAIN, CHANGES))
            .when(may_lose).then(pl.lit(MAY_LOSE, CHANGES))
        )  # fmt: skip

    def _effect(self, key: str) -> Iterator[pl.Expr]:
        amount = self.policy.amounts[key]
        low, high = (f"{key}_min", f"{key}_max") if isinstance(amount, Between) else (key, key)
        before, after = (_counted(low, high, ending) for ending in ("", "_then"))
        same = (
            pl.col("alike")
            & (pl.col(low).eq_missing(pl.col(f"{low}_then")))
            & (pl.col(high).eq_missing(pl.col(f"{high}_then")))
        )
        if set(self.changes) & {p.key for p in _numbers(amount) for p in p.parameters()}:
            same = (
                same & pl.col(low).is_not_null()
            )  # what the change bears on is not known to stay the same while it is unknown
        yield pl.when(pl.col(low).is_not_null()).then(before[0]).alias(f"{key}.before")
        yield pl.when(same).then(pl.lit(0, _FEN)).otherwise(after[0] - before[1]).alias(f"{key}.low")
        yield pl.when(same).then(pl.lit(0, _FEN)).otherwise(after[1] - before[0]).alias(f"{key}.high")


@lru_cache(maxsize=64)
def _compiled(comparison: Comparison, law: Law, shape: Shape) -> tuple[list[list[pl.Expr]], list[pl.Expr]]:
    algebra = Columns(shape)
    ev = Evaluation(algebra, law)
    columns = verdict_columns(comparison.policy, ev) | amount_columns(comparison.policy, ev)
    for n, each in enumerate(comparison.touched):
        found = each.judge(ev) if each.is_law(law) else Judgement(True, False, False)
        columns |= {
            f"#{n}.holds": lit(found.holds, pl.Boolean),
            f"#{n}.applies": lit(found.applies, pl.Boolean),
        }
    return algebra.stages, [expr.alias(name) for name, expr in columns.items()]


def _counted(low: str, high: str, ending: str) -> tuple[pl.Expr, pl.Expr]:
    """What is granted under one law, from .. to: nothing to those who do not pass, perhaps something to those still open."""
    verdict = pl.col(f"verdict{ending}").cast(pl.String)
    least, most = pl.col(low + ending).cast(_FEN), pl.col(high + ending).cast(_FEN)
    nothing = pl.lit(0, _FEN)
    out, sure = verdict.is_in(_NOT_PASSING), verdict == PASS
    return (
        pl.when(out)
        .then(nothing)
        .when(sure)
        .then(least)
        .otherwise(pl.min_horizontal(least, nothing + least * 0)),
        pl.when(out)
        .then(nothing)
        .when(sure)
        .then(most)
        .otherwise(pl.max_horizontal(most, nothing + most * 0)),
    )


# the tree
def terminals(node: Condition) -> Iterator[Condition]:
    """The conditions a rule ends in: leaves, and cases without a law of their own."""
    members = node.members()
    if not members:
        yield node
    for member in members:
        yield from terminals(member)


def parameters_of(node: Condition) -> set[str]:
    """Keys of every parameter that bears on a condition, through the scores and tables it rests on."""
    found = {p.key for p in node.parameters()}
    return found | (_of_score(node.score) if isinstance(node, Reaches) else set())


def read_by(policy: Policy) -> set[str]:
    """Keys of the parameters that the rule and its amounts read. Others (a period of publicity, the form of a number) serve pages."""
    found = {key for each in terminals(policy.condition) for key in parameters_of(each)}
    amounts = {
        p.key for amount in policy.amounts.values() for each in _numbers(amount) for p in each.parameters()
    }
    return found | amounts


def _of_score(score: Score) -> set[str]:
    found = {p.key for p in score.parameters()}
    if isinstance(score, Bands):
        found |= {p.key for p in score.measured.parameters()}
        found |= parameters_of(score.doubtful) if score.doubtful is not None else set()
    return found.union(*(_of_score(member) for member in score.members()))


def _numbers(amount: Amount) -> list[Number]:
    if isinstance(amount, Between):
        return [amount.low, amount.high]
    return [amount] if isinstance(amount, Number) else []


def _is_money(amount: Amount) -> bool:
    numbers = _numbers(amount)
    return bool(numbers) and all(each.measured_in() == "元" for each in numbers)
