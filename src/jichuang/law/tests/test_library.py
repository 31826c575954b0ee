"""政策库, as anybody may read it; the list to be checked again, for those with a post."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang import policy
from jichuang.law.reads import provisions, sheets

pytestmark = pytest.mark.django_db


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_library_lists_every_policy(client):
    page = read(client, "/policies/")
    assert all(policy.get(each).title in page for each in policy.ids())


@pytest.mark.parametrize("policy_id", policy.ids())
def test_every_policy_shows_its_parameters_with_their_documents(client, policy_id):
    last = max(v.valid_from for p in policy.get(policy_id).book.all() for v in p.values if not v.repealed)
    page = read(client, f"/policies/{policy_id}/?on={last}")
    for held in policy.parameters(policy_id, on=last):
        assert held.title in page
        assert held.document in page


def test_a_policy_answers_for_the_day_that_is_asked(client):
    assert "国科火字〔2022〕67号" not in read(client, "/policies/tech-sme/?on=2018-05-01").split("沿革")[0]
    assert "国科火字〔2022〕67号" in read(client, "/policies/tech-sme/?on=2022-05-01")


def test_a_day_before_any_law_names_the_first_day_there_is(client):
    answer = client.get("/policies/tech-sme/?on=2010-01-01")
    assert answer.status_code == 422
    assert "2017-05-03" in answer.content.decode()


@pytest.mark.parametrize("typed", ["on=abc", "on=2018-13-45", "known=昨天"])
def test_a_date_that_cannot_be_read_is_named_and_refused(client, typed):
    answer = client.get(f"/policies/tech-sme/?{typed}")
    assert answer.status_code == 422
    assert "日期" in answer.content.decode()


def test_an_unknown_policy_is_not_found(client):
    assert client.get("/policies/no-such-policy/").status_code == 404


def test_two_days_compared_show_only_what_changed(client):
    found = provisions.differences("tech-sme", date(2018, 1, 1), date(2022, 6, 1))
    page = read(client, "/policies/tech-sme/changes/?from=2018-01-01&to=2022-06-01")
    same = {h.title for h in policy.parameters("tech-sme", on=date(2018, 1, 1))} - {d.title for d in found}
    assert found
    assert all(each.title in page for each in found)
    assert not any(f"{title}</th>" in page for title in same)


def test_two_days_under_the_same_law_say_so(client):
    assert "两天的规定相同" in read(client, "/policies/tech-sme/changes/?from=2018-01-01&to=2018-02-01")


def test_what_is_unverified_is_said_beside_the_value(client):
    assert "未核实" in read(client, "/policies/tech-sme/?on=2022-05-01")


def test_a_visitor_is_asked_to_sign_in_before_the_list_to_be_checked(client):
    assert client.get("/policies/review/").status_code == 302


def test_a_clerk_may_not_read_the_list_to_be_checked(client, clerk):
    client.force_login(clerk)
    assert client.get("/policies/review/").status_code == 403


def test_an_officer_sees_what_has_not_been_checked_for_a_year(client, city_officer, stand):
    client.force_login(city_officer)
    assert "没有久未核对的规定" in read(client, "/policies/review/")
    stand(date(2028, 1, 3))
    assert "没有久未核对的规定" not in read(client, "/policies/review/")


def test_only_values_checked_more_than_a_year_ago_are_stale():
    checked = max(v.checked_on for p in policy.get("tech-sme").book.all() for v in p.values)
    assert not provisions.stale(checked.replace(year=checked.year + 1))
    assert provisions.stale(date(checked.year + 1, 12, 31))


def test_the_pages_ask_the_database_nothing_about_policies(client):
    client.get("/policies/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/policies/tech-sme/?on=2022-05-01")
    assert len(asked) <= 2, [each["sql"] for each in asked]


def test_lists_and_tables_of_the_law_read_in_chinese(client):
    counties = read(client, "/policies/hnte-post-subsidy/?on=2018-12-01")
    assert "高阳县：10 万元" in counties and "gaoyang" not in counties
    uses = read(client, "/policies/innovation-voucher/?on=2020-06-01")
    assert "创新方法培训" in uses and "method_training" not in uses


def test_an_amount_that_is_a_parameter_reads_in_the_parameters_unit():
    facts = {"recognised": True, "renewal": False, "county": "jingxiu", "revenue": 10_000_000}
    result = policy.check("hnte-post-subsidy", facts, on=date(2018, 12, 1))
    assert [(line.title, line.text) for line in sheets.lines(result)] == [
        ("省级后补助", "10 万元"),
        ("市县后补助", "12 万元"),
    ]
