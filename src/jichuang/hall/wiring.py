"""What the hall declares to the rest of the house at start-up."""

from __future__ import annotations

from jichuang.base import duties
from jichuang.base.files import scanning
from jichuang.hall import checks, chores, links
from jichuang.hall.pages import afterlife
from jichuang.hall.verbs import forget_replies, quarantined
from jichuang.registry.pages import doors


def connect() -> None:
    """Reference kinds, daily duties, system checks. Calling it again is harmless."""
    links.register()
    for name, duty in chores.DUTIES.items():
        duties.register(name, duty)
    duties.register("hall.forget_replies", forget_replies)
    doors.hang("hall", afterlife.doors)
    scanning.when_infected("hall", quarantined)
    checks.declare()
