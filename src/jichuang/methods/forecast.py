"""预测: where a counted figure is heading by the deadline, with a range and an honest error.

Method ``damped-trend``: the figure is read at equal steps of 7 days (last value carried forward), the
steps' changes are smoothed exponentially (weight 0.3), and the smoothed change is carried on with damping
0.98 per step, so that a burst is not extended for ever. With at least one full year before ``on`` the
``seasonal-naive`` method is back-tested too (the same days of last year, scaled by this year's tempo,
within 0.5 and 2.0) and the one with the smaller back-test error is used.

Range: the method is run from up to 12 earlier days and compared with what happened; the root mean square
error per square root of a step is scaled to the horizon; low and high are the 80 % range. Fewer than 8
weekly steps of history: the plain average change, ``enough_history`` False, a range at least as wide as
half the expected movement.

Statistical figures leave exact arithmetic here: a forecast is an estimate (float inside, rounded by the
caller) and never judges a light. Knows no target; pass one to ask for the probability of reaching it.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import NormalDist

STEP = 7
SMOOTHING = 0.3
DAMPING = 0.98
ENOUGH_STEPS = 8
BACKTESTS = 12
Z80 = NormalDist().inv_cdf(0.9)

Series = list[float]  # one value per step, oldest first; the last one is the value on `on`
Method = Callable[[Series, int], float]


@dataclass(frozen=True)
class Forecast:
    """Expected value at the deadline (``point``) with its 80 % range; same unit as the values.

    ``error``: root mean square error of one step in the back-test (0 when nothing could be tested).
    """

    point: float
    low: float
    high: float
    method: str
    enough_history: bool
    deadline: date
    error: float
    spread: float

    def probability(self, target: float | Fraction, *, at_most: bool = False) -> float:
        """Probability (0..1) of standing at or above ``target`` at the deadline; at or below with
        ``at_most``.
        """
        goal = float(target)
        if self.spread == 0:
            reached = self.point <= goal if at_most else self.point >= goal
            return 1.0 if reached else 0.0
        below = NormalDist(self.point, self.spread).cdf(goal)
        return below if at_most else 1 - below

    @property
    def words(self) -> str:
        """How the forecast was made, for the page."""
        if not self.enough_history:
            return "数据不足 8 周，按平均变化粗估"
        return {"seasonal-naive": "按上年同期走势推算", "damped-trend": "按近期变化推算，逐步衰减"}.get(
            self.method, "已到截止日，为实际数"
        )


def forecast(
    dates: Sequence[date],
    values: Sequence[Fraction | int | float],
    on: date,
    deadline: date,
    *,
    never_falls: bool = False,
) -> Forecast | None:
    """Forecast of the value at ``deadline`` from what was known on ``on``; observations after ``on`` are
    ignored.

    ``dates`` ascending, one value each. ``never_falls``: for counts since 1 January, low is not below the
    last value. None when there is no observation by ``on`` (nothing honest can be said). Raises
    ``ValueError`` for unequal lengths or unsorted dates.
    """
    known = _known(dates, values, on)
    if not known:
        return None
    last = known[-1][1]
    if on >= deadline:
        at_deadline = _at(known, deadline)
        return Forecast(at_deadline, at_deadline, at_deadline, "actual", True, deadline, 0.0, 0.0)
    steps = _steps(known, on)
    horizon = (deadline - on).days / STEP
    if len(steps) - 1 < ENOUGH_STEPS:
        return _short(known, on, deadline, never_falls)
    name, error = _best(steps)
    point = _run(name, steps, horizon)
    spread = error * math.sqrt(horizon)
    low, high = point - Z80 * spread, point + Z80 * spread
    if never_falls:
        point, low = max(point, last), max(low, last)
    return Forecast(point, low, max(high, point), name, True, deadline, error, spread)


def _known(
    dates: Sequence[date], values: Sequence[Fraction | int | float], on: date
) -> list[tuple[date, float]]:
    if len(dates) != len(values):
        raise ValueError(f"日期 {len(dates)} 个，数值 {len(values)} 个：必须一一对应")
    if any(later <= earlier for earlier, later in zip(dates, dates[1:], strict=False)):
        raise ValueError("日期必须从早到晚且不重复")
    return [(day, float(value)) for day, value in zip(dates, values, strict=True) if day <= on]


def _at(known: list[tuple[date, float]], day: date) -> float:
    earlier = [value for when, value in known if when <= day]
    return earlier[-1] if earlier else known[0][1]


def _steps(known: list[tuple[date, float]], on: date) -> Series:
    count = (on - known[0][0]).days // STEP
    days = [on - timedelta(days=STEP * back) for back in range(count, -1, -1)]
    out: Series = []
    position = 0
    for day in days:
        while position + 1 < len(known) and known[position + 1][0] <= day:
            position += 1
        out.append(known[position][1])
    return out


def _damped(steps: Series, horizon: float) -> float:
    trend = steps[1] - steps[0]
    for earlier, later in zip(steps[1:], steps[2:], strict=False):
        trend += SMOOTHING * ((later - earlier) - trend)
    whole = int(horizon)
    carried = sum(DAMPING**step for step in range(1, whole + 1)) + (horizon - whole) * DAMPING ** (whole + 1)
    return steps[-1] + trend * carried


def _seasonal(steps: Series, horizon: float) -> float:
    year = 52
    ahead = max(1, round(horizon))
    then = steps[-1 - year]
    later = steps[min(len(steps) - 1, len(steps) - 1 - year + ahead)]
    moved_then = then - steps[max(0, len(steps) - 1 - 2 * year)] if len(steps) > year + 8 else 0.0
    span = min(year, len(steps) - 1 - year)
    moved_now = steps[-1] - steps[-1 - span] if span else 0.0
    tempo = moved_now / moved_then if moved_then > 0 and moved_now > 0 else 1.0
    return steps[-1] + (later - then) * min(2.0, max(0.5, tempo))


def _run(name: str, steps: Series, horizon: float) -> float:
    return _seasonal(steps, horizon) if name == "seasonal-naive" else _damped(steps, horizon)


def _best(steps: Series) -> tuple[str, float]:
    names = ["damped-trend"]
    if len(steps) - 1 >= 52 + ENOUGH_STEPS:
        names.append("seasonal-naive")
    errors = {name: _backtest(name, steps) for name in names}
    best = min(errors, key=lambda name: errors[name])
    return best, errors[best]


def _backtest(name: str, steps: Series) -> float:
    shortest = 52 + 2 if name == "seasonal-naive" else 3
    squares: list[float] = []
    for back in range(1, BACKTESTS + 1):
        past = steps[: len(steps) - back]
        if len(past) < shortest:
            break
        miss = _run(name, past, back) - steps[-1]
        squares.append(miss * miss / back)
    return math.sqrt(sum(squares) / len(squares)) if squares else 0.0


def _short(known: list[tuple[date, float]], on: date, deadline: date, never_falls: bool) -> Forecast:
    first_day, first = known[0]
    last = known[-1][1]
    days = (on - first_day).days
    per_day = (last - first) / days if days else 0.0
    movement = per_day * (deadline - on).days
    point = last + movement
    reach = max(abs(movement) / 2, 0.0)
    low, high = point - reach, point + reach
    if never_falls:
        low = max(low, last)
    return Forecast(point, low, high, "average-change", False, deadline, 0.0, reach / Z80)
