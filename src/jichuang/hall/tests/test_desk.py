"""The officer's desk: who may do what, two officers on one case, supplements, clocks, queues."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, Pause, Task
from jichuang.hall.tests.cast import enterprise, fill, person, send
from jichuang.hall.tests.test_drafts import ledger
from jichuang.registry.models import Appointment
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk, end_appointment

LEDGER = [("material", "rd_ledger", "未见辅助账"), ("field", "rd_expense", "与账面不符")]


def test_strangers_are_refused_everywhere_with_a_reason(
    submitted_case, outsider, langfang_officer, county_officer, leader, other_clerk
):
    verbs_of_a_case = [
        "view", "save_draft", "submit", "resubmit", "withdraw", "claim", "release", "accept_complete",
        "return_for_supplement", "mark_not_met", "compose_notice", "post_notice", "announce", "resolve_objection", "unheard_of",
    ]  # fmt: skip
    for person_ in (outsider, langfang_officer, county_officer, leader, other_clerk, None):
        for verb in verbs_of_a_case:
            decision = reads.can(person_, verb, submitted_case)
            assert not decision and len(decision.reason) >= 6, (person_, verb)


def test_the_auditor_sees_every_case_and_moves_none(submitted_case, auditor):
    assert reads.can(auditor, "view", submitted_case)
    with pytest.raises(Refused):
        verbs.accept_complete(case=submitted_case, by=auditor)


def test_a_draft_is_seen_by_its_own_people_only(draft, clerk, preparer, city_officer, province_officer):
    assert reads.can(clerk, "view", draft) and reads.can(preparer, "view", draft)
    assert not reads.can(city_officer, "view", draft) and not reads.can(province_officer, "view", draft)


def test_nobody_handles_what_he_applied_for(submitted_case, firm, city_officer):
    authorise_clerk(party=firm, user=city_officer, by=None, scope=Scope.VIEWER, valid_from=date(2018, 1, 1))
    with pytest.raises(Refused, match="回避"):
        verbs.accept_complete(case=submitted_case, by=city_officer)


def test_a_role_removed_a_second_ago_no_longer_counts(submitted_case, city_officer):
    row = Appointment.objects.get(user=city_officer)
    end_appointment(appointment=row, last_day=date(2018, 9, 2), by=None, reason="调离")
    with pytest.raises(Refused, match="没有"):
        verbs.accept_complete(case=submitted_case, by=city_officer)


def test_the_second_of_two_officers_is_told_who_did_what(submitted_case, city_officer, city_colleague):
    verbs.return_for_supplement(case=submitted_case, by=city_colleague, items=LEDGER)
    with pytest.raises(Refused, match="杜鹏（演示）已于09月03日.*退回补正") as refusal:
        verbs.accept_complete(case=submitted_case, by=city_officer, revision=submitted_case.revision)
    assert refusal.value.conflict
    with pytest.raises(Refused, match="杜鹏"):
        verbs.accept_complete(case=submitted_case, by=city_officer)


def test_an_officer_on_an_old_page_is_refused_even_where_the_verb_would_still_fit(
    submitted_case, clerk, city_officer, city_colleague
):
    verbs.return_for_supplement(case=submitted_case, by=city_colleague, items=[LEDGER[1]])
    case = Case.objects.get(pk=submitted_case.pk)
    case = verbs.save_draft(case=case, by=clerk, answers={"rd_expense": "230"}, revision=case.revision)
    verbs.resubmit(case=case, by=clerk)
    with pytest.raises(Refused, match="补正后重新提交"):
        verbs.mark_not_met(
            case=submitted_case, by=city_colleague, reason_codes=["size"], revision=submitted_case.revision
        )


def test_a_claimed_case_is_its_claimers_until_released(submitted_case, city_officer, city_colleague):
    verbs.claim(case=submitted_case, by=city_colleague)
    with pytest.raises(Refused, match="已由杜鹏（演示）于09月03日") as refusal:
        verbs.accept_complete(case=submitted_case, by=city_officer)
    assert refusal.value.conflict
    verbs.release(case=submitted_case, by=city_colleague)
    assert verbs.accept_complete(case=submitted_case, by=city_officer).stage == "batch"


def test_a_returned_case_is_in_the_applicants_hands_and_nowhere_else(submitted_case, city_officer, clerk):
    case = verbs.return_for_supplement(
        case=submitted_case, by=city_officer, items=LEDGER, note="请一次补齐。"
    )
    place = reads.place_of(case)
    assert reads.holders(case) == {clerk}
    assert (place.holder, place.paused) == ("澄光传感有限公司（演示）", "等待补正，承办岗位的时限暂停计算")
    assert place.due_on == date(2018, 9, 17), "ten working days"
    assert Pause.objects.get().reason == "supplement" and Task.objects.get().due_on is None
    assert reads.stuck() == []


def test_a_supplement_points_to_declared_things_only(submitted_case, city_officer):
    with pytest.raises(Invalid, match="没有材料“其他材料”"):
        verbs.return_for_supplement(
            case=submitted_case, by=city_officer, items=[("material", "其他材料", "")]
        )
    with pytest.raises(Invalid, match="说明文字不能代替补正项"):
        verbs.return_for_supplement(case=submitted_case, by=city_officer, items=[], note="请补其他有关材料")
    with pytest.raises(Invalid, match="列了两次"):
        verbs.return_for_supplement(case=submitted_case, by=city_officer, items=[LEDGER[0], LEDGER[0]])


def test_during_a_supplement_only_what_was_asked_may_change(submitted_case, city_officer, clerk):
    case = verbs.return_for_supplement(case=submitted_case, by=city_officer, items=LEDGER)
    with pytest.raises(Refused, match="“职工总数”不在其中"):
        verbs.save_draft(case=case, by=clerk, answers={"staff": "40"}, revision=case.revision)
    with pytest.raises(Refused, match="“营业执照副本”不在其中"):
        verbs.attach(case=case, by=clerk, material="licence", file=ledger(clerk))


def test_a_supplement_is_answered_as_a_whole_or_explained(submitted_case, city_officer, clerk):
    case = verbs.return_for_supplement(case=submitted_case, by=city_officer, items=LEDGER)
    with pytest.raises(Invalid) as fault:
        verbs.resubmit(case=case, by=clerk)
    assert {problem.field for problem in fault.value.problems} == {"rd_ledger", "rd_expense"}
    verbs.attach(case=case, by=clerk, material="rd_ledger", file=ledger(clerk))
    done = verbs.resubmit(case=case, by=clerk, explanations={"field:rd_expense": "账面数无误，见辅助账第3页"})
    assert done.state == "open" and reads.open_supplement(done) is None


def test_after_a_supplement_the_desks_days_start_anew(submitted_case, city_officer, clerk, stand):
    stand(date(2018, 9, 6))
    case = verbs.return_for_supplement(case=submitted_case, by=city_officer, items=[LEDGER[0]])
    stand(date(2018, 9, 12))
    verbs.attach(case=case, by=clerk, material="rd_ledger", file=ledger(clerk))
    place = reads.place_of(verbs.resubmit(case=case, by=clerk))
    assert (place.due_on, place.person) == (date(2018, 9, 19), "韩梅（演示）"), (
        "back to the officer who asked"
    )
    assert Pause.objects.get().ended_on == date(2018, 9, 12)


def test_not_met_needs_a_declared_reason_and_closes_with_it(submitted_case, city_officer):
    with pytest.raises(Invalid, match="没有选择"):
        verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=[])
    with pytest.raises(Invalid, match="没有“whim”这一理由"):
        verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["whim"])
    case = verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["score"], note="复算58分")
    assert (case.outcome, case.reasons) == ("not_met", [{"code": "score", "title": "得分不足"}])


def test_withdrawal_ends_a_case_in_any_hands(submitted_case, city_officer, clerk, firm):
    verbs.return_for_supplement(case=submitted_case, by=city_officer, items=LEDGER)
    case = verbs.withdraw(case=submitted_case, by=clerk, reason="数据有误，重报")
    assert case.outcome == "withdrawn" and reads.stuck() == []
    assert not Task.objects.filter(done_at__isnull=True).exists()
    assert verbs.start(matter="trial-evaluation", party=firm, by=clerk).pk != case.pk


def test_counts_equal_rows_in_every_queue(stand, city_officer, province_officer, langfang_officer):
    for serial in range(10, 16):
        party = enterprise(serial, f"演示企业{serial}（演示）")
        user = person(f"u{serial}", f"经办{serial}（演示）")
        authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
        case = send(fill(verbs.start(matter="trial-evaluation", party=party, by=user), user), user)
        if serial in (11, 12):
            verbs.accept_complete(case=case, by=city_officer)
        if serial == 13:
            verbs.claim(case=case, by=city_officer)
        if serial == 14:
            verbs.return_for_supplement(case=case, by=city_officer, items=LEDGER)
    stand(date(2018, 9, 12))
    for user in (city_officer, province_officer, langfang_officer):
        for queue in reads.queues(user, date(2018, 9, 12)):
            assert queue.count == reads.desk_cases(user, queue.queue, date(2018, 9, 12)).count(), queue
    counts = {queue.key: queue.count for queue in reads.queues(city_officer, date(2018, 9, 12))}
    assert counts == {"unclaimed": 2, "claimed": 1, "supplement": 1, "due_soon": 0, "overdue": 3, "done": 2}
    assert {queue.key: queue.count for queue in reads.queues(province_officer, date(2018, 9, 12))}[
        "batch"
    ] == 2
    assert sum(queue.count for queue in reads.queues(langfang_officer, date(2018, 9, 12))) == 0


def test_the_inbox_costs_the_same_whatever_its_length(
    submitted_case, city_officer, django_assert_num_queries
):
    with django_assert_num_queries(3):  # who he is, the working calendar, the rows
        rows = list(reads.desk_cases(city_officer, "unclaimed", date(2018, 9, 3))[:20])
        assert rows[0].case.party.name == "澄光传感有限公司（演示）"


def test_an_officers_reading_is_journalled_for_the_firm_to_see(submitted_case, city_officer, firm):
    verbs.open_case(case=submitted_case, by=city_officer)
    row = JournalRow.objects.get(verb="case.read")
    assert row.subject == f"party:{firm.credit_code}" and submitted_case.number in row.summary


def test_the_desk_sees_what_differs_from_the_registry(submitted_case):
    checks = {check.key: check for check in reads.autochecks(submitted_case)}
    assert checks["registry"].state == "ok"
    Case.objects.filter(pk=submitted_case.pk).update(answers={**submitted_case.answers, "staff": 40})
    changed = reads.autochecks(Case.objects.get(pk=submitted_case.pk))
    (mismatch,) = [check for check in changed if check.key == "registry_staff"]
    assert "填报40人，登记46人" in mismatch.words


def test_the_timeline_of_the_applicant_leaves_out_inner_steps(submitted_case, city_officer, clerk):
    verbs.claim(case=submitted_case, by=city_officer)
    assert [row.kind for row in reads.timeline(submitted_case, clerk)] == ["started", "submitted"]
    assert [row.kind for row in reads.timeline(submitted_case, city_officer)] == [
        "started",
        "submitted",
        "claimed",
    ]
