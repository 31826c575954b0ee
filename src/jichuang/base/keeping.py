"""What one request has already read of clock and calendar. Imports no model, so apps.py may connect it."""

from __future__ import annotations

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


def forget() -> None:
    """Drops what this request has read: after a write to the clock or the calendar."""
    if _kept.get() is not None:
        _kept.set({})
