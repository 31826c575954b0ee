"""报告目标任务的进展: the owner's county, its city or the province says how far a goal has come, and on what evidence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import Decision, require
from jichuang.base.refs import Ref, actor_text
from jichuang.matters.models import Goal
from jichuang.plan.models import GoalReport
from jichuang.registry.reads import holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REPORTERS = (Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.COUNTY_OFFICER)


def may_report(user: User | None, goal: Goal) -> Decision:
    """Officers whose appointment reaches the place that owes the goal."""
    return holds_any(user, REPORTERS, on=clock.today(), home=goal.home, region=goal.region)


@transaction.atomic
def report_goal(
    *, goal: Goal, figure: str, reached_on: date, evidence: str, by: User, done: bool = False
) -> GoalReport:
    """Adds a report. Raises Refused for another place's officer, Invalid without figure or evidence or for a day to come."""
    require(may_report(by, goal))
    problems = [
        Problem(field, f"未填{title}", remedy)
        for field, title, text, remedy in (
            ("figure", "达到的值", figure, "如“42家”"),
            ("evidence", "依据", evidence, "请写明文号、会议或文件名称"),
        )
        if not text.strip()
    ]
    if reached_on > clock.today():
        problems.append(Problem("reached_on", f"{reached_on}在今天之后", "请填实际日期"))
    if problems:
        raise Invalid(problems)
    report = GoalReport.objects.create(
        goal=f"goal:{goal.pk}", reached_on=reached_on, figure=figure.strip()[:100], done=done,
        evidence=evidence.strip()[:300], recorded_at=clock.now(), by=actor_text(by),
    )  # fmt: skip
    journal.record(
        actor=by, verb="plan.report_goal", subject=Ref("goal", str(goal.pk)),
        summary=f"{goal.title}：{report.figure}{'，已完成' if done else ''}", detail={"evidence": report.evidence},
    )  # fmt: skip
    return report
