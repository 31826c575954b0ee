"""The two returns that holders owe: last days on the calendar, and consequences as the measures say."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.codes.calendar import WorkCalendar
from jichuang.matters.catalogue import RETURNS
from jichuang.matters.hnte_yearly_report.report import HNTE_YEARLY_REPORT
from jichuang.matters.transfer_body_quarterly.report import TRANSFER_BODY_QUARTERLY
from jichuang.returns import catalogue
from jichuang.returns.declare import parse


@pytest.mark.parametrize(
    ("report", "period", "due"),
    [
        (HNTE_YEARLY_REPORT, "2017", date(2018, 5, 31)),
        (HNTE_YEARLY_REPORT, "2018", date(2019, 5, 31)),
        (TRANSFER_BODY_QUARTERLY, "2018Q3", date(2018, 10, 26)),
    ],
)
def test_the_last_day_of_each_return(report, period, due):
    assert report.due.due(parse(period), WorkCalendar()) == due


def test_two_missing_yearly_reports_are_a_ground_of_revocation_that_people_decide():
    ground = HNTE_YEARLY_REPORT.consequences[-1]
    assert ground.missing == 2 and ground.act is None and "第十九条（三）" in ground.cite


def test_a_body_silent_for_four_quarters_lapses_by_the_clock_on_an_assumption_that_is_marked():
    lapse = TRANSFER_BODY_QUARTERLY.consequences[-1]
    assert lapse.missing == 4 and lapse.act is not None and not lapse.verified


def test_every_declared_return_stands_in_the_catalogue():
    assert [one.code for one in RETURNS] == [one.code for one in catalogue.every()]
