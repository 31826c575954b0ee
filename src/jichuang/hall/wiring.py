"""What the hall declares to the rest of the house at start-up."""

from __future__ import annotations

from jichuang.base import duties
from jichuang.hall import checks, chores, links


def connect() -> None:
    """Reference kinds, daily duties, system checks. Calling it again is harmless."""
    links.register()
    duties.register("hall.close_publicity", chores.close_publicity)
    duties.register("hall.remind_supplements", chores.remind_supplements)
    duties.register("hall.note_lapsed", chores.note_lapsed)
    checks.declare()
