"""Business dates: the real day, the demonstration's day, the calendar's rows."""

from datetime import date

import pytest

from jichuang.base import clock, duties, keeping
from jichuang.base.errors import Refused
from jichuang.base.models import DemonstrationClock, DutyRun, JournalRow

pytestmark = pytest.mark.django_db
FRIDAY = date(2018, 9, 28)


@pytest.fixture
def seen(monkeypatch):
    days = []
    monkeypatch.setattr(duties, "_duties", {"test.see": days.append})
    return days


def test_a_real_deployment_goes_by_the_real_date(settings):
    DemonstrationClock.objects.create(pk=1, day=FRIDAY)
    assert clock.today() == clock.machine_now().date()


def test_the_demonstration_goes_by_its_row(on_day):
    on_day(FRIDAY)
    assert clock.today() == FRIDAY
    assert clock.now().date() == FRIDAY
    assert clock.now().utcoffset().total_seconds() == 8 * 3600


def test_advancing_runs_the_duties_of_each_skipped_day_once(on_day, seen):
    on_day(FRIDAY)
    assert (
        clock.advance(to=date(2018, 10, 1))
        == seen
        == [date(2018, 9, 29), date(2018, 9, 30), date(2018, 10, 1)]
    )
    assert clock.today() == date(2018, 10, 1)
    assert JournalRow.objects.filter(verb="clock.advance").count() == 3
    assert duties.run_day(date(2018, 10, 1)) == []


@pytest.mark.parametrize("to", [FRIDAY, date(2018, 9, 1)])
def test_the_clock_never_goes_back(on_day, to):
    on_day(FRIDAY)
    with pytest.raises(Refused, match="只能向前"):
        clock.advance(to=to)


def test_a_failing_duty_leaves_the_clock_on_the_day_before(on_day, monkeypatch):
    def fails_on_sunday(day):
        if day == date(2018, 9, 30):
            raise ZeroDivisionError

    monkeypatch.setattr(duties, "_duties", {"test.fail": fails_on_sunday})
    on_day(FRIDAY)
    with pytest.raises(ZeroDivisionError):
        clock.advance(to=date(2018, 10, 1))
    assert clock.today() == date(2018, 9, 29)
    assert list(DutyRun.objects.values_list("day", flat=True)) == [date(2018, 9, 29)]


def test_a_real_deployment_has_no_clock_to_move():
    with pytest.raises(Refused, match="正式部署"):
        clock.advance(to=date(2100, 1, 1))


def test_an_officers_row_overrides_the_calendar():
    assert clock.calendar().is_workday(FRIDAY)
    clock.set_calendar_day(day=FRIDAY, workday=False, note="演练", source="通知", by=None)
    assert not clock.calendar().is_workday(FRIDAY)


def test_one_request_reads_the_clock_once_and_sees_its_own_move(on_day, django_assert_num_queries, seen):
    on_day(FRIDAY)
    keeping.begin_request()
    with django_assert_num_queries(1):
        assert clock.today() == clock.today() == FRIDAY
    clock.advance(to=date(2018, 9, 29))
    assert clock.today() == date(2018, 9, 29)
    keeping.end_request()


def test_missed_days_are_caught_up_without_repeating_any(seen):
    assert duties.catch_up(date(2018, 9, 28)) == [date(2018, 9, 28)]
    assert duties.catch_up(date(2018, 10, 1)) == [date(2018, 9, 29), date(2018, 9, 30), date(2018, 10, 1)]
    assert duties.catch_up(date(2018, 10, 1)) == []
    assert seen == [date(2018, 9, 28), date(2018, 9, 29), date(2018, 9, 30), date(2018, 10, 1)]
