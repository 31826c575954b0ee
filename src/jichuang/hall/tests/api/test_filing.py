"""A case filed by another system: the same verbs, the same refusals, each write done once."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from jichuang.base.models import JournalRow
from jichuang.hall import verbs
from jichuang.hall.models import Case
from jichuang.hall.terms import TokenScope

ANSWERS = {
    "staff": 46,
    "tech_staff": "14",
    "products": "气体传感器",
    "sales": "32000000",
    "rd_expense": "2400000.50",
    "cost_expense": "27300000",
}


def start(call, token, firm, **more):
    return call(token, "POST", "/drafts", {"matter": "trial-evaluation", "party": firm.credit_code}, **more)


def test_a_case_is_started_saved_checked_and_submitted(call, token, firm, city_office):
    status, draft = start(call, token, firm)
    assert status == 201 and draft["answers"]["staff"] == 46
    assert "#/answers/products" in [one["pointer"] for one in draft["problems"]]
    number = draft["number"]
    assert call(token, "GET", f"/drafts/{number}/check")[1]["ready"] is False
    body = {"answers": ANSWERS, "revision": draft["revision"]}
    status, saved = call(token, "PATCH", f"/drafts/{number}", body)
    assert status == 200 and saved["problems"] == []
    assert saved["answers"]["sales"] == "32000000" and saved["answers"]["rd_expense"] == "2400000.5"
    checked = call(token, "GET", f"/drafts/{number}/check")[1]
    assert checked["ready"] and checked["judgement"]["verdict"] in {"pass", "manual", "missing"}
    status, case = call(token, "POST", f"/drafts/{number}/submit", {"revision": saved["revision"]})
    assert status == 200 and (case["state"], case["stage"]) == ("open", "form_check")
    assert case["holder"] == "石家庄市科技局" and case["due_on"] == "2018-09-10"
    kinds = [one["kind"] for one in call(token, "GET", f"/cases/{number}/timeline")[1]["items"]]
    assert kinds[0] == "started" and kinds[-1] == "submitted"
    assert call(token, "GET", "/cases")[1]["items"][0]["number"] == number


def test_the_same_key_gets_the_same_answer_and_does_it_once(call, token, firm, city_office):
    first = start(call, token, firm, key="start-2018-0001")
    assert start(call, token, firm, key="start-2018-0001") == first
    number, revision = first[1]["number"], first[1]["revision"]
    body = {"answers": ANSWERS, "revision": revision}
    once = call(token, "PATCH", f"/drafts/{number}", body, key="save-2018-0001")
    again = call(token, "PATCH", f"/drafts/{number}", body, key="save-2018-0001")
    assert once == again and Case.objects.get(number=number).revision == once[1]["revision"]
    path, body = f"/drafts/{number}/submit", {"revision": once[1]["revision"]}
    sent = call(token, "POST", path, body, key="send-2018-0001")
    assert call(token, "POST", path, body, key="send-2018-0001") == sent
    assert JournalRow.objects.filter(verb="case.submitted").count() == 1
    assert JournalRow.objects.filter(verb="api.write").count() == 3


def test_a_key_used_for_another_request_is_refused(call, token, firm):
    start(call, token, firm, key="start-2018-0001")
    status, problem = call(
        token, "POST", "/drafts", {"matter": "other", "party": firm.credit_code}, "start-2018-0001"
    )
    assert status == 409 and "另一个请求" in problem["detail"]


def test_two_systems_may_use_the_same_key(call, token, other_token, firm, other_firm):
    one = start(call, token, firm, key="start-2018-0001")[1]["number"]
    assert start(call, other_token, other_firm, key="start-2018-0001")[1]["number"] != one


@pytest.mark.django_db(transaction=True)
def test_two_calls_with_one_key_at_the_same_moment_make_one_case(call, token, firm):
    answers, gate = [], threading.Barrier(2)

    def run():
        gate.wait()
        try:
            answers.append(start(call, token, firm, key="start-2018-0001"))
        finally:
            connections.close_all()

    runners = [threading.Thread(target=run) for _ in range(2)]
    for one in runners:
        one.start()
    for one in runners:
        one.join()
    assert len(answers) == 2 and answers[0] == answers[1] and answers[0][0] == 201
    assert Case.objects.count() == 1


def test_every_fault_of_a_submission_is_named_with_a_pointer(call, token, firm, draft, city_office):
    answers = {**ANSWERS, "tech_staff": 60, "products": None}
    body = {"answers": answers, "revision": draft.revision}
    saved = call(token, "PATCH", f"/drafts/{draft.number}", body)[1]
    path = f"/drafts/{draft.number}/submit"
    status, problem = call(token, "POST", path, {"revision": saved["revision"]})
    assert status == 422
    assert [one["pointer"] for one in problem["errors"]] == ["#/answers/products", "#/answers/tech_staff"]


def test_an_answer_that_cannot_be_read_is_kept_and_named(call, token, draft):
    body = {"answers": {"staff": "4.5e3"}, "revision": draft.revision}
    status, saved = call(token, "PATCH", f"/drafts/{draft.number}", body)
    assert status == 200 and "#/answers/staff" in {one["pointer"] for one in saved["problems"]}


@pytest.mark.parametrize(
    "amount", ["三千万", "3,200", "3200 ", "１２", "1e6", "12.345", "-1", True, "3200万元"]
)
def test_money_that_is_no_plain_amount_in_yuan_is_refused_and_never_read_in_the_forms_unit(
    call, token, draft, amount
):
    body = {"answers": {"sales": amount}, "revision": draft.revision}
    status, problem = call(token, "PATCH", f"/drafts/{draft.number}", body)
    assert status == 422 and problem["errors"][0]["pointer"] == "#/answers/sales"
    assert Case.objects.get(pk=draft.pk).answers["sales"] == draft.answers["sales"]


def test_a_draft_saved_meanwhile_answers_with_both_sides(call, token, draft, clerk):
    verbs.save_draft(case=draft, by=clerk, answers={"products": "湿度传感器"}, revision=draft.revision)
    body = {"answers": {"products": "气体传感器"}, "revision": draft.revision}
    status, problem = call(token, "PATCH", f"/drafts/{draft.number}", body)
    assert status == 409 and problem["revision"] > draft.revision
    assert problem["conflicts"] == [
        {"pointer": "#/answers/products", "saved": "湿度传感器", "yours": "气体传感器"}
    ]


def test_a_failing_firm_is_refused_with_the_clause(call, token, firm, draft, city_office):
    body = {"answers": {**ANSWERS, "staff": 501}, "revision": draft.revision}
    saved = call(token, "PATCH", f"/drafts/{draft.number}", body)[1]
    status, problem = call(token, "POST", f"/drafts/{draft.number}/submit", {"revision": saved["revision"]})
    assert status == 409 and problem["clause"] and Case.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize(
    "body, pointer",
    [
        ({"answers": {"staff": 1.5}, "revision": 1}, "#/answers/staff"),
        ({"answers": {"products": "a\x00b"}, "revision": 1}, "#/answers/products"),
        ({"answers": {}, "revision": 0}, "#/revision"),
        ({"answers": {}}, "#/revision"),
        ({"answers": {}, "revision": 1, "state": "open"}, "#/state"),
    ],
)
def test_a_body_off_the_schema_names_the_place(call, token, draft, body, pointer):
    status, problem = call(token, "PATCH", f"/drafts/{draft.number}", body)
    assert status == 422
    assert any(one["pointer"].startswith(pointer) for one in problem["errors"]), problem


def test_what_is_no_json_is_refused(call, token, draft):
    assert call(token, "PATCH", f"/drafts/{draft.number}", "{")[0] == 400


def test_a_write_without_a_key_is_refused(call, token, firm, client):
    response = client.post(
        "/api/drafts",
        {"matter": "trial-evaluation", "party": firm.credit_code},
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "Idempotency-Key"


def test_a_scope_that_the_token_lacks_is_refused(call, firm, clerk, draft):
    reading = verbs.issue_token(party=firm, by=clerk, title="只读", scopes=[TokenScope.READ])[1]
    assert call(reading, "GET", f"/drafts/{draft.number}")[0] == 200
    assert start(call, reading, firm)[0] == 403
    path = f"/drafts/{draft.number}/submit"
    assert call(reading, "POST", path, {"revision": draft.revision})[0] == 403


def test_a_form_is_checked_without_a_token_and_nothing_is_kept(call, stand):
    status, said = call(None, "POST", "/matters/trial-evaluation/check", {"answers": {"staff": 501}})
    assert status == 200 and said["verdict"] == "fail" and said["findings"]
    status, problem = call(
        None, "POST", "/matters/trial-evaluation/check", {"answers": {"staff": "x", "none": 1}}
    )
    assert status == 422 and {one["pointer"] for one in problem["errors"]} == {
        "#/answers/staff",
        "#/answers/none",
    }
    assert not Case.objects.exists()
