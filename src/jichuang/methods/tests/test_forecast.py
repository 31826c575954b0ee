"""Forecasts: direction, range, honesty about short histories."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from jichuang.methods.forecast import forecast

ON, DEADLINE = date(2018, 9, 30), date(2018, 12, 31)


def weekly(weeks: int, first: float, step: float, on: date = ON) -> tuple[list[date], list[float]]:
    days = [on - timedelta(days=7 * back) for back in range(weeks, -1, -1)]
    return days, [first + step * n for n in range(weeks + 1)]


def test_a_steady_series_goes_on_slightly_damped_with_a_narrow_range() -> None:
    days, values = weekly(30, 461, 3)
    result = forecast(days, values, ON, DEADLINE)
    assert result is not None
    assert result.method == "damped-trend"
    assert result.enough_history
    straight = values[-1] + 3 * 92 / 7
    assert values[-1] < result.point < straight
    assert result.low <= result.point <= result.high
    assert result.high - result.low < 10


def test_an_uneven_series_has_a_wider_range_and_a_probability_between() -> None:
    days, values = weekly(30, 100, 2)
    uneven = [value + (9 if n % 3 == 0 else 0) for n, value in enumerate(values)]
    wide, narrow = forecast(days, uneven, ON, DEADLINE), forecast(days, values, ON, DEADLINE)
    assert wide is not None
    assert narrow is not None
    assert wide.high - wide.low > narrow.high - narrow.low
    assert 0.0 < wide.probability(Fraction(180)) < 1.0
    assert wide.probability(120) > wide.probability(220)


def test_a_short_history_says_so_and_widens() -> None:
    days, values = weekly(4, 10, 5)
    result = forecast(days, values, ON, DEADLINE, never_falls=True)
    assert result is not None
    assert not result.enough_history
    assert "不足" in result.words
    assert result.low >= values[-1]
    assert result.high - result.point == pytest.approx((result.point - values[-1]) / 2)


def test_one_observation_gives_no_movement_and_none_gives_no_forecast() -> None:
    single = forecast([ON], [20], ON, DEADLINE)
    assert single is not None
    assert (single.point, single.low, single.high, single.enough_history) == (20, 20, 20, False)
    assert forecast([], [], ON, DEADLINE) is None
    assert forecast([ON + timedelta(days=1)], [20], ON, DEADLINE) is None


def test_what_was_not_known_on_the_day_changes_nothing() -> None:
    days, values = weekly(20, 0, 4)
    later = [*days, ON + timedelta(days=3)]
    assert forecast(later, [*values, 10_000], ON, DEADLINE) == forecast(days, values, ON, DEADLINE)


def test_last_years_season_is_used_when_it_backtests_better() -> None:
    first = date(2016, 9, 30)
    days = [first + timedelta(days=7 * n) for n in range(105)]
    value, values = 0.0, []
    for day in days:
        value += 50 if day.month in (10, 11, 12) else 1
        values.append(value)
    result = forecast(days, values, days[-1], days[-1] + timedelta(days=91))
    assert result is not None
    assert result.method == "seasonal-naive"
    assert result.point > values[-1] + 400


def test_at_the_deadline_the_figure_is_the_figure() -> None:
    days, values = weekly(20, 0, 4)
    result = forecast(days, values, ON, ON)
    assert result is not None
    assert (result.point, result.low, result.high, result.method) == (80, 80, 80, "actual")
    assert result.probability(80) == 1.0
    assert result.probability(81) == 0.0
    assert result.probability(81, at_most=True) == 1.0


def test_unequal_or_unsorted_input_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="一一对应"):
        forecast([ON], [], ON, DEADLINE)
    with pytest.raises(ValueError, match="从早到晚"):
        forecast([ON, ON], [1, 2], ON, DEADLINE)
