"""年度评分定稿: two people, once, stored as it read; later data are differences and never change it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.plan.models import YearClosing
from jichuang.plan.reads.closing import closing_of, differences, intact, stored
from jichuang.plan.reads.scoring import scores
from jichuang.plan.tests.conftest import NEW, _person, rows
from jichuang.plan.verbs import decide_closing, propose_closing, record_award, record_self_score
from jichuang.registry.terms import Role

CLOSED = date(2018, 12, 31)
PAGE = "/plan/2018/follow/scores/"


@pytest.fixture
def second(db):
    """Another keeper."""
    return _person("second", Role.PROVINCE_OFFICER, home="")


@pytest.fixture
def over(working, load):
    """The year's last day, 1,000 of 2,000 entries."""
    load("hnte_reserve", rows("r", 1000, NEW))
    clock.set_demonstration_day(CLOSED)
    return working


@pytest.fixture
def closed(over, officer, second) -> YearClosing:
    asked = propose_closing(plan=over, basis="考评会纪要", by=officer)
    return decide_closing(closing=asked, approved=True, by=second)


def test_a_year_that_runs_is_not_closed_nor_one_without_a_basis(working, officer, leader):
    with pytest.raises(Refused, match="还没有结束"):
        propose_closing(plan=working, basis="考评会纪要", by=officer)
    clock.set_demonstration_day(CLOSED)
    with pytest.raises(Refused):
        propose_closing(plan=working, basis="考评会纪要", by=leader)
    with pytest.raises(Invalid, match="依据"):
        propose_closing(plan=working, basis=" ", by=officer)


def test_who_proposed_it_does_not_confirm_it_and_the_database_knows(over, officer):
    asked = propose_closing(plan=over, basis="考评会纪要", by=officer)
    with pytest.raises(Refused, match="不能由本人复核"):
        decide_closing(closing=asked, approved=True, by=officer)
    with pytest.raises(Refused, match="等待复核"):
        propose_closing(plan=over, basis="考评会纪要", by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        YearClosing.objects.filter(pk=asked.pk).update(decided_by_user=officer)


def test_a_self_score_is_stored_with_its_one_decimal(over, officer, second, chief):
    record_self_score(plan=over, department="高新技术处", score=Decimal("91.5"), reasons="按办法", by=chief)
    asked = propose_closing(plan=over, basis="考评会纪要", by=officer)
    closing = decide_closing(closing=asked, approved=True, by=second)
    assert str(stored(closing)[0].self_score) == "91.5" and differences(closing) == []


def test_what_is_stored_is_what_was_read_to_the_last_fraction(closed, over):
    now = scores(over, CLOSED)
    then = stored(closed)
    assert [one.total for one in then] == [one.total for one in now]
    assert [line.text for part in then[0].parts for line in part.lines] == [
        line.text for part in now[0].parts for line in part.lines
    ]
    assert intact(closed) and differences(closed) == []


def test_later_data_are_shown_as_differences_and_change_nothing(closed, over, load, officer, signed_in):
    before = stored(closed)[0].text
    load("hnte_reserve", rows("late", 500, NEW))
    found = differences(closed_again := closing_of(over))
    assert {one.title for one in found} == {"完成情况", "合计"}
    assert stored(closed_again)[0].text == before
    page = signed_in(officer).get(PAGE).content.decode()
    assert "此后数据有变" in page and f"<b>{before}</b>" in page and "年度评分定稿于 2018年12月31日" in page


def test_data_that_move_between_the_two_people_stop_the_closing(over, officer, second, load):
    asked = propose_closing(plan=over, basis="考评会纪要", by=officer)
    load("hnte_reserve", rows("late", 500, NEW))
    with pytest.raises(Refused, match="数据有变"):
        decide_closing(closing=asked, approved=True, by=second)
    with pytest.raises(Invalid, match="退回理由"):
        decide_closing(closing=asked, approved=False, by=second)
    decide_closing(closing=asked, approved=False, answer="数变了", by=second)
    assert propose_closing(plan=over, basis="考评会纪要", by=second).state == "asked"


def test_a_closed_year_takes_no_award_no_self_score_and_no_second_closing(closed, over, officer, chief):
    with pytest.raises(Refused, match="已于2018-12-31定稿"):
        record_award(
            plan=over, department="高新技术处", title="案例", document="1号", points=Decimal(1), by=officer
        )
    with pytest.raises(Refused, match="定稿"):
        record_self_score(plan=over, department="高新技术处", score=Decimal(90), reasons="好", by=chief)
    with pytest.raises(Refused, match="定稿"):
        propose_closing(plan=over, basis="再来", by=officer)


def test_a_store_that_was_touched_is_noticed(closed, over, officer, signed_in):
    closed.content[0]["parts"][0]["points"] = "60"
    YearClosing.objects.filter(pk=closed.pk).update(content=closed.content)
    assert not intact(closing_of(over))
    assert "与定稿时的摘要不符" in signed_in(officer).get(PAGE).content.decode()


def test_it_is_proposed_and_confirmed_on_the_page(over, officer, second, outsider, signed_in):
    client = signed_in(officer)
    assert signed_in(outsider).post(f"{PAGE}close/", {"basis": "x"}).status_code == 403
    assert client.post(f"{PAGE}close/", {"basis": ""}).status_code == 422
    client.post(f"{PAGE}close/", {"basis": "考评会纪要"})
    asked = YearClosing.objects.get()
    assert "本人提出的定稿不能由本人复核" in client.get(PAGE).content.decode()
    signed_in(second).post(f"{PAGE}close/{asked.pk}/", {"verdict": "accept"})
    page = client.get(PAGE).content.decode()
    assert "定稿以后数据没有变化" in page and "提出定稿" not in page
    again = client.post(
        f"{PAGE}award/", {"department": "高新技术处", "title": "案例", "document": "1号", "points": "1"}
    )
    assert again.status_code == 409 and "已于2018-12-31定稿" in again.content.decode()


def test_a_refused_self_score_keeps_its_reasons(working, chief, signed_in):
    answer = signed_in(chief).post(
        f"{PAGE}self/", {"department": "高新技术处", "score": "x", "reasons": "按办法逐项"}
    )
    assert answer.status_code == 422 and "按办法逐项" in answer.content.decode()
