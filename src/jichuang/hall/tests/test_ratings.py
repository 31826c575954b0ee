"""好差评: once, by a party, after the end; a bad word is called back by somebody without a part in the case; nobody else learns who."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from jichuang.base import journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message, MessageKind
from jichuang.hall import reads, verbs
from jichuang.hall.bundles import gathering
from jichuang.hall.chores import invite_ratings, watch_callbacks
from jichuang.hall.models import CallBack, Rating
from jichuang.hall.reads import promises, ratings
from jichuang.hall.reads.ratings import released
from jichuang.hall.reads.visits import visits
from jichuang.hall.terms import Grade
from jichuang.hall.tests.cast import officer
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

BAD = {"grade": Grade.BAD, "aspects": ["efficiency"], "text": "等了很久才告诉我缺材料。"}


@pytest.fixture
def closed_case(submitted_case, city_officer):
    return verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["size"])


@pytest.fixture
def bad(closed_case, clerk, leader):
    return verbs.rate(case=closed_case, by=clerk, **BAD)


def close(bad, by, **changes):
    record = {"called_on": date(2018, 9, 3), "finding": "属实，内部转办慢。", "mended": "已改为当日转办。"}
    return verbs.close_callback(callback=bad.callback, by=by, **{**record, **changes})


def test_before_the_end_nobody_rates_and_a_draft_neither(submitted_case, clerk):
    with pytest.raises(Refused, match="办结之后才能评价") as refusal:
        verbs.rate(case=submitted_case, by=clerk, grade=5)
    assert refusal.value.conflict


def test_one_case_is_rated_once_and_may_be_added_to(closed_case, clerk, preparer):
    row = verbs.rate(case=closed_case, by=preparer, grade=5)
    with pytest.raises(Refused, match="一件只评一次"):
        verbs.rate(case=closed_case, by=clerk, grade=1, text="改主意了")
    verbs.add_to_rating(rating=row, by=clerk, text="办得快。")
    assert Rating.objects.get().grade == 5 and not CallBack.objects.exists()
    with pytest.raises(Invalid, match="2至1000字"):
        verbs.add_to_rating(rating=row, by=clerk, text=" ")


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "city_officer", "leader", "auditor"])
def test_only_a_party_rates(closed_case, who, request):
    with pytest.raises(Refused, match="没有“澄光传感") as refusal:
        verbs.rate(case=closed_case, by=request.getfixturevalue(who), grade=1, text="很差")
    assert not refusal.value.conflict and not Rating.objects.exists()


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_there_are_five_grades(closed_case, clerk, grade):
    with pytest.raises(Invalid, match="五级中选一级"):
        verbs.rate(case=closed_case, by=clerk, grade=grade)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            case=closed_case, matter="m", home="130100", grade=max(grade, 0) or 6, by=clerk,
            on=date(2018, 9, 3), at=closed_case.closed_at,
        )  # fmt: skip


def test_a_bad_grade_says_why_and_opens_a_call_back_due_in_fifteen_working_days(closed_case, clerk, leader):
    with pytest.raises(Invalid, match="哪里不满意"):
        verbs.rate(case=closed_case, by=clerk, grade=2)
    row = verbs.rate(case=closed_case, by=clerk, **BAD)
    assert row.callback.supervisor == leader and row.callback.due_on == date(2018, 9, 25)
    assert Message.objects.filter(user=leader, subject="有一件回访").count() == 1


@pytest.mark.parametrize(("grade", "opens"), [(1, True), (2, True), (3, False), (4, False), (5, False)])
def test_the_last_two_grades_and_no_other_are_called_back(closed_case, clerk, grade, opens):
    verbs.rate(case=closed_case, by=clerk, grade=grade, text="一般")
    assert CallBack.objects.exists() is opens


def test_the_rated_officer_is_never_the_supervisor_even_when_he_leads(closed_case, clerk, city_officer):
    appoint(user=city_officer, role=Role.LEADER, valid_from=date(2018, 1, 1), by=None, home="")
    row = verbs.rate(case=closed_case, by=clerk, **BAD)
    assert row.callback.supervisor is None
    other = officer("leader2", "另一位领导（演示）", Role.LEADER, None, home="")
    watch_callbacks(date(2018, 9, 4))
    row.callback.refresh_from_db()
    assert row.callback.supervisor == other
    with pytest.raises(Refused, match="不由您办理"):
        close(row, city_officer)


def test_call_backs_are_spread_over_the_supervisors(closed_case, clerk, leader, bad, other_firm, other_clerk):
    second = officer("leader2", "另一位领导（演示）", Role.LEADER, None, home="")
    assert ratings.least_burdened([leader, second]) == second


def test_a_call_back_is_not_closed_without_its_record(bad, leader):
    with pytest.raises(Invalid) as faults:
        close(bad, leader, called_on=None, finding="", mended=" ")
    assert {one.field for one in faults.value.problems} == {"called_on", "finding", "mended"}
    with pytest.raises(Invalid, match="2018-09-03至2018-09-03"):
        close(bad, leader, called_on=date(2018, 9, 4))
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.update(closed_at=bad.at, closed_by=leader)


def test_after_the_call_back_the_party_is_told_and_rates_once_more(bad, leader, clerk):
    with pytest.raises(Refused, match="还没有办结的回访"):
        verbs.rate_again(rating=bad, by=clerk, grade=4)
    close(bad, leader)
    assert "已改为当日转办。" in Message.objects.get(user=clerk, subject="回访结果").body
    row = verbs.rate_again(rating=bad, by=clerk, grade=4)
    assert (row.grade, row.regrade) == (2, 4), "the first word stays"
    with pytest.raises(Refused, match="只能给一次"):
        verbs.rate_again(rating=bad, by=clerk, grade=5)
    with pytest.raises(Refused, match="已经办结"):
        close(bad, leader)


def test_nothing_an_officer_or_the_journal_can_show_says_who_rated(
    bad, city_officer, closed_case, clerk, firm
):
    rows = JournalRow.objects.filter(verb__startswith="rating.") | JournalRow.objects.filter(
        verb__startswith="callback."
    )
    plain = json.dumps(list(rows.values()), cls=DjangoJSONEncoder, ensure_ascii=False)
    assert rows.count() == 3
    for telling in (closed_case.number, firm.name, clerk.name, f"user:{clerk.pk}"):
        assert telling not in plain
    facts = json.dumps(gathering.case_facts(closed_case), cls=DjangoJSONEncoder, ensure_ascii=False)
    assert BAD["text"] not in facts and "评价" not in str(list(reads.timeline(closed_case, city_officer)))
    assert not Message.objects.filter(user=city_officer, body__contains="评价").exists()
    assert ratings.officer_figures(city_officer, date(2018, 10, 1)).count == 0, "one alone is not shown"


def test_sums_are_released_by_finished_month_and_never_fewer_than_five_at_a_time():
    def rows(*given):
        return [(date(2018, month, 10), grade) for month, grade in given]

    few = rows((7, 5), (7, 4), (8, 5), (8, 1))
    assert released(few, date(2018, 9, 1)).count == 0
    assert released([*few, *rows((9, 3))], date(2018, 9, 30)).count == 0, "September is not over"
    shown = released([*few, *rows((9, 3))], date(2018, 10, 1))
    assert (shown.count, shown.bad, shown.satisfied) == (5, 1, "80.0%")
    later = [*few, *rows((9, 3), (10, 1), (10, 1))]
    assert released(later, date(2018, 11, 1)).count == 5, "two more would show by subtraction"


def test_shares_are_of_all_grades_and_rounded_half_up():
    shown = released([(date(2018, 1, 1), g) for g in (5, 5, 5, 4, 3, 2, 1, 1)], date(2018, 2, 1))
    assert [(count, share) for _, count, share in shown.rows] == [
        (3, "37.5%"), (1, "12.5%"), (1, "12.5%"), (1, "12.5%"), (2, "25.0%"),
    ]  # fmt: skip
    assert shown.satisfied == "62.5%"


def test_a_leader_reads_officers_of_his_own_unit_only(bad, leader, city_officer):
    (row,) = ratings.officers_for(leader, date(2018, 9, 3))
    assert row.user == city_officer and row.figures.bad == 1
    elsewhere = officer("lf-leader", "廊坊领导（演示）", Role.LEADER, None, home="131000")
    assert ratings.officers_for(elsewhere, date(2018, 9, 3)) == []
    assert ratings.callback_counts(elsewhere, date(2018, 9, 3)) == (0, 0, 0)


def test_the_clock_of_a_call_back_turns_and_tells_the_supervisor(bad, leader):
    told = Message.objects.filter(user=leader, kind=MessageKind.DUTY, subject__startswith="回访")
    watch_callbacks(date(2018, 9, 20))
    assert not told.exists()
    watch_callbacks(date(2018, 9, 25))
    watch_callbacks(date(2018, 9, 26))
    watch_callbacks(date(2018, 9, 26))
    assert [one.subject for one in told.order_by("id")] == ["回访临期", "回访超期"]
    assert ratings.callback_counts(leader, date(2018, 9, 26)) == (1, 0, 1)


def test_who_has_not_rated_is_asked_once_three_days_after_the_end(closed_case, clerk):
    assert invite_ratings(date(2018, 9, 5)) == 0
    assert invite_ratings(date(2018, 9, 6)) == 1 and invite_ratings(date(2018, 9, 7)) == 0
    verbs.rate(case=closed_case, by=clerk, grade=5)
    assert invite_ratings(date(2018, 9, 6)) == 0


@pytest.fixture
def passed_case(submitted_case, city_officer):
    """Checked by the city and on its way at the province."""
    return verbs.accept_complete(case=submitted_case, by=city_officer)


def test_a_finished_stage_is_rated_while_the_case_goes_on_and_once_a_visit(passed_case, clerk, city_officer):
    (visit,) = visits(passed_case)
    assert visit.task.done_by == city_officer and "材料" in visit.how
    row = verbs.rate(case=passed_case, by=clerk, task=visit.task, grade=4)
    assert row.task == visit.task and passed_case.closed_at is None
    with pytest.raises(Refused, match="一次办理只评一次"):
        verbs.rate(case=passed_case, by=clerk, task=visit.task, grade=5)
    with pytest.raises(Refused, match="办结之后才能评价"):
        verbs.rate(case=passed_case, by=clerk, grade=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            case=passed_case, task=visit.task, matter="m", home="130100", grade=5, by=clerk, on=date(2018, 9, 3),
            at=row.at,
        )  # fmt: skip


def test_a_stage_still_open_or_without_the_party_is_not_rated(submitted_case, clerk):
    waiting = submitted_case.tasks.get(done_at__isnull=True)
    with pytest.raises(Refused, match="还没有办完"):
        verbs.rate(case=submitted_case, by=clerk, task=waiting, grade=5)


def test_a_second_bad_grade_on_a_case_opens_a_second_call_back(passed_case, clerk, leader, city_officer):
    (visit,) = visits(passed_case)
    verbs.rate(case=passed_case, by=clerk, task=visit.task, **BAD)
    case = verbs.withdraw(case=passed_case, by=clerk, reason="不办了")
    verbs.rate(case=case, by=clerk, **BAD)
    assert CallBack.objects.filter(rating__case=case).count() == 2


def test_a_bad_word_after_mending_is_called_back_again_and_no_third_time(bad, leader, clerk):
    first = bad.callback
    close(bad, leader)
    row = verbs.rate_again(rating=bad, by=clerk, grade=1)
    assert row.callback.round == 2 and row.callback.pk != first.pk and row.callback.closed_at is None
    with pytest.raises(Refused, match="还没有办结的回访"):
        verbs.rate_again(rating=row, by=clerk, grade=1)
    close(row, leader)
    with pytest.raises(Refused, match="只能给一次"):
        verbs.rate_again(rating=row, by=clerk, grade=1)


def test_the_journal_keeps_no_address_of_who_rated(closed_case, clerk, leader):
    token = journal.address_of_request.set("203.0.113.7")
    try:
        row = verbs.rate(case=closed_case, by=clerk, **BAD)
        verbs.add_to_rating(rating=row, by=clerk, text="补充一句。")
    finally:
        journal.address_of_request.reset(token)
    told = JournalRow.objects.filter(verb__regex=r"^(rating|callback)[.]")
    assert {one.verb for one in told} == {"rating.rate", "rating.add", "callback.open", "callback.assign"}
    assert {one.address for one in told} == {None}


def test_ratings_of_one_case_are_one_voice_when_sums_are_released():
    one_case = [(date(2018, 7, 10), 1, 7)] * 6
    assert released(one_case, date(2018, 9, 1)).count == 0
    five = [(date(2018, 7, 10), 5, case) for case in range(5)]
    assert released(five + one_case, date(2018, 9, 1)).count == 11


def test_the_days_come_from_the_law_library_with_their_source(monkeypatch):
    held = promises.calling_back(date(2018, 9, 30))
    assert (held.days, str(held)) == (15, "15个工作日（本系统约定，待核）")
    assert promises.answering(date(2018, 9, 30)).days == 5 and promises.urging(date(2017, 1, 1)).days == 3
