"""办理意见: one verb for every stage in which a desk gives its opinion. The stage object says what the opinion must hold."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import batches, clock
from jichuang.base.batches import one_message
from jichuang.base.errors import Invalid, Problem
from jichuang.base.models import StoredFile
from jichuang.hall.declare import Action, Desk, Opinion, Panel, Stage, StageKind
from jichuang.hall.models import Case, StageRecord, Task
from jichuang.hall.terms import EventKind, TaskResult
from jichuang.hall.verbs.moving import desk_task, event, finish, locked, require_desk
from jichuang.hall.verbs.settling import settle

if TYPE_CHECKING:
    from jichuang.accounts.models import User


DELIBERATIONS = {StageKind.PANEL, StageKind.COLLECTIVE_DECISION, StageKind.JOINT_DECISION}
"""Stages whose votes and scores the applicant does not read before the decision; officers and auditors do."""


@transaction.atomic
@one_message()
def conclude(
    *,
    case: Case,
    by: User,
    opinion: Opinion,
    file: StoredFile | None = None,
    part: str = "",
    revision: int | None = None,
) -> Case:
    """办理: hands in the opinion of the desk at which `by` sits, and moves the case on when it was the last one owed.

    `part` names the stage where several run side by side and one desk sits in more than one. A panel's score below its
    mark counts as refused. Raises Invalid with everything the opinion lacks.
    """
    case = locked(case)
    tasks = require_desk(case, by, Action.CONCLUDE, revision)
    task = desk_task(case, by, action=Action.CONCLUDE, part=part, among=tasks)
    stage, desk = case.declaration.route.part(task.stage), Desk(task.desk)
    mark = _mark(case, stage)
    faults = stage.demands(opinion, desk=desk, attached=file is not None)
    faults += _faults(case, stage, opinion)
    agreed = opinion.agreed and (mark is None or opinion.total is None or opinion.total >= mark)
    reasons = _reasons(case, opinion, mark, agreed, faults)
    if faults:
        raise Invalid(faults)
    _record(task, opinion, by, file=file, agreed=agreed, mark=mark, reasons=reasons)
    finish(case, task, by, TaskResult.PASSED if agreed else TaskResult.REFUSED)
    words = _words(opinion, agreed, mark)
    told = "" if stage.kind in DELIBERATIONS else words
    said = partial(
        event, case, EventKind.CONCLUDED, by, note=told, stage=stage.key, detail={"opinion": words}
    )
    number = opinion.number.strip() or None if stage.kind is StageKind.CERTIFICATE else None
    settle(case, by, said=said, agreed=agreed, number=number, scope=task.scope)
    return case


def _mark(case: Case, stage: Stage) -> Decimal | None:
    """The mark of the law pinned to the case; None where the stage has none."""
    if not isinstance(stage, Panel) or stage.mark is None or case.policy_on is None:
        return None
    return stage.mark.on(case.policy_on)


def _faults(case: Case, stage: Stage, opinion: Opinion) -> list[Problem]:
    """What only the calendar can say: nothing in the future, and a period of publicity as long as declared."""
    found = []
    today = clock.today()
    last = opinion.until or opinion.held_on
    if last is not None and last > today:
        found.append(
            Problem("until" if opinion.until else "held_on", f"{last}还没有到", f"应不晚于今天（{today}）")
        )
    if stage.kind is StageKind.EXTERNAL_PUBLICITY and opinion.held_on and opinion.until and stage.days:
        held = clock.calendar().workdays_between(opinion.held_on, opinion.until)
        if held < stage.days:
            found.append(
                Problem("until", f"公示只有{held}个工作日（发布当日不计）", f"不少于{stage.days}个工作日")
            )
    return found


def _reasons(
    case: Case, opinion: Opinion, mark: Decimal | None, agreed: bool, faults: list[Problem]
) -> list[dict[str, str]]:
    """Why the desk does not agree: declared reasons, the mark, or its own words; never nothing."""
    if agreed:
        return []
    known = dict(case.declaration.not_met_reasons)
    unknown = [code for code in opinion.reasons if code not in known]
    if unknown:
        faults.append(
            Problem("reasons", f"没有“{unknown[0]}”这一理由", f"应为{'、'.join(known.values())}之一")
        )
    found = [{"code": code, "title": known[code]} for code in opinion.reasons if code in known]
    if mark is not None and opinion.total is not None and opinion.total < mark:
        found.append({"code": "mark", "title": f"评审得分{opinion.total:f}分，合格线{mark:f}分"})
    if not found and opinion.note.strip():
        found.append({"code": "opinion", "title": opinion.note.strip()})
    if not found:
        faults.append(Problem("note", "不同意的，没有写明理由", "请选择理由或写明意见"))
    return found


def _record(task: Task, opinion: Opinion, by: User, **more: Any) -> StageRecord:
    row = StageRecord(
        case_id=task.case_id,
        task=task,
        stage=task.stage,
        stage_kind=task.stage_kind,
        desk=task.desk,
        note=opinion.note.strip()[:2000],
        held_on=opinion.held_on,
        until=opinion.until,
        number=opinion.number.strip()[:80],
        score=opinion.total,
        members=[member.as_dict() for member in opinion.members],
        entered_by=by,
        entered_at=clock.now(),
        **more,
    )
    batches.insert(row)
    return row


def _words(opinion: Opinion, agreed: bool, mark: Decimal | None) -> str:
    parts = ["同意" if agreed else "不同意"]
    if opinion.total is not None:
        parts.append(f"得分{opinion.total:f}分{f'（合格线{mark:f}分）' if mark is not None else ''}")
    if opinion.number:
        parts.append(opinion.number)
    if opinion.note:
        parts.append(opinion.note)
    return "；".join(parts)
