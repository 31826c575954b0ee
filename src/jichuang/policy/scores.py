"""Scores of a rule: bands of a number or a share, the best of several tables, a total, and items a person judges.

A score is a range of whole points: with a fact missing it spans the table, with all facts it is one number. A condition on a score
passes when the whole range reaches the mark, fails when none of it does, and is unknown otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from jichuang.policy.conditions import Leaf, settled, unit_of
from jichuang.policy.evaluation import Evaluation, Judgement, Mark, Measure
from jichuang.policy.facts import Fact
from jichuang.policy.numbers import Measurable, constant, defined, reaches, rescaled, shown
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
        raise NotImplementedError

    def measure(self, ev: Evaluation) -> Measure:
        """What is measured, the next band's threshold, and what is short of it."""
        return Measure(None, None, None)

    def is_law(self, law: Law) -> bool:
        return all(law.get(p) is not None for p in self.parameters())

    def members(self) -> tuple[Score, ...]:
        return ()

    def undecided(self, ev: Evaluation) -> Iterator[Score]:
        """The tables whose points still span a range because a fact is absent, for one record."""
        mark = self.mark(ev)
        if mark.low != mark.high and mark.lacks is True:
            for member in self.members():
                if member.is_law(ev.law):
                    yield from member.undecided(ev)
            if not self.members():
                yield self

    def facts(self) -> Iterator[Fact]:
        for member in self.members():
            yield from member.facts()

    def parameters(self) -> Iterator[Parameter]:
        for member in self.members():
            yield from member.parameters()


class Bands(Score):
    """Points by bands of a number or share; each threshold belongs to the band above it. Below the last band: 0."""

    def __init__(self, code: str, title: str, measured: Measurable, table: Parameter) -> None:
        self.code, self.title, self.measured, self.table = code, title, measured, table
        self.unit = unit_of(measured)

    def rows(self, law: Law) -> list[tuple[Any, int]]:
        """(threshold, points), highest first."""
        return sorted(((t, p) for t, p in law.value(self.table)), reverse=True)

    def _reached(self, ev: Evaluation) -> list[tuple[Any, int, Any]]:
        rows = [(t, constant(t), p) for t, p in self.rows(ev.law)]
        scale = max(q.scale for _, q, _ in rows)  # one scale, so that all bands share their left side
        keep = ev.algebra.keep
        return [(t, p, keep(reaches(ev, self.measured, rescaled(ev, q, scale)))) for t, q, p in rows]

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        applies, lacks = defined(ev, self.measured)
        applies = a.keep(applies)
        low: Any = 0
        for _, points, reached in reversed(ev.once(self, "reached", self._reached)):
            low = a.points(reached, points, low)
        if applies is not True:
            low = a.points(applies, low, 0)
        low = a.keep(low)
        if lacks is False:
            return Mark(low, low, False, applies)
        return Mark(low, a.keep(a.points(lacks, self.highest(ev.law), low)), a.keep(lacks), applies)

    def highest(self, law: Law) -> int:
        return self.rows(law)[0][1]

    def measure(self, ev: Evaluation) -> Measure:
        a = ev.algebra
        value = shown(ev, self.measured)
        reached = ev.once(self, "reached", self._reached)
        bar = self._next(ev, reached)
        return Measure(value, bar, a.positive(a.minus(bar, value)))

    def _next(self, ev: Evaluation, reached: list[tuple[Any, int, Any]]) -> Any:
        """The threshold of the next band above, or of the top band once there."""
        a = ev.algebra
        found: Any = a.figure(Fraction(reached[-1][0]))
        for index in range(len(reached) - 1, -1, -1):
            above = reached[max(index - 1, 0)][0]
            found = a.choose(reached[index][2], a.figure(Fraction(above)), found)
        return found

    def facts(self) -> Iterator[Fact]:
        for each in self.measured.walk():
            if isinstance(each, Fact):
                yield each

    def parameters(self) -> Iterator[Parameter]:
        yield self.table


