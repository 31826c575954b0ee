"""The list of registers with their figures on a day: two queries for all registers together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from jichuang.registry import registers
from jichuang.registry.reads.counts import daily_change, daily_starts
from jichuang.registry.registers import Register


@dataclass(frozen=True, slots=True)
class Line:
    """One register on a day: in force, begun this year, ending within 90 days, and the last twelve month ends."""

    register: Register
    in_force: int
    begun: int
    ending: int
    months: list[int]


def overview(day: date) -> list[tuple[str, list[Line]]]:
    """Registers by group with their lines."""
    codes = registers.codes()
    steps: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for row in daily_change(codes, by_home=False):
        steps[row.register].append((row.day, row.delta))
    begun: dict[str, int] = defaultdict(int)
    for row in daily_starts(codes, date(day.year, 1, 1), day):
        begun[row.register] += row.delta
    ends = _month_ends(day)
    return [
        (
            group,
            [_line(register, steps[register.code], begun[register.code], day, ends) for register in members],
        )
        for group, members in registers.grouped()
    ]


def _line(register: Register, steps: list[tuple[date, int]], begun: int, day: date, ends: list[date]) -> Line:
    soon = day + timedelta(days=90)
    return Line(
        register=register,
        in_force=_sum(steps, day),
        begun=begun,
        ending=-sum(delta for when, delta in steps if day < when <= soon and delta < 0),
        months=[_sum(steps, end) for end in ends],
    )


def _sum(steps: list[tuple[date, int]], day: date) -> int:
    return sum(delta for when, delta in steps if when <= day)


def _month_ends(day: date) -> list[date]:
    """The last days of the eleven months before, then the day itself."""
    found = [day]
    first = day.replace(day=1)
    for _ in range(11):
        last = first - timedelta(days=1)
        found.append(last)
        first = last.replace(day=1)
    return found[::-1]
