"""Scores made of scores: the best of several, their total (perhaps capped), and the mark a score has to reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from jichuang.policy.conditions import Leaf, settled
from jichuang.policy.evaluation import Evaluation, Judgement, Mark, Measure
from jichuang.policy.facts import Fact
from jichuang.policy.numbers import Number
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores.score import Score, narrowed


class BestOf(Score):
    """The highest of several scores. One that does not apply leaves the group."""

    def __init__(self, code: str, title: str, scores: tuple[Score, ...], given: Number | None) -> None:
        self.code, self.title, self.scores, self.given = code, title, scores, given

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        marks = [s.mark(ev) for s in self.scores if s.is_law(ev.law)]
        low, high, applies, shaky = marks[0].low, marks[0].high, marks[0].applies, marks[0].shaky
        for each in marks[1:]:
            low = a.points(a.at_least(each.low, low), each.low, low)
            high = a.points(a.at_least(each.high, high), each.high, high)
            applies, shaky = a.either(applies, each.applies), a.either(shaky, each.shaky)
        low = a.keep(low)
        if all(m.high is m.low for m in marks):
            return narrowed(ev, Mark(low, low, False, applies, shaky), self.given)
        lacks: Any = False
        for each in marks:  # a table that cannot reach what is certain already decides nothing
            if each.lacks is not False:
                lacks = a.either(lacks, a.both(each.lacks, a.more_than(each.high, low)))
        return narrowed(ev, Mark(low, a.keep(high), lacks, applies, shaky), self.given)

    def undecided(self, ev: Evaluation) -> Iterator[Score]:
        mark = self.mark(ev)
        if mark.low != mark.high and mark.lacks is not True:
            yield self  # experts give it, whichever table it comes from
        elif mark.low != mark.high:
            for member in self.scores:
                if member.is_law(ev.law) and member.mark(ev).high > mark.low:
                    yield from member.undecided(ev)

    def _highest(self, law: Law) -> int:
        return max(s.highest(law) for s in self.scores if s.is_law(law))

    def _is_law(self, law: Law) -> bool:
        return any(s.is_law(law) for s in self.scores)

    def members(self) -> tuple[Score, ...]:
        return self.scores


class Total(Score):
    """The sum of several scores, never above `cap`; one that does not apply adds nothing."""

    def __init__(self, code: str, title: str, scores: tuple[Score, ...], cap: Parameter | None) -> None:
        self.code, self.title, self.scores, self.cap, self.unit = code, title, scores, cap, "分"

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        low: Any = 0
        high: Any = 0
        lacks: Any = False
        shaky: Any = self.cap is not None and ev.law.unverified((self.cap,))
        marks = [s.mark(ev) for s in self.scores if s.is_law(ev.law)]
        for each in marks:
            low, high = a.plus(low, each.low), a.plus(high, each.high)
            lacks, shaky = a.either(lacks, each.lacks), a.either(shaky, each.shaky)
        settled = all(m.high is m.low for m in marks)
        if self.cap is not None:
            most = int(ev.law.value(self.cap))
            low, high = a.smaller(low, most), a.smaller(high, most)
        low = a.keep(low)
        return Mark(low, low if settled else a.keep(high), lacks, shaky=shaky)

    def _highest(self, law: Law) -> int:
        most = sum(s.highest(law) for s in self.scores if s.is_law(law))
        return most if self.cap is None else min(most, int(law.value(self.cap)))

    def _is_law(self, law: Law) -> bool:
        return any(s.is_law(law) for s in self.scores)

    def members(self) -> tuple[Score, ...]:
        return self.scores

    def parameters(self) -> Iterator[Parameter]:
        if self.cap is not None:
            yield self.cap
        yield from super().parameters()


class Reaches(Leaf):
    """A score against a pass mark. The range decides: all of it, none of it, or not yet."""

    unit = "分"

    def __init__(self, code: str, title: str, score: Score, mark: Parameter) -> None:
        self.code, self.title, self.score, self.parameter = code, title, score, mark

    def _judge(self, ev: Evaluation) -> Judgement:
        a, mark = ev.algebra, self.score.mark(ev)
        bar = int(ev.law.value(self.parameter))
        holds = a.at_least(mark.low, bar)
        if mark.high is not mark.low:
            holds = a.choose(holds, True, a.choose(a.at_least(mark.high, bar), None, False))
        if mark.shaky is not False:
            holds = a.choose(mark.shaky, a.choose(holds, True, None), holds)
        return settled(ev, holds, a.both(mark.lacks, a.unknown(holds)), True, (self.parameter,))

    def measure(self, ev: Evaluation) -> Measure:
        a, mark = ev.algebra, self.score.mark(ev)
        value = a.keep(a.quotient(mark.low, 1))
        bar = a.figure(Fraction(int(ev.law.value(self.parameter))))
        return Measure(value, bar, a.positive(a.minus(bar, value)))

    def undecided(self, ev: Evaluation) -> Iterator[Any]:
        if self.judge(ev).holds is None:
            yield from self.score.undecided(ev)

    def facts(self) -> Iterator[Fact]:
        yield from self.score.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield self.parameter
        yield from self.score.parameters()

    def _is_law(self, law: Law) -> bool:
        return law.get(self.parameter) is not None and self.score.is_law(law)


def best_of(code: str, title: str, *scores: Score, experts: Number | None = None) -> BestOf:
    """The highest; `experts`: their score where the highest is a span."""
    return BestOf(code, title, scores, experts)


def total(code: str, title: str, *scores: Score, cap: Parameter | None = None) -> Total:
    """The sum; `cap` is the most it can be."""
    return Total(code, title, scores, cap)


def scores_at_least(code: str, score: Score, mark: Parameter, title: str) -> Reaches:
    """The score reaches the mark of the law."""
    return Reaches(code, title, score, mark)
