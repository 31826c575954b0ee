"""目标任务: goals that decisions set under one item of the plan, with owner, last day and the latest report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jichuang.base.refs import Ref
from jichuang.matters.models import Goal
from jichuang.plan.models import GoalReport

NEAR = timedelta(days=30)


@dataclass(frozen=True)
class GoalTask:
    """One goal as a task. `state` is ok, bad, warn or info, `words` what it means on the day."""

    goal: Goal
    place: str
    report: GoalReport | None
    state: str
    words: str

    @property
    def ref(self) -> Ref:
        """`goal:<id>`, by which reports name it."""
        return Ref("goal", str(self.goal.pk))


def goal_tasks(number: int, day: date) -> list[GoalTask]:
    """The goals set under item `number` up to the day, the soonest first. Two queries."""
    goals = list(
        Goal.objects.filter(plan_item=number, set_on__lte=day)
        .select_related("case__party")
        .order_by("due_on", "id")
    )
    told = GoalReport.objects.filter(goal__in=[f"goal:{one.pk}" for one in goals], reached_on__lte=day)
    latest = {report.goal: report for report in told.order_by("id")}
    return [_task(one, latest.get(f"goal:{one.pk}"), day) for one in goals]


def _task(goal: Goal, report: GoalReport | None, day: date) -> GoalTask:
    if report is not None and report.done:
        state, words = "ok", "已完成"
    elif goal.due_on < day:
        state, words = "bad", f"逾期{(day - goal.due_on).days}天"
    elif goal.due_on <= day + NEAR:
        state, words = "warn", "临期"
    else:
        state, words = "info", "进行中"
    return GoalTask(goal, goal.case.party.name, report, state, words)
