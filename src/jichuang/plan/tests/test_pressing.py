"""催办: letters follow from the lights, once; slips are answered in time or go to the leader; two reds prompt a talk."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from jichuang.base import clock, duties
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message, Outbox
from jichuang.plan.models import Charge, Letter
from jichuang.plan.reads.letters import red_months, state_words
from jichuang.plan.terms import ChargeState, LetterKind
from jichuang.plan.tests.conftest import NEW, rows
from jichuang.plan.verbs import answer_letter, judge_answer, press, submit_report, urge
from jichuang.plan.verbs.pressing import escalate

JUDGED = date(2018, 10, 26)


@pytest.fixture
def red(working, load, chief) -> None:
    """T04.5 far behind: 3 of 2,000; the report of October sent."""
    load("hnte_reserve", rows("r", 3, NEW))
    chief.email = "chief@demo.example"
    chief.save()
    clock.set_demonstration_day(date(2018, 10, 24))
    submit_report(
        plan=working, item=4, department="高新技术处", period="2018-10", progress="已办一批", by=chief
    )


@pytest.fixture
def slip(working, red) -> Letter:
    clock.set_demonstration_day(JUDGED)
    press(working, JUDGED)
    return working.letters.get(kind=LetterKind.SLIP)


def test_a_red_light_gives_one_slip_however_often_the_day_is_run(working, slip):
    assert press(working, JUDGED) == []
    assert [line["code"] for line in slip.lines] == ["T04.5"]
    assert slip.due_on == date(2018, 11, 2) and slip.leader == "分管厅领导"
    assert Charge.objects.get(code="T04.5").state == ChargeState.BEHIND
    assert "T04.5" in JournalRow.objects.get(verb="plan.slip").summary or slip.lines
    assert Outbox.objects.filter(to="chief@demo.example", subject__startswith="督办单").count() == 1
    assert Message.objects.filter(user__email="chief@demo.example", subject__startswith="督办单").count() == 1


def test_the_daily_duty_presses_on_the_working_day_after_the_reports_are_due_and_on_no_other(working, red):
    clock.set_demonstration_day(date(2018, 10, 25))
    duties.run_day(date(2018, 10, 25))
    assert not working.letters.exists()
    clock.set_demonstration_day(JUDGED)
    duties.run_day(JUDGED)
    assert working.letters.filter(kind=LetterKind.SLIP).count() == 1


def test_a_missing_report_is_reminded_of_and_does_not_turn_a_light(working, load):
    load("hnte_reserve", rows("r", 1990, NEW))
    clock.set_demonstration_day(JUDGED)
    press(working, JUDGED)
    reminder = working.letters.get()
    assert reminder.kind == LetterKind.REMINDER and reminder.due_on is None
    assert "月报逾期" in reminder.lines[0]["words"]


def test_a_slip_is_answered_by_its_owner_and_closed_by_another(slip, chief, officer, city_officer):
    with pytest.raises(Refused):
        answer_letter(letter=slip, cause="一", measures="二", by=city_officer)
    with pytest.raises(Invalid) as fault:
        answer_letter(letter=slip, cause=" ", measures="", by=chief)
    assert {one.field for one in fault.value.problems} == {"cause", "measures"}
    answer = answer_letter(letter=slip, cause="入库审核集中在四季度", measures="11月底前入库1500家", by=chief)
    with pytest.raises(Refused, match="正在等处理"):
        answer_letter(letter=slip, cause="再", measures="答", by=chief)
    with pytest.raises(Refused):
        judge_answer(answer=answer, accepted=True, by=chief)
    judge_answer(answer=answer, accepted=False, reason="没有写日期", by=officer)
    second = answer_letter(letter=slip, cause="审核慢", measures="11月30日前", by=chief)
    judge_answer(answer=second, accepted=True, by=officer)
    slip.refresh_from_db()
    assert slip.closed_on == JUDGED and state_words(slip, JUDGED)[1] == "已了结"


def test_without_an_answer_it_goes_to_the_leader_once_and_on_the_day_after(slip):
    for day in (date(2018, 11, 2), date(2018, 11, 5), date(2018, 11, 6)):
        clock.set_demonstration_day(day)
        duties.run_day(day)
    slip.refresh_from_db()
    assert slip.escalated_on == date(2018, 11, 5)
    assert not escalate(slip, date(2018, 11, 6))
    assert JournalRow.objects.filter(verb="plan.escalate").count() == 1


def test_an_answer_that_waits_is_not_escalated(slip, chief):
    answer_letter(letter=slip, cause="审核慢", measures="11月30日前", by=chief)
    clock.set_demonstration_day(date(2018, 11, 5))
    duties.run_day(date(2018, 11, 5))
    slip.refresh_from_db()
    assert slip.escalated_on is None


def test_two_reds_running_prompt_a_talk_and_one_does_not(working, slip):
    assert not working.letters.filter(kind=LetterKind.TALK).exists()
    november = date(2018, 11, 26)
    clock.set_demonstration_day(november)
    press(working, november)
    talk = working.letters.get(kind=LetterKind.TALK)
    assert [line["code"] for line in talk.lines] == ["T04.5"] and "连续2个月" in talk.lines[0]["words"]
    assert red_months(working, "2018-12", 2) == {"T04.5"}


def test_a_light_that_recovers_puts_the_work_back_on_course(working, slip, load):
    load("hnte_reserve", rows("more", 1900, NEW))
    november = date(2018, 11, 26)
    clock.set_demonstration_day(november)
    press(working, november)
    assert Charge.objects.get(code="T04.5").state == ChargeState.RUNNING


def test_a_keeper_urges_at_once_with_a_reason(working, officer, chief, leader):
    charge = working.charges.get(code="D04.1")
    with pytest.raises(Refused):
        urge(charge=charge, reason="厅领导9月30日批示", by=leader)
    with pytest.raises(Invalid, match="督办事由"):
        urge(charge=charge, reason="", by=officer)
    letter = urge(charge=charge, reason="厅领导9月30日批示", by=officer)
    assert letter.lines[0]["words"] == "厅领导9月30日批示" and letter.due_on == date(2018, 10, 12)


def test_the_slip_is_an_official_document(slip, officer, signed_in, outsider):
    answer = signed_in(officer).get(f"/plan/2018/follow/letters/{slip.pk}/letter.pdf")
    with pdfplumber.open(BytesIO(answer.content)) as book:
        words = "".join(page.extract_text() for page in book.pages).replace(" ", "")
    assert "2018年11月2日前" in words and slip.title in words and "T04.5" in words
    assert signed_in(outsider).get(f"/plan/2018/follow/letters/{slip.pk}/letter.pdf").status_code == 403


def test_the_owner_answers_from_the_page(slip, chief, officer, signed_in):
    client = signed_in(chief)
    assert slip.title in client.get("/plan/2018/follow/mine/").content.decode()
    client.post(f"/plan/2018/follow/letters/{slip.pk}/answer/", {"cause": "审核慢", "measures": "11月30日前"})
    page = client.get(slip.get_absolute_url()).content.decode()
    assert "审核慢" in page and "不能由本人核验" in page
    answer = slip.answers.get()
    signed_in(officer).post(f"/plan/2018/follow/answers/{answer.pk}/judge/", {"verdict": "accept"})
    slip.refresh_from_db()
    assert slip.closed_on == JUDGED
