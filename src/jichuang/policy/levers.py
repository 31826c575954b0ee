"""Levers: the facts that can still be brought about, and the values of each at which something in a rule changes.

A verdict changes only where a lever crosses a threshold, so a search over these values is exact. Where a comparison holds several
levers at once (the sum of two counts), the values of one are worked out for each value of the others. Knows no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product
from math import ceil, floor
from typing import Any

from jichuang.policy.conditions import Compare, Condition
from jichuang.policy.conditions.cases import Holds
from jichuang.policy.declaration import Policy
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import FUTURE, Fact, Figure, Flag
from jichuang.policy.numbers import Measurable, Number, Quantity, Share, constant
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores import Bands

STEPS = 50  # how far a lever is tried one by one, where several comparisons hold several levers
Values = Mapping[str, Any]  # parsed values of facts


def levers_of(policy: Policy) -> list[Fact]:
    """The future facts with a declared effort: numbers and flags."""
    facts = policy.facts.values()
    return [f for f in facts if f.kind == FUTURE and f.effort > 0 and isinstance(f, Figure | Flag)]


class Levers:
    """Some levers of one evaluation, tried at other values. What does not depend on them is worked out only once."""

    def __init__(self, policy: Policy, levers: list[Fact], ev: Evaluation) -> None:
        self.levers = levers
        self.keys = frozenset(f.key for f in levers)
        self.before = {f.key: _now(f, ev) for f in levers}
        self.base = ev.apart_from(self.keys)
        touching = [c for c in _comparisons(policy, ev) if not self.keys.isdisjoint(c.keys)]
        self._touching = {f.key: [c for c in touching if f.key in c.keys] for f in levers}
        shared = {id(c.measured) for c in touching if len(c.keys & self.keys) > 1}
        self._joint, self._tangled = bool(shared), len(shared) > 1

    def at(self, values: Values) -> Evaluation:
        """The evaluation with the levers at these values."""
        return self.base.supposing(values)

    def combinations(self) -> list[dict[str, Any]]:
        """Every combination of values worth trying, the present one among them."""
        if not self._joint:
            choices = [[(f.key, value) for value in self._targets(f, self.before)] for f in self.levers]
            return [dict(each) for each in product(*choices)]
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for order in permutations(self.levers):
            for values in self._in_order(order, dict(self.before)):
                found[tuple(values[f.key] for f in self.levers)] = values
        return list(found.values())

    def _in_order(self, order: tuple[Fact, ...], values: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if not order:
            yield values
            return
        targets = self._targets(order[0], values)
        if self._tangled and len(order) > 1 and isinstance(order[0], Figure):
            # the cheapest may lie where two shared comparisons meet: all but the last lever go step by step
            start = self.before[order[0].key]
            targets = sorted({*targets, *range(start, start + STEPS + 1)})
        for target in targets:
            yield from self._in_order(order[1:], {**values, order[0].key: target})

    def _targets(self, lever: Fact, others: Values) -> list[Any]:
        """The lever as it is, and every higher value at which something changes while the others stand at `others`."""
        start = self.before[lever.key]
        if isinstance(lever, Flag):
            return [start, *(value for value in (True, False) if value is not start)]
        found = {x for c in self._touching[lever.key] for x in self._crossings(lever, start, others, c)}
        most = lever.max * 10**lever.scale
        return [start, *sorted(x for x in found if start < x <= most)]

    def _crossings(self, lever: Fact, start: int, others: Values, compared: Comparison) -> Iterator[int]:
        """Where a number is compared with a bar, the values of the lever at which it comes to the bar and just beyond it."""
        if (
            isinstance(compared.measured, Fact)
            and compared.measured is lever
            and not isinstance(compared.bar, Number)
        ):
            q = constant(compared.bar)
            yield from compared.turns(Fraction(q.units * 10**lever.scale, 10**q.scale))
            return

        def gap(x: int) -> Fraction | None:
            return compared.gap(self.at({**others, lever.key: x}))

        here, next_ = gap(start), gap(start + 1)
        if here is None or next_ is None:
            return
        slope, most = next_ - here, lever.max * 10**lever.scale
        if slope == 0 or here * slope > 0:  # not on its way to the bar, unless it turns later
            yield from _bisected(gap, start, most)
            return
        for x in compared.turns(start - here / slope, rising=slope > 0):
            if gap(x) == here + slope * (x - start):  # it changes evenly all the way
                yield x
            else:
                yield from _bisected(gap, start, most)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is measured and its bar, a number of the rule or a figure of the law; and the facts that either is made of."""

    measured: Measurable
    how: str
    bar: Number | Any
    keys: frozenset[str]

    def turns(self, x: Fraction, rising: bool = True) -> Iterator[int]:
        """The whole numbers at which the comparison turns, when the bar is met exactly at `x`."""
        met = self.how in (
            "at_least",
            "less_than",
        )  # turns on the bar itself when rising, just beyond it when falling
        if met == rising or self.how == "equal":
            yield ceil(x)
        if met != rising or self.how == "equal":
            yield floor(x) + 1

    def gap(self, ev: Evaluation) -> Fraction | None:
        """How far what is measured lies above the bar; of a share, times its whole."""
        limit = _exact(self.bar.amount(ev) if isinstance(self.bar, Number) else constant(self.bar))
        if limit is None:
            return None
        if isinstance(self.measured, Share):
            part, whole = _exact(self.measured.part.amount(ev)), _exact(self.measured.whole.amount(ev))
            return None if part is None or whole is None else part - limit * whole
        value = _exact(self.measured.amount(ev))
        return None if value is None else value - limit


