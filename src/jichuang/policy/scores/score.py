"""What a score is: a range of whole points, from what is certain to what is still possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.evaluation import Evaluation, Mark, Measure
from jichuang.policy.facts import Fact, absent_among
from jichuang.policy.numbers import Number, Quantity
from jichuang.policy.parameters import Law, Parameter


class Score:
    """A node that yields points."""

    code = ""
    title = ""
    unit = ""

    def mark(self, ev: Evaluation) -> Mark:
        return ev.once(self, "mark", self._mark)

    def _mark(self, ev: Evaluation) -> Mark:
        raise NotImplementedError

    def highest(self, law: Law) -> int:
        """The most points the law gives here."""
        return law.once(self, "highest", self._highest)

    def _highest(self, law: Law) -> int:
        raise NotImplementedError

    def measure(self, ev: Evaluation) -> Measure:
        """What is measured, the next band's threshold, and what is short of it."""
        return Measure(None, None, None)

    def is_law(self, law: Law) -> bool:
        """Whether this score exists on the law's day."""
        return law.once(self, "is law", self._is_law)

    def _is_law(self, law: Law) -> bool:
        return all(law.get(p) is not None for p in self.parameters())

    def members(self) -> tuple[Score, ...]:
        return ()

    def undecided(self, ev: Evaluation) -> Iterator[Score]:
        """The tables whose points still span a range, because a fact is absent or an expert decides, for one record."""
        mark = self.mark(ev)
        if mark.low != mark.high:
            for member in self.members():
                if member.is_law(ev.law):
                    yield from member.undecided(ev)
            if not self.members():
                yield self

    def lacking(self, ev: Evaluation) -> Iterator[Fact]:
        """The absent facts that keep the points a range, for one record."""
        return absent_among(self.facts(), ev)

    def facts(self) -> Iterator[Fact]:
        for member in self.members():
            yield from member.facts()

    def parameters(self) -> Iterator[Parameter]:
        for member in self.members():
            yield from member.parameters()


def narrowed(ev: Evaluation, mark: Mark, given: Number | None) -> Mark:
    """The experts' own score where it is given and lies within the range the law leaves them."""
    if given is None:
        return mark
    a, held = ev.algebra, given.amount(ev).units
    inside = a.both(a.at_least(held, mark.low), a.at_most(held, mark.high))
    if inside is None or inside is False:
        return mark
    low = a.keep(a.points(inside, held, mark.low))
    high = a.keep(a.points(inside, held, mark.high))
    return Mark(low, high, a.choose(inside, False, mark.lacks), mark.applies, mark.shaky)


class Points(Number):
    """The least or the most points of a score, as a number."""

    def __init__(self, score: Score, most: bool) -> None:
        self.score, self.most = score, most

    def amount(self, ev: Any) -> Quantity:
        if not self.score.is_law(ev.law):
            return Quantity(None, 0, 1)
        mark = self.score.mark(ev)
        return Quantity(mark.high if self.most else mark.low, 0, max(1, self.score.highest(ev.law)))

    def exists(self, ev: Any) -> Value:
        return self.score.is_law(ev.law)

    def parts(self) -> tuple[Number, ...]:
        return ()

    def facts(self) -> Iterator[Fact]:
        yield from self.score.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield from self.score.parameters()

    def measured_in(self) -> str:
        return "分"


def least_points(score: Score) -> Number:
    """What is certain: the sum of the lowest points still possible."""
    return Points(score, most=False)


def most_points(score: Score) -> Number:
    """What is still possible at most."""
    return Points(score, most=True)
