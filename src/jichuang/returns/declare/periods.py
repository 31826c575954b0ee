"""报送期: a month, a quarter, a half-year or a year with its code, and when its return is due. Pure; the calendar is handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jichuang.codes.calendar import WorkCalendar
from jichuang.hall.declare.kit import declaration, demand

CODE = re.compile(r"(?P<year>20\d{2})(?:(?P<mark>[QHM])(?P<number>\d{1,2}))?")
ORDINALS = "一二三四"


class Frequency(StrEnum):
    """How often a return is owed; the value is how many months one period has."""

    MONTH = "1"
    QUARTER = "3"
    HALF_YEAR = "6"
    YEAR = "12"

    @property
    def months(self) -> int:
        """Months in one period."""
        return int(self.value)

    @property
    def words(self) -> str:
        """月报, 季报, 半年报, 年报."""
        return {"1": "月报", "3": "季报", "6": "半年报", "12": "年报"}[self.value]


@dataclass(frozen=True, slots=True)
class Period:
    """报送期, from `first` to `last`, both inclusive."""

    frequency: Frequency
    first: date

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> Period:
        """The following period."""
        months = self.first.year * 12 + self.first.month - 1 + self.frequency.months
        return Period(self.frequency, date(months // 12, months % 12 + 1, 1))

    @property
    def before(self) -> Period:
        """The period before."""
        return period_of(self.frequency, self.first - timedelta(days=1))

    @property
    def year_before(self) -> Period:
        """The same period of the year before."""
        return Period(self.frequency, self.first.replace(year=self.first.year - 1))

    @property
    def number(self) -> int:
        """Which period of its year it is, from 1."""
        return (self.first.month - 1) // self.frequency.months + 1

    @property
    def code(self) -> str:
        """2018, 2018H1, 2018Q2, 2018M06."""
        year, month = self.first.year, self.first.month
        if self.frequency is Frequency.YEAR:
            return str(year)
        if self.frequency is Frequency.HALF_YEAR:
            return f"{year}H{month // 6 + 1}"
        return f"{year}Q{month // 3 + 1}" if self.frequency is Frequency.QUARTER else f"{year}M{month:02d}"

    @property
    def title(self) -> str:
        """2018年度, 2018年上半年, 2018年第二季度, 2018年6月."""
        year, month = self.first.year, self.first.month
        if self.frequency is Frequency.YEAR:
            return f"{year}年度"
        if self.frequency is Frequency.HALF_YEAR:
            return f"{year}年{'下' if month > 6 else '上'}半年"
        return (
            f"{year}年第{ORDINALS[month // 3]}季度"
            if self.frequency is Frequency.QUARTER
            else f"{year}年{month}月"
        )


def period_of(frequency: Frequency, day: date) -> Period:
    """The period in which a day lies."""
    month = (day.month - 1) // frequency.months * frequency.months + 1
    return Period(frequency, date(day.year, month, 1))


def parse(code: str) -> Period:
    """Reads 2018, 2018H1, 2018Q2 or 2018M06. Raises ValueError naming the text."""
    found = CODE.fullmatch(code)
    if found is None:
        raise ValueError(f"报送期“{code}”写法不对，如 2018、2018H1、2018Q2、2018M06")
    year, number = int(found["year"]), int(found["number"] or 1)
    frequency = MARKS[found["mark"]]
    if not 1 <= number <= 12 // frequency.months:
        raise ValueError(f"报送期“{code}”没有第{number}期")
    return Period(frequency, date(year, (number - 1) * frequency.months + 1, 1))


MARKS = {None: Frequency.YEAR, "H": Frequency.HALF_YEAR, "Q": Frequency.QUARTER, "M": Frequency.MONTH}
"""The letter in a period's code -> how often."""


@declaration
class Within:
    """期满后若干个工作日内报送."""

    workdays: int

    def __post_init__(self) -> None:
        demand(self.workdays >= 1, "报送期限", "工作日数至少为1")

    def due(self, period: Period, calendar: WorkCalendar) -> date:
        """The last day on which the return is in time."""
        return calendar.add_workdays(period.last, self.workdays)

    def __str__(self) -> str:
        return f"期满后{self.workdays}个工作日内"


@declaration
class By:
    """次年某月某日前报送. A last day that is no working day moves to the next one."""

    month: int
    day: int

    def __post_init__(self) -> None:
        demand(1 <= self.month <= 12 and 1 <= self.day <= 31, "报送期限", "月、日不对")

    def due(self, period: Period, calendar: WorkCalendar) -> date:
        """The last day on which the return is in time."""
        return calendar.on_or_after(date(period.last.year + 1, self.month, self.day))

    def __str__(self) -> str:
        return f"次年{self.month}月{self.day}日前"
