"""领导页: what will be missed, which places lag, who answers for it, and what has moved within a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jichuang.indicators.reads import Figures, Known, figures
from jichuang.plan.models import Plan
from jichuang.plan.reads.ahead import restarts
from jichuang.plan.reads.board import Board, board
from jichuang.plan.reads.rows import Row
from jichuang.registry.reads import home_name

MONTH = timedelta(days=30)
EVEN = 0.5
"""Below an even chance a target is counted among those that will be missed."""
SLOWEST = 3


@dataclass(frozen=True)
class Risk:
    """A target in danger: `slowest` are places with the smallest growth since the year began, name and growth."""

    row: Row
    slowest: list[tuple[str, int]]


@dataclass(frozen=True)
class Change:
    """What moved within a month: value then and now, light then and now."""

    row: Row
    before: Row

    @property
    def light_changed(self) -> bool:
        """Whether the colour is another one."""
        return self.row.light.colour != self.before.light.colour


@dataclass(frozen=True)
class Leader:
    """The page's facts."""

    board: Board
    risks: list[Risk]
    changes: list[Change]
    since: date


def leader(plan: Plan, day: date, known: Known = None) -> Leader:
    """Two boards and one reading by place, whatever the number of targets."""
    now, since = board(plan, day, known), max(plan.base_on, day - MONTH)
    before = board(plan, since, known)
    risky = sorted(filter(_in_danger, now.rows.values()), key=_worst_first)
    live = [row.target.indicator for row in risky if row.live]
    read = figures(live, [plan.base_on, day], by_home=True, known=known) if live else None
    risks = [Risk(row, _slowest(row, read, plan, day) if read and row.live else []) for row in risky]
    changes = [
        Change(row, before.rows[code])
        for code, row in now.rows.items()
        if row.value is not None
        and (row.value != before.rows[code].value or row.light.colour != before.rows[code].light.colour)
    ]
    changes.sort(key=lambda one: not one.light_changed)
    return Leader(now, risks, changes, since)


def _in_danger(row: Row) -> bool:
    chance = row.chance
    return row.light.colour == "red" or (chance is not None and chance < EVEN and row.light.colour != "green")


def _worst_first(row: Row) -> tuple[bool, float]:
    return row.light.colour != "red", 1.0 if row.chance is None else row.chance


def _slowest(row: Row, read: Figures, plan: Plan, day: date) -> list[tuple[str, int]]:
    """Places by growth: since the base day for a level, since 1 January for a count; those without a home left out."""
    code = row.target.indicator
    now, then = read.by_home(code, day) or {}, read.by_home(code, plan.base_on) or {}
    base = {} if restarts(row.target) else then
    grown = sorted((value - base.get(home, 0), home) for home, value in now.items() if home)
    return [(home_name(home, day), growth) for growth, home in grown[:SLOWEST]]
