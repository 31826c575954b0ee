"""督导的规则: dated parameters of signing, reporting, answering and scoring, and the days that follow from them.

Knows the working calendar it is given; knows no plan and no person.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jichuang.codes.calendar import WorkCalendar
from jichuang.plan.terms import Cycle, quarter_end, quarter_of, quarter_title
from jichuang.policy.parameters import Book, Parameter, ParameterInForce


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    """All of them are usual practice or assumed: they set days and marks, and refuse nobody anything."""

    sign_days: Parameter
    report_day: Parameter
    quarter_report_day: Parameter
    report_remind_days: Parameter
    answer_days: Parameter
    talk_after: Parameter
    stale_days: Parameter
    near_days: Parameter
    completion_points: Parameter
    timeliness_points: Parameter
    evidence_points: Parameter
    award_points: Parameter
    slip_deduction: Parameter


def value(parameter: Parameter, on: date) -> int:
    """The parameter's value on a day; before its first value the earliest one stands."""
    held = parameter.on(on)
    return int(parameter.values[0].value if held is None else held.value)


def in_force(on: date) -> list[ParameterInForce]:
    """Every parameter of the day, for the page that shows where the numbers come from."""
    return [held for held in (one.on(on) for one in P.all()) if held is not None]


def period_of(day: date) -> str:
    """`2018-09` for any day of that month."""
    return f"{day.year}-{day.month:02}"


def first_day(period: str) -> date:
    """First day of `2018-09`. Raises ValueError for anything else."""
    year, _, month = period.partition("-")
    if len(year) != 4 or len(month) != 2:
        raise ValueError(f"月份“{period}”写法不对，应为 2018-09 这样的写法")
    return date(int(year), int(month), 1)


def last_day(period: str) -> date:
    """Last day of `2018-09`."""
    first = first_day(period)
    return first.replace(day=months.monthrange(first.year, first.month)[1])


def period_title(period: str) -> str:
    """`2018年9月`."""
    return f"{period[:4]}年{int(period[5:])}月"


def periods(first: date, last: date) -> list[str]:
    """Months from that of `first` to that of `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    at = [
        (first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count + 1)
    ]
    return [f"{year}-{month:02}" for year, month in at]


def report_due(period: str, calendar: WorkCalendar) -> date:
    """月报应报日 of a month: the parameter's day, moved forward to the working day before when it is a day off."""
    first = first_day(period)
    day = first.replace(day=value(P.report_day, first))
    return day if calendar.is_workday(day) else calendar.add_workdays(day, -1)


def quarter_report_due(quarter: str, calendar: WorkCalendar) -> date:
    """季报应报日: the parameter's day of the month after `2018Q3`, moved back to the next working day when it is a day off.

    Forward it could fall before the quarter is over (1 to 7 October).
    """
    end = quarter_end(quarter)
    following = date(end.year + (end.month == 12), end.month % 12 + 1, value(P.quarter_report_day, end))
    return following if calendar.is_workday(following) else calendar.next_workday(following)


@dataclass(frozen=True)
class Period:
    """报送期: a month (`2018-09`) or a quarter (`2018Q3`) that reports are owed for."""

    cycle: Cycle
    code: str
    first: date
    last: date

    @property
    def title(self) -> str:
        """`2018年9月`, `2018年第三季度`."""
        return quarter_title(self.code) if self.cycle == Cycle.QUARTER else period_title(self.code)

    def due(self, calendar: WorkCalendar) -> date:
        """应报日."""
        if self.cycle == Cycle.QUARTER:
            return quarter_report_due(self.code, calendar)
        return report_due(self.code, calendar)

    def opens(self) -> date:
        """From when it can be written: a month from its first day, a quarter once its last day has come."""
        return self.last if self.cycle == Cycle.QUARTER else self.first


def period(code: str) -> Period:
    """The month or quarter of a code. Raises ValueError saying how it is written."""
    if "Q" in code:
        end = quarter_end(code)
        return Period(Cycle.QUARTER, code, date(end.year, end.month - 2, 1), end)
    return Period(Cycle.MONTH, code, first_day(code), last_day(code))


def reporting(first: date, last: date) -> list[Period]:
    """Periods to report on from the day `first` to the day `last`, as they open: months begun, quarters over."""
    months = [period(code) for code in periods(first, last)]
    quarters = [period(code) for code in dict.fromkeys(quarter_of(one.first) for one in months)]
    return sorted(
        (one for one in months + quarters if one.opens() <= last), key=lambda one: (one.last, one.cycle)
    )


def judging_day(period: str, calendar: WorkCalendar) -> date:
    """The working day after the reports are due, on which lights are read and letters written."""
    return calendar.next_workday(report_due(period, calendar))


def sign_by(assigned_on: date, calendar: WorkCalendar) -> date:
    """签收期限."""
    return calendar.add_workdays(assigned_on, value(P.sign_days, assigned_on))


def answer_by(issued_on: date, calendar: WorkCalendar) -> date:
    """答复期限 of a slip."""
    return calendar.add_workdays(issued_on, value(P.answer_days, issued_on))
