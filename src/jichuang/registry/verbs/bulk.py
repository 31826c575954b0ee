"""Writes many entries at once with COPY: the fast path of imports and of the demonstration province."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Min
from psycopg.types.json import Jsonb

from jichuang.base import clock, journal
from jichuang.base.refs import Ref
from jichuang.codes import chinese
from jichuang.registry import registers
from jichuang.registry.models import Entry, ImportBatch, Party
from jichuang.registry.verbs.guards import lock_register, require_importer

if TYPE_CHECKING:
    from jichuang.accounts.models import User

COLUMNS = (
    "register", "subject", "party_id", "name", "number", "number_year", "region", "home", "valid", "recorded",
    "basis", "source", "batch_id", "closed_by", "attrs", "first_entry", "initials",
)  # fmt: skip


@dataclass(slots=True)
class EntryRow:
    """One entry to be written. `valid_to` is inclusive; None = open (the register's own term is not applied here).

    `recorded_at` dates the belief (None = now); a loader of history states when each fact became known.
    """

    subject: str
    name: str
    region: str
    home: str
    valid_from: date
    valid_to: date | None = None
    number: str = ""
    basis: str = ""
    source: str = ""
    attrs: dict[str, Any] = field(default_factory=dict)
    recorded_at: datetime | None = None
    party_id: int | None = None


@transaction.atomic
def load_entries(
    register: str,
    rows: Iterable[EntryRow],
    by: User | None = None,
    *,
    source: Ref | str = "",
    batch: ImportBatch | None = None,
) -> int:
    """Writes `rows` into one register in one transaction; returns how many. One journal row for the whole load.

    Raises django.db.IntegrityError when a subject would stand twice on one day (the whole load is undone), Refused
    when `by` may not import; `by=None` is the system itself.
    """
    require_importer(by)
    declared = registers.get(register)
    lock_register(register)
    moment = clock.now()
    listed = list(rows)
    parties = _parties(row.subject for row in listed)
    standing = _earliest(register)
    firsts = _first_rows(listed, standing)
    table = connection.ops.quote_name(Entry._meta.db_table)
    sql = f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in listed:
            head = (register, row.subject, row.party_id or parties.get(row.subject))
            copy.write_row(head + _values(declared, row, moment, str(source), batch, id(row) in firsts))
    mark_first_entries(register, [row.subject for row in listed if row.subject in standing])
    journal.record(
        actor=by,
        verb="entry.load",
        subject=Ref("import", str(batch.pk)) if batch else Ref("register", register),
        summary=f"向{declared.title}名录写入 {len(listed)} 条",
        detail={"register": register, "rows": len(listed), "source": str(source)},
    )
    return len(listed)


def _values(
    declared: registers.Register,
    row: EntryRow,
    moment: datetime,
    source: str,
    batch: ImportBatch | None,
    first: bool,
) -> tuple[Any, ...]:
    until = row.valid_to + timedelta(days=1) if row.valid_to else None
    return (
        row.name,
        row.number,
        declared.number.year(row.number) if row.number else None,
        row.region,
        row.home,
        f"[{row.valid_from.isoformat()},{until.isoformat() if until else ''})",
        f"[{(row.recorded_at or moment).isoformat()},)",
        row.basis,
        row.source or source,
        batch.pk if batch else None,
        "",
        Jsonb(row.attrs),
        first,
        quick_initials(row.name),
    )


def _parties(subjects: Iterable[str]) -> dict[str, int]:
    """{credit code: party id} for those that have registered."""
    wanted = list(set(subjects))
    if not Party.objects.exists():
        return {}
    rows = Party.objects.filter(credit_code__in=wanted).order_by().values_list("credit_code", "pk")
    return {code: key for code, key in rows if code}


def _earliest(register: str) -> dict[str, date]:
    """{subject: first valid day} of the register as believed now."""
    rows = Entry.objects.filter(register=register, current=True).order_by()
    return dict(rows.values_list("subject").annotate(first=Min("valid_from")))


def _first_rows(rows: list[EntryRow], standing: dict[str, date]) -> set[int]:
    """Identities of the rows that are their subject's first in the register."""
    earliest: dict[str, EntryRow] = {}
    for row in rows:
        known = earliest.get(row.subject)
        if known is None or row.valid_from < known.valid_from:
            earliest[row.subject] = row
    return {id(row) for subject, row in earliest.items() if standing.get(subject, date.max) > row.valid_from}


@lru_cache(maxsize=20_000)
def _initial(character: str) -> str:
    return chinese.initials(character)


def quick_initials(name: str) -> str:
    """Pinyin initials character by character (no phrase look-up): quick enough for a whole province."""
    return "".join(map(_initial, name))[:200]


def mark_first_entries(register: str, subjects: Iterable[str]) -> None:
    """Sets `first_entry` on the subjects' believed rows that have no earlier row, and clears it on the others."""
    wanted = sorted(set(subjects))
    if not wanted:
        return
    table = connection.ops.quote_name(Entry._meta.db_table)
    sql = f"""
        WITH ranked AS (
            SELECT id, row_number() OVER (PARTITION BY subject ORDER BY valid_from, id) = 1 AS is_first
            FROM {table} WHERE register = %(register)s AND current AND subject = ANY(%(subjects)s)
        )
        UPDATE {table} AS entry SET first_entry = ranked.is_first FROM ranked
        WHERE entry.id = ranked.id AND entry.first_entry <> ranked.is_first
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"register": register, "subjects": wanted})
