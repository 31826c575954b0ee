"""季报: the quarter's last day beside its pace, causes where it lags, verified by a second person, and chased when missing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from jichuang.base import clock, duties
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message
from jichuang.plan import rules
from jichuang.plan.models import OwnerReport
from jichuang.plan.reads.charges import holding
from jichuang.plan.reads.reports import owed, owing, submissions
from jichuang.plan.tests.conftest import NEW, rows
from jichuang.plan.verbs import assign_owner, chase_reports, set_pace, sign, submit_report, verify_report
from jichuang.plan.verbs.adjusting import decide_pace

WORDS = {
    "progress": "入库3家",
    "problems": "审核集中在四季度",
    "next_step": "11月底前入库1500家",
    "grounds": "入库公告",
}
ADDRESS = "/plan/2018/follow/write/4/?department=高新技术处&period=2018Q3"


def send(plan, by, **more):
    given = {"item": 4, "department": "高新技术处", "period": "2018Q3"} | WORDS | more
    return submit_report(plan=plan, by=by, **given)


@pytest.fixture
def summer(plan, officer, section, chief):
    """Items 5 and 8 assigned and signed for in August; the day is the quarter's last."""
    clock.set_demonstration_day(date(2018, 8, 20))
    for item in ("5", "8"):
        assign_owner(plan=plan, code=item, department="高新技术处", person="段工", by=officer)
        sign(plan=plan, codes=plan.charges.filter(item=int(item)).values_list("code", flat=True), by=chief)
    clock.set_demonstration_day(date(2018, 9, 30))
    return plan


@pytest.mark.parametrize(
    ("quarter", "due"),
    [("2018Q1", date(2018, 4, 8)), ("2018Q2", date(2018, 7, 5)), ("2018Q3", date(2018, 10, 8))],
)
def test_a_day_off_moves_the_due_day_on_and_never_into_the_quarter(plan, quarter, due):
    assert rules.quarter_report_due(quarter, clock.calendar()) == due


def test_figures_are_those_of_the_quarters_last_day_beside_its_pace(working, load, chief, officer):
    load("hnte_reserve", rows("r", 3, NEW))
    pace = set_pace(charge=working.charges.get(code="T04.5"), shares=[100, 400, 600, 1000], by=chief)
    decide_pace(pace=pace, approved=True, by=officer)
    load("hnte_reserve", rows("later", 5, date(2018, 10, 2)))
    clock.set_demonstration_day(date(2018, 10, 8))
    report = send(working, chief)
    line = next(one for one in report.figures if one["code"] == "T04.5")
    assert (line["value"], line["expected"], line["colour"]) == ("3", "1,200 家", "red")
    assert report.due_on == date(2018, 10, 8) and report.person == "段工"
    assert report.name == "2018年第三季度 第4条季报"


def test_what_lags_asks_for_its_cause_and_every_quarter_for_next_step_and_grounds(working, load, chief):
    load("hnte_reserve", rows("r", 3, NEW))
    with pytest.raises(Invalid) as fault:
        send(working, chief, problems="", next_step=" ", grounds="")
    assert [one.field for one in fault.value.problems] == ["problems", "next_step", "grounds"]
    assert "T04.5" in str(fault.value)
    load("hnte_reserve", rows("more", 1990, NEW))
    assert send(working, chief, problems="").problems == ""


def test_a_quarter_is_reported_when_it_is_over(working, chief):
    with pytest.raises(Invalid, match="还没有结束"):
        send(working, chief, period="2018Q4")
    with pytest.raises(Invalid, match="写法不对"):
        send(working, chief, period="2018Q5")


