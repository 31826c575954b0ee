"""重放: folds the journal rows of a case into where it stands. Reads no table of the hall, so that it can be compared with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jichuang.base.models import JournalRow


@dataclass
class Replayed:
    """What the journal alone says. `tasks` maps `stage/desk` of every open task to its holder."""

    state: str = ""
    stage: str = ""
    outcome: str = ""
    tasks: dict[str, str] = field(default_factory=dict)


def replay(number: str) -> Replayed:
    """The case as its journal rows tell it, from the first to the last."""
    rows = JournalRow.objects.filter(subject=f"case:{number}", verb__startswith="case.").order_by("id")
    return fold(row.detail for row in rows)


def fold(details: Iterable[dict[str, Any]]) -> Replayed:
    """Applies one row after the other; rows without a state (a reading) change nothing."""
    found = Replayed()
    for detail in details:
        if "state" not in detail:
            continue
        found.state, found.stage, found.outcome = detail["state"], detail["stage"], detail["outcome"]
        for task, holder in detail.get("moves", []):
            if holder:
                found.tasks[task] = holder
            else:
                found.tasks.pop(task, None)
    return found
