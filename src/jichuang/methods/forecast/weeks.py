"""周序列: dated values read at equal steps of seven days, the newest on the day of asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

STEP = 7
YEAR = 52
SMOOTHING = 0.3

Value = Fraction | int | float
Dated = list[tuple[date, float]]


def known_by(dates: Sequence[date], values: Sequence[Value], on: date) -> Dated:
    """The pairs up to `on`. Raises ValueError for unequal lengths or days that do not rise."""
    if len(dates) != len(values):
        raise ValueError(f"日期 {len(dates)} 个，数值 {len(values)} 个：必须一一对应")
    if any(later <= earlier for earlier, later in zip(dates, dates[1:], strict=False)):
        raise ValueError("日期必须从早到晚且不重复")
    return [(day, float(value)) for day, value in zip(dates, values, strict=True) if day <= on]


def value_on(known: Dated, day: date) -> float:
    """The last value by `day`; the first one for a day before all."""
    earlier = [value for when, value in known if when <= day]
    return earlier[-1] if earlier else known[0][1]


class Weeks:
    """Levels a week apart, oldest first, and their smoothed weekly change at each step."""

    def __init__(self, levels: Sequence[float]) -> None:
        self.levels = list(levels)
        self.trends = _trends(self.levels)

    @classmethod
    def read(cls, known: Dated, on: date) -> Weeks:
        """From dated values; a week without a value keeps the one before."""
        count = (on - known[0][0]).days // STEP
        levels: list[float] = []
        position = 0
        for back in range(count, -1, -1):
            day = on - timedelta(days=STEP * back)
            while position + 1 < len(known) and known[position + 1][0] <= day:
                position += 1
            levels.append(known[position][1])
        return cls(levels)

    @property
    def last(self) -> int:
        """Index of the newest step."""
        return len(self.levels) - 1

    def moved(self, start: int, end: int) -> float:
        """Change from step `start` to step `end`."""
        return self.levels[end] - self.levels[start]


def _trends(levels: list[float]) -> list[float]:
    if len(levels) < 2:
        return [0.0] * len(levels)
    trend = levels[1] - levels[0]
    found = [trend, trend]
    for earlier, later in zip(levels[1:], levels[2:], strict=False):
        trend += SMOOTHING * ((later - earlier) - trend)
        found.append(trend)
    return found
