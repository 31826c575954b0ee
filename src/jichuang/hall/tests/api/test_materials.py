"""Materials by the API: one file a call, done once under its key, refused like an upload on the page; calls are limited."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jichuang.base import clock
from jichuang.hall import verbs
from jichuang.hall.api import problems
from jichuang.hall.models import ApiToken, CaseFile
from jichuang.hall.terms import TokenScope
from jichuang.hall.tests.pages.acts import PDF, blank_pdf


def put(token, case, content=PDF, name="辅助账.pdf", material="rd_ledger", key="paper-2018-0001"):
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    sent = {"material": material, "file": SimpleUploadedFile(name, content)}
    response = Client().post(f"/api/drafts/{case.number}/materials", sent, headers=headers)
    return response.status_code, response.json()


def test_a_file_is_attached_once_under_its_key_and_listed(call, token, draft):
    status, told = put(token, draft)
    assert (
        status == 201 and told["sha256"] == hashlib.sha256(PDF).hexdigest() and told["name"] == "辅助账.pdf"
    )
    assert put(token, draft) == (201, told) and CaseFile.objects.count() == 1
    (listed,) = call(token, "GET", f"/drafts/{draft.number}/materials")[1]["items"]
    assert {**listed, "added_at": told["added_at"]} == told


def test_another_file_under_the_same_key_is_another_request(token, draft):
    put(token, draft)
    status, problem = put(token, draft, blank_pdf(2))
    assert status == 409 and "另一个请求" in problem["detail"] and CaseFile.objects.count() == 1
    assert put(token, draft, blank_pdf(2), key="paper-2018-0002")[0] == 201


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": "表.xlsx"}, "接受的范围"),
        ({"material": "nothing"}, "没有名为"),
        ({"content": b"<svg/>"}, "网页或 SVG"),
        ({"content": blank_pdf(501)}, "最多 500 页"),
    ],
)
def test_what_the_page_refuses_is_refused_with_the_same_words(token, draft, more, words):
    status, problem = put(token, draft, **more)
    assert status == 403 and words in problem["detail"] and not CaseFile.objects.exists()


def test_a_token_of_another_unit_and_one_without_the_scope_are_refused(other_token, firm, clerk, draft):
    assert put(other_token, draft)[0] == 403
    reading = verbs.issue_token(party=firm, by=clerk, title="只读", scopes=[TokenScope.READ])[1]
    assert put(reading, draft)[0] == 403


def test_beyond_its_rate_a_token_is_told_when_to_come_back_and_nothing_is_done(
    token, other_token, draft, settings, monkeypatch
):
    settings.API_PER_MINUTE = 3
    now = clock.machine_now()
    monkeypatch.setattr(clock, "machine_now", lambda: now)
    path, bearer = f"/api/drafts/{draft.number}", {"Authorization": f"Bearer {token}"}
    assert [Client().get(path, headers=bearer).status_code for _ in range(3)] == [200] * 3
    refused = Client().get(path, headers=bearer)
    assert refused.status_code == 429 and refused["Content-Type"].startswith(problems.MEDIA)
    assert 1 <= int(refused["Retry-After"]) <= 60 and "上限3次" in refused.json()["detail"]
    assert put(token, draft)[0] == 429 and not CaseFile.objects.exists()
    assert Client().get(path, headers={"Authorization": f"Bearer {other_token}"}).status_code == 403
    ApiToken.objects.update(minute=1)  # a minute later
    assert Client().get(path, headers=bearer).status_code == 200
