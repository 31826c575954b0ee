"""Several writes of one verb sent to the database in one message. Knows no model of another room.

A verb writes five or six rows; sent one by one they cost as many round trips while the case is locked. Inside `one_message`
they wait, and go together at the end of the block, or before the next statement that could see them: no read ever
misses a write that came before it, and everything stays in the verb's own transaction. COPY alone passes by the guard: a verb
that copies calls `send` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Model


class Batch:
    """What waits. Values are read from the rows when the message goes, so two updates of one row are one."""

    def __init__(self) -> None:
        self.waiting: dict[int, tuple[Model, set[str] | None]] = {}
        """By identity of the row: the row and the fields to update, None for a row to insert."""

    def insert(self, row: Model) -> None:
        """Adds a new row; its key is known once the message has gone."""
        self.waiting[id(row)] = (row, None)

    def update(self, row: Model, fields: set[str]) -> None:
        """Adds fields of an existing row."""
        known = self.waiting.get(id(row))
        if known is not None and known[1] is None:
            self.send()  # it has no key before it is inserted
            known = None
        self.waiting[id(row)] = (row, fields | (known[1] or set() if known else set()))

    def send(self) -> None:
        """Sends what waits, in the order it came; keys of new rows are set. Raises what the database raises."""
        rows, self.waiting = list(self.waiting.values()), {}
        if not rows:
            return
        statements = [_inserted(row) if fields is None else _updated(row, fields) for row, fields in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                "; ".join(sql for sql, _ in statements), [value for _, given in statements for value in given]
            )
            for index, (row, fields) in enumerate(rows):
                if index:
                    cursor.nextset()
                if fields is None:
                    row.pk, row._state.adding, row._state.db = cursor.fetchone()[0], False, connection.alias
                elif cursor.rowcount != 1:
                    raise DatabaseError(f"{row._meta.label} {row.pk} is not there any more")

    def before(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Stands before every other statement of the connection: what waits goes first, or goes with its savepoint.

        A question about tables that nothing waits for may pass.
        """
        if self.waiting:
            text = sql if isinstance(sql, str) else ""
            if text.startswith("ROLLBACK TO SAVEPOINT"):
                self.waiting = {}
            elif not text.startswith("SELECT ") or any(table in text for table in self.tables()):
                self.send()
        return execute(sql, params, many, context)

    def tables(self) -> set[str]:
        """The tables that something waits for."""
        return {row._meta.db_table for row, _ in self.waiting.values()}


_present: ContextVar[Batch | None] = ContextVar("batch", default=None)


@contextmanager
def one_message() -> Iterator[None]:
    """Collects `insert` and `update` until the end of the block; use it inside the verb's transaction.

    A block inside a block adds to the outer one. An exception drops what waits: the transaction is rolled back anyway.
    """
    if _present.get() is not None or getattr(connection.features, "uses_server_side_binding", False):
        yield
        return
    if not connection.in_atomic_block:
        raise RuntimeError("one_message outside a transaction; wrap the verb in transaction.atomic")
    batch = Batch()
    token = _present.set(batch)
    try:
        with connection.execute_wrapper(batch.before):
            yield
            batch.send()
    finally:
        _present.reset(token)


def insert(row: Model) -> None:
    """Writes a new row: with the message that is being collected, else at once."""
    batch = _present.get()
    if batch is None:
        row.save(force_insert=True)
    else:
        batch.insert(row)


def update(row: Model, *fields: str) -> None:
    """Writes the named fields of a row: with the message that is being collected, else at once."""
    batch = _present.get()
    if batch is None:
        row.save(update_fields=fields)
    else:
        batch.update(row, set(fields))


def send() -> None:
    """Sends what waits now, so that the keys of new rows are known."""
    batch = _present.get()
    if batch is not None:
        batch.send()


def quoted(name: str | None) -> str:
    """A table's or column's name as the database reads it."""
    return connection.ops.quote_name(str(name))


def _inserted(row: Model) -> tuple[str, list[Any]]:
    given = [field for field in row._meta.local_concrete_fields if not (field.primary_key and row.pk is None)]
    columns = ", ".join(quoted(field.column) for field in given)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in given]
    marks, key = ", ".join(["%s"] * len(given)), quoted(row._meta.pk.column)
    return f"INSERT INTO {quoted(row._meta.db_table)} ({columns}) VALUES ({marks}) RETURNING {key}", values


def _updated(row: Model, fields: set[str]) -> tuple[str, list[Any]]:
    given = [field for field in row._meta.concrete_fields if field.name in fields]
    columns = ", ".join(f"{quoted(field.column)} = %s" for field in given)
    values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in given]
    key = quoted(row._meta.pk.column)
    return f"UPDATE {quoted(row._meta.db_table)} SET {columns} WHERE {key} = %s", [*values, row.pk]
