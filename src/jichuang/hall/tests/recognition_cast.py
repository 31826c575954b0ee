"""The cast of the long route: the unit's legal person, finance and tax officers of city and province, a recommender."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.models import Case, Task
from jichuang.hall.tests.cast import BEGIN, SHIJIAZHUANG, office, officer, person
from jichuang.hall.tests.recognition import ANSWERS, RECOGNITION, opinion, paper
from jichuang.registry.models import Department, Party
from jichuang.registry.terms import Capacity, RecommenderKind, Role, Scope
from jichuang.registry.verbs import authorise_clerk, set_recommender

DESKS = {
    "city": "city_officer", "province": "province_officer", "city_finance": "city_finance", "city_tax": "city_tax",
    "province_finance": "province_finance", "province_tax": "province_tax", "recommender": "zone_officer",
}  # fmt: skip


@pytest.fixture
def long_route(stand: Callable[[date], None]) -> Iterator[Callable[[date], None]]:
    """The long matter is declared; call it to set another day."""
    with catalogue.on_trial(RECOGNITION):
        yield stand


@pytest.fixture
def zone(long_route: Any) -> Department:
    """石家庄高新区管委会."""
    return office("SJZ-GXQ", "石家庄高新区管委会", "city", SHIJIAZHUANG, SHIJIAZHUANG)


@pytest.fixture
def signer(firm: Party, zone: Department) -> User:
    """The legal person of 澄光传感, which the high-tech zone recommends."""
    set_recommender(
        party=firm, department=zone, kind=RecommenderKind.HIGH_TECH_ZONE, from_day=date(2018, 1, 1), by=None
    )
    user = person("signer", "罗澄（演示）")
    authorise_clerk(
        party=firm, user=user, by=None, scope=Scope.ACCEPTOR, capacity=Capacity.LEGAL_PERSON, valid_from=BEGIN
    )
    return user


class Cast:
    """Everybody on the long route, by desk; `do` hands in a complete opinion for the desk of a task."""

    def __init__(self, people: dict[str, User], clerk: User, signer: User, firm: Party) -> None:
        self.people, self.clerk, self.signer, self.firm = people, clerk, signer, firm

    def file(self) -> Case:
        """Started, filled in and submitted by the clerk: waiting for the signature."""
        case = verbs.start(matter=RECOGNITION.code, party=self.firm, by=self.clerk)
        case = verbs.save_draft(case=case, by=self.clerk, answers=ANSWERS, revision=case.revision)
        return verbs.submit(case=case, by=self.clerk, key=secrets.token_hex(8))

    def sign(self, case: Case) -> Case:
        """Signed by the legal person."""
        return verbs.cosign(case=case, by=self.signer)

    def do(self, case: Case, desk: str, part: str, **more: Any) -> Case:
        """The desk does its part."""
        by = self.people[desk]
        if part == "form_check":
            return verbs.accept_complete(case=case, by=by)
        said = opinion(part, clock.today(), **more)
        return verbs.conclude(case=case, by=by, opinion=said, file=paper(), part=part)

    def drive(self, case: Case, until: str) -> Case:
        """Everybody does his part until the case lies in `until` (a stage, or `closed`)."""
        for _ in range(40):
            case = Case.objects.get(pk=case.pk)
            if until in (case.stage if case.state != "closed" else "closed", case.state):
                return case
            task = case.tasks.filter(done_at__isnull=True).order_by("id").first()
            assert task is not None, f"{case} is held by nobody"
            case = self.sign(case) if task.desk == "unit" else self.do(case, task.desk, task.stage)
        raise AssertionError(f"{case} never reached {until}")

    def open(self, case: Case) -> set[tuple[str, str, str]]:
        """(stage, desk, holder) of every open task."""
        rows = Task.objects.filter(case=case, done_at__isnull=True)
        return set(rows.values_list("stage", "desk", "holder"))


@pytest.fixture
def cast(
    long_route: Any, firm: Party, clerk: User, signer: User, zone: Department, city_officer: User,
    province_officer: User,
) -> Cast:  # fmt: skip
    """The whole cast."""
    people = {"city": city_officer, "province": province_officer}
    people["recommender"] = officer("zone", "高新（演示）", Role.RECOMMENDER, zone)
    for desk, role in (("finance", Role.FINANCE_OFFICER), ("tax", Role.TAX_OFFICER)):
        local = office(f"SJZ-{desk}", f"石家庄{desk}", "city", SHIJIAZHUANG, SHIJIAZHUANG)
        people[f"city_{desk}"] = officer(f"city_{desk}", f"市{desk}", role, local)
        above = office(f"HEB-{desk}", f"省{desk}", "province", "130000")
        people[f"province_{desk}"] = officer(f"province_{desk}", f"省{desk}", role, above)
    return Cast(people, clerk, signer, firm)


def refused(deed: Callable[[], object]) -> str:
    """The reason of the refusal that the deed meets."""
    with pytest.raises(Refused) as refusal:
        deed()
    return refusal.value.reason
