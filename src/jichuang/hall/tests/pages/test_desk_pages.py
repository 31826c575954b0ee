"""The officer's desk and the province's notices, as pages: counts, claims, supplements, posting, announcing, refusals."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from jichuang.base.models import JournalRow
from jichuang.hall import verbs
from jichuang.hall.models import Case, Task
from jichuang.hall.terms import CaseState, Queue
from jichuang.hall.tests.cast import enterprise, fill, person, send
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk


def text(response) -> str:
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def fresh(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def act(client, case: Case, name: str, **data):
    """A button of the pane."""
    return client.post(f"/desk/{case.number}/{name}/", {"revision": fresh(case).revision, **data})


@pytest.fixture
def many(stand, city_officer):
    """Eight cases at the same desk."""
    found = []
    for serial in range(8):
        party = enterprise(700 + serial, f"样品{serial}有限公司（演示）")
        user = person(f"filer{serial}", f"经办{serial}（演示）")
        authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
        found.append(send(fill(verbs.start(matter="trial-evaluation", party=party, by=user), user), user))
    return found


def test_every_queue_count_equals_the_rows_of_its_list(many, city_officer, city_colleague, browse):
    verbs.claim(case=many[0], by=city_officer)
    verbs.return_for_supplement(case=many[1], by=city_officer, items=[("field", "staff", "")])
    verbs.accept_complete(case=many[2], by=city_officer)
    client = browse(city_officer)
    for one in client.get("/desk/").context["counts"]:
        page = client.get("/desk/", {"queue": one.key})
        assert page.context["page"].paginator.count == one.count, one.title
    counts = {one.queue: one.count for one in client.get("/desk/").context["counts"]}
    assert counts[Queue.UNCLAIMED] == 5 and counts[Queue.SUPPLEMENT] == 1 and counts[Queue.DONE] == 1


def test_the_desk_costs_the_same_for_one_case_and_for_eight(many, city_officer, browse):
    from django.db import connection  # noqa: PLC0415

    client = browse(city_officer)
    client.get("/desk/")
    with CaptureQueriesContext(connection) as eight:
        client.get("/desk/")
    for case in many[1:]:
        verbs.accept_complete(case=case, by=city_officer)
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/")
    assert len(eight) == len(one) <= 20


def test_the_list_stands_in_order_of_remaining_working_days(many, city_officer, browse):
    Task.objects.filter(case=many[5]).update(due_on=date(2018, 9, 4))
    Task.objects.filter(case=many[3]).update(due_on=date(2018, 8, 31))
    rows = browse(city_officer).get("/desk/", {"queue": "unclaimed"}).context["rows"]
    assert [row.number for row in rows[:2]] == [many[3].number, many[5].number]
    assert rows[0].left == "超期 1 个工作日"


def test_opening_a_case_is_journalled_for_the_firm_to_see(submitted_case, city_officer, browse):
    browse(city_officer).get("/desk/")
    assert not JournalRow.objects.filter(verb="case.read").exists()
    browse(city_officer).get(f"/desk/{submitted_case.number}/")
    assert JournalRow.objects.filter(verb="case.read", actor=f"user:{city_officer.pk}").count() == 1


def test_the_machines_doubts_come_first(draft, clerk, city_officer, browse):
    case = send(fill(draft, clerk, staff="47"), clerk)
    checks = browse(city_officer).get(f"/desk/{case.number}/").context["checks"]
    states = [one["state"] for one in checks]
    order = ["bad", "warn", "none", "ok"]
    assert states == sorted(states, key=order.index)
    differing = next(one for one in checks if "与登记信息不一致" in one["source"])
    assert "47" in differing["title"] and "46" in differing["title"]


@pytest.mark.parametrize("tab", ["checks", "form", "files", "letters", "timeline", "nonsense"])
def test_every_tab_opens(submitted_case, city_officer, browse, tab):
    assert browse(city_officer).get(f"/desk/{submitted_case.number}/", {"tab": tab}).status_code == 200


def test_passing_on_leads_to_the_next_case(many, city_officer, browse):
    client = browse(city_officer)
    page = client.get(f"/desk/{many[0].number}/", {"queue": "unclaimed"})
    assert f"next={many[1].number}" in page.content.decode() and 'data-key="a"' in page.content.decode()
    done = client.post(
        f"/desk/{many[0].number}/accept/?queue=unclaimed&next={many[1].number}",
        {"revision": many[0].revision},
    )
    assert done["Location"].startswith(f"/desk/{many[1].number}/") and fresh(many[0]).stage == "batch"


def test_the_second_officer_is_told_who_has_the_case_and_can_do_nothing(
    submitted_case, city_officer, city_colleague, browse
):
    act(browse(city_officer), submitted_case, "claim")
    client = browse(city_colleague)
    page = client.get(f"/desk/{submitted_case.number}/")
    assert (
        city_officer.name in text(page)
        and "认领" in text(page)
        and 'data-key="a"' not in page.content.decode()
    )
    refused = act(client, submitted_case, "accept")
    assert refused.status_code == 409 and city_officer.name in text(refused)
    assert fresh(submitted_case).stage == "form_check"


def test_a_claim_can_be_undone(submitted_case, city_officer, city_colleague, browse):
    act(browse(city_officer), submitted_case, "claim")
    act(browse(city_officer), submitted_case, "release")
    assert act(browse(city_colleague), submitted_case, "accept").status_code == 302


def test_a_page_drawn_before_a_colleague_acted_changes_nothing(
    submitted_case, city_officer, city_colleague, browse
):
    old = submitted_case.revision
    verbs.return_for_supplement(case=submitted_case, by=city_colleague, items=[("field", "staff", "")])
    page = browse(city_officer).post(f"/desk/{submitted_case.number}/accept/", {"revision": old})
    assert page.status_code == 409 and city_colleague.name in text(page)


def test_a_supplement_is_ticked_from_declared_items_and_told_at_once(submitted_case, city_officer, browse):
    client = browse(city_officer)
    form = client.get(f"/desk/{submitted_case.number}/", {"act": "return"}).content.decode()
    assert 'value="field:rd_expense"' in form and 'value="material:rd_ledger"' in form
    items = {"item": ["field:rd_expense", "material:rd_ledger"], "note.field:rd_expense": "与账面不符"}
    assert act(client, submitted_case, "return", **items).status_code == 302
    asked = fresh(submitted_case).supplements.get()
    assert {(item.key, item.note) for item in asked.items.all()} == {
        ("rd_expense", "与账面不符"),
        ("rd_ledger", ""),
    }
    letters = text(client.get(f"/desk/{submitted_case.number}/", {"tab": "letters"}))
    assert "与账面不符" in letters


def test_free_text_alone_is_no_supplement_and_stays_typed(submitted_case, city_officer, browse):
    page = act(browse(city_officer), submitted_case, "return", note="请再补充有关情况")
    assert page.status_code == 422 and "请再补充有关情况" in page.content.decode()
    forged = act(browse(city_officer), submitted_case, "return", item=["field:anything"])
    assert forged.status_code == 422 and fresh(submitted_case).state == CaseState.OPEN


def test_not_met_needs_a_declared_reason_and_tells_it_to_the_firm(
    submitted_case, city_officer, clerk, browse
):
    client = browse(city_officer)
    assert act(client, submitted_case, "not-met").status_code == 422
    assert act(client, submitted_case, "not-met", reason=["score"]).status_code == 302
    assert "得分不足" in text(browse(clerk).get(f"/cases/{submitted_case.number}/"))


def test_bulk_passing_takes_green_cases_only_and_reports_each(many, city_officer, browse):
    Case.objects.filter(pk=many[0].pk).update(
        findings={**many[0].findings, "verdict": "pass", "officer_notes": []}
    )
    sent = {"case": [many[0].number, many[1].number, "20180903-999999"]}
    page = browse(city_officer).post("/desk/bulk/?queue=unclaimed", sent, follow=True)
    words = text(page)
    assert fresh(many[0]).stage == "batch" and fresh(many[1]).stage == "form_check"
    assert "办成 1 件" in words and many[1].number in words and "20180903-999999" in words


def test_people_without_a_desk_are_refused_with_the_reason(submitted_case, outsider, leader, clerk, browse):
    for who in (outsider, leader):
        for url in ("/desk/", f"/desk/{submitted_case.number}/", "/desk/notices/", "/desk/objections/"):
            page = browse(who).get(url)
            assert page.status_code == 403 and "任职" in text(page), (who, url)
    assert browse(clerk).get("/desk/").status_code == 403
    assert browse().get("/desk/").status_code == 302


def test_another_citys_officer_is_refused_at_every_address(submitted_case, langfang_officer, browse):
    client = browse(langfang_officer)
    assert client.get(f"/desk/{submitted_case.number}/").status_code == 403
    for name in ("claim", "release", "accept", "return", "not-met"):
        page = act(client, submitted_case, name, item=["field:staff"], reason=["score"])
        assert page.status_code == 403 and "廊坊" in text(page)
    assert fresh(submitted_case).revision == submitted_case.revision
    assert client.get(f"/cases/{submitted_case.number}/").status_code == 403


def test_the_desk_does_not_offer_somebody_elses_queue(city_officer, submitted_case, browse):
    assert browse(city_officer).get("/desk/", {"queue": "publicity"}).status_code == 403


def test_the_auditor_reads_a_case_and_finds_no_button(submitted_case, auditor, browse):
    page = browse(auditor).get(f"/cases/{submitted_case.number}/")
    assert page.status_code == 200 and "撤回" not in text(page)
    assert browse(auditor).get("/desk/").status_code == 403


def test_officers_are_led_from_the_firms_page_to_their_desk(submitted_case, city_officer, browse):
    page = browse(city_officer).get(f"/cases/{submitted_case.number}/")
    assert page["Location"] == f"/desk/{submitted_case.number}/"


def test_a_page_without_its_revision_is_told_to_reload(submitted_case, city_officer, browse):
    page = browse(city_officer).post(f"/desk/{submitted_case.number}/accept/", {})
    assert page.status_code == 409 and "刷新" in text(page)
