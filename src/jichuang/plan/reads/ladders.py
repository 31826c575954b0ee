"""Promises that are climbed in steps: targets decided elsewhere, and milestones. Knows the steps reported, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from jichuang.methods.lights import Light, judge, light
from jichuang.methods.pace import linear
from jichuang.plan.models import Explanation, Milestone, RungReport, Target
from jichuang.plan.reads.adjusting import Adjusted, light_as, milestone_as
from jichuang.plan.reads.plans import Rungs
from jichuang.plan.reads.rows import Row, Step

Reports = dict[str, RungReport]


def target_row(
    target: Target, expected: Fraction, reports: Reports, owner: str, notes: list[Explanation]
) -> Row:
    """A target counted over its members: approved ones are its value, our own steps its progress."""
    names = target.rungs
    steps = _steps(tuple(target.members) or ("",), names, reports)
    approved = sum(1 for step in steps if names and step.reached == len(names))
    reported = any(step.report for step in steps)
    own = sum(min(step.reached, target.own_rungs) for step in steps)
    goal = replace(target.goal(None), own_rungs=target.own_rungs * len(steps))
    judged = judge(goal, value=approved if reported else None, pace=expected, rung=own if reported else None)
    return Row(
        target,
        judged,
        value=Fraction(approved) if reported else None,
        value_text=str(approved) if reported else "",
        value_unit=target.unit if reported else "",
        pace=expected,
        steps=steps,
        owner=owner,
        notes=notes,
        why="" if reported else "由上级机关决定；本级尚未报告办到哪一步。",
    )


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with its steps, its light and who answers for it."""

    milestone: Milestone
    steps: list[Step]
    light: Light
    owner: str
    change: Adjusted | None = None


def milestone_row(
    milestone: Milestone,
    day: date,
    base_on: date,
    reached: Rungs,
    owner: str = "",
    change: Adjusted | None = None,
) -> MilestoneRow:
    """The milestone on a day: progress is the share of our own steps, compared with the linear pace."""
    milestone = milestone_as(milestone, change)
    names = milestone.rungs
    steps = _steps(tuple(milestone.members) or ("",), names, reached.of(milestone.code))
    own = milestone.own_rungs or len(names)
    done = sum(min(step.reached, own) for step in steps)
    total = own * len(steps)
    if not milestone.lit:
        judged = light(progress=None, pace=None, missing="no_light")
    elif not any(step.report for step in steps):
        judged = light(progress=None, pace=None, missing="no_report")
    else:
        judged = light(
            progress=Fraction(done, total),
            pace=linear(day, base_on, milestone.deadline),
            strive=milestone.firmness != "commit",
            met=done == total,
            surplus=steps[0].name if len(steps) == 1 else "",
            shortfall=_where(steps),
        )
    return MilestoneRow(milestone, steps, light_as(judged, change), owner, change)


def _where(steps: list[Step]) -> str:
    return f"已到{steps[0].name}" if len(steps) == 1 else f"{sum(1 for s in steps if s.reached)} 项已起步"


def _steps(members: tuple[str, ...], names: tuple[str, ...], reports: Reports) -> list[Step]:
    found = []
    for member in members:
        report = reports.get(member)
        reached = min(report.rung, len(names)) if report else 0
        found.append(Step(member, reached, names, report))
    return found
