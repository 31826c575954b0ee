"""`series`: the values of any indicators on any days, by home if asked, in at most two queries.

A value is an int (counts), a Decimal (published figures) or None (nothing known, or no source yet).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any, TypeVar

from jichuang.indicators import catalogue
from jichuang.indicators.declare import Count, Indicator, NotYet, Observed, RegisterCount, Surveyed
from jichuang.indicators.models import Observation
from jichuang.indicators.reads.events import BORN_SEPARATOR, Days, Events, events
from jichuang.indicators.reads.known import Known, year_end_before
from jichuang.indicators.reads.observations import Vintages, vintages
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads.changes import Kept
from jichuang.registry.reads.entries import as_known

Number = int | Decimal
ByHome = dict[str, int]
Answer = TypeVar("Answer")


class Running:
    """A running total: how much has been added by the close of a day."""

    def __init__(self, days: Days | None, column: int = 0) -> None:
        ordered = sorted(days.by_day.items()) if days else []
        self._days = [day for day, _ in ordered]
        self._sums = list(accumulate(numbers[column] for _, numbers in ordered))

    def at(self, day: date) -> int:
        """Total up to and including `day`."""
        position = bisect_right(self._days, day)
        return self._sums[position - 1] if position else 0

    def since_year_began(self, day: date) -> int:
        """Total from 1 January of `day`'s year to `day`."""
        return self.at(day) - self.at(year_end_before(day))


class Figures:
    """Values of several indicators on several days; ask it as often as needed, it queries nothing more."""

    def __init__(self, found: Events, outside: Vintages) -> None:
        self._events = found
        self.vintages = outside
        self._read: dict[str, dict[str, Totals] | None] = {}

    def value(self, code: str, day: date) -> Number | None:
        """Value on `day` (level at its close, or sum since 1 January); None when there is nothing to count."""
        indicator = catalogue.get(code)
        if isinstance(indicator.value, RegisterCount):
            parts, count = self._totals_of(indicator), indicator.value.count
            return None if parts is None else sum(totals.at(count, day) for totals in parts.values())
        observation = self.observation(code, day)
        return None if observation is None else observation.value

    def by_home(self, code: str, day: date) -> ByHome | None:
        """Value on `day` by 考核归属 (all under the empty home where not read by home); None without a register."""
        indicator = catalogue.get(code)
        parts = self._totals_of(indicator)
        if parts is None or not isinstance(indicator.value, RegisterCount):
            return None
        return {home: totals.at(indicator.value.count, day) for home, totals in parts.items()}

    def _totals_of(self, indicator: Indicator) -> dict[str, Totals] | None:
        """Running totals by home; None without a register. A page asks the same indicator hundreds of days."""
        if indicator.code not in self._read:
            self._read[indicator.code] = self._totalled(indicator)
        return self._read[indicator.code]

    def _totalled(self, indicator: Indicator) -> dict[str, Totals] | None:
        value = indicator.value
        if not isinstance(value, RegisterCount) or not self.has_entries(indicator):
            return None
        return self.once(("totals", value), lambda: _totals(self._events, value))

    def once(self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """What follows from the register events alone, worked out once for as long as they are kept.

        `question` must name everything the answer depends on besides the events; nobody may change the answer.
        """
        known: dict[Hashable, Any] = self._events.worked_out
        if question not in known:
            known[question] = work_out()
        return known[question]  # type: ignore[no-any-return]

    def observation(self, code: str, day: date) -> Observation | None:
        """The publication behind the value on `day`, for indicators that others publish."""
        if not isinstance(catalogue.get(code).value, Observed):
            return None
        return self.vintages.on(code, day)

    def has_entries(self, indicator: Indicator) -> bool:
        """Whether any of the indicator's registers holds an entry: an empty register is no zero, it is no source."""
        value = indicator.value
        if isinstance(value, RegisterCount) and value.count is Count.BORN:
            return bool(self._events.of((BORN_SEPARATOR.join(value.registers),), "born"))
        return any(register in self._events.registers for register in indicator.registers)

    def reason_missing(self, code: str, day: date) -> str:
        """Why there is no value: `not_fed` (system to come), `empty_register`, `not_published`; empty if there is one."""
        indicator = catalogue.get(code)
        if isinstance(indicator.value, NotYet):
            return "not_fed"
        if isinstance(indicator.value, Observed | Surveyed):
            return "" if self.observation(code, day) else "not_published"
        return "" if self.has_entries(indicator) else "empty_register"


@dataclass(frozen=True)
class Totals:
    """Running totals of one home, ready for any day."""

    begun: Running
    ended: Running

    def at(self, count: Count, day: date) -> int:
        """What `count` says on `day`."""
        if count in {Count.IN_FORCE, Count.LAPSED}:
            return self.begun.at(day) - self.ended.at(day)
        if count is Count.ENDED:
            return self.ended.since_year_began(day)
        return self.begun.since_year_began(day) - self.ended.since_year_began(day)


_NOTHING = Running(None)


def _totals(found: Events, value: RegisterCount) -> dict[str, Totals]:
    registers: tuple[str, ...] = value.registers
    if value.count is Count.BORN:
        born = found.of((BORN_SEPARATOR.join(registers),), "born")
        return {home: Totals(Running(days), _NOTHING) for home, days in sorted(born.items())}
    if value.count in {Count.LAPSED, Count.NUMBERED}:
        kind = "lapse" if value.count is Count.LAPSED else "numbered"
        only = found.of(registers, kind)
        return {home: Totals(Running(days), _NOTHING) for home, days in sorted(only.items())}
    starts, ends = found.of(registers, "start"), found.of(registers, "end")
    if value.count in {Count.STARTED, Count.FIRST}:
        column = 1 if value.count is Count.FIRST else 0
        return {home: Totals(Running(days, column), _NOTHING) for home, days in sorted(starts.items())}
    return {
        home: Totals(Running(starts.get(home)), Running(ends.get(home))) for home in sorted({*starts, *ends})
    }


_KEPT: Kept[Events] = Kept(Entry, Party, size=24)


def figures(
    codes: Iterable[str], days: Sequence[date], *, by_home: bool = False, known: Known = None
) -> Figures:
    """Reads everything needed to value `codes` on `days`, as known on `known`: three queries whatever the number, two where
    nothing has changed in the registers since they were last counted.

    Raises KeyError for a code that is not declared and ValueError without days.
    """
    if not days:
        raise ValueError("figures() needs at least one day")
    wanted = [catalogue.get(code) for code in dict.fromkeys(codes)]
    counts = [i.value for i in wanted if isinstance(i.value, RegisterCount)]
    floor = year_end_before(min(days))
    at = None if known is None else as_known(known)
    last = max(days)
    found = _KEPT.get(
        (tuple(dict.fromkeys(counts)), floor, last, by_home, at),
        lambda: events(counts, floor=floor, last=last, by_home=by_home, known=at),
    )
    outside = vintages((i.code for i in wanted if isinstance(i.value, Observed)), known=known)
    return Figures(found, outside)


def series(
    codes: Iterable[str], days: Sequence[date], *, by_home: bool = False, known: Known = None
) -> dict[str, dict[date, Number | ByHome | None]]:
    """`{code: {day: value}}`, with `{home: value}` as value when `by_home` (published figures stay one number)."""
    wanted = list(dict.fromkeys(codes))
    read = figures(wanted, days, by_home=by_home, known=known)
    result: dict[str, dict[date, Number | ByHome | None]] = {}
    for code in wanted:
        split = by_home and catalogue.get(code).registers
        result[code] = {day: read.by_home(code, day) if split else read.value(code, day) for day in days}
    return result
