"""Clocks that run: the day is moved, the worker's duties are done, and what was promised has happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.models import JournalRow, Outbox
from jichuang.hall import reads, verbs
from jichuang.hall.chores import DUTIES, accept_by_silence, close_unanswered, watch_tasks
from jichuang.hall.models import Case, CaseEvent, Pause, Task
from jichuang.hall.tests.recognition_cast import refused


def days_until(day: date) -> None:
    """Every day up to `day` is lived through: the clock moves and the worker does its duties."""
    at = clock.today()
    while at < day:
        at += timedelta(days=1)
        clock.set_demonstration_day(at)
        for duty in DUTIES.values():
            duty(at)


def kinds(case: Case) -> list[str]:
    """The timeline in short."""
    return list(CaseEvent.objects.filter(case=case).values_list("kind", flat=True))


def test_a_task_turns_yellow_then_red_then_goes_upwards_each_once(submitted_case, city_officer, leader):
    days_until(date(2018, 9, 7))
    assert Task.objects.get(case=submitted_case).light == "yellow", (
        "due on 10 September, one working day left"
    )
    days_until(date(2018, 9, 11))
    assert Task.objects.get(case=submitted_case).light == "red"
    days_until(date(2018, 9, 20))
    assert [one for one in kinds(submitted_case) if one in {"due_soon", "overdue", "escalated"}][:3] == [
        "due_soon", "overdue", "escalated",
    ]  # fmt: skip
    task = Task.objects.get(case=submitted_case)
    assert task.escalated_on == date(2018, 9, 13), "three working days late"
    letters = Outbox.objects.filter(to=leader.email)
    assert letters.count() == 1 and "至今未办" in letters.get().body
    assert Outbox.objects.filter(to=city_officer.email).count() == 2


def test_silence_accepts_from_the_day_received(cast):
    case = cast.sign(cast.file())
    days_until(date(2018, 9, 10))
    assert Case.objects.get(pk=case.pk).stage == "form_check", (
        "the fifth working day still belongs to the desk"
    )
    days_until(date(2018, 9, 11))
    case = Case.objects.get(pk=case.pk)
    assert case.stage == "recommend" and case.accepted_on == date(2018, 9, 3)
    row = CaseEvent.objects.get(case=case, kind="silently_accepted")
    assert "视为受理" in row.note and "试验许可条例" in row.note and row.who == "系统"
    assert reads.stuck() == []


def test_silence_accepts_nothing_where_no_law_says_so(submitted_case):
    days_until(date(2018, 9, 20))
    assert Case.objects.get(pk=submitted_case.pk).stage == "form_check"


def test_one_bad_case_never_stops_the_sweep(cast, submitted_case, monkeypatch):
    case = cast.sign(cast.file())
    seen = []

    def watch(task, day, real=watch_tasks.__globals__["_watch"]):
        seen.append(task.case_id)
        if task.case_id == min(case.pk, submitted_case.pk):
            raise ValueError("坏了的办件")
        real(task, day)

    monkeypatch.setattr("jichuang.hall.chores.limits._watch", watch)
    clock.set_demonstration_day(date(2018, 9, 11))
    assert watch_tasks(date(2018, 9, 11)) == 1 and len(set(seen)) == 2
    assert JournalRow.objects.filter(verb="duty.fault").count() == 1


def test_a_permit_counts_from_acceptance_and_stands_still_during_the_panel(cast, long_route):
    case = cast.sign(cast.file())
    assert reads.clock_of(case) is None, "not accepted yet"
    long_route(date(2018, 9, 5))
    case = cast.drive(case, "review")
    found = reads.clock_of(case)
    assert (found.started_on, found.promised, found.used) == (date(2018, 9, 5), 20, 0)
    assert found.paused == "现场考察" and found.expected_until == date(2018, 10, 9) and found.due_on is None
    assert Outbox.objects.filter(to=cast.clerk.email, body__contains="预计20个工作日").exists()
    long_route(date(2018, 9, 19))
    case = cast.drive(case, "joint_decision")
    long_route(date(2018, 9, 21))
    found = reads.clock_of(case)
    assert found.used == 2 and found.due_on == date(2018, 10, 23), "ten working days did not count"
    assert found.statutory_due_on == found.due_on


def test_a_block_lasts_as_long_as_its_longest_branch(cast):
    case = cast.drive(cast.file(), "review")
    assert Pause.objects.get(case=case, ended_on=None).expected_until == date(2018, 9, 30)


def test_a_desk_pauses_with_a_reason_told_to_the_applicant_and_goes_on_where_it_stopped(cast, long_route):
    case = cast.drive(cast.file(), "joint_decision")
    tax = cast.people["province_tax"]
    long_route(date(2018, 9, 5))
    with pytest.raises(Invalid, match="暂停的理由"):
        verbs.pause(case=case, by=tax, reason="supplement", days=5)
    verbs.pause(case=case, by=tax, reason="other_body", days=5, note="函询海关")
    task = Task.objects.get(case=case, desk="province_tax", done_at=None)
    assert task.due_on is None and task.days_used == 2
    assert "已经暂停" in refused(lambda: verbs.pause(case=case, by=tax, reason="hearing", days=5))
    assert "函询海关" in Outbox.objects.filter(to=cast.clerk.email).latest("id").body
    long_route(date(2018, 9, 12))
    verbs.resume(case=case, by=tax)
    task.refresh_from_db()
    assert task.due_on == date(2018, 9, 17), "three of five working days were left"
    assert reads.stuck() == []


def test_a_paused_desk_may_conclude_and_the_pause_is_over(cast):
    case = cast.drive(cast.file(), "joint_decision")
    verbs.pause(case=case, by=cast.people["province_tax"], reason="hearing", days=5)
    cast.do(case, "province_tax", "joint_decision")
    assert not Pause.objects.filter(case=case, ended_on=None).exists()


def test_the_limit_is_extended_once_by_a_leader_with_the_reason_told(cast, leader):
    case = cast.drive(cast.file(), "joint_decision")
    before = Task.objects.get(case=case, desk="province", done_at=None).due_on
    with pytest.raises(Invalid, match="最多10个工作日"):
        verbs.ask_extension(case=case, by=cast.people["province"], days=11, reason="x")
    row = verbs.ask_extension(case=case, by=cast.people["province"], days=10, reason="案情复杂")
    assert reads.clock_of(case).extended == 0, "asked is not granted"
    assert "领导岗位" in refused(
        lambda: verbs.decide_extension(extension=row, by=cast.people["city"], approved=True)
    )
    verbs.decide_extension(extension=row, by=leader, approved=True)
    assert reads.clock_of(case).extended == 10
    after = Task.objects.get(case=case, desk="province", done_at=None).due_on
    assert clock.calendar().workdays_between(before, after) == 10
    assert "案情复杂" in Outbox.objects.filter(to=cast.clerk.email).latest("id").body
    assert "只能一次" in refused(
        lambda: verbs.ask_extension(case=case, by=cast.people["province"], days=5, reason="再延")
    )


def test_the_whole_case_turns_red_when_its_promise_is_broken(cast):
    case = cast.drive(cast.file(), "recommend")
    days_until(date(2018, 9, 28))
    assert Case.objects.get(pk=case.pk).light == "yellow", "sixteen of twenty working days"
    days_until(date(2018, 10, 12))
    assert Case.objects.get(pk=case.pk).light == "red"


def test_an_unanswered_supplement_ends_where_the_matter_says_so(cast, submitted_case, city_officer):
    case = cast.sign(cast.file())
    item = [("field", "staff", "")]
    verbs.return_for_supplement(case=case, by=city_officer, items=item)
    verbs.return_for_supplement(case=submitted_case, by=city_officer, items=item)
    days_until(date(2018, 10, 8))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.outcome) == ("closed", "lapsed") and kinds(case)[-1] == "unanswered"
    assert Case.objects.get(pk=submitted_case.pk).state == "supplement", "that matter waits"
    assert reads.stuck() == [] and close_unanswered(date(2018, 10, 9)) == 0


def test_duties_done_twice_change_nothing(cast):
    cast.sign(cast.file())
    days_until(date(2018, 9, 12))
    rows = JournalRow.objects.count()
    for duty in DUTIES.values():
        duty(date(2018, 9, 12))
    assert JournalRow.objects.count() == rows and accept_by_silence(date(2018, 9, 12)) == 0
