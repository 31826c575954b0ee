"""Owners, steps and released quarters: who may, what is refused, and that a release stands still."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.plan.models import QuarterRelease
from jichuang.plan.reads import board
from jichuang.plan.reads.items import item_page
from jichuang.plan.tests.conftest import DAY, NEW, OLD, rows
from jichuang.plan.verbs import assign_owner, release_quarter, report_step
from jichuang.registry.models import Entry
from jichuang.registry.verbs import correct_entry


def released_values(plan, release):
    found = board(plan, release.as_of, release.known_at)
    return {code: (r.value, r.value_text) for code, r in found.rows.items()}


def test_a_released_quarter_is_not_changed_by_later_data(plan, load, officer):
    load("incubator", rows("i", 500, OLD) + rows("n", 41, NEW))
    release = release_quarter(plan=plan, quarter="2018Q3", by=officer)
    before = released_values(plan, release)
    assert before["G.12"] == (541, "541")
    clock.set_demonstration_day(date(2018, 10, 20))
    load("incubator", rows("late", 7, date(2018, 9, 1), known=date(2018, 10, 20)))
    entry = Entry.objects.filter(register="incubator", current=True).order_by("pk").first()
    correct_entry(entry=entry, by=None, reason="登记有误", valid_to=date(2018, 3, 31))
    assert board(plan, DAY).rows["G.12"].value == 547  # seven found later, one struck out
    assert released_values(plan, release) == before


def test_the_figure_of_october_is_not_in_the_release_of_september(plan, officer):
    release = release_quarter(plan=plan, quarter="2018Q3", by=officer)
    clock.set_demonstration_day(date(2018, 11, 1))
    assert released_values(plan, release)["G.01"][1] == "1.20"


def test_a_quarter_is_released_once(plan, officer):
    release_quarter(plan=plan, quarter="2018Q3", by=officer)
    with pytest.raises(Refused, match="已发布") as refusal:
        release_quarter(plan=plan, quarter="2018Q3", by=officer)
    assert refusal.value.conflict


def test_a_running_quarter_is_not_released(plan, officer):
    with pytest.raises(Refused, match="尚未结束"):
        release_quarter(plan=plan, quarter="2018Q4", by=officer)


@pytest.mark.parametrize("quarter", ["2017Q4", "2018Q5", "第三季度", ""])
def test_a_quarter_of_another_year_or_no_quarter_is_named(plan, officer, quarter):
    with pytest.raises(Invalid) as fault:
        release_quarter(plan=plan, quarter=quarter, by=officer)
    assert fault.value.problems[0].field == "quarter" and fault.value.problems[0].remedy


def test_releasing_needs_the_province_or_a_leader(plan, city_officer, outsider, leader):
    for person in (city_officer, outsider):
        with pytest.raises(Refused, match="任职"):
            release_quarter(plan=plan, quarter="2018Q3", by=person)
    assert not QuarterRelease.objects.exists()
    assert release_quarter(plan=plan, quarter="2018Q3", by=leader).pk


def test_an_outsider_neither_reports_nor_assigns(plan, outsider, leader):
    for person in (outsider, leader):
        with pytest.raises(Refused):
            report_step(plan=plan, code="M04.1", rung=1, reached_on=DAY, evidence="文件", by=person)
        with pytest.raises(Refused):
            assign_owner(plan=plan, code="4", department="高新技术处", by=person)


def test_a_step_needs_a_known_rung_a_past_day_and_evidence_all_said_at_once(plan, officer):
    with pytest.raises(Invalid) as fault:
        report_step(plan=plan, code="M04.1", rung=9, reached_on=date(2018, 10, 1), evidence=" ", by=officer)
    assert {problem.field for problem in fault.value.problems} == {"rung", "reached_on", "evidence"}


def test_a_counted_target_cannot_be_reported(plan, officer):
    with pytest.raises(Invalid, match="不需要报告进展"):
        report_step(plan=plan, code="G.07", rung=1, reached_on=DAY, evidence="报表", by=officer)


def test_a_milestone_climbs_and_the_journal_says_so(plan, officer):
    report_step(plan=plan, code="M04.2", rung=3, reached_on=DAY, evidence="第一季度公报", by=officer)
    page = item_page(plan, 4, DAY)
    milestone = next(m for m in page.milestones if m.milestone.code == "M04.2")
    assert milestone.steps[0].name == "发布"
    assert milestone.light.reason_code == "met"
    assert JournalRow.objects.get(verb="plan.report_step").subject == "plan:2018/M04.2"


def test_a_report_can_be_taken_back_without_losing_it(plan, officer):
    report_step(plan=plan, code="M04.1", rung=2, reached_on=DAY, evidence="合同", by=officer)
    report_step(plan=plan, code="M04.1", rung=0, reached_on=DAY, evidence="误报，合同未签", by=officer)
    milestone = next(m for m in item_page(plan, 4, DAY).milestones if m.milestone.code == "M04.1")
    assert milestone.steps[0].reached == 0
    assert plan.rung_reports.count() == 2


def test_item_4_has_five_targets_three_milestones_five_duties(plan):
    page = item_page(plan, 4, DAY)
    assert (len(page.board.rows), len(page.milestones), len(page.duties)) == (5, 3, 5)


def test_the_owner_of_an_item_answers_for_its_parts_until_one_has_its_own(plan, officer):
    assign_owner(plan=plan, code="4", department="高新技术处", by=officer)
    assign_owner(plan=plan, code="T04.1", department="服务中心", by=officer)
    found = board(plan, DAY).rows
    assert (found["T04.4"].owner, found["T04.1"].owner, found["T05.1"].owner) == (
        "高新技术处",
        "服务中心",
        "",
    )


def test_an_owner_of_nothing_is_refused(plan, officer):
    with pytest.raises(Invalid) as fault:
        assign_owner(plan=plan, code="T99.9", department="", by=officer)
    assert {problem.field for problem in fault.value.problems} == {"code", "department"}