class BestOf(Score):
    """The highest of several scores. One that does not apply leaves the group."""

    def __init__(self, code: str, title: str, scores: tuple[Score, ...]) -> None:
        self.code, self.title, self.scores = code, title, scores

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        marks = [s.mark(ev) for s in self.scores if s.is_law(ev.law)]
        low, high, lacks, applies = marks[0].low, marks[0].high, marks[0].lacks, marks[0].applies
        for each in marks[1:]:
            low = a.points(a.at_least(each.low, low), each.low, low)
            high = a.points(a.at_least(each.high, high), each.high, high)
            lacks, applies = a.either(lacks, each.lacks), a.either(applies, each.applies)
        low = a.keep(low)
        if lacks is False and all(m.high is m.low for m in marks):
            return Mark(low, low, False, applies)
        high = a.keep(high)
        return Mark(low, high, a.both(lacks, a.negate(a.at_least(low, high))), applies)

    def highest(self, law: Law) -> int:
        return max(s.highest(law) for s in self.scores if s.is_law(law))

    def is_law(self, law: Law) -> bool:
        return any(s.is_law(law) for s in self.scores)

    def members(self) -> tuple[Score, ...]:
        return self.scores


class Total(Score):
    """The sum of several scores; one that does not apply adds nothing."""

    def __init__(self, code: str, title: str, scores: tuple[Score, ...]) -> None:
        self.code, self.title, self.scores, self.unit = code, title, scores, "分"

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        low: Any = 0
        high: Any = 0
        lacks: Any = False
        marks = [s.mark(ev) for s in self.scores if s.is_law(ev.law)]
        for each in marks:
            low, high, lacks = a.plus(low, each.low), a.plus(high, each.high), a.either(lacks, each.lacks)
        settled = all(m.high is m.low for m in marks)
        low = a.keep(low)
        return Mark(low, low if settled else a.keep(high), lacks)

    def highest(self, law: Law) -> int:
        return sum(s.highest(law) for s in self.scores if s.is_law(law))

    def is_law(self, law: Law) -> bool:
        return any(s.is_law(law) for s in self.scores)

    def members(self) -> tuple[Score, ...]:
        return self.scores


class Judged(Score):
    """An item that only experts can score: anything from 0 to the table's maximum, unless their score is a given fact."""

    def __init__(self, code: str, title: str, maximum: Parameter, given: Any = None) -> None:
        self.code, self.title, self.maximum, self.given, self.unit = code, title, maximum, given, "分"

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        held = None if self.given is None else ev.algebra.read(self.given.key)
        absent = a.unknown(held)
        return Mark(a.points(absent, 0, held), a.points(absent, self.highest(ev.law), held), False)

    def highest(self, law: Law) -> int:
        return int(law.value(self.maximum))

    def facts(self) -> Iterator[Fact]:
        if self.given is not None:
            yield self.given

    def parameters(self) -> Iterator[Parameter]:
        yield self.maximum


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
        return settled(
            ev, holds, a.both(mark.lacks, a.unknown(holds)), True, (self.parameter, *self.score.parameters())
        )

    def measure(self, ev: Evaluation) -> Measure:
        a, mark = ev.algebra, self.score.mark(ev)
        value = a.quotient(mark.low, 1)
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

    def is_law(self, law: Law) -> bool:
        return law.get(self.parameter) is not None and self.score.is_law(law)


def bands(code: str, measured: Measurable, table: Parameter, title: str) -> Bands:
    """Points by the bands of `table`, each threshold included in its band."""
    return Bands(code, title, measured, table)


def best_of(code: str, title: str, *scores: Score) -> BestOf:
    return BestOf(code, title, scores)


def total(code: str, title: str, *scores: Score) -> Total:
    return Total(code, title, scores)


def judged(code: str, maximum: Parameter, title: str, given: Any = None) -> Judged:
    return Judged(code, title, maximum, given)


def scores_at_least(code: str, score: Score, mark: Parameter, title: str) -> Reaches:
    """The score reaches the mark of the law."""
    return Reaches(code, title, score, mark)
