"""Points by bands: a table of the law over a number or share; where a band leaves a span of points, experts decide within it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from string import ascii_uppercase
from typing import Any, NamedTuple

from jichuang.policy.algebra import Value
from jichuang.policy.conditions import Condition
from jichuang.policy.evaluation import Evaluation, Mark, Measure
from jichuang.policy.facts import Fact
from jichuang.policy.numbers import (
    Measurable,
    Number,
    Quantity,
    constant,
    defined,
    reaches,
    shown,
    unit_of,
)
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores.score import Score, narrowed


class Band(NamedTuple):
    """One line of a table: from `threshold` (included, unless `above`), `low` to `high` points."""

    threshold: Any
    low: int
    high: int
    above: bool = False

    @property
    def how(self) -> str:
        return "more_than" if self.above else "at_least"


def band(row: Any) -> Band:
    """A row of a parameter file: [threshold, points], or { from = or above =, points = [low, high] }."""
    if isinstance(row, list):
        return Band(row[0], row[1], row[1])
    low, high = row["points"]
    return Band(row["from"], low, high) if "from" in row else Band(row["above"], low, high, above=True)


class Bands(Score):
    """Points by bands, highest first; below the last band 0. Where `doubtful` holds the table does not say: anything from 0."""

    def __init__(
        self,
        code: str,
        title: str,
        measured: Measurable,
        table: Parameter,
        given: Number | None,
        doubtful: Condition | None,
    ) -> None:
        self.code, self.title, self.measured, self.table = code, title, measured, table
        self.given, self.doubtful, self.unit = given, doubtful, unit_of(measured)

    def rows(self, law: Law) -> list[Band]:
        """The bands, highest first."""
        return law.once(self, "rows", self._rows)

    def _rows(self, law: Law) -> list[Band]:
        return sorted(map(band, law.value(self.table)), key=lambda row: row.threshold, reverse=True)

    def reached(self, ev: Evaluation) -> list[tuple[Band, Value]]:
        """Each band with whether its threshold is reached."""
        return ev.once(self, "reached", self._reached)

    def _reached(self, ev: Evaluation) -> list[tuple[Band, Value]]:
        return [
            (row, ev.algebra.keep(reaches(ev, self.measured, threshold, row.how)))
            for row, threshold in ev.law.once(self, "thresholds", self._thresholds)
        ]

    def _thresholds(self, law: Law) -> list[tuple[Band, Quantity]]:
        """Each band with its threshold, all in one scale, so that they share their left side."""
        rows = [(row, constant(row.threshold)) for row in self.rows(law)]
        scale = max(q.scale for _, q in rows)
        units = {q: 10 ** (scale - q.scale) for _, q in rows}
        return [(row, Quantity(q.units * units[q], scale, q.bound * units[q])) for row, q in rows]

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        applies, lacks = defined(ev, self.measured)
        applies, reached = a.keep(applies), self.reached(ev)
        low: Any = 0
        high: Any = 0
        for row, there in reversed(reached):
            low, high = a.points(there, row.low, low), a.points(there, row.high, high)
        spans = any(row.low != row.high for row, _ in reached)
        if applies is not True:
            low, high = a.points(applies, low, 0), a.points(applies, high, 0)
        low = a.keep(low)
        shaky = ev.law.unverified((self.table,))
        mark = Mark(low, a.keep(high) if spans else low, False, applies, shaky)
        if lacks is not False:
            high = a.keep(a.points(lacks, self.highest(ev.law), mark.high))
            mark = Mark(low, high, a.keep(lacks), applies, shaky)
        return narrowed(ev, self._doubted(ev, mark), self.given)

    def _doubted(self, ev: Evaluation, mark: Mark) -> Mark:
        if self.doubtful is None:
            return mark
        a, doubt = ev.algebra, self.doubtful.judge(ev)
        doubted = a.keep(a.either(doubt.holds, a.unknown(doubt.holds)))
        low = a.keep(a.points(doubted, 0, mark.low))
        high = a.keep(a.points(doubted, self.highest(ev.law), mark.high))
        lacks = a.choose(doubted, doubt.lacks, mark.lacks)
        return Mark(low, high, lacks, a.choose(doubted, True, mark.applies), mark.shaky)

    def letter(self, ev: Evaluation) -> Value:
        """The letter of the band reached, A the highest; one below the last band; unknown where undecided or doubtful."""
        a = ev.algebra
        applies, lacks = defined(ev, self.measured)
        reached = self.reached(ev)
        lowest = ascii_uppercase[len(reached)]
        found: Value = lowest
        for letter, (_, there) in reversed(list(zip(ascii_uppercase, reached, strict=False))):
            found = a.choose(there, letter, found)
        found = a.choose(applies, found, lowest)
        if self.doubtful is not None:
            doubt = self.doubtful.judge(ev).holds
            lacks = a.either(lacks, a.either(doubt, a.unknown(doubt)))
        return a.choose(lacks, None, found)

    def _highest(self, law: Law) -> int:
        return self.rows(law)[0].high

    def measure(self, ev: Evaluation) -> Measure:
        a = ev.algebra
        value, bar = a.keep(shown(ev, self.measured)), a.keep(self._next(ev))
        return Measure(
            value, bar, a.choose(self.reached(ev)[0][1], a.figure(Fraction(0)), a.minus(bar, value))
        )

    def _next(self, ev: Evaluation) -> Any:
        """The threshold of the next band above, or of the top band once there."""
        a, reached = ev.algebra, self.reached(ev)
        found: Any = _figure(ev, reached[-1][0])
        for index in range(len(reached) - 1, -1, -1):
            found = a.choose(reached[index][1], _figure(ev, reached[max(index - 1, 0)][0]), found)
        return found

    def facts(self) -> Iterator[Fact]:
        yield from self.measured.facts()
        if self.doubtful is not None:
            yield from self.doubtful.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield self.table


def _figure(ev: Evaluation, row: Band) -> Value:
    held: Quantity = constant(row.threshold)
    return ev.algebra.quotient(held.units, 10**held.scale)


class Letter:
    """The letter of a table's band, as an amount."""

    def __init__(self, table: Bands) -> None:
        self.table = table

    def of(self, ev: Evaluation) -> Value:
        """The letter; None where it is undecided or the table is not law on the day."""
        return self.table.letter(ev) if self.table.is_law(ev.law) else None

    def lacks(self, ev: Evaluation) -> Value:
        """Whether a fact for it is absent."""
        return defined(ev, self.table.measured)[1] if self.table.is_law(ev.law) else False

    def facts(self) -> Iterator[Fact]:
        yield from self.table.facts()


def bands(
    code: str,
    measured: Measurable,
    table: Parameter,
    title: str,
    *,
    experts: Number | None = None,
    doubtful: Condition | None = None,
) -> Bands:
    """Points by the bands of `table`, each threshold included in its band. `experts`: their score within a band that is a span.
    `doubtful`: where the table does not say, and a person decides."""
    return Bands(code, title, measured, table, experts, doubtful)


def letter(table: Bands) -> Letter:
    """The letter of the band: A for the highest."""
    return Letter(table)
