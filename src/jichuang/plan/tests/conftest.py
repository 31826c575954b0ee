"""The 2018 plan, people in each role, and register entries for the plan's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.clock import SHANGHAI
from jichuang.indicators.verbs import load_publications
from jichuang.plan.models import Plan
from jichuang.plan.verbs import assign_owner, load_shipped_plan, sign
from jichuang.registry.models import Department
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint, register_department
from jichuang.registry.verbs.bulk import EntryRow, load_entries

DAY = date(2018, 9, 30)
OLD = date(2016, 5, 1)
NEW = date(2018, 6, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


def rows(prefix: str, number: int, begins: date, ends: date | None = None, **more) -> list[EntryRow]:
    """`number` entries of different subjects, known since the beginning of 2017 unless said otherwise."""
    home, county = more.get("home", "130100"), more.get("county", "130102")
    known = noon(more.get("known", date(2017, 1, 1)))
    return [
        EntryRow(f"{prefix}-{i}", f"{prefix}{i}（演示）", county, home, begins, ends, recorded_at=known)
        for i in range(number)
    ]


@pytest.fixture
def plan(settings, db) -> Plan:
    """The shipped plan in the demonstration on 30 September 2018, with the published figures."""
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(DAY)
    load_publications()
    return load_shipped_plan()


@pytest.fixture
def real(settings, monkeypatch) -> None:
    """A real deployment whose calendar says 30 September 2018: no demonstration guests."""
    settings.DEMONSTRATION = False
    moment = datetime(2018, 9, 30, 15, tzinfo=SHANGHAI)
    monkeypatch.setattr("jichuang.base.today.machine_now", lambda: moment)


@pytest.fixture
def load(db) -> Callable[[str, list[EntryRow]], int]:
    """`load("hnte", rows("a", 3, OLD))`."""
    return lambda register, entries: load_entries(register, entries, source="test")


@pytest.fixture
def stations(load) -> Callable[[int], None]:
    """`stations(297)`: so many academician stations stand on 30 September, 272 of them from before the year."""

    def make(number: int) -> None:
        load("academician_station", rows("old", 272, OLD) + rows("new", number - 272, NEW))

    return make


def _person(username: str, role: Role | None, **scope) -> User:
    user = User.objects.create_user(username, "correct horse battery", name=f"{username}（演示）")
    if role is not None:
        appoint(user=user, role=role, valid_from=date(2018, 1, 1), by=None, **scope)
    return user


@pytest.fixture
def officer(db) -> User:
    return _person("officer", Role.PROVINCE_OFFICER, home="")


@pytest.fixture
def leader(db) -> User:
    return _person("leader", Role.LEADER, home="")


@pytest.fixture
def city_officer(db) -> User:
    return _person("city", Role.CITY_OFFICER, home="130100")


@pytest.fixture
def outsider(db) -> User:
    return _person("outsider", None)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """`signed_in(officer).get(…)`."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def section(db) -> Department:
    """高新技术处, one of the province's departments."""
    return register_department(
        code="SKJT-GX",
        name="高新技术处（演示）",
        short="高新技术处",
        level="province",
        region="130000",
        by=None,
    )


@pytest.fixture
def chief(section) -> User:
    """An officer of the section: signs, reports and answers for it."""
    return _person("chief", Role.PROVINCE_OFFICER, department=section)


@pytest.fixture
def city_office(db) -> Department:
    return register_department(
        code="SJZ",
        name="石家庄市科学技术局",
        short="石家庄市科技局",
        level="city",
        region="130100",
        home="130100",
        by=None,
    )


@pytest.fixture
def city_chief(city_office) -> User:
    return _person("city-chief", Role.CITY_OFFICER, department=city_office)


@pytest.fixture
def given(plan, officer, section) -> Plan:
    """Item 4 assigned to the section on 30 September 2018."""
    assign_owner(
        plan=plan,
        code="4",
        department="高新技术处",
        person="段工",
        leader="分管厅领导",
        document="任务分解表",
        by=officer,
    )
    return plan


@pytest.fixture
def working(given, chief) -> Plan:
    """Item 4 signed for by its section."""
    codes = list(given.charges.filter(item=4).values_list("code", flat=True))
    sign(plan=given, codes=codes, by=chief)
    return given
