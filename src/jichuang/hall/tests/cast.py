"""The standing cast as fixtures: an enterprise and its clerks, officers of two cities and the province, an outsider.

Import the fixtures you use into a conftest.py. `stand` puts the clock on 2018-09-03 and declares the trial matter.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes.credit_code import make
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.models import Case, PublicityNotice
from jichuang.hall.tests.trial import GOOD, TRIAL, TRIAL_V1
from jichuang.registry.models import Department, Party
from jichuang.registry.terms import Role, Scope
from jichuang.registry.verbs import (
    FactGiven,
    appoint,
    authorise_clerk,
    record_facts,
    register_department,
    register_party,
)

START = date(2018, 9, 3)
BEGIN = date(2018, 1, 1)
SHIJIAZHUANG, LANGFANG, RAOYANG = "130100", "131000", "131124"


def person(username: str, name: str) -> User:
    """One account with an address, so that letters are written."""
    return User.objects.create_user(username, "x", name=name, email=f"{username}@example.test")


def enterprise(
    serial: int, name: str, region: str = "130108", established_on: date = date(2015, 3, 18)
) -> Party:
    """A demonstration enterprise whose credit code checks."""
    return register_party(
        name=name,
        credit_code=make(region, f"DEM{serial:05d}"),
        region=region,
        by=None,
        established_on=established_on,
        source="演示工商登记",
        as_of=date(2018, 6, 30),
    )


def office(code: str, name: str, level: str, region: str, home: str = "") -> Department:
    """One department."""
    return register_department(
        code=code, name=name, short=name, level=level, region=region, home=home, by=None
    )


def officer(username: str, name: str, role: Role, department: Department | None, **scope: Any) -> User:
    """One appointed person."""
    user = person(username, name)
    appoint(user=user, role=role, valid_from=BEGIN, by=None, department=department, **scope)
    return user


@pytest.fixture
def stand(settings: Any, db: None) -> Iterator[Callable[[date], None]]:
    """Demonstration clock on 2018-09-03, both versions of the trial matter declared; call it to set another day."""
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(START)
    with catalogue.on_trial(TRIAL_V1, TRIAL):
        yield clock.set_demonstration_day


@pytest.fixture
def firm(stand: Any) -> Party:
    """澄光传感, of 石家庄; the registry holds its figures of 2017."""
    party = enterprise(1, "澄光传感有限公司（演示）")
    given = [
        FactGiven("staff", 46, 2017),
        FactGiven("tech_staff", 14, 2017),
        FactGiven("sales", Decimal("32000000"), 2017),
    ]
    record_facts(
        party=party,
        given=given,
        source="2017年度企业所得税汇算清缴（演示）",
        as_of=date(2018, 5, 31),
        by=None,
    )
    return party


@pytest.fixture
def other_firm(stand: Any) -> Party:
    """白榆生物, of 廊坊."""
    return enterprise(3, "白榆生物有限公司（演示）", "131003")


@pytest.fixture
def clerk(firm: Party) -> User:
    """Acceptor of 澄光传感."""
    user = person("clerk", "周宁（演示）")
    authorise_clerk(party=firm, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)
    return user


@pytest.fixture
def preparer(firm: Party) -> User:
    """A colleague who may fill in, but not submit."""
    user = person("preparer", "方同（演示）")
    authorise_clerk(party=firm, user=user, by=None, scope=Scope.PREPARER, valid_from=BEGIN)
    return user


@pytest.fixture
def other_clerk(other_firm: Party) -> User:
    """Acceptor of 白榆生物."""
    user = person("clerk3", "于岚（演示）")
    authorise_clerk(party=other_firm, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)
    return user


@pytest.fixture
def city_office(stand: Any) -> Department:
    """石家庄市科技局."""
    return office("SJZ-KJ", "石家庄市科技局", "city", SHIJIAZHUANG, SHIJIAZHUANG)


@pytest.fixture
def city_officer(city_office: Department) -> User:
    """韩梅, at 石家庄's desk."""
    return officer("city", "韩梅（演示）", Role.CITY_OFFICER, city_office)


@pytest.fixture
def city_colleague(city_office: Department) -> User:
    """杜鹏, at the same desk."""
    return officer("city2", "杜鹏（演示）", Role.CITY_OFFICER, city_office)


@pytest.fixture
def langfang_officer(stand: Any) -> User:
    """冯洁, at 廊坊's desk."""
    return officer(
        "langfang",
        "冯洁（演示）",
        Role.CITY_OFFICER,
        office("LF-KJ", "廊坊市科技局", "city", LANGFANG, LANGFANG),
    )


@pytest.fixture
def county_officer(stand: Any) -> User:
    """石岩, of 饶阳 county, which this route does not pass."""
    bureau = office("RY-KJ", "饶阳县科技局", "county", RAOYANG, "131100")
    return officer("county", "石岩（演示）", Role.COUNTY_OFFICER, bureau, region=RAOYANG)


@pytest.fixture
def province_officer(stand: Any) -> User:
    """林处, at the provincial desk."""
    return officer(
        "province", "林处（演示）", Role.PROVINCE_OFFICER, office("HEB-KJT", "省科技厅", "province", "130000")
    )


@pytest.fixture
def auditor(stand: Any) -> User:
    """严审: sees everything, moves nothing."""
    return officer("auditor", "严审（演示）", Role.AUDITOR, None, home="")


@pytest.fixture
def leader(stand: Any) -> User:
    """A leader: reads the board, not the cases."""
    return officer("leader", "演示厅长", Role.LEADER, None, home="")


@pytest.fixture
def outsider(stand: Any) -> User:
    """路人: no appointment, no authorisation."""
    return person("outsider", "路人（演示）")


def fill(case: Case, by: User, **changes: Any) -> Case:
    """Saves the good answers, with differences."""
    return verbs.save_draft(case=case, by=by, answers={**GOOD, **changes}, revision=case.revision)


def send(case: Case, by: User) -> Case:
    """Submits under a fresh key."""
    return verbs.submit(case=case, by=by, key=secrets.token_hex(8))


@pytest.fixture
def draft(firm: Party, clerk: User) -> Case:
    """A started case, prefilled."""
    return verbs.start(matter="trial-evaluation", party=firm, by=clerk)


@pytest.fixture
def submitted_case(draft: Case, clerk: User, city_officer: User) -> Case:
    """At the city's desk since 2018-09-03."""
    return send(fill(draft, clerk), clerk)


@pytest.fixture
def waiting_case(submitted_case: Case, city_officer: User) -> Case:
    """Passed by the city, waiting for a batch."""
    return verbs.accept_complete(case=submitted_case, by=city_officer)


@pytest.fixture
def posted(waiting_case: Case, province_officer: User, stand: Callable[[date], None]) -> PublicityNotice:
    """A notice with one firm, posted on 2018-09-20; it ends on 2018-10-10."""
    stand(date(2018, 9, 20))
    notice = verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=province_officer)
    return verbs.post_notice(notice=notice, by=province_officer)


CAST = (
    "stand", "firm", "other_firm", "clerk", "preparer", "other_clerk", "city_office", "city_officer", "city_colleague",
    "langfang_officer", "county_officer", "province_officer", "auditor", "leader", "outsider", "draft", "submitted_case",
    "waiting_case", "posted",
)  # fmt: skip
"""Names of all fixtures, for a conftest that wants them all."""
