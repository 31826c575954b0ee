"""The applicants of the closing day: accounts, firms, authorisations and open sessions, written straight into an installation.

Signing in is no part of the measure: the sessions are made here, as the sign-in page would have made them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from jichuang.accounts.models import User
from jichuang.codes.credit_code import make
from jichuang.registry.models import Party
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk, register_party

COUNTY, BEGIN = "130108", date(2018, 1, 2)
LETTERS = "ABCDEFGHJKLMNPQRTUWXY"
"""Letters a credit code may hold."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """One person at a browser: the cookies of an open session, and the firms whose case he files, one after another."""

    user: int
    cookie: str
    token: str
    firms: tuple[int, ...]


def applicants(count: int, firms: int) -> list[Applicant]:
    """So many people with so many firms each, new ones at each run."""
    run = "".join(secrets.choice(LETTERS) for _ in range(3))
    return [_applicant(run, number, firms) for number in range(count)]


@transaction.atomic
def _applicant(run: str, number: int, firms: int) -> Applicant:
    name = f"closing-{run.lower()}-{number}"
    user = User.objects.create_user(
        name, None, name=f"截止日{run}{number}（演示）", email=f"{name}@demo.example", demonstration=True
    )
    parties = [_firm(run, number * firms + index, user) for index in range(firms)]
    cookie, token = session_of(user)
    return Applicant(user.pk, cookie, token, tuple(party.pk for party in parties))


def session_of(user: User) -> tuple[str, str]:
    """(cookies, form token) of a session opened for an account."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    token = secrets.token_hex(16)
    return f"sessionid={session.session_key}; csrftoken={token}", token


def _firm(run: str, serial: int, user: User) -> Party:
    party = register_party(
        name=f"截止日{run}第{serial}号有限公司（演示）",
        credit_code=make(COUNTY, f"{run}{serial:05d}"),
        region=COUNTY,
        by=None,
        established_on=date(2015, 3, 18),
        source="基准",
        as_of=BEGIN,
        demonstration=True,
    )
    authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)
    return party
