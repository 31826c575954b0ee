"""选模型: every model is run from earlier days of the same history; the one that erred least makes the forecast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jichuang.methods.forecast.models import MODELS, Model
from jichuang.methods.forecast.outcome import Z80, Forecast
from jichuang.methods.forecast.weeks import STEP, YEAR, Dated, Value, Weeks, known_by, value_on

ENOUGH = 8
"""Weeks of history below which only a rough average is said."""
RUNS = 26
"""Earlier days from which a model is tried."""
REACH = 3
"""A back-test looks at most a third of the history ahead; a longer way is scaled by the square root of its weeks."""
FEW = 1.0
"""How much wider a range is for few independent runs: by (1 + FEW / runs)."""
CHOSEN = 1.15
"""The least of several errors flatters: the range is this much wider, which brings simulated series near 80 %."""
UNSEASONED = 1.5
"""With less than a year of history no season can be seen: the range is this much wider."""


@dataclass(frozen=True)
class Tried:
    """A model with its root mean square error over `ahead` weeks, from `runs` earlier days."""

    model: Model
    error: float
    runs: int
    ahead: int

    def spread(self, weeks: float) -> float:
        """Standard deviation after `weeks` weeks; wider when the runs overlap and so tell little."""
        independent = max(1.0, 1 + (self.runs - 1) / self.ahead)
        return self.error * math.sqrt(weeks / self.ahead) * (1 + FEW / independent) * CHOSEN


def forecast(
    dates: Sequence[date],
    values: Sequence[Value],
    on: date,
    deadline: date,
    *,
    never_falls: bool = False,
) -> Forecast | None:
    """Forecast of the value at `deadline` from what was known on `on`; values after `on` are ignored.

    `dates` rise, one value each, over as many years as there are (a count that restarts every January is handed in as
    a running total). `never_falls`: for counts, low is not below the last value. None when there is no value by `on`.
    Raises ValueError for unequal lengths or unsorted dates.
    """
    known = known_by(dates, values, on)
    if not known:
        return None
    if on >= deadline:
        there = value_on(known, deadline)
        return Forecast(there, there, there, "actual", "已到截止日，为实际数", True, deadline)
    weeks = Weeks.read(known, on)
    ahead = (deadline - on).days / STEP
    best = choose(weeks, ahead) if weeks.last >= ENOUGH else None
    if best is None:
        return _rough(known, on, deadline, never_falls)
    return told(weeks, best, ahead, deadline, never_falls=never_falls)


def choose(weeks: Weeks, ahead: float, *, at: int | None = None) -> Tried | None:
    """The model with the smallest error over earlier days up to step `at`; the simpler one of equals."""
    last = weeks.last if at is None else at
    reach = max(1, min(math.ceil(ahead), last // REACH))
    found = [tried for model in MODELS if (tried := _try(model, weeks, last, reach, ahead))]
    return min(found, key=lambda one: one.error) if found else None


def told(
    weeks: Weeks, best: Tried, ahead: float, deadline: date, *, never_falls: bool, at: int | None = None
) -> Forecast:
    """The forecast of the chosen model from step `at` (the newest by default)."""
    here = weeks.last if at is None else at
    last = weeks.levels[here]
    point = last + _between(best.model, weeks, here, ahead)
    young = here < YEAR
    spread = best.spread(ahead) * (UNSEASONED if young else 1.0)
    words = best.model.words + ("（历史不足一年，看不出季节，区间放宽）" if young else "")
    low, high = point - Z80 * spread, point + Z80 * spread
    if never_falls:
        point, low = max(point, last), max(low, last)
    return Forecast(
        point, low, max(high, point), best.model.key, words, True, deadline,
        error=best.error, spread=spread, tests=best.runs, tested=best.ahead,
    )  # fmt: skip


def _try(model: Model, weeks: Weeks, last: int, reach: int, ahead: float) -> Tried | None:
    if model.change(weeks, last, max(1, math.floor(ahead))) is None:
        return None
    squares: list[float] = []
    for origin in range(last - reach, max(last - reach - RUNS, 0), -1):
        said = model.change(weeks, origin, reach)
        if said is None:
            break
        squares.append((said - weeks.moved(origin, origin + reach)) ** 2)
    if len(squares) < min(3, RUNS):
        return None
    return Tried(model, math.sqrt(sum(squares) / len(squares)), len(squares), reach)


def _between(model: Model, weeks: Weeks, at: int, ahead: float) -> float:
    """The change over a part of a week lies between those over the whole weeks around it."""
    whole = math.floor(ahead)
    low = model.change(weeks, at, whole) if whole else 0.0
    part = ahead - whole
    if not part:
        return low or 0.0
    high = model.change(weeks, at, whole + 1)
    return (low or 0.0) if high is None else (low or 0.0) * (1 - part) + high * part


def _rough(known: Dated, on: date, deadline: date, never_falls: bool) -> Forecast:
    first_day, first = known[0]
    last = known[-1][1]
    days = (on - first_day).days
    movement = (last - first) / days * (deadline - on).days if days else 0.0
    point, half = last + movement, abs(movement) / 2
    low, high = point - half, point + half
    if never_falls:
        low = max(low, last)
    words = f"数据不足{ENOUGH}周，按平均变化粗估"
    return Forecast(point, low, high, "average-change", words, False, deadline, spread=half / Z80)
