"""分市排名 of a target that was split by 考核归属: value, share, completion, rank. For inside roles only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jichuang.indicators.reads import Known
from jichuang.plan.models import CityShare, Plan, Target
from jichuang.plan.reads.drill import drill


@dataclass(frozen=True)
class Ranked:
    """One unit. `rank` is None where nothing was asked of it; equal completion gives equal rank."""

    code: str
    name: str
    value: int
    share: Fraction | None
    rank: int | None
    gap: Fraction | None

    @property
    def completion(self) -> Fraction | None:
        """value / share, exact."""
        return None if self.share is None else Fraction(self.value) / self.share

    @property
    def percent(self) -> str:
        """`93.5%`, — without a share."""
        return "—" if self.completion is None else f"{float(self.completion) * 100:.1f}%"

    @property
    def chip(self) -> tuple[str, str]:
        """(state, words) against the pace, by the thresholds of the board."""
        if self.gap is None:
            return "none", "没有分解"
        words = f"{float(self.gap) * 100:+.1f} 个百分点"
        return (
            "ok" if self.gap >= Fraction(-5, 100) else "warn" if self.gap >= Fraction(-20, 100) else "bad"
        ), words


def shares(plan: Plan, code: str) -> dict[str, CityShare]:
    """{unit: its latest share}. One query."""
    return {row.home: row for row in plan.city_shares.filter(code=code).order_by("id")}


def ranking(target: Target, day: date, pace: Fraction, known: Known = None) -> list[Ranked]:
    """The units by completion, best first; those without a share last. Two queries."""
    given = shares(target.plan, target.code)
    found = []
    for level in drill(target.indicator, day, known):
        share = Fraction(given[level.code].value) if level.code in given else None
        completion = Fraction(level.value) / share if share else None
        found.append((completion, level, share))
    done = [completion for completion, _, _ in found if completion is not None]
    ranked = [
        Ranked(
            level.code,
            level.name,
            level.value,
            share,
            None if completion is None else 1 + sum(other > completion for other in done),
            None if completion is None else completion - pace,
        )
        for completion, level, share in found
    ]
    return sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0))
