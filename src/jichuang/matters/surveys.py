"""成效表: a small table that a matter shows about its own register or cases, on any day. Knows no matter.

A matter declares it as a `Survey` in its folder; the page, the workbook and the door on the guide follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.accounts.models import User

Rows = Sequence[tuple[Any, ...]]


def anybody(user: User | None, on: date) -> bool:
    """The default reader: what stands in a public register may be counted by all."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """`rows(on)` gives one tuple a row under `headers`; `says(on)` the sentence above them. `to` decides who reads it.

    `flow(on)` gives boxes and moves for a picture above the table, where the rows are links of one chain.
    """

    matter: str
    key: str
    title: str
    headers: tuple[str, ...]
    rows: Callable[[date], Rows]
    says: Callable[[date], str]
    to: Callable[[User | None, date], bool] = anybody
    flow: Callable[[date], tuple[Any, Any]] | None = None


_declared: dict[tuple[str, str], Survey] = {}


def declare(*surveys: Survey) -> None:
    """Makes them known; the same matter and key again replaces."""
    _declared.update({(one.matter, one.key): one for one in surveys})


def find(matter: str, key: str) -> Survey | None:
    """The survey under its address, None when there is none."""
    return _declared.get((matter, key))
