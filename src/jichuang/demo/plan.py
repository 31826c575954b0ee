"""Loads the 2018 plan of the demonstration with the published outside figures, its supervision and its released quarters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.demo.following import follow
from jichuang.indicators.verbs import load_publications
from jichuang.plan.verbs.following import release_quarter
from jichuang.plan.verbs.loading import load_shipped_plan

Progress = Callable[[int, int, str], None]
RELEASED = (("2018Q1", date(2018, 4, 10)), ("2018Q2", date(2018, 7, 10)))
"""Quarters and the days they were released in the demonstration."""


def load_plan(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """The plan, then each quarter released by `until` on its own day, then the year of supervision."""
    load_publications()
    load_publications(name="regions")
    plan = load_shipped_plan()
    progress(1, 1, plan.title)
    follow(plan, users=users, until=until)
    progress(1, 1, "交办、月报、督办")
    for quarter, day in RELEASED:
        if day <= until:
            clock.set_demonstration_day(day)
            release_quarter(plan=plan, quarter=quarter, by=users["province"])
