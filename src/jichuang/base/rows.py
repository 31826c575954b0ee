"""Rows of one model under a fixed condition, the SQL written once. For the few reads of every step of a case or every page.

The ORM builds and compiles the same question anew each time, which costs several times what the database takes to answer
it. Everything else asks through the ORM.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Field, Model

from jichuang.base.batches import quoted

Row = TypeVar("Row", bound=Model)
Converter = Callable[[Any], Any]
Fields = Sequence["Field[Any, Any]"]
Reading = tuple[list[str], list[tuple[int, Converter]]]


class Rows(Generic[Row]):
    """`Rows(Task, "case_id = %s AND done_at IS NULL", lock=True)(case.pk)` is a list of tasks, oldest first.

    The condition names columns of the model's own table, which is called `t`. `related` names one foreign key whose row
    comes along, where there is one; `lock` holds the model's rows, and only them, until the transaction ends.
    """

    def __init__(self, model: type[Row], where: str, *, related: str = "", lock: bool = False) -> None:
        self.model, self.where, self.related, self.lock = model, where, related, lock

    def __call__(self, *values: Any) -> list[Row]:
        """The rows for these values of the condition, in order of their keys."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            return [self._row(found) for found in cursor.fetchall()]

    def count(self, *values: Any) -> int:
        """How many rows there are for these values."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self._source} WHERE {self.where}", values)
            return int(cursor.fetchone()[0])

    @cached_property
    def _fields(self) -> Fields:
        return self.model._meta.concrete_fields

    @cached_property
    def _link(self) -> Field[Any, Any] | None:
        """The foreign key whose row comes along."""
        return next((field for field in self._fields if field.name == self.related), None)

    @cached_property
    def _other(self) -> type[Model] | None:
        return cast("type[Model]", self._link.related_model) if self._link is not None else None

    @property
    def _source(self) -> str:
        return f"{quoted(self.model._meta.db_table)} t"

    @cached_property
    def _sql(self) -> str:
        columns = [f"t.{quoted(field.column)}" for field in self._fields]
        source = self._source
        if self._other is not None and self._link is not None:
            other = self._other._meta
            columns += [f"o.{quoted(field.column)}" for field in other.concrete_fields]
            on = f"o.{quoted(other.pk.column)} = t.{quoted(self._link.column)}"
            source += f" LEFT JOIN {quoted(other.db_table)} o ON {on}"
        lock = " FOR UPDATE OF t" if self.lock else ""
        key = quoted(self.model._meta.pk.column)
        return f"SELECT {', '.join(columns)} FROM {source} WHERE {self.where} ORDER BY t.{key}{lock}"

    @cached_property
    def _reading(self) -> Reading:
        return _reading(self._fields)

    @cached_property
    def _reading_other(self) -> Reading:
        return _reading(self._other._meta.concrete_fields if self._other else ())

    def _row(self, found: Sequence[Any]) -> Row:
        own = len(self._fields)
        row = _made(self.model, self._reading, found[:own])
        if self._other is not None:
            key = getattr(row, f"{self.related}_id")
            other = None if key is None else _made(self._other, self._reading_other, found[own:])
            setattr(row, self.related, other)
        return row


def _reading(fields: Fields) -> Reading:
    """Names of the fields, and what turns a stored value into a Python one, by position."""
    converters: list[tuple[int, Converter]] = []
    for index, field in enumerate(fields):
        at = field.get_col(field.model._meta.db_table)
        found = connection.ops.get_db_converters(at) + field.get_db_converters(connection)
        converters.extend((index, partial(_converted, convert, at)) for convert in found)
    return [field.attname for field in fields], converters


def _converted(convert: Any, at: Any, value: Any) -> Any:
    return convert(value, at, connection)


def _made(model: type[Row], reading: Reading, values: Sequence[Any]) -> Row:
    names, converters = reading
    if converters:
        values = list(values)
        for index, convert in converters:
            values[index] = convert(values[index])
    return model.from_db(connection.alias, names, values)
