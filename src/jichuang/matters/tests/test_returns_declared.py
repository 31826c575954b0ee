"""The returns that holders owe: last days on the calendar, rosters, and consequences as the measures say."""

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
    """The rooms above add surveys of their own; what the matters owe is all there."""
    held = [one.code for one in catalogue.every()]
    assert [code for code in held if code in {one.code for one in RETURNS}] == [one.code for one in RETURNS]


@pytest.mark.parametrize("text", ["很多", "3200万", "1e6", "12.5"])
def test_a_text_where_a_whole_number_belongs_is_named(text):
    parsed, rough = parse_answers(REPORT, {"income": text}, {})
    assert not parsed and "营业收入" in rough["income"]["problem"]


def test_the_quarterly_survey_has_no_consequence_and_names_its_parts_in_the_whole():
    survey = HNTE_QUARTERLY.survey
    assert survey is not None and len(survey.lacking) == 4 and not HNTE_QUARTERLY.consequences
    answers = {"staff": 10, "rd_staff": 11, "income": 5, "tech_income": 6, "output": 3, "value_added": 4}
    found = [check.find(REPORT, answers, None, parse("2018Q2")) for check in HNTE_QUARTERLY.checks]
    assert [one.field for one in found if one] == ["rd_staff", "tech_income", "value_added"]


def find(code):
    return next(one for one in RETURNS if one.code == code)


def test_a_half_year_has_its_own_code_title_and_last_day():
    report = find("maker-space-half-yearly")
    assert [parse(code).title for code in ("2018H1", "2018H2")] == ["2018年上半年", "2018年下半年"]
    assert report.due.due(parse("2018H1"), WorkCalendar()) == date(2018, 7, 27)
    assert parse("2018H1").after.code == "2018H2" and parse("2018H2").after.code == "2019H1"


@pytest.mark.parametrize(
    ("begun", "owes"), [(2015, True), (2016, False), (2017, False), (2018, False), (2012, True)]
)
def test_a_platform_is_evaluated_in_its_third_year_and_every_third_after(begun, owes):
    roster = find("key-laboratory-evaluation").roster
    assert roster.falls_due(date(begun, 5, 1), date(2018, 12, 31)) is owes


def test_nobody_owes_two_returns_for_one_register():
    registers = [one.roster.register for one in RETURNS if one.survey is None]
    assert len(set(registers)) == len(registers)


def test_a_guide_leads_to_what_its_holders_owe(client, clerk):
    client.force_login(clerk)
    assert "众创空间半年报" in client.get("/matters/maker-space/").content.decode()
