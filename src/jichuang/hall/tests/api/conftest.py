"""Other systems of the standing cast: `call(token, method, path, body)` is one request with its own key."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.hall import verbs
from jichuang.hall.models import ApiToken
from jichuang.hall.reads.tokens import digest_of
from jichuang.hall.terms import TokenScope
from jichuang.hall.tests.cast import *  # noqa: F403


@pytest.fixture
def token(firm, clerk) -> str:
    """Every scope, for 澄光传感."""
    return verbs.issue_token(party=firm, by=clerk, title="企业财务系统", scopes=list(TokenScope))[1]


@pytest.fixture
def other_token(other_firm, other_clerk) -> str:
    """Every scope, for 白榆生物."""
    return verbs.issue_token(party=other_firm, by=other_clerk, title="别家的系统", scopes=list(TokenScope))[1]


@pytest.fixture
def token_of(stand):
    """A token that acts as any person of the cast, without a unit."""

    def made(user: User) -> str:
        secret = f"jc_{secrets.token_urlsafe(32)}"
        now = clock.machine_now()
        ApiToken.objects.create(
            digest=digest_of(secret), hint=secret[3:11], title="试验", acts_as=user,
            scopes=[one.value for one in TokenScope], issued_at=now, expires_at=now.replace(year=now.year + 1),
        )  # fmt: skip
        return secret

    return made


@pytest.fixture
def call():
    """One request; the answer as (status, body). Writes get a key of their own unless one is given."""

    def made(
        secret: str | None, method: str, path: str, body: Any = None, key: str | None = None, **headers: str
    ):
        if method != "GET":
            headers["Idempotency-Key"] = key or secrets.token_hex(8)
        if secret:
            headers["Authorization"] = f"Bearer {secret}"
        content = body if isinstance(body, str) else json.dumps(body)
        response = Client().generic(
            method,
            f"/api{path}",
            content if body is not None else "",
            content_type="application/json",
            headers=headers,
        )
        expected = "application/json" if response.status_code < 400 else "application/problem+json"
        assert response["Content-Type"].startswith(expected), response.content
        return response.status_code, response.json()

    return made
