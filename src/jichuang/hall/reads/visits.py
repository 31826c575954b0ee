"""环节的办理: each completed visit of a stage in which the party took part, so that it can be rated. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.base import clock
from jichuang.hall.declare import Desk, StageKind
from jichuang.hall.models import Case, Supplement, Task, Urge
from jichuang.hall.reads.desks import desk_name
from jichuang.hall.terms import TaskResult

MET = {StageKind.FORM_CHECK.value, StageKind.RECOMMEND.value, StageKind.SITE_VISIT.value}
"""Stages in which the party hands in to a desk or is visited by it, whatever else happens."""
OVER = (TaskResult.PASSED, TaskResult.CLOSED, TaskResult.REFUSED)


@dataclass(frozen=True, slots=True)
class Visit:
    """One desk's finished part of one stage; `how` says what the party had to do with it."""

    task: Task
    title: str
    done_on: date
    how: str


def visits(case: Case) -> list[Visit]:
    """Finished visits in which the party took part, in order: it handed in or was visited, mended something, or urged.

    Panels, meetings, batches and publicity in which it had no part are not rated by themselves. Three queries.
    """
    done = case.tasks.filter(done_at__isnull=False, done_by__isnull=False, result__in=OVER)
    rows = list(done.exclude(desk=Desk.UNIT.value).select_related("department").order_by("done_at", "id"))
    mended = set(
        Supplement.objects.filter(case=case, answered_at__isnull=False).values_list("task_id", flat=True)
    )
    urged = list(Urge.objects.filter(case=case).values_list("stage", "on"))
    found = []
    for task in rows:
        how = _how(task, mended, urged)
        if how:
            found.append(Visit(task, title_of(case, task), _day(task), how))
    return found


def _how(task: Task, mended: set[int], urged: list[tuple[str, date]]) -> str:
    if task.pk in mended:
        return "贵单位按要求补正过"
    if task.stage_kind == StageKind.SITE_VISIT.value:
        return "到贵单位考察过"
    if task.stage_kind in MET:
        return "收取和核对贵单位的材料"
    if any(stage == task.stage and task.opened_on <= on <= _day(task) for stage, on in urged):
        return "贵单位催办过"
    return ""


def title_of(case: Case, task: Task) -> str:
    """形式审查（石家庄市科技局）: the stage and the desk of one task."""
    stage = next((one for one in case.declaration.route.parts if one.key == task.stage), None)
    desk = desk_name(task.desk, task.home, _day(task), task.department)
    return f"{stage.title if stage else task.stage}（{desk}）"


def _day(task: Task) -> date:
    assert task.done_at is not None
    return task.done_at.astimezone(clock.SHANGHAI).date()
