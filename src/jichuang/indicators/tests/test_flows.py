"""京津冀调查: a draw that repeats, skips that spare, weights by hand, secrecy, and pages that show no unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.indicators import verbs
from jichuang.indicators.flows import CODE, FORM, Responses, estimated
from jichuang.indicators.reads.flows import draw_of, flows, rates
from jichuang.indicators.tests.conftest import DAY, entry
from jichuang.methods.drawing import ticket
from jichuang.methods.suppression import Rule
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint
from jichuang.returns import verbs as returns
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.verbs.filling import problems

SEED, PERIOD = "2018270", "2017"
YES = {"joint": True} | {field.key: "0" for field in FORM.fields if field.key != "joint"}


def person(name: str, role: Role | None) -> User:
    user = User.objects.create_user(name, "correct horse battery", name=f"{name}（演示）")
    if role is not None:
        appoint(user=user, role=role, valid_from=date(2018, 1, 1), by=None, home="")
    return user


@pytest.fixture
def statistician(db):
    return person("counter", Role.STATISTICIAN)


@pytest.fixture
def frame(load):
    load("hnte", *[entry(f"石{n:02}", date(2017, 3, 1)) for n in range(20)])
    load("hnte", *[entry(f"唐{n:02}", date(2017, 3, 1), county="130202", home="130200") for n in range(10)])


@pytest.fixture
def drawn(frame, statistician):
    return verbs.draw_sample(period=PERIOD, size=15, seed=SEED, by=statistician)


@pytest.fixture
def opened(drawn, statistician):
    marks = {"table": "演示表", "body": "演示机关", "approval": "演示文号", "valid_to": date(2019, 6, 30)}
    returns.record_approval(code=CODE, by=statistician, **marks)
    return returns.open_period(code=CODE, period=PERIOD, by=statistician)


def test_anybody_can_repeat_the_draw_from_its_seed(drawn):
    chosen = [one["subject"] for one in drawn.chosen if one["stratum"] == "130100"]
    by_hand = sorted((f"石{n:02}" for n in range(20)), key=lambda one: ticket(SEED, one))[:10]
    assert chosen == by_hand
    assert drawn.frame == {"130100": 20, "130200": 10}


def test_a_year_is_drawn_once(drawn, statistician):
    with pytest.raises(Refused, match="已经抽过样"):
        verbs.draw_sample(period=PERIOD, size=9, seed="another", by=statistician)


def test_a_short_seed_an_unknown_unit_and_too_large_a_sample_are_named_at_once(frame, statistician):
    with pytest.raises(Invalid) as fault:
        verbs.draw_sample(period=PERIOD, size=99, seed="1", certain=["91130100DEM0000012"], by=statistician)
    assert {one.field for one in fault.value.problems} == {"size", "seed", "certain"}


def test_leaders_and_visitors_may_not_draw(frame):
    with pytest.raises(Refused):
        verbs.draw_sample(period=PERIOD, size=15, seed=SEED, by=person("leader", Role.LEADER))


def test_it_cannot_be_sent_out_before_it_is_drawn(frame, statistician):
    marks = {"table": "演示表", "body": "演示机关", "approval": "演示文号", "valid_to": date(2019, 6, 30)}
    returns.record_approval(code=CODE, by=statistician, **marks)
    with pytest.raises(Refused, match="还没有抽样"):
        returns.open_period(code=CODE, period=PERIOD, by=statistician)


def test_the_roster_is_the_sample(opened, drawn):
    assert set(Owed.objects.filter(period=opened).values_list("subject", flat=True)) == {
        one["subject"] for one in drawn.chosen
    }


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"joint": False}, 0),
        ({"joint": True}, 12),
        ({}, 13),
        ({"joint": False, "bought_beijing": "5"}, 1),
        (YES, 0),
    ],
)
def test_who_has_no_cooperation_is_asked_nothing_more(opened, answers, faults):
    owed = Owed.objects.filter(period=opened).order_by("id")[0]
    owed.answers = answers
    assert len(problems(owed)) == faults


def test_weights_by_hand():
    strata = [
        Responses("130100", 20, 10, tuple({"joint": True, "came_beijing": str(n)} for n in (4, 6, 5, 0))),
        Responses(
            "130200", 10, 5, ({"joint": False, "came_beijing": "99"}, {"joint": True, "came_beijing": "3"})
        ),
        Responses("130300", 7, 3, ()),
    ]
    people = next(
        one for one in estimated(strata, Rule(fewest=1, dominant=1001)) if one.measure.key == "people"
    )
    assert people.between("北京", "河北").amount == (4 + 6 + 5) * 5 + 3 * 5
    assert people.between("北京", "天津") is None


def test_a_cell_of_two_units_is_kept_secret_and_cannot_be_worked_out():
    answers = tuple(
        {
            "joint": True,
            "came_beijing": "40",
            "came_tianjin": "50",
            "sent_beijing": "30",
            "sent_tianjin": "7" if n < 2 else "0",
        }
        for n in range(10)
    )
    people = next(
        one
        for one in estimated([Responses("130100", 10, 10, answers)], Rule())
        if one.measure.key == "people"
    )
    hidden = [(one.origin, one.destination) for one in people.cells if one.amount is None]
    assert ("河北", "天津") in hidden and len(hidden) == 4


def test_response_by_place_and_the_public_table(opened, drawn, statistician):
    some = [one["subject"] for one in drawn.chosen][:12]
    answers = {
        one: YES | {"came_beijing": "2", "came_tianjin": "1", "sent_beijing": "3", "sent_tianjin": "2"}
        for one in some
    }
    returns.load_returns(period=opened, answers=answers, source="演示", by=statistician)
    found = {one.code: (one.asked, one.answered) for one in rates(drawn, opened, DAY)}
    assert found == {"130100": (10, 10), "130200": (5, 2)}
    clock.set_demonstration_day(date(2018, 12, 3))
    returns.freeze(period=OpenPeriod.objects.get(pk=opened.pk), by=statistician)
    tables, silent = flows(draw_of(PERIOD), OpenPeriod.objects.get(pk=opened.pk))
    people = next(one for one in tables if one.measure.key == "people")
    assert people.between("北京", "河北").amount == 2 * 20 + 2 * 10 and silent == []
    page = Client().get("/statistics/jing-jin-ji/?period=2017").content.decode()
    assert ">60<" in page and "石0" not in page and "抽样种子" not in page


def test_before_the_freeze_the_public_sees_neither_table_nor_response(opened):
    page = Client().get("/statistics/jing-jin-ji/?period=2017").content.decode()
    assert "还没有公布的结果" in page and "回收率" not in page


def test_the_form_keeps_what_was_typed_when_the_draw_is_refused(frame, statistician):
    client = Client()
    client.force_login(statistician)
    address = "/statistics/jing-jin-ji/?period=2017"
    assert "抽样种子" in client.get(address).content.decode()
    answer = client.post(address, {"period": "2017", "size": "15", "seed": "1"})
    assert answer.status_code == 422 and 'value="15"' in answer.content.decode()
    page = client.post(address, {"period": "2017", "size": "15", "seed": SEED}, follow=True).content.decode()
    assert "已抽取15家" in page and "石0" not in page
