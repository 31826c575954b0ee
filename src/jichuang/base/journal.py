"""Writes the journal row of a verb, inside the verb's own transaction. Knows no verb by name."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from jichuang.base import batches, today
from jichuang.base.models import JournalRow
from jichuang.base.refs import Ref, actor_text

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

__all__ = ["JournalRow", "address_of_request", "record"]

# The middleware fills it for one request, so that verbs need no `request` to journal the address.
address_of_request: ContextVar[str | None] = ContextVar("address_of_request", default=None)


def record(
    *,
    actor: Ref | AbstractBaseUser | None,
    verb: str,
    subject: Ref,
    summary: str,
    detail: dict[str, Any] | None = None,
    nameless: bool = False,
) -> JournalRow:
    """Adds one row and returns it. `verb` is dotted (`case.submit`); `detail` may hold dates and decimals. A `nameless` row keeps no address:
    it records a deed whose doer nobody who reads the journal may make out, so `actor` must be None.

    Raises RuntimeError outside a transaction: a journal row must live or die with the change it records.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(
            f"journal row {verb!r} written outside a transaction; wrap the verb in transaction.atomic"
        )
    if "." not in verb:
        raise ValueError(f"journal verb {verb!r} is not dotted; expected noun.verb, for example case.submit")
    if nameless and actor is not None:
        raise ValueError(f"journal row {verb!r} is nameless and names {actor}")
    plain = DjangoJSONEncoder
    row = JournalRow(
        at=today.now(),
        machine_at=today.machine_now(),
        actor=actor_text(actor),
        address=None if nameless else address_of_request.get(),
        verb=verb,
        subject=str(subject),
        summary=summary[:500],
        detail=_jsonable(detail or {}, plain),
    )
    batches.insert(row)
    return row


def _jsonable(value: Any, encoder: type[DjangoJSONEncoder]) -> Any:
    """Replaces what JSON cannot hold by the text Django's encoder gives it."""
    if isinstance(value, dict):
        return {str(key): _jsonable(item, encoder) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_jsonable(item, encoder) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Ref):
        return str(value)
    return encoder().default(value)
