"""目标的预测: the history a target is forecast from, over earlier years too, and how good such forecasts have been.

A count that restarts every January is read as a running total, so that a year's season is seen in the years before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from jichuang.indicators import catalogue
from jichuang.indicators.reads import Figures
from jichuang.methods.forecast import Calibration, Forecast, calibrate, forecast
from jichuang.plan.models import Plan, Target
from jichuang.plan.terms import Comparator

WEEK = timedelta(days=7)
YEARS_BACK = 3
YEARLY = {"increment", "count"}
NO_MORE = {Comparator.AT_MOST, Comparator.LESS}

Dated = list[tuple[date, Fraction]]


@dataclass(frozen=True)
class Ahead:
    """The forecast of a target and the history it came from; `carried` is what a running total holds from earlier years."""

    forecast: Forecast
    history: Dated
    carried: Fraction = Fraction(0)

    def chance(self, target: Target) -> float | None:
        """Probability of the target at the deadline; None when the history is too short or there is none to speak of."""
        return self.forecast.probability(Fraction(target.value), at_most=target.comparator in NO_MORE)


def restarts(target: Target) -> bool:
    """Whether the value begins at nothing every January."""
    return target.kind in YEARLY and catalogue.get(target.indicator).kind != "stock"


def past_days(plan: Plan, day: date) -> list[date]:
    """Every seventh day back from `day` over three years before the plan's base, and every year's end on the way."""
    first = date(plan.base_on.year - YEARS_BACK, 12, 31)
    steps = max(0, (day - first).days) // WEEK.days
    ends = {date(year, 12, 31) for year in range(first.year, day.year)}
    return sorted({*(day - WEEK * back for back in range(steps + 1)), *ends})


def history(target: Target, read: Figures, day: date) -> Dated:
    """Values of the past days by `day`; a count that restarts runs on over the years. Empty for published figures."""
    found: Dated = []
    carried = Fraction(0)
    year_end = Fraction(0)
    running = restarts(target)
    for one in past_days(target.plan, day):
        number = read.value(target.indicator, one)
        if number is None:
            continue
        if running and found and one.year != found[-1][0].year:
            carried += year_end
        year_end = Fraction(number)
        found.append((one, carried + year_end if running else year_end))
    return _since_first_change(found)


def _since_first_change(found: Dated) -> Dated:
    """Weeks before a register's first entry tell nothing of its tempo."""
    moved = next((n for n, (_, value) in enumerate(found) if value != found[0][1]), len(found))
    return found[max(0, moved - 1) :]


def ahead(target: Target, read: Figures, day: date) -> Ahead | None:
    """The forecast to the deadline, for a count of register entries; None without one, or once the deadline is here."""
    asked = (target.indicator, target.kind, target.plan.base_on, target.deadline, day)
    return read.once(("ahead", *asked), lambda: _ahead(target, read, day))


def _ahead(target: Target, read: Figures, day: date) -> Ahead | None:
    if day >= target.deadline:
        return None
    past = history(target, read, day)
    if not past:
        return None
    carried = _carried(target, read, past, day)
    dates, values = [d for d, _ in past], [v - carried for _, v in past]
    found = forecast(dates, values, day, target.deadline, never_falls=restarts(target))
    return None if found is None else Ahead(found, list(zip(dates, values, strict=True)), carried)


def record(target: Target, known: Ahead, day: date) -> Calibration | None:
    """How the same procedure did over the past, asked for the change that the target still needs."""
    last = known.history[-1][1]
    change = None if target.comparator in NO_MORE else float(Fraction(target.value) - last)
    dates, values = [d for d, _ in known.history], [v for _, v in known.history]
    return calibrate(
        dates, values, day, target.deadline, change=change, never_falls=restarts(target)
    )  # fmt: skip


def _carried(target: Target, read: Figures, past: Dated, day: date) -> Fraction:
    """What lies before 1 January of `day`'s year in a running total, so that its last value is the year's own."""
    if not restarts(target):
        return Fraction(0)
    now = read.value(target.indicator, day)
    return past[-1][1] - (Fraction(0) if now is None else Fraction(now))
