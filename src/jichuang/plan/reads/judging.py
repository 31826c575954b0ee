"""The light of every 交办事项 on a day: targets and milestones as the board lights them, measures by their deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from jichuang.indicators.reads import Known
from jichuang.methods.amounts import amount, counts_whole
from jichuang.plan import rules
from jichuang.plan.models import Charge, Plan
from jichuang.plan.reads.adjusting import adjusted
from jichuang.plan.reads.board import board
from jichuang.plan.reads.ladders import milestone_row
from jichuang.plan.reads.plans import rungs
from jichuang.plan.reads.published import with_publications
from jichuang.plan.reads.rows import Row
from jichuang.plan.terms import FINISHED, ChargeKind

CHIPS = {"green": "ok", "amber": "warn", "red": "bad", "grey": "none", "none": "none"}


@dataclass(frozen=True)
class Judged:
    """A promise on a day. `progress` is its own share of the way (0..1), None where nothing is measured; `expected` what the
    pace asks for by the day, in words."""

    code: str
    colour: str
    words: str
    value: str = ""
    unit: str = ""
    target: str = ""
    progress: Fraction | None = None
    expected: str = ""

    @property
    def behind(self) -> bool:
        """Whether it lags its pace: amber or red."""
        return self.colour in {"amber", "red"}

    @property
    def chip(self) -> str:
        """Chip state of the colour."""
        return CHIPS[self.colour]

    def as_quarter_figure(self, title: str) -> dict[str, str]:
        """What a quarterly report keeps of it: also where the pace wanted it to be."""
        return self.as_figure(title) | {"expected": self.expected}

    def as_figure(self, title: str) -> dict[str, str]:
        """What a report or a letter keeps of it."""
        return {
            "code": self.code,
            "title": title,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "colour": self.colour,
            "words": self.words,
        }


def judged(plan: Plan, day: date, found: Iterable[Charge], known: Known = None) -> dict[str, Judged]:
    """{code: Judged} of some charges on a day. A fixed number of queries however many."""
    wanted = {one.code: one for one in found}
    targets = [code for code, one in wanted.items() if one.kind == ChargeKind.TARGET]
    result: dict[str, Judged] = {}
    if targets:
        result |= {code: _target(row) for code, row in board(plan, day, known, only=targets).rows.items()}
    if any(one.kind == ChargeKind.MILESTONE for one in wanted.values()):
        reached = with_publications(rungs(plan, day, known), plan, day, known)
        changes = adjusted(plan, day, known)
        for milestone in plan.milestones.filter(code__in=list(wanted)):
            milestone.plan = plan
            row = milestone_row(milestone, day, plan.base_on, reached, change=changes.get(milestone.code))
            progress = row.light.progress
            text = "、".join(step.name for step in row.steps) if len(row.steps) == 1 else row.light.words
            result[milestone.code] = Judged(
                milestone.code, row.light.colour, row.light.words, text, "", milestone.rungs[-1], progress,
                _share(row.light.pace),
            )  # fmt: skip
    for code, one in wanted.items():
        if one.kind == ChargeKind.ACTION:
            result[code] = _action(one, day)
        elif code not in result:
            result[code] = Judged(code, "none", "书面报告，不设灯")
    return result


def _target(row: Row) -> Judged:
    met = row.light.reason_code == "met"
    progress = Fraction(1) if met else row.light.progress
    return Judged(
        row.target.code,
        row.light.colour,
        row.light.words,
        row.value_text,
        row.value_unit,
        row.target.value_text,
        progress,
        _expected(row),
    )


def _expected(row: Row) -> str:
    """`696 家`: what the pace asks for, a whole number of what is counted one by one; else its share of the way."""
    if row.pace_value is None:
        return _share(row.light.pace)
    unit = row.target.unit
    return amount(Fraction(ceil(row.pace_value)) if counts_whole(unit) else row.pace_value, unit)


def _share(pace: Fraction | None) -> str:
    """`完成 75%`, empty without a pace."""
    return "" if pace is None else f"完成 {float(pace) * 100:.0f}%"


def _action(charge: Charge, day: date) -> Judged:
    """A measure has no figure: finished is green, overdue red, near its last day amber."""
    left = (charge.deadline - day).days
    if charge.state in FINISHED:
        colour, words, progress = "green", "已办结", Fraction(1)
    elif left < 0:
        colour, words, progress = "red", f"逾期 {-left} 天", Fraction(0)
    elif left <= rules.value(rules.P.near_days, day):
        colour, words, progress = "amber", f"剩 {left} 天", Fraction(0)
    else:
        colour, words, progress = "green", f"{charge.deadline:%m月%d日}前办结", Fraction(0)
    return Judged(charge.code, colour, words, target=charge.deadline.isoformat(), progress=progress)
