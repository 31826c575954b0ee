"""Counts over many registers at once: the board's queries. Each function is one query, however many registers it reads."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from jichuang.registry.models import Entry
from jichuang.registry.reads.changes import Kept
from jichuang.registry.reads.entries import Known, as_known, entries


class DailyRow(NamedTuple):
    """`delta` rows more (or fewer) in `register` for `home` from `day` on."""

    register: str
    home: str
    day: date
    delta: int


_CHANGE = """
SELECT register, home, day, sum(delta)::int AS delta FROM (
    SELECT register, {home} AS home, valid_from AS day, count(*) AS delta FROM {table}
    WHERE register = ANY(%(registers)s) AND {known} GROUP BY 1, 2, 3
    UNION ALL
    SELECT register, {home}, valid_until, -count(*) FROM {table}
    WHERE register = ANY(%(registers)s) AND {known} AND valid_until IS NOT NULL GROUP BY 1, 2, 3
) AS steps GROUP BY register, home, day HAVING sum(delta) <> 0 ORDER BY register, day, home
"""


def daily_change(registers: Iterable[str], *, known: Known = None, by_home: bool = True) -> list[DailyRow]:
    """Net change of the number in force by register, home and day, ordered by register and day. One query.

    `by_home=False` adds the homes up; `home` is then empty.

    A row that ends shows as −1 on the first day it is no longer valid. Summing up to D gives the number in force on D.
    """
    belief = "current" if known is None else "recorded @> %(known)s::timestamptz"
    sql = _CHANGE.format(
        table=connection.ops.quote_name(Entry._meta.db_table),
        known=belief,
        home="home" if by_home else "''::text",
    )
    values = {"registers": list(registers), "known": None if known is None else as_known(known)}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [DailyRow(*row) for row in cursor.fetchall()]


def count_by_home(registers: Iterable[str], day: date, *, known: Known = None) -> dict[str, dict[str, int]]:
    """{register: {home: number in force on `day`}} in two queries, one where nothing has changed since they were last
    counted; every asked register is a key, empty or not."""
    asked = tuple(registers)
    return _COUNTED.get((asked, day, known), lambda: _counted_by_home(asked, day, known))


_COUNTED: Kept[dict[str, dict[str, int]]] = Kept(Entry, size=16)


def _counted_by_home(asked: tuple[str, ...], day: date, known: Known) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {register: {} for register in asked}
    rows = (
        entries(asked)
        .in_force(day, known)
        .order_by()
        .values("register", "home")
        .annotate(n=Count("id"))
        .values_list("register", "home", "n")
    )
    for register, home, number in rows:
        found[register][home] = number
    return found


def counts_on(
    registers: Iterable[str], days: Iterable[date], *, known: Known = None
) -> dict[str, dict[date, dict[str, int]]]:
    """{register: {day: {home: number in force}}} for many days, in one query."""
    asked, wanted = list(registers), sorted(set(days))
    totals: dict[str, list[dict[str, int]]] = {r: [defaultdict(int) for _ in wanted] for r in asked}
    for register, home, day, delta in daily_change(asked, known=known):
        for position in range(_first_at_or_after(wanted, day), len(wanted)):
            totals[register][position][home] += delta
    return {
        register: {
            day: {home: n for home, n in totals[register][position].items() if n}
            for position, day in enumerate(wanted)
        }
        for register in asked
    }


def _first_at_or_after(days: list[date], day: date) -> int:
    position = bisect_right(days, day)
    return position - 1 if position and days[position - 1] == day else position


def _daily(found: Iterable[tuple[str, str, date, int]]) -> list[DailyRow]:
    return [DailyRow(*row) for row in found]


def daily_starts(registers: Iterable[str], first: date, last: date, *, known: Known = None) -> list[DailyRow]:
    """Rows that begin from `first` to `last`, by register, home and day (gross, 毛增). One query."""
    rows = entries(registers).started_between(first, last, known).order_by("register", "valid_from", "home")
    return _daily(
        rows.values("register", "home", "valid_from")
        .annotate(n=Count("id"))
        .values_list("register", "home", "valid_from", "n")
    )


def daily_numbered(registers: Iterable[str], year: int, *, known: Known = None) -> list[DailyRow]:
    """Rows numbered in `year` by register, home and first valid day. One query."""
    rows = entries(registers).numbered_in(year, known).order_by("register", "valid_from", "home")
    return _daily(
        rows.values("register", "home", "valid_from")
        .annotate(n=Count("id"))
        .values_list("register", "home", "valid_from", "n")
    )


def daily_first_entries(
    registers: Iterable[str], first: date, last: date, *, known: Known = None
) -> list[DailyRow]:
    """Rows of subjects new to the register that begin from `first` to `last`, by register, home and day. One query."""
    rows = entries(registers).started_between(first, last, known).first_entries()
    return _daily(
        rows.order_by("register", "valid_from", "home")
        .values("register", "home", "valid_from")
        .annotate(n=Count("id"))
        .values_list("register", "home", "valid_from", "n")
    )
