"""Doors on the statistics page: each part of the room offers its own, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Door:
    """One door: `order` sorts, `url` is asked when the page is drawn, `inside` shows it to internal roles alone."""

    key: str
    title: str
    says: str
    url: Callable[[], str]
    order: int = 50
    inside: bool = False


_doors: dict[str, Door] = {}


def offer(door: Door) -> None:
    """Adds a door; the same key again replaces it."""
    _doors[door.key] = door


def doors(*, inside: bool) -> list[Door]:
    """The doors this reader sees, in order."""
    return sorted(
        (one for one in _doors.values() if inside or not one.inside), key=lambda one: (one.order, one.key)
    )
