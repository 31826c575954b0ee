"""What one request, or one long work, has already read of clock, calendar and appointments. Imports no model, so apps.py may connect it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# None outside a request, where nothing is kept.
_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


def kept() -> dict[str, Any] | None:
    """The request's store, or None outside a request."""
    return _kept.get()


def begin_request(**_: object) -> None:
    """Starts keeping. Connected to `request_started`."""
    _kept.set({})


def end_request(**_: object) -> None:
    """Stops keeping. Connected to `request_finished`."""
    _kept.set(None)


@contextmanager
def keeping() -> Iterator[None]:
    """Keeps outside a request: for long work of one process, whose verbs forget what they change as they do in a request."""
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def forget() -> None:
    """Drops what this request has read: after a write to the clock or the calendar."""
    if _kept.get() is not None:
        _kept.set({})
