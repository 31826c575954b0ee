"""自然人: a party of kind 自然人, told from namesakes by the resident identity number. Knows no course and no certificate."""

from __future__ import annotations

from collections.abc import Iterable

from jichuang.registry.models import Party, PartyFact
from jichuang.registry.reads.personal import masked
from jichuang.registry.terms import PartyKind

RESIDENT_ID, PHONE = "resident_id", "contact_phone"


def person_by_id(number: str) -> Party | None:
    """The person who bears a resident identity number (stored form), None when nobody is known by it."""
    held = PartyFact.objects.filter(key=RESIDENT_ID, value=number, recorded__upper_inf=True)
    row = held.filter(party__kind=PartyKind.PERSON).select_related("party").first()
    return row.party if row else None


def masked_name(name: str) -> str:
    """A person's name with everything but its first character hidden; a mark in brackets goes too."""
    return masked("contact_name", name.partition("（")[0])


def details_of(people: Iterable[Party], *, full: bool = False) -> dict[int, dict[str, str]]:
    """{person: {fact: value}}, masked unless `full`; identity numbers stay masked whoever asks. One query."""
    keys = (RESIDENT_ID, PHONE)
    rows = PartyFact.objects.filter(
        party__in=[one.pk for one in people], key__in=keys, recorded__upper_inf=True
    )
    found: dict[int, dict[str, str]] = {}
    for party, key, value in rows.order_by().values_list("party_id", "key", "value"):
        shown = value if full and key != RESIDENT_ID else masked(key, value)
        found.setdefault(party, {})[key] = shown
    return found
