"""A role that ended, a stage that is not the case's, a page that is old, a look at a firm's data: none passes unnoticed."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.models import JournalRow
from jichuang.hall import verbs
from jichuang.hall.models import Case, CaseEvent
from jichuang.hall.tests.pages.acts import fresh, text
from jichuang.registry.models import Appointment, Delegation
from jichuang.registry.reads.personal import readings_of
from jichuang.registry.verbs import end_appointment, revoke_delegation


def test_a_role_that_ended_a_second_ago_opens_nothing_at_the_next_request(
    submitted_case, city_officer, clerk, browse
):
    desk, own = browse(city_officer), browse(clerk)
    number = submitted_case.number
    assert desk.get(f"/desk/{number}/").status_code == own.get(f"/cases/{number}/").status_code == 200
    end_appointment(
        appointment=Appointment.objects.get(user=city_officer),
        last_day=date(2018, 9, 2),
        by=None,
        reason="调离",
    )
    revoke_delegation(delegation=Delegation.objects.get(user=clerk), by=clerk)
    for client, address in ((desk, f"/desk/{number}/"), (desk, "/desk/"), (own, f"/cases/{number}/")):
        assert client.get(address).status_code == 403, address
    assert desk.post(f"/desk/{number}/accept/", {"revision": submitted_case.revision}).status_code == 403
    assert fresh(submitted_case).stage == "form_check"


def test_a_forged_stage_moves_the_case_no_further_than_its_own_step(submitted_case, city_officer, browse):
    forged = {
        "stage": "announcement",
        "state": "closed",
        "outcome": "granted",
        "part": "announcement",
        "to": "announcement",
    }
    client, number = browse(city_officer), submitted_case.number
    for act in ("conclude", "send-back"):
        answer = client.post(
            f"/desk/{number}/{act}/", {**forged, "revision": submitted_case.revision, "agreed": "yes"}
        )
        assert answer.status_code in {403, 409, 422}, act
        assert (fresh(submitted_case).stage, fresh(submitted_case).revision) == (
            "form_check",
            submitted_case.revision,
        )
    client.post(f"/desk/{number}/accept/", {**forged, "revision": submitted_case.revision})
    now = fresh(submitted_case)
    assert (now.state, now.stage, now.outcome) == ("open", "batch", "")


def test_an_old_tab_is_told_who_did_what_and_keeps_what_was_typed(
    submitted_case, city_officer, city_colleague, browse
):
    old = submitted_case.revision
    verbs.return_for_supplement(case=submitted_case, by=city_colleague, items=[("field", "rd_expense", "")])
    events = CaseEvent.objects.count()
    answer = browse(city_officer).post(
        f"/desk/{submitted_case.number}/not-met/",
        {"revision": old, "reason": "size", "note": "规模超过上限两倍"},
    )
    assert answer.status_code == 409 and "杜鹏" in text(answer) and "退回补正" in text(answer)
    assert CaseEvent.objects.count() == events and fresh(submitted_case).state == "supplement"
    assert answer.context["typed"]["note"] == ["规模超过上限两倍"]


@pytest.mark.parametrize("rest", ["", "receipt/"])
def test_whoever_looks_at_a_firms_case_from_outside_is_in_its_journal(
    submitted_case, auditor, clerk, firm, browse, rest
):
    def looks() -> int:
        return JournalRow.objects.filter(verb="case.read", detail__case=submitted_case.number).count()

    browse(clerk).get(f"/cases/{submitted_case.number}/{rest}")
    assert looks() == 0, "its own people look at their own"
    assert browse(auditor).get(f"/cases/{submitted_case.number}/{rest}").status_code == 200
    assert looks() == 1 and readings_of(firm)[0].who == auditor.name


def test_a_stranger_learns_nothing_from_the_faults_of_a_form(
    submitted_case, outsider, auditor, clerk, preparer, browse
):
    """403 comes before 400: an empty form from somebody who may not send it is refused, not judged."""
    number = submitted_case.number
    for user in (outsider, auditor, clerk):
        for act in ("accept", "return", "not-met", "conclude", "pause", "extend", "claim"):
            assert browse(user).post(f"/desk/{number}/{act}/").status_code == 403, (user, act)
    for act in ("withdraw", "resubmit", "cosign", "hand-back"):
        for user in (outsider, auditor, preparer):
            assert browse(user).post(f"/cases/{number}/{act}/").status_code == 403, (user, act)
    assert Case.objects.get().revision == submitted_case.revision
