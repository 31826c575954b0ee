"""自然人的登记: found again by the resident identity number, never registered twice. The journal never carries the name.

A verb of a higher room calls this for its own purpose and has asked its own permission; nothing here is offered on a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.refs import Ref
from jichuang.codes import resident_id
from jichuang.codes.errors import CodeError
from jichuang.registry.models import Party, PartyName
from jichuang.registry.reads.persons import PHONE, RESIDENT_ID, masked_name, person_by_id
from jichuang.registry.reads.regions import home_of
from jichuang.registry.terms import PartyKind
from jichuang.registry.verbs.facts import FactGiven, hold
from jichuang.registry.verbs.guards import lock_register

if TYPE_CHECKING:
    from jichuang.accounts.models import User

SHORTEST_PHONE = 7


@transaction.atomic
def register_person(
    *,
    name: str,
    number: str,
    phone: str,
    region: str,
    source: str,
    by: User | None,
    demonstration: bool = False,
) -> Party:
    """The person under a resident identity number, registered when nobody is known by it; a new phone replaces the old.

    `region` is where the person is recorded (six digits). Raises Invalid with every fault at once: a number that does not
    check, or one that stands under another name.
    """
    problems, code = checked(name, number, phone)
    if problems:
        raise Invalid(problems)
    lock_register("person")  # two hands at one moment must find each other
    person = person_by_id(code)
    if person is not None and person.name != name.strip():
        raise Invalid.one(
            "name", f"公民身份号码{resident_id.mask(code)}已登记在另一姓名下", "请核对姓名和号码"
        )
    if person is None:
        person = _registered(name.strip(), region, source, by, demonstration)
        hold(person, FactGiven(RESIDENT_ID, code), source, clock.today())
    if phone.strip():
        hold(person, FactGiven(PHONE, phone.strip()), source, clock.today())
    return person


def checked(name: str, number: str, phone: str) -> tuple[list[Problem], str]:
    """(every fault of what was typed about a person, the number in stored form; empty while it cannot be read)."""
    problems, code = [], ""
    if not 2 <= len(name.strip()) <= 40:
        problems.append(Problem("name", "姓名为空或过长", "请填写证件上的姓名"))
    try:
        code = resident_id.parse(number).value
    except CodeError as fault:
        problems.append(Problem("number", fault.problem, fault.remedy))
    digits = sum(one.isdigit() for one in phone)
    if phone.strip() and not SHORTEST_PHONE <= digits <= 20:
        problems.append(Problem("phone", "联系电话的位数不对", "请填写手机号，或带区号的座机"))
    return problems, code


def _registered(name: str, region: str, source: str, by: User | None, demonstration: bool) -> Party:
    today = clock.today()
    home = home_of(region, today)
    if home is None:
        raise Invalid.one("region", f"行政区划“{region}”不属于本省", "请填写本省市、县的行政区划代码")
    person = Party.objects.create(
        name=name, kind=PartyKind.PERSON, region=region, home=home, source=source, as_of=today,
        demonstration=demonstration, registered_at=clock.now(),
    )  # fmt: skip
    PartyName.objects.create(party=person, name=name, valid=DateRange(today, None, "[)"))
    journal.record(
        actor=by, verb="person.register", subject=Ref("person", str(person.pk)), summary=f"登记{masked_name(name)}（{source}）"
    )  # fmt: skip
    return person
