"""预填: what the registry already holds for a form, with source and date. Reads only; knows no case."""

from __future__ import annotations

from typing import Any

from jichuang.base import clock
from jichuang.hall.declare import Matter
from jichuang.hall.declare.values import from_held, read
from jichuang.registry.models import Party
from jichuang.registry.reads import facts_for


def held_for(matter: Matter, party: Party) -> dict[str, dict[str, Any]]:
    """{field: {value, source, as_of, year}} for every field the registry can answer for the party."""
    wanted = {
        field.key: field.prefill.partition(":")[2]
        for field in matter.form.fields
        if field.prefill and field.prefill.startswith("registry:")
    }
    held = facts_for(party, set(wanted.values()), matter.facts_year(clock.today()))
    found: dict[str, dict[str, Any]] = {}
    for key, fact in wanted.items():
        if fact not in held:
            continue
        value = from_held(matter.form.field(key), held[fact].value)
        if value is None:
            continue
        as_of = held[fact].as_of
        found[key] = {
            "value": value,
            "source": held[fact].source,
            "as_of": as_of.isoformat() if as_of else None,
            "year": held[fact].year,
        }
    return found | _from_party(matter, party)


OF_THE_PARTY = ("established_on", "legal_person", "address", "industry_code")
"""What the registration itself answers, as `party:<name>`."""


def _from_party(matter: Matter, party: Party) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for field in matter.form.fields:
        source, _, name = (field.prefill or "").partition(":")
        value = getattr(party, name) if source == "party" and name in OF_THE_PARTY else None
        if value in (None, ""):
            continue
        found[field.key] = {
            "value": read(field, value),
            "source": party.source,
            "as_of": party.as_of.isoformat() if party.as_of else None,
            "year": None,
        }
    return found
