"""催报: the letter reaches who owes, by the button and by the clock, once a day, and stops when the figures are there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.base.models import Message, Outbox
from jichuang.indicators import verbs
from jichuang.indicators.models import SituationLetter
from jichuang.indicators.verbs.chasing import chase_by_clock
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint, register_department

OWNER = "省统计局高新技术统计负责处"
CODES = ["hnte-in-force", "hightech-value-added", "technology-contracts-month"]


def person(name: str, role: Role | None = None, **more) -> User:
    user = User.objects.create_user(name, "x", name=f"{name}（演示）", email=f"{name}@example.test")
    if role is not None:
        appoint(user=user, role=role, valid_from=date(2018, 1, 1), by=None, **more)
    return user


@pytest.fixture
def officer(db):
    return person("officer", Role.PROVINCE_OFFICER, home="")


@pytest.fixture
def statistics(db):
    """The office that owes a figure has an account of its own."""
    office = register_department(
        code="TJJ-GX", name=OWNER, short="统计局高新处", level="province", region="130000", by=None
    )
    return person("bureau", Role.PROVINCE_OFFICER, department=office)


@pytest.fixture
def table(officer, statistics):
    return verbs.open_situation(period="2018-08", items=CODES, by=officer, due_on=date(2018, 10, 12))


def give(table, officer, code: str) -> None:
    verbs.give_figure(
        situation=table,
        code=code,
        value=Decimal("1700"),
        status="published",
        publisher="某局",
        title="快报",
        by=officer,
    )


def told(user: User) -> list[str]:
    return list(Message.objects.filter(user=user).order_by("id").values_list("subject", flat=True))


def test_the_button_sends_message_and_mail_to_the_office_or_to_who_set_the_table_up(
    table, officer, statistics
):
    client = Client()
    client.force_login(officer)
    assert "发催报函" in client.get("/statistics/situation/2018-08/").content.decode()
    page = client.post("/statistics/situation/2018-08/chase/", follow=True).content.decode()
    assert "已向2个单位发催报函" in page and "今天已发催报函" in page
    assert told(statistics) == [f"2018年8月形势表催报：{OWNER}欠1个数"]
    assert told(officer) == ["2018年8月形势表催报：省技术市场管理部门欠1个数"]
    assert set(Outbox.objects.values_list("to", flat=True)) == {"bureau@example.test", "officer@example.test"}
    assert "请您转达" in Message.objects.get(user=officer).body
    again = client.post("/statistics/situation/2018-08/chase/")
    assert again.status_code == 409 and SituationLetter.objects.count() == 2


def test_only_province_officers_chase_and_only_what_is_owed(table, officer):
    with pytest.raises(Refused):
        verbs.chase(situation=table, by=person("outsider"))
    with pytest.raises(Refused):
        verbs.chase(situation=table, by=person("leader", Role.LEADER, home=""))
    for code in CODES[1:]:
        give(table, officer, code)
    with pytest.raises(Refused, match="已经报齐"):
        verbs.chase(situation=table, by=officer)


def test_the_clock_writes_on_the_working_day_after_the_last_day_and_every_fifth_until_it_is_there(
    table, officer, statistics
):
    # 2018-10-12 is a Friday
    sent = []
    for day in (date(2018, 10, n) for n in range(10, 31)):
        clock.set_demonstration_day(day)
        if day == date(2018, 10, 25):
            give(table, officer, "hightech-value-added")
        if chase_by_clock(day):
            sent.append(
                (day.day, sorted(SituationLetter.objects.filter(sent_on=day).values_list("owner", flat=True)))
            )
    both = sorted([OWNER, "省技术市场管理部门"])
    assert sent == [(15, both), (22, both), (29, ["省技术市场管理部门"])]
    assert told(statistics)[0] == f"2018年8月形势表逾期催报：{OWNER}欠1个数"


def test_after_the_freeze_nobody_is_chased(table, officer):
    for code in CODES[1:]:
        give(table, officer, code)
    frozen = verbs.freeze_situation(situation=table, by=officer)
    with pytest.raises(Refused, match="已冻结"):
        verbs.chase(situation=frozen, by=officer)
    assert chase_by_clock(date(2018, 10, 15)) == 0
