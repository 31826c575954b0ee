"""Goals that a decision set are tasks on their item's page: with owner, last day, and reports by officers of the place."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall.tests.cast import office, officer
from jichuang.matters.models import Goal
from jichuang.matters.tests.journey import *  # noqa: F403
from jichuang.matters.trial_zone.tests.test_trial_zone import story
from jichuang.plan.reads.goals import goal_tasks
from jichuang.plan.verbs import load_shipped_plan, report_goal
from jichuang.registry.terms import Role


@pytest.fixture
def zone_goals(journey):
    """The goals of a trial zone recognised in autumn 2018, the plan loaded."""
    load_shipped_plan()
    journey.whole("trial-zone", **story(journey))
    return list(Goal.objects.order_by("order"))


@pytest.fixture
def county(journey):
    bureau = office("YH-KJ", "裕华区科技局", "county", "130108", "130100")
    return officer("yuhua", "裕华（演示）", Role.COUNTY_OFFICER, bureau, region="130108")


def test_each_goal_is_a_task_with_its_owner_and_turns_late_after_its_day(zone_goals):
    tasks = goal_tasks(16, clock.today())
    assert [(one.goal.title, one.goal.owner, one.words) for one in tasks] == [
        ("技术合同成交额", "裕华区科技局", "进行中"), ("技术转移机构", "裕华区科技局", "进行中"),
    ]  # fmt: skip
    late = goal_tasks(16, date(2020, 1, 1))
    assert (late[0].state, late[0].words) == ("bad", "逾期1天") and goal_tasks(18, clock.today()) == []


def test_a_report_by_the_countys_officer_closes_the_task(zone_goals, county):
    report_goal(
        goal=zone_goals[0],
        figure="31亿元",
        reached_on=clock.today(),
        evidence="登记统计",
        done=True,
        by=county,
    )
    first, second = goal_tasks(16, clock.today())
    assert first.words == "已完成" and first.report.figure == "31亿元" and second.report is None


def test_another_countys_officer_and_the_applicant_may_not_report(zone_goals, county_officer, journey):
    for stranger in (county_officer, journey.clerk):
        with pytest.raises(Refused):
            report_goal(goal=zone_goals[0], figure="1", reached_on=clock.today(), evidence="无", by=stranger)


def test_a_report_without_evidence_or_for_a_day_to_come_is_refused_all_at_once(zone_goals, county):
    with pytest.raises(Invalid) as fault:
        report_goal(goal=zone_goals[0], figure=" ", reached_on=date(2030, 1, 1), evidence="", by=county)
    assert {one.field for one in fault.value.problems} == {"figure", "reached_on", "evidence"}


def test_the_items_page_shows_the_tasks_inside_and_takes_a_report(zone_goals, county, client):
    url = "/plan/2018/items/16/"
    client.force_login(county)
    page = client.get(url).content.decode()
    assert "目标任务" in page and "30亿元" in page and "裕华区科技局" in page
    told = {"figure": "12亿元", "reached_on": clock.today().isoformat(), "evidence": "季度统计"}
    assert client.post(f"/plan/2018/goals/{zone_goals[0].pk}/", told).status_code == 302
    assert "12亿元" in client.get(url).content.decode()


def test_the_public_and_a_stranger_see_no_tasks(zone_goals, client, outsider, real):
    client.force_login(outsider)
    assert "30亿元" not in client.get("/plan/2018/items/16/").content.decode()
    assert (
        client.post(
            f"/plan/2018/goals/{zone_goals[0].pk}/",
            {"figure": "1", "reached_on": "2018-09-30", "evidence": "x"},
        ).status_code
        == 403
    )
