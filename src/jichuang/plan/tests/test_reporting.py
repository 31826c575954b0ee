"""月报: figures come from the board, a second person verifies, nothing sent is changed, a late one is only a mark."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.codes.calendar import WorkCalendar
from jichuang.plan import rules
from jichuang.plan.models import OwnerReport
from jichuang.plan.reads.charges import holding
from jichuang.plan.reads.reports import owed, stale, submissions
from jichuang.plan.tests.conftest import NEW, OLD, rows
from jichuang.plan.verbs import submit_report, verify_report

ITEM = {"item": 4, "department": "高新技术处"}


def send(plan, by, period="2018-10", **more):
    return submit_report(plan=plan, period=period, progress="已认定一批。", by=by, **(ITEM | more))


@pytest.fixture
def october(working) -> date:
    day = date(2018, 10, 24)
    clock.set_demonstration_day(day)
    return day


def test_the_due_day_moves_to_the_working_day_before():
    assert rules.report_due("2018-11", WorkCalendar()) == date(2018, 11, 23)  # the 25th is a Sunday


def test_figures_are_the_boards_and_stay_when_the_board_moves(working, load, chief, october):
    load("hnte_reserve", rows("r", 3, NEW))
    report = send(working, chief)
    before = next(one for one in report.figures if one["code"] == "T04.5")
    load("hnte_reserve", rows("q", 4, NEW))
    report.refresh_from_db()
    assert next(one for one in report.figures if one["code"] == "T04.5") == before
    assert before["value"] == "3" and before["colour"] == "red"


def test_a_report_is_not_sent_before_signing_nor_for_another_department(given, chief, officer, city_officer):
    with pytest.raises(Refused, match="还没有签收"):
        send(given, chief, period="2018-09")
    with pytest.raises(Refused, match="不包括所涉单位"):
        send(given, officer, period="2018-09")
    with pytest.raises(Refused):
        send(given, city_officer, period="2018-09")


def test_a_month_to_come_or_an_empty_report_is_named(working, chief, october):
    with pytest.raises(Invalid) as fault:
        submit_report(plan=working, period="2018-11", progress=" ", by=chief, **ITEM)
    assert {one.field for one in fault.value.problems} == {"period", "progress"}


def test_nobody_verifies_his_own_nor_his_departments_report(working, chief, officer, section, october):
    report = send(working, chief)
    with pytest.raises(Refused, match="本人报送"):
        verify_report(report=report, accepted=True, by=chief)
    clock.set_demonstration_day(date(2018, 10, 25))
    assert verify_report(report=report, accepted=True, by=officer).accepted
    with pytest.raises(Refused, match="已经核验过"):
        verify_report(report=report, accepted=False, reason="再看", by=officer)


def test_sent_back_it_is_sent_anew_and_both_are_kept(working, chief, officer, october):
    first = send(working, chief)
    with pytest.raises(Refused, match="正在等核验"):
        send(working, chief)
    with pytest.raises(Invalid, match="退回理由"):
        verify_report(report=first, accepted=False, by=officer)
    verify_report(report=first, accepted=False, reason="没有附名单", by=officer)
    second = send(working, chief, evidence=[("名单.txt", BytesIO("第一批名单".encode()))])
    assert second.number == 2 and second.files.get().title == "名单.txt"
    verify_report(report=second, accepted=True, by=officer)
    with pytest.raises(Refused, match="已核验通过"):
        send(working, chief)
    assert OwnerReport.objects.count() == 2


def test_a_late_report_is_a_mark_beside_and_the_months_owed_are_listed(working, chief, october):
    held = holding(working, 4, "高新技术处")
    day = date(2018, 11, 28)
    clock.set_demonstration_day(day)
    months = owed(held, submissions(working), day)
    # 9月的应报日在交办之前，不欠；10月、11月各欠一份
    assert [(one.period, one.mark.words) for one in months] == [
        ("2018-10", "报送逾期 34 天"),
        ("2018-11", "报送逾期 5 天"),
    ]
    send(working, chief)
    months = owed(holding(working, 4, "高新技术处"), submissions(working), day)
    assert months[0].mark.words == "报送晚了 34 天" and not months[0].open


def test_thirty_days_without_a_report_is_stale_from_the_thirty_first():
    assert stale(None, date(2018, 9, 1), date(2018, 10, 1)) == 0
    assert stale(None, date(2018, 9, 1), date(2018, 10, 2)) == 31


def test_the_form_takes_words_alone_and_keeps_them_when_refused(working, load, chief, signed_in, october):
    load("hnte_reserve", rows("r", 3, OLD))
    client = signed_in(chief)
    address = "/plan/2018/follow/write/4/?department=高新技术处&period=2018-10"
    page = client.get(address).content.decode()
    assert "数由系统取自看板" in page and 'name="value"' not in page
    answer = client.post(address, ITEM | {"period": "2018-10", "progress": "", "problems": "服务机构不足"})
    assert answer.status_code == 422 and "服务机构不足" in answer.content.decode()
    proof = SimpleUploadedFile("纪要.txt", "会议纪要".encode())
    sent = client.post(
        address, ITEM | {"period": "2018-10", "progress": "已办", "evidence": proof, "value": "9999"}
    )
    assert sent.status_code == 302
    assert "9999" not in str(OwnerReport.objects.get().figures)


def test_mine_shows_what_is_owed_with_days_left(given, chief, city_officer, signed_in):
    page = signed_in(chief).get("/plan/2018/follow/mine/").content.decode()
    assert "签收 13 项" in page
    assert (
        "没有交办给您所在部门的事项"
        in signed_in(city_officer).get("/plan/2018/follow/mine/").content.decode()
    )


@pytest.mark.parametrize("person", ["outsider", "anonymous"])
@pytest.mark.parametrize(
    "part", ["", "unowned/", "mine/", "assign/", "assign.xlsx", "charges/T04.1/", "reports/"]
)
def test_outsiders_see_nothing_of_it(given, real, outsider, signed_in, client, person, part):
    browser = signed_in(outsider) if person == "outsider" else client
    answer = browser.get(f"/plan/2018/follow/{part}")
    assert answer.status_code == (403 if person == "outsider" else 302)


@pytest.mark.parametrize("part", ["assign/", "assign.xlsx", "reports/"])
def test_a_leader_and_a_city_read_the_ledger_and_do_not_assign(given, leader, city_officer, signed_in, part):
    for person in (leader, city_officer):
        assert signed_in(person).get("/plan/2018/follow/").status_code == 200
        assert signed_in(person).get(f"/plan/2018/follow/{part}").status_code == 403
