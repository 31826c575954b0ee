"""What rooms above tell this one: which of their things read an indicator, and which days were released to the public.

Registered at start-up; this room knows none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from jichuang.base.refs import Link

Uses = Callable[[str, bool], list[Link]]


@dataclass(frozen=True, slots=True)
class Released:
    """A day whose register counts were released: counted on `as_of` as known at `known_at`."""

    title: str
    period: str
    as_of: date
    known_at: datetime
    released_on: date


Releases = Callable[[], list[Released]]
_uses: list[Uses] = []
_releases: list[Releases] = []


def register_uses(find: Uses) -> None:
    """`find(code, inside)` gives links to what reads the indicator, as a reader inside or out may know. Twice is harmless."""
    if find not in _uses:
        _uses.append(find)


def register_releases(find: Releases) -> None:
    """`find()` gives the released days. The same again is harmless."""
    if find not in _releases:
        _releases.append(find)


def uses(code: str, *, inside: bool) -> list[Link]:
    """Everything that reads the indicator, as registered; what is internal only for a reader `inside`."""
    return [link for find in _uses for link in find(code, inside)]


def releases(by: date | None = None, *, every: bool = False) -> list[Released]:
    """Days released `by` a day (None = all), oldest first; of two for one period the later counts, or `every` one."""
    found = [one for find in _releases for one in find() if by is None or one.released_on <= by]
    found.sort(key=lambda one: one.released_on)
    kept = found if every else list({one.period: one for one in found}.values())
    return sorted(kept, key=lambda one: (one.as_of, one.period, one.released_on))
