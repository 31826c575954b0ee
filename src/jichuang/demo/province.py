"""Loads the synthetic province into the registers through the registry's own batch verb, register by register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import groupby

from jichuang.base.clock import SHANGHAI
from jichuang.codes import regions
from jichuang.demo import population
from jichuang.demo.figures import figures_of
from jichuang.demo.levels import LEVELS
from jichuang.registry import registers
from jichuang.registry.terms import SubjectKind
from jichuang.registry.verbs import EntryRow, load_entries

BASIS = "演示数据·非统计结果·不具法律效力"
SOURCE = "demo:province"
REPORTED = "hebei_tech_sme"
Progress = Callable[[int, int, str], None]


def load_province(*, until: date, progress: Progress) -> int:
    """Writes every entry begun by `until`; returns how many. `progress(done, of, what)` after each register."""
    table = regions.table("13")
    counties = {
        home.code: [c.code for c in table.home_counties(home.code, until)] for home in table.homes(until)
    }
    done = 0
    expected = sum(level.base + level.new for level in LEVELS)
    found = population.entries(counties, until=until)
    for register, rows in groupby(found, key=lambda entry: entry.register):
        done += load_entries(register, _rows(register, rows, table, until), None, source=SOURCE)
        progress(done, expected, registers.get(register).title)
    return done


def _rows(
    register: str, found: Iterator[population.DemoEntry], table: regions.RegionTable, until: date
) -> Iterator[EntryRow]:
    kind = registers.get(register).subject
    for entry in found:
        party = entry.party
        yield EntryRow(
            subject=_subject(kind, entry),
            name=table.name(party.region, until) if kind is SubjectKind.REGION else party.name,
            region=party.region,
            home=party.home,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            number=entry.number,
            basis=BASIS,
            source=SOURCE,
            attrs=_attrs(register, party),
            recorded_at=datetime.combine(entry.valid_from, time(9), SHANGHAI),
        )


def _attrs(register: str, party: population.DemoParty) -> dict[str, object]:
    """What the provincial register's enterprises reported when they entered: the population of every what-if."""
    if register != REPORTED:
        return {}
    field, facts = figures_of(int(party.credit_code[2:17], 36), party.established_on)
    return {"field": field, "facts": facts}


def _subject(kind: SubjectKind, entry: population.DemoEntry) -> str:
    if kind is SubjectKind.PARTY:
        return entry.party.credit_code
    if kind is SubjectKind.REGION:
        return entry.party.region
    return entry.number
