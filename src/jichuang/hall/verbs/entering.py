"""进入环节: puts a case into a stage, with the matter's limit standing still where the stage is a 特别程序."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from jichuang.base import clock
from jichuang.hall.declare import Desk, Stage, StageKind
from jichuang.hall.models import Case, Pause, Task
from jichuang.hall.terms import CaseState, PauseReason
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import open_tasks, save

WHY: dict[StageKind, PauseReason] = {
    StageKind.PANEL: PauseReason.PANEL,
    StageKind.SITE_VISIT: PauseReason.SITE_VISIT,
    StageKind.PUBLICITY: PauseReason.PUBLICITY,
    StageKind.EXTERNAL_PUBLICITY: PauseReason.PUBLICITY,
    StageKind.EXTERNAL_FILING: PauseReason.EXTERNAL,
    StageKind.BATCH: PauseReason.BATCH,
}
TOLD_OTHERWISE = {StageKind.PUBLICITY, StageKind.BATCH}
"""Kinds whose waiting the applicant learns of from the notice itself."""


def enter(
    case: Case,
    stage: Stage,
    *,
    only: Collection[tuple[str, Desk]] | None = None,
    scope: Sequence[Any] = (),
) -> list[Task]:
    """Puts the case into a stage and opens one task for each of its desks, or for those of `only` (part, desk)."""
    left = _stage_left(case)
    case.state, case.stage, case.stage_opened_on = CaseState.OPEN, stage.key, clock.today()
    save(case, "state", "stage", "stage_opened_on", "accepted_on", "resume_at")
    if left is not None and left.special:
        end_standing(case)
    if stage.special:
        stand_still(case, stage)
    seats = [
        (part, desk)
        for part in stage.parts
        for desk in part.desks
        if only is None or (part.key, desk) in only
    ]
    return open_tasks(case, seats, scope)


def _stage_left(case: Case) -> Stage | None:
    return case.stage_now if case.stage else None


def stand_still(case: Case, stage: Stage) -> None:
    """特别程序: the matter's limit pauses, with its reason and expected length told to the applicant."""
    on = clock.today()
    until = clock.calendar().add_workdays(on, stage.days) if stage.days else None
    kinds = [part.kind for part in stage.parts]
    reason = next((WHY[kind] for kind in kinds if kind in WHY), PauseReason.OTHER_BODY)
    Pause.objects.create(case=case, reason=reason, note=stage.title, started_on=on, expected_until=until)
    if kinds[0] in TOLD_OTHERWISE:
        return
    length = f"，预计{stage.days}个工作日，至{until:%Y年%m月%d日}" if until else ""
    tell_applicant(case, f"转入{stage.title}", f"现在进行{stage.title}{length}。这段时间不计入办理时限。")


def end_standing(case: Case) -> None:
    """The matter's limit runs on."""
    Pause.objects.filter(case=case, task__isnull=True, ended_on__isnull=True).update(ended_on=clock.today())
