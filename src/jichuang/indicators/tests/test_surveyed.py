"""调查指标: declared as the surveys are, and read from issued bulletins alone, by day and by place."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.indicators import catalogue, verbs
from jichuang.indicators.catalogue import surveys
from jichuang.indicators.declare import Surveyed
from jichuang.indicators.flows.declared import JING_JIN_JI
from jichuang.indicators.flows.form import MEASURES as FLOW_MEASURES
from jichuang.indicators.reads.definition import shown
from jichuang.matters.hnte_quarterly.report import HNTE_QUARTERLY

INCOME = catalogue.get("hnte-survey-income")


@pytest.fixture
def issued(frozen, statisticians):
    """2018Q2, issued on 18 July."""
    by, other = statisticians
    made = verbs.draft_bulletin(period="2018Q2", by=by)
    made = verbs.review_bulletin(bulletin=made, agree=True, note="", by=other, revision=made.revision)
    return verbs.issue_bulletin(bulletin=made, number="冀科统〔2018〕2号", by=other, revision=made.revision)


def test_the_declarations_agree_with_the_surveys():
    declared = {(HNTE_QUARTERLY.code, HNTE_QUARTERLY.title), (JING_JIN_JI.code, JING_JIN_JI.title)}
    values = [one.value for one in surveys.INDICATORS if isinstance(one.value, Surveyed)]
    assert {(one.survey, one.title) for one in values} == declared
    flows = {one.key: (surveys.flow_code(one.key), one.unit) for one in FLOW_MEASURES}
    assert {key: catalogue.get(code).unit for key, (code, _) in flows.items()} == {
        key: unit for key, (_, unit) in flows.items()
    }


def test_the_figure_is_the_bulletins_and_does_not_exist_before_its_issue(issued):
    total = issued.snapshot.data["total"]["income"]["now"]
    found = shown(INCOME, date(2018, 7, 18), inside=False)
    assert found.text == f"{total / 10:,.1f}" and found.issued[0].bulletin.number == "冀科统〔2018〕2号"
    assert shown(INCOME, date(2018, 7, 17), inside=True).value is None
    assert shown(INCOME, date(2018, 9, 30), inside=True, known=date(2018, 7, 17)).issued == []


def test_a_place_reads_its_own_cell_and_a_secret_one_stays_secret(issued):
    found = shown(INCOME, date(2018, 9, 30), inside=True, region="130800")
    assert found.value is None and found.text == "不公布"
    reporting = shown(catalogue.get(surveys.REPORTING), date(2018, 9, 30), inside=False, region="130800")
    assert reporting.value == 1


def test_a_correction_is_marked_at_the_figure(issued, statisticians, client):
    verbs.add_erratum(
        bulletin=issued, place="表1", was="1", corrected="2", why="录入有误", by=statisticians[0]
    )
    clock.set_demonstration_day(date(2018, 9, 30))
    page = client.get("/statistics/indicators/hnte-survey-income/").content.decode()
    assert "有更正" in page and "冀科统〔2018〕2号" in page
