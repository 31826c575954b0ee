"""What a register's page is asked: words, place, day, and which of its entries; and the entries that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from jichuang.registry.reads import EntrySet, entries
from jichuang.registry.registers import Register

SHOWN = {"in_force": "当日有效", "begun": "本年新增", "lapsing": "90天内到期", "lapsed": "已到期未续"}


@dataclass(slots=True)
class Filter:
    """What the reader asked for; `fault` is shown beside the field when a date could not be read."""

    q: str
    home: str
    county: str
    day: date
    known: date | None
    show: str
    fault: str = ""

    def query(self, **changes: object) -> str:
        """The address query of this filter with some parts changed; empty parts left out."""
        parts = {
            "q": self.q,
            "home": self.home,
            "county": self.county,
            "on": self.day,
            "known": self.known,
            "show": self.show,
        }
        return urlencode({key: value for key, value in {**parts, **changes}.items() if value})


def rows_of(register: Register, wanted: Filter) -> EntrySet:
    """The entries of a register that the filter means, in the order people look for them."""
    found = entries(register.code)
    year_start = date(wanted.day.year, 1, 1)
    if wanted.show == "begun":
        found = found.started_between(year_start, wanted.day, wanted.known)
    elif wanted.show == "lapsing":
        soon = date.fromordinal(wanted.day.toordinal() + 90)
        found = found.lapsing(wanted.day, soon, wanted.known)
    elif wanted.show == "lapsed":
        found = found.lapsing(
            year_start, date.fromordinal(wanted.day.toordinal() - 1), wanted.known
        ).without_successor()
    else:
        found = found.in_force(wanted.day, wanted.known)
    if wanted.home:
        found = found.filter(home=wanted.home)
    if wanted.county:
        found = found.filter(region=wanted.county)
    found = found.matching(wanted.q)
    order = ("valid_until", "id") if wanted.show in {"lapsing", "lapsed"} else ("-valid_from", "-id")
    return found.order_by(*order)
