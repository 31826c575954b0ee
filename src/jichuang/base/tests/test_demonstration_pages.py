"""The banner's buttons and the mailbox exist in demonstration only."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from jichuang.base import clock, mail
from jichuang.base.errors import Refused
from jichuang.base.middleware import Refusals, client_address

pytestmark = pytest.mark.django_db
FRIDAY = date(2018, 9, 28)


@pytest.mark.parametrize("path", ["/demo/clock/next-workday/", "/demo/clock/to/"])
def test_a_real_deployment_has_no_clock_page(client, path):
    assert client.post(path, {"day": "2100-01-01"}).status_code == 404


def test_the_next_workday_skips_the_weekend_and_works_on_the_make_up_day(client, on_day):
    on_day(FRIDAY)
    client.post("/demo/clock/next-workday/")
    assert clock.today() == date(2018, 9, 29), "2018-09-29 was a Saturday made a working day"
    client.post("/demo/clock/next-workday/")
    assert clock.today() == date(2018, 9, 30)
    client.post("/demo/clock/next-workday/")
    assert clock.today() == date(2018, 10, 8)


@pytest.mark.parametrize("day", ["", "2018-13-01", "明天", "2018-09-01"])
def test_a_wrong_or_past_day_moves_nothing_and_says_why(client, on_day, day):
    on_day(FRIDAY)
    answer = client.post("/demo/clock/to/", {"day": day, "next": "/x/"})
    assert (answer.status_code, answer["Location"]) == (302, "/x/")
    assert clock.today() == FRIDAY
    assert [str(m) for m in answer.wsgi_request._messages]


def test_the_way_back_never_leads_to_another_site(client, on_day):
    on_day(FRIDAY)
    answer = client.post("/demo/clock/next-workday/", {"next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_the_clock_is_moved_by_post_only(client, on_day):
    on_day(FRIDAY)
    assert client.get("/demo/clock/next-workday/").status_code == 405


def test_the_mailbox_shows_the_letters_of_one_person(client, on_day):
    on_day(FRIDAY)
    mail.send(to="clerk@example.invalid", subject="退回补正", body="请补充研发费用辅助账。")
    mail.send(to="other@example.invalid", subject="已受理", body="x")
    page = client.get("/demo/mailbox/", {"to": "clerk"}).content.decode()
    assert "请补充研发费用辅助账" in page
    assert "已受理" not in page


def test_an_empty_mailbox_says_when_letters_come(client, on_day):
    on_day(FRIDAY)
    assert "还没有信件" in client.get("/demo/mailbox/").content.decode()


@pytest.mark.parametrize("conflict, status", [(False, 403), (True, 409)])
def test_a_refusal_becomes_a_page_with_reason_clause_and_next_step(rf, conflict, status):
    request = rf.get("/cases/1/")
    request.user = AnonymousUser()
    fault = Refused(
        "只有本市经办人可以审核。",
        clause="国科发政〔2017〕115号 第十条",
        remedy="请联系石家庄市科技局。",
        conflict=conflict,
    )
    answer = Refusals(lambda request: HttpResponse()).process_exception(request, fault)
    page = answer.content.decode()
    assert answer.status_code == status
    assert all(words in page for words in (fault.reason, "第十条", fault.remedy))


def test_behind_a_trusted_proxy_only_the_address_it_added_counts(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 10.1.2.3"})
    assert client_address(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "10.1.2.3"
