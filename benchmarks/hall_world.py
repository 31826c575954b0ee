"""The matter, the people and the firms that the measure of a case's life works with. Knows no engine and no peer.

Six desks after the applicant's submission, no rules and no files: what is measured is the moving of a case, not judging it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.accounts.models import User
from jichuang.base.refs import Ref
from jichuang.codes.credit_code import make
from jichuang.hall.declare import (
    Citation,
    Decision,
    Desk,
    Element,
    Field,
    FieldType,
    Form,
    FormCheck,
    Guide,
    Keeper,
    Matter,
    Nature,
    Route,
    Step,
    SystemOfRecord,
)
from jichuang.hall.declare.guide import OPTIONAL, TITLES
from jichuang.registry.models import Party
from jichuang.registry.terms import Role, Scope
from jichuang.registry.verbs import appoint, authorise_clerk, register_department, register_party

CODE = "benchmark-life"
BEGIN = date(2018, 1, 1)
COUNTY, CITY = "130108", "130100"
FIRMS = 40
"""Firms of one process: a case follows another firm's, as in life, so that no firm's own history grows long."""

DESKS = (
    ("form_check", Desk.CITY, "city"),
    ("look", Desk.CITY, "city"),
    ("opinion", Desk.CITY, "city"),
    ("review", Desk.PROVINCE, "province"),
    ("proposal", Desk.PROVINCE, "province"),
    ("decision", Desk.PROVINCE, "province"),
)
"""(stage, desk, which officer): the six human stages after the submission."""


def outcome(*, case: Any, by: Any, on: date, number: str | None = None) -> Ref:
    """Names the firm itself: no peer writes a register."""
    return Ref("party", str(case.party_id))


def decision(key: str, desk: Desk) -> Decision:
    """One stage of the middle of the route."""
    return Decision(key=key, title=f"环节{key}", public_label="办理中", by=desk, days=5)


MATTER = Matter(
    code=CODE,
    title="基准办件",
    version=1,
    nature=Nature.EVALUATION,
    record=SystemOfRecord(Keeper.PROVINCE, "基准", since=BEGIN),
    basis=(Citation("基准办法", "基准〔2018〕1号"),),
    audience="企业",
    form=Form(
        steps=(
            Step(
                "all",
                "填报",
                (
                    Field("since", "成立日期", FieldType.DATE, prefill="party:established_on"),
                    Field("products", "主要产品", FieldType.TEXT, required=False),
                ),
            ),
        ),
        materials=(),
    ),
    rules=None,
    route=Route(
        FormCheck(by=DESKS[0][1], days=5),
        *(decision(key, desk) for key, desk, _ in DESKS[1:]),
    ),
    outcome=outcome,
    guide=Guide(**({key: Element("已填") for key in TITLES if key not in OPTIONAL} | {"promised_days": 30})),
    published_on=BEGIN,
)


@dataclass(frozen=True, slots=True)
class World:
    """Who acts in one process."""

    firms: list[Party]
    clerk: User
    officers: dict[str, User]


def person(username: str) -> User:
    """One account with an address, so that letters are written."""
    return User.objects.create_user(
        username, "x", name=f"{username}（演示）", email=f"{username}@example.test"
    )


def populate(processes: int) -> None:
    """The officers of one city and the province, and for each process a clerk with the firms it acts for."""
    city = register_department(
        code="SJZ-KJ", name="石家庄市科技局", short="市科技局", level="city", region=CITY, home=CITY, by=None
    )
    province = register_department(
        code="HEB-KJT", name="省科技厅", short="省科技厅", level="province", region="130000", home="", by=None
    )
    for name, role, department in (
        ("city", Role.CITY_OFFICER, city),
        ("province", Role.PROVINCE_OFFICER, province),
    ):
        appoint(user=person(name), role=role, valid_from=BEGIN, by=None, department=department)
    for process in range(processes):
        clerk = person(f"clerk{process}")
        for index in range(FIRMS):
            serial = process * FIRMS + index
            firm = register_party(
                name=f"基准第{serial}号有限公司（演示）",
                credit_code=make(COUNTY, f"DEM{serial:05d}"),
                region=COUNTY,
                by=None,
                established_on=date(2015, 3, 18),
                source="基准",
                as_of=BEGIN,
            )
            authorise_clerk(party=firm, user=clerk, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)


def world(process: int) -> World:
    """The cast of one process."""
    clerk = User.objects.get(username=f"clerk{process}")
    firms = list(Party.objects.filter(delegations__user=clerk).order_by("id"))
    officers = {name: User.objects.get(username=name) for name in ("city", "province")}
    return World(firms, clerk, officers)
