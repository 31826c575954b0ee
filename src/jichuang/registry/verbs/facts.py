"""What is held about a party: one value at a time with its source and date; a new value closes the former belief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid
from jichuang.registry import facts
from jichuang.registry.models import Party, PartyFact
from jichuang.registry.terms import Scope
from jichuang.registry.verbs.guards import after
from jichuang.registry.verbs.parties import party_ref, require_party_writer

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True)
class FactGiven:
    """One value to be held: `value` as int, Decimal, bool, date or text."""

    key: str
    value: int | Decimal | bool | date | str
    year: int | None = None
    unit: str = ""


def record_fact(
    *,
    party: Party,
    key: str,
    value: int | Decimal | bool | date | str,
    source: str,
    as_of: date,
    by: User | None,
    year: int | None = None,
) -> PartyFact:
    """Holds one fact; see record_facts."""
    return record_facts(party=party, given=[FactGiven(key, value, year)], source=source, as_of=as_of, by=by)[
        0
    ]


@transaction.atomic
def record_facts(
    *, party: Party, given: Iterable[FactGiven], source: str, as_of: date, by: User | None
) -> list[PartyFact]:
    """Holds facts with their source and date. The former belief is closed; an equal value from the same source stays.

    Raises Invalid for an undeclared key, a yearly fact without year, or a value of the wrong type.
    """
    require_party_writer(by, party, Scope.PREPARER)
    written = [hold(party, fact, source, as_of) for fact in given]
    journal.record(
        actor=by,
        verb="party.facts",
        subject=party_ref(party),
        summary=f"写入 {party.name} 的 {len(written)} 项数据（{source}）",
        detail={"keys": [row.key for row in written]},
    )
    return written


def hold(party: Party, fact: FactGiven, source: str, as_of: date) -> PartyFact:
    """Holds one fact without asking or journalling: for verbs of this room that do both themselves."""
    declared = facts.find(fact.key)
    if declared is None or declared not in facts.KEYS:
        raise Invalid.one(
            fact.key, f"没有数据项“{fact.key}”", f"应为 {'、'.join(k.key for k in facts.KEYS)} 之一"
        )
    if declared.yearly and fact.year is None:
        raise Invalid.one(fact.key, f"{declared.title}没有写明所属年度", "如 2017")
    text = _text(declared, fact.value)
    held = PartyFact.objects.select_for_update().filter(
        party=party, key=fact.key, year=fact.year, recorded__upper_inf=True
    )
    former = held.first()
    if former is not None:
        if (former.value, former.source, former.as_of) == (text, source, as_of):
            return former
        moment = after(clock.now(), former.recorded.lower)
        former.recorded = DateTimeTZRange(former.recorded.lower, moment, "[)")
        former.save(update_fields=["recorded"])
    else:
        moment = clock.now()
    return PartyFact.objects.create(
        party=party, key=fact.key, year=fact.year, value=text, unit=fact.unit or declared.unit, source=source,
        as_of=as_of, recorded=DateTimeTZRange(moment, None, "[)"),
    )  # fmt: skip


def _text(declared: facts.FactKey, value: object) -> str:
    wrong = Invalid.one(declared.key, f"{declared.title}的值“{value}”类型不对", f"应为 {declared.type}")
    if declared.type == "boolean":
        if not isinstance(value, bool):
            raise wrong
        return "true" if value else "false"
    if declared.type in {"integer", "decimal"}:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise wrong
        if declared.type == "integer" and value != int(value):
            raise wrong
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
