"""The two returns that holders owe: last days on the calendar, and consequences as the measures say."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.codes.calendar import WorkCalendar
from jichuang.matters.catalogue import RETURNS
from jichuang.matters.hnte_quarterly.report import HNTE_QUARTERLY, REPORT
from jichuang.matters.hnte_yearly_report.report import HNTE_YEARLY_REPORT
from jichuang.matters.transfer_body_quarterly.report import TRANSFER_BODY_QUARTERLY
from jichuang.returns import catalogue
from jichuang.returns.declare import parse
from jichuang.returns.verbs import parse_answers


@pytest.mark.parametrize(
    ("report", "period", "due"),
    [
        (HNTE_YEARLY_REPORT, "2017", date(2018, 5, 31)),
        (HNTE_YEARLY_REPORT, "2018", date(2019, 5, 31)),
        (TRANSFER_BODY_QUARTERLY, "2018Q3", date(2018, 10, 26)),
        (HNTE_QUARTERLY, "2018Q3", date(2018, 10, 19)),
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


@pytest.mark.parametrize("text", ["很多", "3200万", "1e6", "12.5"])
def test_a_text_where_a_whole_number_belongs_is_named(text):
    parsed, rough = parse_answers(REPORT, {"income": text})
    assert not parsed and "营业收入" in rough["income"]["problem"]


def test_the_quarterly_survey_has_no_consequence_and_names_its_parts_in_the_whole():
    survey = HNTE_QUARTERLY.survey
    assert survey is not None and len(survey.lacking) == 4 and not HNTE_QUARTERLY.consequences
    answers = {"staff": 10, "rd_staff": 11, "income": 5, "tech_income": 6, "output": 3, "value_added": 4}
    found = [check.find(REPORT, answers, None, parse("2018Q2")) for check in HNTE_QUARTERLY.checks]
    assert [one.field for one in found if one] == ["rd_staff", "tech_income", "value_added"]
