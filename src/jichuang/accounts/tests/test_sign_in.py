"""登录: locks, sessions, forced change, personas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client

from jichuang.accounts import personas, verbs
from jichuang.accounts.models import SignInFailure, User
from jichuang.base import clock
from jichuang.base.models import JournalRow

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Persona:
    """A persona as the demonstration gives it."""

    username: str
    name: str
    says: str
    desk: str
    group: str = ""


@pytest.fixture
def clerk(db):
    return User.objects.create_user("clerk", PASSWORD, name="演示经办")


def post(client, username="clerk", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def words(response):
    return response.content.decode()


def test_signing_in_opens_a_session_under_a_new_identifier_and_is_journalled(client, clerk):
    client.get("/sign-in/")
    client.session["before"] = 1
    before = client.session.session_key
    response = post(client, next="/registers/")
    assert response.status_code == 302
    assert response["Location"] == "/registers/"
    assert client.session.session_key != before
    assert JournalRow.objects.filter(verb="account.sign_in", subject=f"user:{clerk.pk}").exists()


def test_a_next_address_of_another_site_is_ignored(client, clerk):
    assert post(client, next="https://elsewhere.example/")["Location"] == "/"
    assert post(Client(), next="//elsewhere.example/")["Location"] == "/"


def test_unknown_name_and_wrong_password_read_the_same(client, clerk):
    client_of_stranger = Client()
    wrong = post(client, password="not this one")
    unknown = post(client_of_stranger, username="nobody", password="not this one")
    assert wrong.status_code == unknown.status_code == 422
    assert verbs.WRONG in words(wrong)
    assert verbs.WRONG in words(unknown)
    clerk.is_active = False
    clerk.save()
    closed = verbs.sign_in(username="clerk", password=PASSWORD, address=None)
    assert closed.user is None
    assert closed.problem == verbs.WRONG


@pytest.mark.parametrize("username", ["clerk", "nobody"])
def test_five_failures_lock_a_name_for_fifteen_minutes_whether_or_not_it_exists(
    client, clerk, monkeypatch, username
):
    for _ in range(5):
        response = post(client, username=username, password="not this one")
    assert response.status_code == 429
    assert "15 分钟后再试" in words(response)
    locked = post(client, username=username)
    assert locked.status_code == 429, "the right password does not open a lock"
    later = clock.machine_now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(clock, "machine_now", lambda: later)
    assert verbs.sign_in(username=username, password="not this one", address=None).problem == verbs.WRONG
    assert (verbs.sign_in(username=username, password=PASSWORD, address=None).user is not None) == (
        username == "clerk"
    )


def test_a_name_in_other_letters_counts_as_the_same_name(clerk):
    for name in ("clerk", "CLERK", "Clerk", "cLerk", " clerk "):
        result = verbs.sign_in(username=name, password="not this one", address=None)
    assert result.locked_until is not None


def test_twenty_failures_from_one_address_lock_it_for_every_name(clerk):
    for n in range(20):
        verbs.sign_in(username=f"guess-{n}", password="not this one", address="192.0.2.7")
    assert verbs.sign_in(username="clerk", password=PASSWORD, address="192.0.2.7").locked_until
    assert verbs.sign_in(username="clerk", password=PASSWORD, address="192.0.2.8").user == clerk


def test_success_forgets_the_failures_of_that_name(clerk):
    for _ in range(4):
        verbs.sign_in(username="clerk", password="not this one", address=None)
    verbs.sign_in(username="clerk", password=PASSWORD, address=None)
    assert not SignInFailure.objects.filter(name="clerk").exists()


def test_signing_out_ends_the_session_on_the_server(client, clerk):
    post(client)
    key = client.session.session_key
    assert Session.objects.filter(pk=key).exists()
    client.post("/sign-out/")
    assert not Session.objects.filter(pk=key).exists()
    assert client.get("/sign-out/").status_code == 405


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client, clerk):
    other = Client()
    post(client)
    post(other)
    new = "another long sentence"
    response = client.post("/account/password/", {"old": PASSWORD, "new": new, "again": new})
    assert response.status_code == 302
    assert client.get("/account/password/").status_code == 200
    assert other.get("/account/password/")["Location"].startswith("/sign-in/")
    clerk.refresh_from_db()
    assert clerk.check_password(new)


@pytest.mark.parametrize(
    ("old", "new", "again", "problem"),
    [
        ("wrong", "another long sentence", "another long sentence", "现密码不正确"),
        (PASSWORD, "another long sentence", "something else", "两次填写的新密码不一致"),
        (PASSWORD, PASSWORD, PASSWORD, "新密码与现密码相同"),
        (PASSWORD, "short", "short", "10"),
        (PASSWORD, "my-clerk-password", "my-clerk-password", "含有登录名"),
        (PASSWORD, "password123", "password123", "常见"),
    ],
)
def test_a_bad_new_password_is_refused_with_its_reason(client, clerk, old, new, again, problem):
    post(client)
    response = client.post("/account/password/", {"old": old, "new": new, "again": again})
    assert response.status_code == 422
    assert problem in words(response)


def test_the_first_sign_in_leads_to_the_password_page_and_nowhere_else(client, db):
    verbs.open_account(username="fresh", name="新人", password=PASSWORD, by=None)
    assert post(client, username="fresh")["Location"] == "/account/password/"
    assert client.get("/registers/")["Location"] == "/account/password/"
    new = "another long sentence"
    client.post("/account/password/", {"old": PASSWORD, "new": new, "again": new})
    assert client.get("/registers/").status_code == 200


def test_an_idle_session_ends_and_says_why_with_the_way_back(client, clerk, monkeypatch, settings):
    post(client)
    key = client.session.session_key
    later = clock.machine_now() + timedelta(minutes=settings.IDLE_MINUTES, seconds=5)
    monkeypatch.setattr(clock, "machine_now", lambda: later)
    response = client.get("/parties/?q=1")
    assert response["Location"] == "/sign-in/?next=%2Fparties%2F%3Fq%3D1&why=idle"
    assert not Session.objects.filter(pk=key).exists()
    assert "较长时间没有操作" in words(client.get(response["Location"]))


def test_a_busy_session_still_ends_after_eight_hours(client, clerk, monkeypatch):
    post(client)
    start = clock.machine_now()
    for minutes in range(20, 480, 20):
        monkeypatch.setattr(clock, "machine_now", lambda now=start + timedelta(minutes=minutes): now)
        assert client.get("/registers/").status_code == 200
    monkeypatch.setattr(clock, "machine_now", lambda: start + timedelta(hours=8, minutes=1))
    assert client.get("/registers/").status_code == 302


def test_a_closed_account_is_out_with_the_next_request(client, clerk):
    post(client)
    verbs.close_account(user=clerk, by=None, reason="离职")
    assert client.get("/account/password/")["Location"].startswith("/sign-in/")


def test_a_name_once_given_is_never_given_again(clerk):
    verbs.close_account(user=clerk, by=None, reason="离职")
    with pytest.raises(Exception, match="已有人使用"):
        verbs.open_account(username="CLERK", name="另一人", password=PASSWORD, by=None)


@pytest.fixture
def offered(db, monkeypatch):
    monkeypatch.setattr(personas, "_provider", [])
    personas.set_provider(lambda: [Persona("clerk", "演示经办", "替企业申报", desk="/registers/")])
    return User.objects.create_user("clerk", PASSWORD, name="演示经办", demonstration=True)


def test_personas_are_offered_in_demonstration_only(client, offered, on_day, settings):
    on_day(date(2018, 9, 30))
    assert "替企业申报" in words(client.get("/sign-in/"))
    response = client.post("/sign-in/as/", {"username": "clerk"})
    assert response["Location"] == "/registers/"
    assert client.session["_auth_user_id"] == str(offered.pk)
    settings.DEMONSTRATION = False
    stranger = Client()
    assert "替企业申报" not in words(stranger.get("/sign-in/"))
    refused = stranger.post("/sign-in/as/", {"username": "clerk"})
    assert refused.status_code == 403
    assert "_auth_user_id" not in stranger.session


def test_a_real_account_or_one_not_offered_cannot_be_entered_without_password(client, offered, on_day):
    on_day(date(2018, 9, 30))
    User.objects.create_user("real", PASSWORD, name="真人")
    User.objects.create_user("hidden", PASSWORD, name="未列出", demonstration=True)
    for username in ("real", "hidden", ""):
        assert client.post("/sign-in/as/", {"username": username}).status_code == 403
    offered.demonstration = False
    offered.save()
    assert client.post("/sign-in/as/", {"username": "clerk"}).status_code == 403


def test_forms_need_the_token_of_their_page(clerk):
    strict = Client(enforce_csrf_checks=True)
    assert post(strict).status_code == 403


def test_the_strong_hasher_is_the_first_choice():
    installed = configured._wrapped.default_settings  # the tests' quick hasher lies over it
    assert installed.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
