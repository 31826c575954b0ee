"""预填: what the registry already holds for a form, with source and date. Reads only; knows no case."""

from __future__ import annotations

from typing import Any

from jichuang.base import clock
from jichuang.hall.declare import Field, Matter
from jichuang.hall.declare.values import from_held, read
from jichuang.registry.models import Party
from jichuang.registry.reads import facts_for


def held_for(matter: Matter, party: Party) -> dict[str, dict[str, Any]]:
    """{field: {value, source, as_of, year}} for every field the registry can answer for the party."""
    found: dict[str, dict[str, Any]] = {}
    for year, fields in _by_year(matter).items():
        held = facts_for(party, {fact for _, fact in fields}, year)
        for field, fact in fields:
            value = from_held(field, held[fact].value) if fact in held else None
            if value is None:
                continue
            as_of = held[fact].as_of
            found[field.key] = {
                "value": value,
                "source": held[fact].source,
                "as_of": as_of.isoformat() if as_of else None,
                "year": held[fact].year,
            }
    return found | _from_party(matter, party)


def _by_year(matter: Matter) -> dict[int, list[tuple[Field, str]]]:
    """{year: [(field, fact of the registry)]}: figures of several years are those of the years before the form's own."""
    fields = [one for one in matter.form.fields if one.prefill and one.prefill.startswith("registry:")]
    newest: dict[str, int] = {}
    for one in fields:
        if one.at is not None:
            newest[str(one.fact)] = max(one.at, newest.get(str(one.fact), 0))
    found: dict[int, list[tuple[Field, str]]] = {}
    for one in fields:
        back = newest[str(one.fact)] - one.at if one.at is not None else 0
        year = matter.facts_year(clock.today()) - back
        found.setdefault(year, []).append((one, str(one.prefill).partition(":")[2]))
    return found


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
