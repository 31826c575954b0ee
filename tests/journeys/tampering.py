"""What somebody with the database's own password could do to the journal, and the putting back of it."""

from __future__ import annotations

from django.db import connection, transaction

from jichuang.base import seals
from jichuang.base.models import JournalRow, Seal
from jichuang.base.seals.digest import COLUMNS, GENESIS, row_digest

KEPT = "walk_kept_{}"


def main(argv: list[str]) -> str:
    """`change`, `cut N`, `rewrite N` (keeping what was there) or `restore`. The number of the row it began at."""
    deed, count = argv[0], int(argv[1]) if len(argv) > 1 else 1
    while deed != "restore" and seals.seal_pending():
        continue
    with transaction.atomic(), connection.cursor() as cursor:
        # triggers off for this transaction: the guard against honest mistakes does not stop an owner
        cursor.execute("SET LOCAL session_replication_role = replica")
        if deed == "restore":
            _restore(cursor)
            return ""
        for table in ("base_journalrow", "base_seal"):
            cursor.execute(f"CREATE TABLE {KEPT.format(table)} AS TABLE {table}")
        return str({"change": _change, "cut": _cut, "rewrite": _rewrite}[deed](cursor, count))


def _restore(cursor) -> None:
    for table in ("base_journalrow", "base_seal"):
        kept = KEPT.format(table)
        key = "id" if table == "base_journalrow" else "position"
        cursor.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {kept})")
        cursor.execute(f"INSERT INTO {table} SELECT * FROM {kept}")
        cursor.execute(f"DROP TABLE {kept}")


def _last_rows(cursor, count: int) -> list[int]:
    cursor.execute("SELECT row_id FROM base_seal ORDER BY position DESC LIMIT %s", [count])
    return sorted(row for (row,) in cursor.fetchall())


def _change(cursor, count: int) -> int:
    """One word of one row in the middle."""
    cursor.execute(
        "SELECT row_id FROM base_seal ORDER BY position OFFSET (SELECT count(*) / 2 FROM base_seal) LIMIT 1"
    )
    (row,) = cursor.fetchone()
    cursor.execute("UPDATE base_journalrow SET summary = summary || '（改）' WHERE id = %s", [row])
    return row


def _cut(cursor, count: int) -> int:
    """The last rows go, and their links with them."""
    gone = _last_rows(cursor, count)
    cursor.execute("DELETE FROM base_journalrow WHERE id = ANY(%s)", [gone])
    cursor.execute("DELETE FROM base_seal WHERE row_id = ANY(%s)", [gone])
    return gone[0]


def _rewrite(cursor, count: int) -> int:
    """A row is forged and every link from there on computed anew, as by somebody who knows the algorithm."""
    forged = _last_rows(cursor, count)[0]
    cursor.execute("UPDATE base_journalrow SET summary = '伪造' WHERE id = %s", [forged])
    start = Seal.objects.get(row_id=forged).position
    former = Seal.objects.filter(position=start - 1).first()
    previous = former.digest if former else GENESIS
    for link in Seal.objects.filter(position__gte=start).order_by("position"):
        previous = row_digest(previous, JournalRow.objects.filter(pk=link.row_id).values(*COLUMNS).get())
        cursor.execute("UPDATE base_seal SET digest = %s WHERE position = %s", [previous, link.position])
    return forged
