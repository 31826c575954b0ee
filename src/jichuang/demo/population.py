"""The synthetic province: parties and register entries at the levels of `demo.levels`, the same on every load.

Pure: yields rows; `demo.load` hands them to the registry's import verbs. A loaded day earlier than the demonstration's
own only leaves out what had not happened yet.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jichuang.demo.levels import HOME_WEIGHTS, LEVELS, Level
from jichuang.demo.naming import body_names, company_names, demonstration_code

YEAR_START = date(2018, 1, 1)
GROWN_UNTIL = date(2018, 9, 29)
RENEWED_FROM = date(2018, 8, 31)
"""Certificates that lapsed by this day may already be renewed."""
_SEED = 20180101
_FIRST_SERIAL = 961
"""Serials below are left to the cast."""


@dataclass(frozen=True, slots=True)
class DemoParty:
    """An invented organisation."""

    name: str
    credit_code: str
    region: str
    home: str
    established_on: date


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One register entry, valid from `valid_from` to `valid_to` inclusive (None = open-ended)."""

    register: str
    party: DemoParty
    number: str
    valid_from: date
    valid_to: date | None


class Province:
    """The counties one may be born in, by 考核归属 unit."""

    def __init__(self, counties: Mapping[str, Sequence[str]]) -> None:
        self._counties = counties
        self._homes = [home for home in HOME_WEIGHTS if counties.get(home)]
        self._weights = [HOME_WEIGHTS[home] for home in self._homes]
        self._serials: dict[str, int] = {}
        self._random = random.Random(_SEED)

    def place(self) -> tuple[str, str]:
        """A (home, county) by the demonstration weights."""
        home = self._random.choices(self._homes, self._weights)[0]
        return home, self._random.choice(self._counties[home])

    def found(self, name: str, established_on: date) -> DemoParty:
        """A new organisation somewhere in the province."""
        home, county = self.place()
        serial = self._serials.get(county, _FIRST_SERIAL)
        self._serials[county] = serial + 1
        return DemoParty(name, demonstration_code(county, serial), county, home, established_on)

    def day(self, first: date, last: date) -> date:
        """A day between two days, both included."""
        return first + timedelta(days=self._random.randint(0, (last - first).days))

    def sample(self, pool: Sequence[DemoParty], count: int) -> list[DemoParty]:
        """`count` distinct parties of the pool."""
        return self._random.sample(pool, count)


def entries(counties: Mapping[str, Sequence[str]], *, until: date) -> Iterator[DemoEntry]:
    """All entries that had begun by `until`, register by register."""
    province = Province(counties)
    names = company_names()
    pool = [
        province.found(next(names), province.day(date(2004, 1, 1), date(2017, 6, 30)))
        for _ in range(LEVELS[0].base + LEVELS[0].new)
    ]
    for level in LEVELS:
        for entry in _of_level(province, level, _parties(province, level, pool)):
            if entry.valid_from <= until:
                yield entry


def _parties(province: Province, level: Level, pool: list[DemoParty]) -> list[DemoParty]:
    wanted = level.base + level.new - level.renewed
    if level.register == LEVELS[0].register:
        return pool
    if level.pooled:
        return province.sample(pool, wanted)
    names = body_names(level.noun)
    chosen: list[DemoParty] = []
    places: set[str] = set()
    while len(chosen) < wanted:
        party = province.found(next(names), province.day(date(1996, 1, 1), date(2016, 12, 31)))
        if not (level.places and party.region in places):
            chosen.append(party)
            places.add(party.region)
    return chosen


def _of_level(province: Province, level: Level, parties: list[DemoParty]) -> Iterator[DemoEntry]:
    """Base entries (the first `ended` of which lapse in 2018), then this year's, renewals of lapsed ones first."""
    lapsed: list[tuple[DemoParty, date]] = []
    for index, party in enumerate(parties):
        begun, ends = _span(province, level, index)
        if index < level.ended and ends is not None and ends <= RENEWED_FROM:
            lapsed.append((party, ends))
        yield DemoEntry(level.register, party, _number(level, party, begun.year, index), begun, ends)
    for offset, (party, ended) in enumerate(lapsed[: level.renewed]):
        begun = province.day(ended + timedelta(days=1), min(ended + timedelta(days=75), GROWN_UNTIL))
        number = _number(level, party, begun.year, len(parties) + offset)
        yield DemoEntry(level.register, party, number, begun, _last_day(begun, level.years))


def _span(province: Province, level: Level, index: int) -> tuple[date, date | None]:
    if index >= level.base:
        begun = province.day(date(2018, 1, 4), GROWN_UNTIL)
        if level.register == "tech_sme":
            return begun, date(2018, 12, 31)
        return begun, _last_day(begun, level.years)
    if index < level.ended:
        last = province.day(YEAR_START, date(2018, 9, 28))
        if level.years:
            return _years_before(last + timedelta(days=1), level.years), last
        return province.day(date(level.earliest, 1, 1), date(2016, 12, 31)), last
    if level.years:
        begun = province.day(date(2015, 10, 15), date(2017, 12, 28))
        return begun, _last_day(begun, level.years)
    return province.day(date(level.earliest, 1, 1), date(2017, 12, 28)), None


def _last_day(begun: date, years: int | None) -> date | None:
    """The day before the `years`-th anniversary."""
    if years is None:
        return None
    return _years_before(begun, -years) - timedelta(days=1)


def _years_before(day: date, years: int) -> date:
    safe = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return safe.replace(year=safe.year - years)


def _number(level: Level, party: DemoParty, year: int, index: int) -> str:
    """Demonstration serials start at 900001."""
    serial = 900001 + index
    if level.register == "hnte":
        return f"GR{year}13{serial:06d}"
    if level.register == "tech_sme":
        return f"{year}{party.region}00{serial:06d}"
    return f"YS-{year}-{serial:06d}"
