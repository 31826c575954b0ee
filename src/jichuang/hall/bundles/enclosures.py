"""附卷: what a higher room adds to a case's bundle, given as data when that room starts. Knows no room.

The room itself decides what this reader may take with him; None as reader stands for the command on the server.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jichuang.hall.models import Case

if TYPE_CHECKING:
    from jichuang.accounts.models import User

Enclosure = Callable[[Case, "User | None"], dict[str, Any]]
_given: dict[str, Enclosure] = {}


def give(name: str, find: Enclosure) -> None:
    """Adds `<name>.json` to every bundle for which `find` answers with anything; the same name again replaces it."""
    _given[name] = find


def of(case: Case, user: User | None) -> dict[str, dict[str, Any]]:
    """{file name: content} of one case for one reader."""
    found = {f"{name}.json": find(case, user) for name, find in sorted(_given.items())}
    return {name: content for name, content in found.items() if content}