def _comparisons(policy: Policy, ev: Evaluation) -> list[Comparison]:
    """Every comparison of the rule under the law of the evaluation, which has worked all of them out."""

    def work(law: Law) -> list[Comparison]:
        return [
            Comparison(measured, how, bar, frozenset(f.key for f in _facts(measured, bar)))
            for node in ev.nodes()
            for measured, how, bar in _compared(node, law)
        ]

    return ev.law.once(policy, "comparisons", work)


def _compared(node: Any, law: Law) -> Iterator[tuple[Measurable, str, Number | Any]]:
    if isinstance(node, Compare):
        yield node.measured, node.how, law.value(node.bar) if isinstance(node.bar, Parameter) else node.bar
    elif isinstance(node, Holds):
        yield node.left, node.how, node.right
    elif isinstance(node, Bands):
        yield from ((node.measured, row.how, row.threshold) for row in node.rows(law))


def _facts(measured: Measurable, bar: Number | Any) -> Iterator[Fact]:
    yield from measured.facts()
    if isinstance(bar, Number):
        yield from bar.facts()


def _now(lever: Fact, ev: Evaluation) -> Any:
    """The lever as it is given; a number that is missing counts from 0."""
    held = ev.algebra.read(lever.key)
    return 0 if held is None and isinstance(lever, Figure) else held


def _bisected(gap: Callable[[int], Fraction | None], low: int, high: int) -> Iterator[int]:
    """The first value on the other side of the bar, for a gap that only rises or only falls; and the next, if the bar is met."""
    first, last = gap(low), gap(high)
    if first is None or last is None or (first >= 0) == (last >= 0):
        return
    while high - low > 1:
        middle = (low + high) // 2
        at = gap(middle)
        low, high = (middle, high) if at is not None and (at >= 0) == (first >= 0) else (low, middle)
    yield from (high, high + 1)


def _exact(q: Quantity) -> Fraction | None:
    return None if q.units is None else Fraction(q.units, 10**q.scale)


def reachable(conditions: list[Condition], ev: Evaluation, keys: frozenset[str]) -> bool:
    """Whether no condition fails that the levers cannot move."""
    return not any(
        c.judge(ev).holds is False and keys.isdisjoint(f.key for f in c.facts()) for c in conditions
    )
