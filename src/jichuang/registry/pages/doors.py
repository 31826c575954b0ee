"""Doors that a higher room hangs on an entry's page: what may be begun about it, given as data when that room starts.

So a holder finds 变更、续期 and an officer 提出撤销 beside the entry, without the registry knowing any matter. Knows no room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jichuang.accounts.models import User
from jichuang.registry.models import Entry


@dataclass(frozen=True, slots=True)
class Door:
    """One thing to begin. With `fields` a form is posted to `url`, without it is a link; `why_not` closes the door and says why."""

    title: str
    url: str
    fields: tuple[tuple[str, str], ...] = ()
    why_not: str = ""
    grave: bool = False


Hung = Callable[[Entry, "User | None", date], list[Door]]

_hung: dict[str, Hung] = {}


def hang(room: str, find: Hung) -> None:
    """Adds a room's doors; the same room again replaces them."""
    _hung[room] = find


def of(entry: Entry, user: User | None, on: date) -> list[Door]:
    """The doors of one entry for one reader, room by room; none for a visitor."""
    if user is None:
        return []
    return [door for find in _hung.values() for door in find(entry, user, on)]
