"""The acceptor's page for tokens: issued once, shown once, revoked at once; nobody else reaches it."""

from __future__ import annotations

import re

import pytest

from jichuang.hall.models import ApiToken

FORM = {"title": "财务系统申报接口", "scopes": ["read", "prepare"], "days": "30"}


def test_the_acceptor_issues_sees_the_secret_once_and_revokes(browse, firm, clerk, client):
    browser, path = browse(clerk), f"/my/tokens/{firm.credit_code}/"
    assert browser.get("/my/tokens/").url == path
    page = browser.post(path, FORM)
    secret = re.search(r"jc_[\w-]{43}", page.content.decode())[0]
    assert "no-store" in page["Cache-Control"]
    assert secret not in browser.get(path).content.decode()
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/cases", headers=headers).status_code == 200
    token = ApiToken.objects.get()
    assert token.scopes == ["read", "prepare"] and (token.expires_at - token.issued_at).days == 30
    page = browser.post(f"{path}{token.pk}/revoke/", follow=True).content.decode()
    assert "已撤销" in page
    assert client.get("/api/cases", headers=headers).status_code == 401


def test_a_form_without_scope_keeps_what_was_typed_and_issues_nothing(browse, firm, clerk):
    page = browse(clerk).post(f"/my/tokens/{firm.credit_code}/", {"title": "财务系统", "days": "0"})
    assert page.status_code == 422 and "财务系统" in page.content.decode()
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    "who", ["preparer", "other_clerk", "city_officer", "province_officer", "auditor", "outsider"]
)
def test_nobody_else_sees_issues_or_revokes(browse, firm, token_row, request, who):
    browser, path = browse(request.getfixturevalue(who)), f"/my/tokens/{firm.credit_code}/"
    assert browser.get(path).status_code == 403
    assert browser.post(path, FORM).status_code == 403
    assert browser.post(f"{path}{token_row.pk}/revoke/").status_code == 403
    assert ApiToken.objects.count() == 1 and ApiToken.objects.get().revoked_at is None


@pytest.fixture
def token_row(firm, clerk, browse):
    """One token of the firm."""
    browse(clerk).post(f"/my/tokens/{firm.credit_code}/", FORM)
    return ApiToken.objects.get()


def test_a_visitor_is_led_to_the_sign_in_page(browse, firm):
    assert "/sign-in/" in browse().get(f"/my/tokens/{firm.credit_code}/").url
