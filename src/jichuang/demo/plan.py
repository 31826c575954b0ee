"""Loads the 2018 plan of the demonstration: the shipped plan through the plan's own verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jichuang.plan.verbs.loading import load_shipped_plan

Progress = Callable[[int, int, str], None]


def load_plan(*, on: date, progress: Progress) -> None:
    """The plan of 2018, whatever day the demonstration stands on."""
    plan = load_shipped_plan()
    progress(1, 1, plan.title)
