"""What happened in the registers, day by day, in one query: beginnings, ends, lapses, firms founded in the year.

Days before `floor` are folded into `floor`, so that a page reads a few thousand rows whatever the register's age.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from jichuang.indicators.declare import Count, RegisterCount
from jichuang.registry.models import Entry, Party

BORN_SEPARATOR = "+"

_ENTRY = Entry._meta.db_table
_PARTY = Party._meta.db_table


@dataclass
class Days:
    """Sums per day of one kind of event: `{day: [all, first entries]}`."""

    by_day: dict[date, list[int]] = field(default_factory=dict)

    def add(self, day: date, number: int, first: int) -> None:
        """Adds to a day."""
        row = self.by_day.setdefault(day, [0, 0])
        row[0] += number
        row[1] += first


class Events:
    """Event sums by (register, kind) and home; home is empty where the query was not split by home."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], dict[str, Days]] = {}
        self.registers: set[str] = set()
        self.worked_out: dict[Hashable, Any] = {}
        """What readers have worked out from these sums alone; kept and shared like them."""

    def add(self, register: str, kind: str, home: str, day: date, number: int, first: int) -> None:
        """Takes one row of the query."""
        if kind == "start":
            self.registers.add(register)
        self._days.setdefault((register, kind), {}).setdefault(home, Days()).add(day, number, first)

    def of(self, registers: Iterable[str], kind: str) -> dict[str, Days]:
        """Sums of one kind over several registers, by home."""
        merged: dict[str, Days] = {}
        for register in registers:
            for home, days in self._days.get((register, kind), {}).items():
                into = merged.setdefault(home, Days())
                for day, (number, first) in days.by_day.items():
                    into.add(day, number, first)
        return merged


def events(
    values: Sequence[RegisterCount], *, floor: date, last: date, by_home: bool, known: datetime | None
) -> Events:
    """All events up to `last` that the given counts need. One query, however many counts and registers."""
    found = Events()
    registers = sorted({register for value in values for register in value.registers})
    if not registers:
        return found
    home = "home" if by_home else "''"
    believed = "current" if known is None else "recorded @> %(known)s::timestamptz"
    parts = [_STARTS, _ENDS]
    lapsing = sorted({r for v in values if v.count is Count.LAPSED for r in v.registers})
    if lapsing:
        parts.append(_LAPSES)
    if any(value.count is Count.NUMBERED for value in values):
        parts.append(_NUMBERED)
    born = sorted({v.registers for v in values if v.count is Count.BORN})
    parts += [_BORN.replace("{key}", str(index)) for index in range(len(born))]
    sql = "\nUNION ALL\n".join(parts).format(entry=_ENTRY, party=_PARTY, home=home, believed=believed)
    params: dict[str, Any] = {
        "registers": registers,
        "lapsing": lapsing,
        "numbered": sorted({r for v in values if v.count is Count.NUMBERED for r in v.registers}),
        "floor": floor,
        "last": last,
        "known": known,
    }
    for index, group in enumerate(born):
        params[f"born{index}"] = list(group)
        params[f"name{index}"] = BORN_SEPARATOR.join(group)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for row in cursor.fetchall():
            found.add(*row)
    return found


_STARTS = """
SELECT register, 'start' AS kind, {home} AS home, GREATEST(valid_from, %(floor)s::date) AS day,
       count(*), count(*) FILTER (WHERE first_entry)
FROM {entry} WHERE {believed} AND register = ANY(%(registers)s)
GROUP BY 1, 3, 4"""

_ENDS = """
SELECT register, 'end', {home}, GREATEST(valid_until, %(floor)s::date), count(*), count(*) FILTER (WHERE first_entry)
FROM {entry} WHERE {believed} AND register = ANY(%(registers)s) AND valid_until <= %(last)s
GROUP BY 1, 3, 4"""

# 到期缺口从失效之日起，到同一主体再次列入之日或满365天止
_LAPSES = """
SELECT register, 'lapse', {home}, GREATEST(v.day, %(floor)s::date), sum(v.delta)::bigint, 0
FROM (
    SELECT register, home, valid_until AS until,
           LEAD(valid_from) OVER (PARTITION BY register, subject ORDER BY valid_from) AS next
    FROM {entry} WHERE {believed} AND register = ANY(%(lapsing)s)
) gaps
CROSS JOIN LATERAL (
    VALUES (until, 1), (LEAST(next, until + 365), -1)
) AS v(day, delta)
WHERE until <= %(last)s AND (next IS NULL OR next > until) AND v.day <= %(last)s
GROUP BY 1, 3, 4"""

# 编号年度与生效日不在同一年的（跨年补录），计入编号年度
_NUMBERED = """
SELECT register, 'numbered', {home}, LEAST(
           GREATEST(valid_from, make_date(number_year, 1, 1), %(floor)s::date), make_date(number_year, 12, 31)
       ) AS day, count(*), count(*) FILTER (WHERE first_entry)
FROM {entry} WHERE {believed} AND register = ANY(%(numbered)s) AND number_year IS NOT NULL
GROUP BY 1, 3, 4"""

_BORN = """
SELECT %(name{key})s, 'born', {home}, day, count(*), count(*)
FROM (
    SELECT DISTINCT ON (e.party_id) e.party_id, e.home, e.valid_from AS day
    FROM {entry} e JOIN {party} p ON p.id = e.party_id
    WHERE {believed} AND e.register = ANY(%(born{key})s) AND p.established_on > %(floor)s
      AND e.valid_from BETWEEN p.established_on AND %(last)s
      AND date_trunc('year', p.established_on) = date_trunc('year', e.valid_from)
    ORDER BY e.party_id, e.valid_from
) firms
GROUP BY 3, 4"""