def test_month_and_quarter_are_owed_side_by_side_and_verified_alike(summer, chief, officer):
    held = holding(summer, 5, "高新技术处")
    names = [one.name for one in owed(held, submissions(summer), date(2018, 9, 30)) if one.open]
    assert names == ["2018年8月月报", "2018年9月月报", "2018年第三季度季报"]
    first = send(summer, chief, item=5)
    with pytest.raises(Refused, match="本人报送"):
        verify_report(report=first, accepted=True, by=chief)
    verify_report(report=first, accepted=False, reason="没有写名单", by=officer)
    again = send(summer, chief, item=5, evidence=[("名单.txt", BytesIO("名单".encode()))])
    assert again.number == 2 and again.files.count() == 1
    verify_report(report=again, accepted=True, by=officer)
    left = [one.name for one in owed(held, submissions(summer), date(2018, 9, 30)) if one.open]
    assert left == ["2018年8月月报", "2018年9月月报"]


def test_work_that_came_with_the_quarters_last_month_begun_owes_no_report_of_it(working):
    held = holding(working, 4, "高新技术处")
    names = [one.name for one in owed(held, submissions(working), date(2018, 10, 9))]
    assert names == ["2018年10月月报"]


def test_the_page_keeps_what_was_typed_and_the_item_shows_what_was_sent(
    working, load, chief, leader, signed_in
):
    load("hnte_reserve", rows("r", 3, NEW))
    client = signed_in(chief)
    page = client.get(ADDRESS).content.decode()
    assert "本季应达" in page and "T04.5 没有达到本季进度" in page and 'name="value"' not in page
    given = {"department": "高新技术处", "period": "2018Q3"} | WORDS
    short = client.post(ADDRESS, given | {"grounds": ""})
    assert short.status_code == 422 and WORDS["next_step"] in short.content.decode()
    assert client.post(ADDRESS, given).status_code == 302
    twice = client.post(ADDRESS, given)
    assert twice.status_code == 409 and WORDS["progress"] in twice.content.decode()
    item = signed_in(leader).get("/plan/2018/items/4/").content.decode()
    assert "季度报告" in item and WORDS["problems"] in item and "待核验" in item
    assert client.get("/plan/2018/follow/write/4/?department=高新技术处&period=x").status_code == 404


def test_the_public_and_a_demonstration_guest_see_no_quarterly_report(working, chief, client):
    send(working, chief)
    for address in ("/plan/2018/items/4/", "/plan/2018/items/4/?view=inside"):
        assert WORDS["progress"] not in client.get(address).content.decode()


def test_the_chase_list_sends_one_message_an_owner_about_all_it_owes(
    summer, officer, chief, outsider, signed_in
):
    assert {one.name for one in owing(summer, date(2018, 9, 30))} == {
        "2018年8月月报", "2018年9月月报", "2018年第三季度季报",
    }  # fmt: skip
    assert signed_in(outsider).get("/plan/2018/follow/chase/").status_code == 403
    client = signed_in(officer)
    page = client.get("/plan/2018/follow/chase/?cycle=quarter").content.decode()
    assert "2018年第三季度季报" in page and "2018年8月月报" not in page
    ticked = ["5|2018-08|高新技术处", "8|2018Q3|高新技术处", "9|2018-08|高新技术处", "x"]
    client.post("/plan/2018/follow/chase/", {"owed": ticked})
    told = Message.objects.get(user=chief, subject__startswith="请报送")
    assert told.subject == "请报送2份月报、季报" and "2018年第三季度季报" in told.body
    assert JournalRow.objects.filter(verb="plan.chase").count() == 1
    with pytest.raises(Refused, match="都已报送"):
        chase_reports(plan=summer, wanted=[(4, "高新技术处", "2018-08")], by=officer)
    with pytest.raises(Refused):
        chase_reports(plan=summer, wanted=[(5, "高新技术处", "2018-08")], by=outsider)


def test_the_reminder_of_a_quarter_waits_for_its_last_day_where_holidays_reach_back(summer, chief):
    clock.set_demonstration_day(date(2018, 9, 28))
    day = clock.calendar().add_workdays(date(2018, 10, 8), -3)
    assert day < date(2018, 9, 30)
    clock.set_demonstration_day(date(2018, 9, 30))
    duties.run_day(date(2018, 9, 30))
    assert Message.objects.filter(user=chief, subject__contains="第三季度季报").count() == 2
    assert not OwnerReport.objects.exists()
