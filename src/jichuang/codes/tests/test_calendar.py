"""工作日历：2018 年的官方安排、期限的算法、没有安排的年份、逐日更正。"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes.calendar import WorkCalendar
from jichuang.codes.errors import CodeError

calendar = WorkCalendar()
days = st.dates(date(2016, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2018, 2, 9), 5, date(2018, 2, 22)),
        (date(2018, 9, 21), 20, date(2018, 10, 25)),
        (date(2018, 4, 26), 5, date(2018, 5, 4)),
        (date(2018, 2, 12), 5, date(2018, 2, 24)),
        (date(2018, 9, 20), 10, date(2018, 10, 10)),
        (date(2018, 10, 10), -10, date(2018, 9, 20)),
        (date(2018, 2, 17), 0, date(2018, 2, 17)),
    ],
)
def test_the_published_vectors_hold(start, n, end):
    assert calendar.add_workdays(start, n) == end


@pytest.mark.parametrize(("year", "count"), [(2017, 249), (2018, 250), (2019, 250)])
def test_the_year_has_its_number_of_workdays(year, count):
    assert calendar.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_the_days_of_2018_that_differ_from_weekends():
    year = [date(2018, 1, 1) + timedelta(days=offset) for offset in range(365)]
    rest = [f"{day:%m-%d}" for day in year if day.weekday() < 5 and not calendar.is_workday(day)]
    work = [f"{day:%m-%d}" for day in year if day.weekday() > 4 and calendar.is_workday(day)]
    assert rest == [
        "01-01",
        "02-15",
        "02-16",
        "02-19",
        "02-20",
        "02-21",
        "04-05",
        "04-06",
        "04-30",
        "05-01",
        "06-18",
        "09-24",
        "10-01",
        "10-02",
        "10-03",
        "10-04",
        "10-05",
        "12-31",
    ]
    assert work == ["02-11", "02-24", "04-08", "04-28", "09-29", "09-30", "12-29"]


@given(days, st.integers(1, 60))
def test_counting_the_days_added_gives_the_number_added(start, n):
    end = calendar.add_workdays(start, n)
    assert calendar.is_workday(end)
    assert calendar.workdays_between(start, end) == n
    assert calendar.workdays_between(end, start) == -n


@given(days, st.integers(1, 30), st.integers(1, 30))
def test_adding_in_two_steps_is_adding_at_once(start, a, b):
    assert calendar.add_workdays(calendar.add_workdays(start, a), b) == calendar.add_workdays(start, a + b)


def test_a_calendar_period_that_ends_on_a_holiday_moves_to_the_next_workday():
    assert calendar.end_of_calendar_period(date(2018, 9, 24), 7) == date(2018, 10, 8)
    assert calendar.end_of_calendar_period(date(2018, 7, 13), 7) == date(2018, 7, 20)


def test_a_notice_that_counts_its_first_day_ends_one_day_earlier():
    assert calendar.end_of_calendar_period(date(2018, 7, 14), 7, first_day_counts=True) == date(2018, 7, 20)
    assert calendar.end_of_calendar_period(date(2018, 11, 22), 7, first_day_counts=True) == date(2018, 11, 28)


def test_an_unknown_year_knows_weekends_only():
    assert not calendar.known(2031)
    assert calendar.is_workday(date(2031, 10, 1))
    assert not calendar.is_workday(date(2031, 10, 4))


def test_an_override_beats_the_notice_and_makes_its_year_known():
    corrected = WorkCalendar({date(2031, 10, 1): False, date(2018, 2, 16): True, date(2018, 2, 22): False})
    assert corrected.known(2031)
    assert not corrected.is_workday(date(2031, 10, 1))
    assert corrected.add_workdays(date(2018, 2, 9), 5) == date(2018, 2, 16)
    assert corrected.add_workdays(date(2018, 2, 9), 6) == date(2018, 2, 23)


def test_labels_name_the_day():
    labels = [calendar.label(date(2018, *day)) for day in ((2, 16), (2, 24), (3, 3), (3, 5))]
    assert labels == ["春节", "调休上班", "周末", ""]
    assert "更正" in WorkCalendar({date(2018, 3, 5): False}).label(date(2018, 3, 5))


def test_next_workday_and_on_or_after():
    assert calendar.next_workday(date(2018, 9, 28)) == date(2018, 9, 29)
    assert calendar.on_or_after(date(2018, 9, 29)) == date(2018, 9, 29)
    assert calendar.on_or_after(date(2018, 10, 1)) == date(2018, 10, 8)


def test_an_endless_period_is_refused():
    with pytest.raises(CodeError):
        calendar.add_workdays(date(2018, 1, 1), 100_000)
    with pytest.raises(CodeError):
        calendar.end_of_calendar_period(date(2018, 1, 1), 0)
    with pytest.raises(CodeError):
        calendar.workdays_between(date(1900, 1, 1), date(2018, 1, 1))
