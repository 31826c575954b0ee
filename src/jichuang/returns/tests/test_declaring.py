"""Periods, due rules, cross-checks to the exact bar, and what a declaration may not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes.calendar import WorkCalendar
from jichuang.hall.declare import DeclarationError, Field, FieldType, Form, Step
from jichuang.returns.declare import By, Consequence, Frequency, Survey, Swing, Within, parse, period_of
from jichuang.returns.tests.trial import TRIAL


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(list(Frequency)))
def test_a_period_holds_its_day_follows_its_predecessor_and_reads_back_from_its_code(day, frequency):
    period = period_of(frequency, day)
    assert period.first <= day <= period.last
    assert parse(period.code) == period
    assert period.before.after == period and (period.first - period.before.last).days == 1


@pytest.mark.parametrize("code", ["2018Q5", "2018M13", "2018Q0", "18Q1", "2018-1", ""])
def test_a_code_that_names_no_period_is_refused(code):
    with pytest.raises(ValueError, match="报送期"):
        parse(code)


def test_a_last_day_that_is_no_working_day_moves_on_and_working_days_skip_the_holidays():
    calendar = WorkCalendar()
    assert By(5, 31).due(parse("2017"), calendar) == date(2018, 5, 31)
    assert By(6, 30).due(parse("2017"), calendar) == date(2018, 7, 2)  # a Saturday
    assert Within(15).due(parse("2018Q3"), calendar) == date(
        2018, 10, 26
    )  # the first week of October is free


FORM = Form(steps=(Step("s", "表", (Field("income", "收入", FieldType.MONEY, "万元"),)),))


@pytest.mark.parametrize(
    ("now", "asked"),
    [("400000.01", False), ("400000", True), ("399999.99", True), ("0", True), (None, False)],
)
def test_sixty_percent_less_than_last_period_must_be_explained_and_a_cent_above_need_not(now, asked):
    found = Swing("income", down=60).find(FORM, {"income": now}, {"income": "1000000"})
    assert bool(found) is asked
    if found:
        assert not found.hard and "请说明原因" in found.words


def test_without_a_last_period_nothing_is_compared():
    assert Swing("income", down=60).find(FORM, {"income": "1"}, None) is None
    assert Swing("income", down=60).find(FORM, {"income": "1"}, {"income": "0"}) is None


SURVEY = Survey("KJ-01", "国家统计局", "国统制〔2018〕1号", date(2019, 1, 31))


def test_a_survey_may_have_neither_consequences_nor_a_matter():
    with pytest.raises(DeclarationError, match="不得作为行政后果"):
        replace(TRIAL, survey=SURVEY)
    with pytest.raises(DeclarationError, match="不得用于事项的审批"):
        replace(TRIAL, survey=SURVEY, consequences=(), matter="hnte-recognition")
    assert "批准（备案）文号：国统制〔2018〕1号" in str(replace(TRIAL, survey=SURVEY, consequences=()).survey)


def test_a_check_or_a_prefill_over_a_field_not_asked_is_refused():
    with pytest.raises(DeclarationError, match="未声明的填报项“incme”，是否想写“income”"):
        replace(TRIAL, checks=(Swing("incme", down=60),))
    with pytest.raises(DeclarationError, match="预填来源"):
        replace(
            TRIAL,
            checks=(),
            form=Form(steps=(Step("s", "表", (Field("a", "甲", FieldType.INTEGER, prefill="survey:a"),)),)),
        )
    with pytest.raises(DeclarationError):
        Consequence("x", "无期限", "…", after=0)
