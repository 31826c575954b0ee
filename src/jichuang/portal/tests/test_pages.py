"""Portal pages: what each kind of reader meets."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jichuang.accounts.models import User
from jichuang.base import journal
from jichuang.base.refs import Ref
from jichuang.portal.reads import matching_matters
from jichuang.registry.models import Department
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint, register_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Department:
    return register_department(
        code="SKJT", name="河北省科学技术厅", short="省科技厅", level="province", region="130000", by=None
    )


def signed_in(client: Client, username: str, role: Role | None, office: Department | None, day) -> User:
    user = User.objects.create_user(username, "a-long-passphrase", name=username)
    if role is not None:
        appoint(user=user, role=role, department=office, valid_from=day, by=None)
    client.force_login(user)
    return user


@pytest.mark.parametrize("text", ["科技型中小企业", "科小", "kjxzxqy", "ＫＪＸＺＸＱＹ"])
def test_a_matter_is_found_by_name_synonym_and_pinyin_initials(text):
    assert [matter.code for matter in matching_matters(text)] == ["tech-sme-evaluation", "hebei-tech-sme"]


def test_nothing_is_found_for_nothing():
    assert matching_matters("") == []


def test_the_home_page_stands_on_an_empty_installation(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "科技型中小企业评价" in page.content.decode()


def test_search_says_what_to_try_when_nothing_is_found(client):
    assert "拼音首字母" in client.get("/search/", {"q": "查无此物"}).content.decode()


def test_my_space_asks_a_visitor_to_sign_in(client):
    answer = client.get("/my/")
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")


def test_an_outsider_is_told_how_to_get_in(client, on_day):
    signed_in(client, "outsider", None, None, None)
    assert "还没有任职" in client.get("/my/").content.decode()


@pytest.mark.parametrize("role", [None, Role.PROVINCE_OFFICER, Role.LEADER, Role.ADMINISTRATOR])
def test_the_journal_is_refused_to_everyone_but_the_auditor_with_a_reason(client, office, role):
    signed_in(client, "someone", role, office, date(2018, 1, 2))
    for answer in (client.get("/audit/"), client.post("/audit/verify/")):
        assert answer.status_code == 403 and "下一步" in answer.content.decode()


def test_the_auditor_reads_the_journal_and_verifies_the_chain(client, office):
    signed_in(client, "auditor", Role.AUDITOR, office, date(2018, 1, 2))
    assert client.get("/audit/", {"verb": "department."}).status_code == 200
    assert "未封存尾部" in client.post(reverse("portal:audit-verify")).content.decode()


def test_the_journal_asks_no_question_per_row(client, office):
    signed_in(client, "auditor", Role.AUDITOR, office, date(2018, 1, 2))
    client.get("/audit/")  # the session is written by the first page
    counts = []
    for people in (2, 25):
        for index in range(people):
            user = User.objects.create_user(f"p{people}-{index}", name=f"人{people}-{index}")
            journal.record(actor=user, verb="row.write", subject=Ref("user", str(user.pk)), summary="写")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/audit/", {"verb": "row."}).content.decode()
        assert page.count(f"人{people}-") == 2 * people
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_robots_are_kept_from_names_under_publicity(client):
    assert "Disallow: /publicity/" in client.get("/robots.txt").content.decode()


def test_a_search_finds_policies_by_name_initials_and_document(client, db):
    for text in ("科技型中小企业评价", "kjxzxqypj", "国科发政〔2017〕115号"):
        assert 'href="/policies/tech-sme/"' in client.get("/search/", {"q": text}).content.decode(), text
    assert (
        'href="/policies/'
        not in client.get("/search/", {"q": "没有这样的词"}).content.decode().split("<main")[1]
    )


def test_the_home_page_offers_the_calculators(client, db):
    assert 'href="/policies/tech-sme/calculator/"' in client.get("/").content.decode()
