"""What a policy grants or works out: numbers, shares, a table's letter, and ranges while something is undecided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from jichuang.policy.algebra import Value
from jichuang.policy.conditions import Condition
from jichuang.policy.evaluation import Evaluation, Judgement
from jichuang.policy.facts import Fact
from jichuang.policy.numbers import EitherWay, Number, Share, defined, number, shown
from jichuang.policy.scores import Letter


@dataclass(frozen=True, slots=True)
class Between:
    """From `low` to `high`, one number where they are equal."""

    low: Number
    high: Number

    def facts(self) -> Iterator[Fact]:
        yield from self.low.facts()
        yield from self.high.facts()

    def lacking(self, ev: Evaluation) -> Iterator[Fact]:
        yield from self.low.lacking(ev)
        yield from self.high.lacking(ev)


Amount = Number | Share | Letter | Between
Worked = Fraction | str | list[Fraction] | None


def between(low: Number | int, high: Number | int) -> Between:
    """A range: shown as [low, high], and as one number once both are the same."""
    return Between(number(low), number(high))


def range_either_way(condition: Condition, then: Number | Between, otherwise: Number | Between) -> Between:
    """One amount or another by a condition; from the least to the most of both while the condition is open."""
    then, otherwise = (n if isinstance(n, Between) else Between(n, n) for n in (then, otherwise))
    return Between(
        EitherWay(condition, then.low, otherwise.low, "smaller"),
        EitherWay(condition, then.high, otherwise.high, "larger"),
    )


def worked_out(ev: Evaluation, amount: Amount) -> Worked:
    """The amount of one record: exact yuan, an exact share, a letter, [low, high], or None while a fact is missing."""
    if isinstance(amount, Letter):
        return amount.of(ev)  # type: ignore[no-any-return]
    if isinstance(amount, Between):
        low, high = shown(ev, amount.low), shown(ev, amount.high)
        if low is None or high is None:
            return None
        return low if low == high else [low, high]  # type: ignore[no-any-return]
    return shown(ev, amount)  # type: ignore[no-any-return]


def lacking(ev: Evaluation, amount: Amount) -> Iterator[Fact]:
    """The absent facts that keep an amount unknown, for one record."""
    if lacks(ev, amount) is True:
        yield from (amount.table.measured if isinstance(amount, Letter) else amount).lacking(ev)


def lacks(ev: Evaluation, amount: Amount) -> Value:
    """Whether a fact for it is absent. A quotient by zero lacks nothing: it does not exist."""
    if isinstance(amount, Letter):
        return amount.lacks(ev)
    if isinstance(amount, Between):
        return ev.algebra.either(defined(ev, amount.low)[1], defined(ev, amount.high)[1])
    return defined(ev, amount)[1]


class AmountsKnown(Condition):
    """The rule of a policy that only works amounts out: it is answered once their facts are there."""

    def __init__(self, amounts: Iterable[Amount]) -> None:
        self.amounts = tuple(amounts)

    def _judge(self, ev: Evaluation) -> Judgement:
        a = ev.algebra
        lacking: Value = False
        for each in self.amounts:
            lacking = a.either(lacking, lacks(ev, each))
        return Judgement(a.choose(lacking, None, True), lacking)

    def facts(self) -> Iterator[Fact]:
        for each in self.amounts:
            yield from each.facts()
