"""Turns the cast into accounts, departments, appointments, parties and delegations. Public passwords: demonstration only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from jichuang.accounts.models import User
from jichuang.codes import credit_code
from jichuang.demo import cast
from jichuang.registry import facts
from jichuang.registry.models import Department, Party
from jichuang.registry.reads import party_by_code
from jichuang.registry.terms import Role
from jichuang.registry.verbs import (
    appoint,
    authorise_clerk,
    record_facts,
    register_department,
    register_party,
)
from jichuang.registry.verbs.facts import FactGiven

SINCE = date(2018, 1, 2)
SOURCE = "演示：2017年度企业年报"
LETTERS = {"government": ("1", "1")}
"""The first two characters of a credit code where they are not 91 (GB 32100): 机构编制、机关."""


def code_of(party: cast.CastParty) -> str:
    """The credit code of a cast party."""
    return credit_code.make(party.region, party.body, *LETTERS.get(party.kind, ()))


def load_people() -> dict[str, User]:
    """Creates what is not there yet; returns the users by sign-in name."""
    offices = {office.code: _office(office) for office in cast.OFFICES}
    parties = {party.key: _party(party) for party in cast.PARTIES}
    password = make_password(cast.PASSWORD)  # of all of them: a hash costs a tenth of a second on purpose
    return {persona.username: _persona(persona, password, offices, parties) for persona in cast.PERSONAS}


def _office(office: cast.Office) -> Department:
    return register_department(
        code=office.code,
        name=office.name,
        short=office.short,
        level=office.level,
        region=office.region,
        home=office.home,
        kind=office.kind,
        by=None,
    )


def _party(party: cast.CastParty) -> Party:
    held = party_by_code(code_of(party))
    if held is not None:
        return held
    made = register_party(
        name=party.name,
        credit_code=code_of(party),
        region=party.region,
        kind=party.kind,
        address=party.address,
        established_on=party.established_on,
        legal_person=party.legal_person,
        industry_code=party.industry_code,
        source="演示：企业登记信息",
        as_of=SINCE,
        demonstration=True,
        by=None,
    )
    given = [_fact(key, text) for key, text in party.facts.items()]
    record_facts(party=made, given=given, source=SOURCE, as_of=date(2018, 3, 31), by=None)
    return made


def _fact(key: str, text: str) -> FactGiven:
    declared = facts.find(key)
    if declared is None:
        raise KeyError(key)
    value = int(text) if declared.type == "integer" else Decimal(text) if declared.type == "decimal" else text
    if declared.type == "boolean":
        value = text == "true"
    return FactGiven(key, value, 2017 if declared.yearly else None)


def _persona(
    persona: cast.Persona, password: str, offices: dict[str, Department], parties: dict[str, Party]
) -> User:
    user = User.objects.filter(username=persona.username).first()
    if user is not None:
        return user
    user = User.objects.create(
        username=persona.username,
        password=password,
        name=persona.name,
        email=f"{persona.username}@demo.example",
        demonstration=True,
    )
    if persona.role:
        appoint(
            user=user,
            role=Role(persona.role),
            department=offices.get(persona.office),
            region=persona.region,
            valid_from=SINCE,
            basis="演示任职",
            by=None,
        )
    if persona.party:
        authorise_clerk(
            party=parties[persona.party],
            user=user,
            scope=persona.scope,
            capacity=persona.capacity,
            valid_from=SINCE,
            basis="演示授权书",
            by=None,
        )
    return user
