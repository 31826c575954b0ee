"""政策计算器: no sign-in, nothing kept, few questions, messages that name the box and the range, a link that says no name."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang.law import sharing
from jichuang.registry.models import PartyFact

pytestmark = pytest.mark.django_db
ADDRESS = "/policies/tech-sme/calculator/"
SIZE = {"f-staff": "46", "f-sales": "3200", "f-assets": "2780"}
PEOPLE = {"f-tech_staff": "13", "f-rd_expense": "140", "f-cost_expense": "2700"}
RIGHTS = {"f-ip_class1": "0", "f-ip_class2": "1"}
CLEAN = {
    "f-resident_enterprise": "true",
    "f-restricted_industry": "false",
    "f-serious_violation": "false",
    "f-abnormal_list": "false",
    "f-dishonest_list": "false",
}
ALL = {**SIZE, **PEOPLE, **RIGHTS, **CLEAN, "shown": "0,1,2,3,4,5", "on": "2018-05-31"}


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def token_in(page: str) -> str:
    found = re.search(r'\?s=([^"&]+)"', page)
    assert found
    return found[1]


def test_a_visitor_gets_the_sentence_the_smallest_change_and_every_clause(client):
    page = text(client.post(ADDRESS, ALL))
    assert "差 8 分" in page
    assert "2 项Ⅱ类知识产权" in page
    assert "第六条（二）" in page
    assert "3,200 万元" in page


def test_questions_come_topic_by_topic(client):
    page = text(client.get(ADDRESS))
    assert "职工总数" in page
    assert "Ⅱ类知识产权" not in page
    page = text(client.post(ADDRESS, {**SIZE, "shown": "0"}))
    assert "科技人员数" in page
    assert 'name="f-staff" value="46"' in page


def test_topics_that_cannot_change_the_answer_are_never_asked(client):
    page = text(client.post(ADDRESS, {**SIZE, "f-staff": "501", "shown": "0"}))
    assert "暂不能入库" in page
    assert "f-tech_staff" not in page


def test_the_whole_form_can_be_had_on_one_page(client):
    page = text(client.get(f"{ADDRESS}?all"))
    assert "职工总数" in page and "Ⅱ类知识产权" in page and "看结果" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"f-staff": "-3"}, "职工总数：小于允许的最小值，应为 0 至"),
        ({"f-staff": "4.5"}, "职工总数：不是整数"),
        ({"f-staff": "四十六"}, "职工总数"),
        ({"f-sales": "99999999999999"}, "年销售收入：大于允许的最大值，应为 0 至 1,000,000,000 万元"),
        ({"f-tech_staff": "47"}, "科技人员数不会超过职工总数"),
        ({"f-resident_enterprise": "也许"}, "应选是或否"),
    ],
)
def test_a_bad_value_is_answered_by_the_box_and_the_range(client, typed, says):
    page = text(client.post(ADDRESS, {**ALL, **typed}), 422)
    assert says in page
    assert "错误：" in page
    assert 'value="3200"' in page or "f-sales" in typed


def test_a_bad_value_in_a_topic_that_was_not_shown_brings_that_topic_onto_the_page(client):
    page = text(client.post(ADDRESS, {**ALL, "f-ip_class2": "x", "shown": "0"}), 422)
    assert 'id="id_f-ip_class2"' in page


@pytest.mark.parametrize("on", ["abc", "2010-01-01", "2099-01-01"])
def test_a_day_without_law_is_refused_with_the_days_there_are(client, on):
    assert "请选" in (page := text(client.post(ADDRESS, {**ALL, "on": on}), 422)) or "日期" in page


def test_amounts_may_be_typed_in_yuan_or_with_their_own_unit(client):
    wan = text(client.post(ADDRESS, ALL))
    yuan = text(client.post(ADDRESS, {**ALL, "money": "元", "f-sales": "32000000", "f-assets": "2780万元",
                                      "f-rd_expense": "1400000", "f-cost_expense": "2700万"}))  # fmt: skip
    findings = re.compile(r'id="findings".*?</section>', re.S)
    assert findings.search(wan)[0] == findings.search(yuan)[0]


def test_a_slip_of_the_unit_is_warned_of_and_not_refused(client):
    page = text(client.post(ADDRESS, {**ALL, "f-sales": "32000000", "f-cost_expense": "27000000"}))
    assert "如果是按元填的，应为 3,200 万元" in page


def test_a_zero_is_an_answer_and_an_empty_box_is_not(client):
    assert "Ⅱ类知识产权" in text(client.post(ADDRESS, {**ALL, "f-ip_class2": "0"}))
    known = text(client.post(ADDRESS, {**ALL, "f-ip_class2": "0"}))
    unknown = text(client.post(ADDRESS, {**ALL, "f-ip_class2": ""}))
    assert known != unknown


def test_a_shared_link_shows_the_same_result_and_says_no_name(client):
    first = text(client.post(ADDRESS, ALL))
    token = token_in(first)
    again = text(client.get(f"{ADDRESS}?s={token}"))
    cut = re.compile(r'<section class="section" id="findings">.*?</section>', re.S)
    assert cut.search(first)[0] == cut.search(again)[0]
    shared = sharing.unpack("tech-sme", token)
    assert shared.on == date(2018, 5, 31)
    assert shared.facts["sales"] == Decimal(32_000_000)
    assert set(shared.facts) <= {"staff", "sales", "assets", *(k[2:] for k in ALL if k.startswith("f-"))}


def test_the_answers_behind_a_link_can_be_edited(client):
    token = token_in(text(client.post(ADDRESS, ALL)))
    assert 'value="3200"' in text(client.get(f"{ADDRESS}?s={token}&edit"))


@pytest.mark.parametrize("token", ["x", "eyJh:broken", "." * 9000])
def test_a_broken_link_says_so_and_shows_the_empty_form(client, token):
    assert "链接不完整" in text(client.get(f"{ADDRESS}?s={token}"))


def test_a_link_of_one_policy_opens_no_other():
    token = sharing.pack("tech-sme", {"staff": 3}, date(2018, 1, 1), None, "万元")
    assert sharing.unpack("another", token) is None


def test_the_instant_answer_is_the_sentence_alone(client):
    page = text(client.post(ADDRESS, ALL, headers={"HX-Request": "true"}))
    assert "差 8 分" in page
    assert "<html" not in page


def test_the_instant_answer_counts_what_has_to_be_mended(client):
    page = text(client.post(ADDRESS, {**ALL, "f-staff": "x"}, headers={"HX-Request": "true"}), 200)
    assert "1 处需要改正" in page


def test_nothing_is_kept_of_what_a_visitor_typed(client):
    with CaptureQueriesContext(connection) as asked:
        client.post(ADDRESS, ALL)
    assert not [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not PartyFact.objects.exists()
    assert "sessionid" not in client.cookies


def test_the_number_of_queries_does_not_grow_with_the_answers(client):
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.post(ADDRESS, {**SIZE, "shown": "0"})
    with CaptureQueriesContext(connection) as many:
        client.post(ADDRESS, ALL)
    assert len(few) == len(many) <= 2


def test_a_list_of_years_is_one_box_and_none_is_an_answer(client):
    there = "/policies/loss-carry-forward/calculator/"
    sent = {"f-loss_year": "2013", "shown": "0", "on": "2018-12-31"}
    assert "2023 年" in text(client.post(there, {**sent, "f-qualified_years": "2016、2018"}))
    assert "2018 年" in text(client.post(there, {**sent, "f-qualified_years": "无"}))
    assert "应为年份，用顿号隔开" in text(client.post(there, {**sent, "f-qualified_years": "去年"}), 422)
