"""梯度: how many enterprises stand on each rung, by place, and who they are. Each enterprise once, on its highest rung.

One query for the whole province; the rung, the 考核归属 unit and the region travel in one text of fixed width, compared
byte by byte (COLLATE "C"): a third of the time of a comparison by the rules of a language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jichuang.law.terms import RUNGS, Rung
from jichuang.registry.models import Entry
from jichuang.registry.reads import home_name, homes, region_name

CODE = 6  # characters of a home or region code
_RANK = {register: at for at, rung in enumerate(RUNGS) for register in rung.registers}

_TOPS = """
SELECT subject COLLATE "C" AS subject, max(CASE register {ranks} END || home || region COLLATE "C") AS top FROM {table}
WHERE register = ANY(%(registers)s) AND current AND valid_from <= %(day)s
  AND (valid_until > %(day)s OR valid_until IS NULL)
GROUP BY subject COLLATE "C"
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One row: a place and how many stand on each rung, lowest first."""

    code: str
    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Enterprises on any rung."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Places in fixed order; the last line is counted from the same rows, so it equals their sum."""

    places: list[Place]
    whole: Place


def ladder(day: date, home: str = "") -> Ladder:
    """The province by 考核归属 unit, or one unit by county (places without any enterprise are left out)."""
    counted: dict[str, Counter[int]] = {}
    whole: Counter[int] = Counter()
    for rung, at, region, number in _counts(day):
        if home and at != home:
            continue
        counted.setdefault(region if home else at, Counter())[rung] += number
        whole[rung] += number
    order = sorted(counted) if home else [one.code for one in homes(day) if one.code in counted]
    order += sorted(set(counted) - set(order))
    name = region_name if home else home_name
    return Ladder(
        [Place(code, name(code, day), _row(counted[code])) for code in order],
        Place(home, home_name(home, day) if home else "全省", _row(whole)),
    )


def _row(counted: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(counted.get(at, 0) for at in range(len(RUNGS)))


def _counts(day: date) -> list[tuple[int, str, str, int]]:
    """(rung, home, region, number)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT top, count(*) FROM ({_sql()}) AS tops GROUP BY top", _values(day))
        rows: list[tuple[str, int]] = cursor.fetchall()
    return [(int(top[0]), top[1 : 1 + CODE], top[1 + CODE :], number) for top, number in rows]


def members(day: date, rung: int, *, home: str = "", region: str = "") -> list[str]:
    """Subjects (credit codes) on a rung in a place, in order of code. One query."""
    prefix = f"{rung}{home or '%'}"
    pattern = f"{prefix}{region}%" if home else f"{rung}{'_' * CODE}{region}%"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT subject FROM ({_sql()}) AS tops WHERE top LIKE %(pattern)s ORDER BY subject",
            {**_values(day), "pattern": pattern},
        )
        return [subject for (subject,) in cursor.fetchall()]


def entries_of(subjects: Iterable[str], day: date) -> list[Entry]:
    """The entry that puts each subject on its rung, in the order of the subjects. One query."""
    wanted = list(subjects)
    best: dict[str, Entry] = {}
    rows = Entry.objects.filter(
        subject__in=wanted, register__in=list(_RANK), current=True, valid__contains=day
    ).order_by("pk")
    for entry in rows:
        held = best.get(entry.subject)
        if held is None or _RANK[entry.register] > _RANK[held.register]:
            best[entry.subject] = entry
    return [best[subject] for subject in wanted if subject in best]


def rung_of(entries: Iterable[Entry]) -> Rung | None:
    """The highest rung these entries in force reach; None when they reach none."""
    reached = [_RANK[entry.register] for entry in entries if entry.register in _RANK]
    return RUNGS[max(reached)] if reached else None


def next_rung(rung: Rung | None) -> Rung | None:
    """The next rung that a policy leads onto; None at the top."""
    above = RUNGS[RUNGS.index(rung) + 1 :] if rung else RUNGS
    return next((one for one in above if one.policies), None)


def _sql() -> str:
    ranks = " ".join(f"WHEN '{register}' THEN '{rank}'" for register, rank in _RANK.items())
    return _TOPS.format(ranks=ranks, table=connection.ops.quote_name(Entry._meta.db_table))


def _values(day: date) -> dict[str, Any]:
    return {"registers": list(_RANK), "day": day}
