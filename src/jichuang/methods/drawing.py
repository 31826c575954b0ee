"""随机抽取: a lottery that anybody can draw again. Each candidate's ticket is the SHA-256 of seed and key.

The order does not depend on the order of the pool, on the machine or on a random number generator: with the logged seed and
the list of candidates the result can be recomputed by hand. Knows no person and no pool.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ANY = ""
"""The kind of a quota that anybody can fill."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One in the pool: a stable key, his kind, his unit ("" = none)."""

    key: str
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """抽取结果, in the order drawn. `reserves` are called in their order; `lacking` = seats of a kind that stay empty."""

    members: tuple[Candidate, ...]
    reserves: tuple[Candidate, ...]
    lacking: Mapping[str, int]


def ticket(seed: str, key: str) -> str:
    """The candidate's ticket: SHA-256 of `seed:key` in hexadecimal. The lowest tickets win."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def draw(
    candidates: Iterable[Candidate],
    quota: Mapping[str, int],
    *,
    seed: str,
    reserves: Mapping[str, int] | None = None,
    one_per_unit: bool = False,
) -> Drawn:
    """Fills each kind's quota with its lowest tickets, then each kind's reserves; nobody is drawn twice.

    The kind with the fewest candidates for its seats is served first, so that a unit shared by two kinds goes where it is
    needed; quotas of anybody come last. Reserves keep one unit apart from the members, not from each other.
    """
    pool = sorted(candidates, key=lambda one: ticket(seed, one.key))
    gone: set[str] = set()
    units: set[str] | None = set() if one_per_unit else None
    order = _scarcest_first(pool, quota)
    taken: list[Candidate] = []
    lacking: dict[str, int] = {}
    for kind in order:
        found = _next(pool, kind, quota[kind], gone, units)
        taken += found
        if len(found) < quota[kind]:
            lacking[kind] = quota[kind] - len(found)
    spare: list[Candidate] = []
    for kind in order:
        # only one reserve is called at a time: colleagues may wait side by side
        spare += _next(pool, kind, (reserves or {}).get(kind, 0), gone, units, together=True)
    return Drawn(tuple(taken), tuple(spare), lacking)


def _scarcest_first(pool: Sequence[Candidate], quota: Mapping[str, int]) -> list[str]:
    def slack(kind: str) -> tuple[bool, int, str]:
        have = sum(1 for one in pool if kind in (ANY, one.kind))
        return (kind == ANY, have - quota[kind], kind)

    return sorted(quota, key=slack)


def _next(
    pool: Sequence[Candidate],
    kind: str,
    seats: int,
    gone: set[str],
    units: set[str] | None,
    *,
    together: bool = False,
) -> list[Candidate]:
    """The next `seats` of a kind in ticket order, marked as gone; `units` are closed to colleagues (None = none are)."""
    found: list[Candidate] = []
    for one in pool:
        if len(found) == seats:
            break
        if kind not in (ANY, one.kind) or one.key in gone or (units is not None and one.unit in units):
            continue
        found.append(one)
        gone.add(one.key)
        if units is not None and one.unit and not together:
            units.add(one.unit)
    return found
