"""认领与撤销: a claim is taken, put back, taken over with a word why, or falls back; a step is taken back in its window."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.hall import reads, verbs
from jichuang.hall.chores import release_claims
from jichuang.hall.models import Case, CaseEvent, Task
from jichuang.hall.tests.cast import fill
from jichuang.hall.verbs.claims import CLAIM_WORKDAYS


def task(case: Case) -> Task:
    """The one open task."""
    return Task.objects.get(case=case, done_at__isnull=True)


def fresh(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def test_a_colleague_takes_a_claimed_case_over_only_with_a_word_why(
    submitted_case, city_officer, city_colleague
):
    verbs.claim(case=submitted_case, by=city_officer)
    with pytest.raises(Refused, match="韩梅"):
        verbs.accept_complete(case=submitted_case, by=city_colleague)
    with pytest.raises(Invalid, match="原因"):
        verbs.take_over(case=submitted_case, by=city_colleague, why=" ")
    verbs.take_over(case=submitted_case, by=city_colleague, why="外出")
    assert task(submitted_case).claimed_by == city_colleague
    assert "原认领人韩梅（演示）：外出" in CaseEvent.objects.filter(kind="taken_over").get().note
    with pytest.raises(Refused):
        verbs.take_over(case=submitted_case, by=city_colleague, why="再来一次")


def test_somebody_of_another_desk_takes_nothing_over(submitted_case, city_officer, langfang_officer):
    verbs.claim(case=submitted_case, by=city_officer)
    with pytest.raises(Refused):
        verbs.take_over(case=submitted_case, by=langfang_officer, why="帮忙")


def test_a_claim_falls_back_after_its_days_and_not_before(submitted_case, city_officer, stand):
    verbs.claim(case=submitted_case, by=city_officer)
    last = date(2018, 9, 6)  # the third working day after 3 September
    assert CLAIM_WORKDAYS == 3
    stand(last)
    assert release_claims(last) == 0 and task(submitted_case).claimed_by == city_officer
    stand(date(2018, 9, 7))
    assert release_claims(date(2018, 9, 7)) == 1 and task(submitted_case).claimed_by is None
    assert "自动放回" in CaseEvent.objects.filter(kind="released").get().note
    assert release_claims(date(2018, 9, 7)) == 0


def test_a_step_is_taken_back_the_same_day_with_its_limit_as_it_was(submitted_case, city_officer):
    before = task(submitted_case).due_on
    verbs.accept_complete(case=submitted_case, by=city_officer)
    case = verbs.undo(case=fresh(submitted_case), by=city_officer)
    now = task(case)
    assert (case.stage, now.desk, now.due_on, now.claimed_by) == ("form_check", "city", before, city_officer)
    assert fresh(case).accepted_on is None
    told = reads.replay(case.number)
    assert told.stage == "form_check" and told.tasks == {"form_check/city": "desk"}
    verbs.accept_complete(case=case, by=city_officer)
    assert fresh(case).stage == "batch"


def test_a_step_is_not_taken_back_once_the_next_desk_has_opened_it(
    submitted_case, city_officer, province_officer
):
    case = verbs.accept_complete(case=submitted_case, by=city_officer)
    verbs.open_case(case=case, by=city_officer)
    assert verbs.may_undo(city_officer, case)
    verbs.open_case(case=case, by=province_officer)
    with pytest.raises(Refused, match="下一岗位已经打开"):
        verbs.undo(case=case, by=city_officer)


def test_a_step_is_not_taken_back_on_another_day_or_by_a_colleague(
    submitted_case, city_officer, city_colleague, stand
):
    case = verbs.accept_complete(case=submitted_case, by=city_officer)
    assert "不是您办的" in verbs.may_undo(city_colleague, case).reason
    stand(date(2018, 9, 4))
    with pytest.raises(Refused, match="已过撤销的时间"):
        verbs.undo(case=case, by=city_officer)


def test_what_is_listed_for_publicity_is_not_taken_back(submitted_case, city_officer, province_officer):
    case = verbs.accept_complete(case=submitted_case, by=city_officer)
    verbs.compose_notice(matter="trial-evaluation", cases=[case], by=province_officer)
    assert not verbs.may_undo(city_officer, fresh(case))


def test_the_search_finds_exactly_the_cases_an_officer_may_open(
    submitted_case,
    other_firm,
    other_clerk,
    clerk,
    city_officer,
    langfang_officer,
    province_officer,
    auditor,
    leader,
    outsider,
):
    other = verbs.start(matter="trial-evaluation", party=other_firm, by=other_clerk)
    other = verbs.submit(case=fill(other, other_clerk), by=other_clerk, key="other")
    on = date(2018, 9, 3)
    for person in (city_officer, langfang_officer, province_officer, auditor, leader, outsider, clerk):
        found = set(reads.search_cases(person, reads.Wanted(), on))
        if person is not clerk:  # a clerk's own cases are under 我的办件, not here
            assert found == {one for one in (submitted_case, other) if reads.can(person, "view", one)}, person
        else:
            assert not found
    look = {
        "澄光": [submitted_case], "cg": [submitted_case], submitted_case.number: [submitted_case],
        submitted_case.party.credit_code[:12]: [submitted_case], "没有": [],
    }  # fmt: skip
    for text, cases in look.items():
        assert list(reads.search_cases(city_officer, reads.Wanted(text=text), on)) == cases, text
    assert not reads.search_cases(city_officer, reads.Wanted(first=date(2018, 9, 4)), on)
    assert not reads.search_cases(city_officer, reads.Wanted(state="closed"), on)
    assert not reads.search_cases(city_officer, reads.Wanted(matter="no-such"), on)
