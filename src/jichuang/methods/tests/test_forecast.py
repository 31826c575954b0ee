"""Forecasts: direction, range, honesty about short histories."""

import random
from datetime import date, timedelta
from itertools import accumulate

import pytest

from jichuang.methods.forecast import MODELS, calibrate, forecast
from jichuang.methods.forecast.models import year_share
from jichuang.methods.forecast.weeks import Weeks

ON, DEADLINE = date(2018, 9, 30), date(2018, 12, 31)


def weekly(weeks: int, first: float, step: float, on: date = ON) -> tuple[list[date], list[float]]:
    days = [on - timedelta(days=7 * back) for back in range(weeks, -1, -1)]
    return days, [first + step * n for n in range(weeks + 1)]


def test_a_steady_series_goes_straight_on_with_a_narrow_range() -> None:
    days, values = weekly(30, 461, 3)
    result = forecast(days, values, ON, DEADLINE)
    assert result is not None
    assert (result.method, result.enough_history) == ("recent-rate", True)
    assert result.point == pytest.approx(values[-1] + 3 * 92 / 7)
    assert result.low == pytest.approx(result.high)
    assert "不足一年" in result.words


def test_a_slowing_series_is_not_carried_on_at_its_average() -> None:
    days = [ON - timedelta(days=7 * back) for back in range(40, -1, -1)]
    values = [100 * (1 - 0.9**n) for n in range(41)]
    result = forecast(days, values, ON, DEADLINE)
    assert result is not None
    assert result.method == "damped-trend"
    assert result.point - values[-1] < (values[-1] - values[-14])


def test_an_uneven_series_has_a_wider_range_and_a_probability_between() -> None:
    days, values = weekly(30, 100, 2)
    uneven = [value + (9 if n % 3 == 0 else 0) for n, value in enumerate(values)]
    wide, narrow = forecast(days, uneven, ON, DEADLINE), forecast(days, values, ON, DEADLINE)
    assert wide is not None
    assert narrow is not None
    assert wide.high - wide.low > narrow.high - narrow.low
    near, far = wide.probability(wide.low), wide.probability(wide.high)
    assert near == pytest.approx(0.9)
    assert far == pytest.approx(0.1)
    assert wide.probability(wide.low, at_most=True) == pytest.approx(0.1)


def test_a_short_history_says_so_and_widens() -> None:
    days, values = weekly(4, 10, 5)
    result = forecast(days, values, ON, DEADLINE, never_falls=True)
    assert result is not None
    assert not result.enough_history
    assert "不足" in result.words
    assert result.low >= values[-1]
    assert result.high - result.point == pytest.approx((result.point - values[-1]) / 2)
    assert result.probability(30) is None


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


def seasonal(years: int, autumn: float, rest: float) -> tuple[list[date], list[float]]:
    """Weekly levels up to 30 September: the 13 weeks after that day add `autumn` each in earlier years, others `rest`."""
    days = [ON - timedelta(days=7 * back) for back in range(years * 52, -1, -1)]
    added = [0.0] + [autumn if (n - 1) % 52 < 13 else rest for n in range(1, len(days))]
    return days, list(accumulate(added))


@pytest.mark.parametrize("years", [2, 3])
def test_the_season_of_earlier_years_is_seen(years: int) -> None:
    days, values = seasonal(years, 50, 1)
    result = forecast(days, values, ON, DEADLINE)
    assert result is not None
    assert result.method in {"same-weeks", "year-share"}
    assert result.point - values[-1] == pytest.approx(13 * 50, rel=0.02)


def test_the_share_of_earlier_years_carries_a_faster_year_on() -> None:
    days, values = seasonal(3, 50, 1)
    start = values[-40]
    faster = [v if n <= len(values) - 40 else start + 2 * (v - start) for n, v in enumerate(values)]
    weeks = Weeks(faster)
    assert year_share(weeks, weeks.last, 13) == pytest.approx(2 * 13 * 50)


def test_no_model_looks_past_its_step() -> None:
    _, values = seasonal(3, 30, 2)
    whole, cut = Weeks(values), Weeks(values[:131])
    for model in MODELS:
        assert model.change(whole, 130, 9) == model.change(cut, 130, 9), model.key


def test_the_range_holds_what_comes_about_four_times_in_five() -> None:
    """Simulated counts, 13 weeks ahead, three years of history: binomial limits of 200 runs around 80 % are 72 to 88."""
    held = 0
    for seed in range(200):
        chance = random.Random(seed)
        rate = chance.uniform(5, 60)
        values = list(accumulate(max(0.0, chance.gauss(rate, rate**0.5)) for _ in range(170)))
        days = [date(2015, 1, 4) + timedelta(days=7 * n) for n in range(170)]
        said = forecast(days[:157], values[:157], days[156], days[169], never_falls=True)
        assert said is not None
        held += said.low <= values[169] <= said.high
    assert 144 <= held <= 176


def test_calibration_counts_what_held_and_sees_only_the_past() -> None:
    days, values = weekly(120, 0, 4)
    record = calibrate(days, values, ON, DEADLINE, change=40)
    assert record is not None
    assert (record.coverage, record.brier, record.weeks) == (1.0, 0.0, 14)
    broken = [v if n <= 100 else v + 500 for n, v in enumerate(values)]
    worse = calibrate(days, broken, ON, DEADLINE, change=40)
    assert worse is not None
    assert worse.times == record.times
    assert worse.inside < record.inside


def test_a_bold_wrong_probability_is_charged_in_full() -> None:
    days, values = weekly(120, 0, 4)
    record = calibrate(days, values, ON, DEADLINE, change=14 * 4 + 0.5)
    assert record is not None
    assert record.brier == 0.0
    assert [(one.said, one.happened) for one in record.bins] == [(0.0, 0.0)]


def test_too_little_past_claims_no_calibration() -> None:
    days, values = weekly(24, 0, 4)
    assert calibrate(days, values, ON, DEADLINE) is None
    assert calibrate(days, values, ON, ON) is None
    assert calibrate([], [], ON, DEADLINE) is None


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
