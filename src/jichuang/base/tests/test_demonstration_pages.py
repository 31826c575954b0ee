"""The banner's buttons and the mailbox exist in demonstration only."""

from datetime import date

import pytest

from jichuang.base import clock

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
