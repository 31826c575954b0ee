"""撤销上一步: an officer takes back what he passed on, the same day and before the next desk has opened or claimed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock
from jichuang.base.models import JournalRow, MessageKind
from jichuang.base.permissions import Decision
from jichuang.hall.declare import Desk
from jichuang.hall.models import Case, CaseEvent, NoticeItem, Task
from jichuang.hall.reads.desks import Seat, at_desk
from jichuang.hall.terms import ALIVE, TALK, CaseState, EventKind, Holder, TaskResult
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import event, finish, locked, open_tasks, require, save

if TYPE_CHECKING:
    from jichuang.accounts.models import User

PASSING = {EventKind.PASSED, EventKind.CONCLUDED}
WINDOW = "当日、下一岗位打开或认领之前可以撤销"


def may_undo(user: User, case: Case) -> Decision:
    """Whether the last step of the case was this person's and has not been taken up by anybody since."""
    last = CaseEvent.objects.filter(case=case).exclude(kind__in=TALK).order_by("-id").first()
    if last is None or last.actor_id != user.pk or last.kind not in PASSING:
        return Decision.no("上一步不是您办的，不能撤销。", "需要重办的，请下一岗位退回。")
    if case.state != CaseState.OPEN:
        return Decision.no(f"办件{case.number}{CaseState(case.state).label}，不能撤销上一步。")
    if last.at.astimezone(clock.SHANGHAI).date() != clock.today():
        return Decision.no(f"已过撤销的时间：{WINDOW}。", "需要重办的，请下一岗位退回。")
    task = _passed(user, case)
    if task is None or not at_desk(user, Seat.of(Desk(task.desk), case), on=clock.today()):
        return Decision.no("您已不在办理这一步的岗位。")
    if NoticeItem.objects.filter(case=case, state__in=ALIVE).exists():
        return Decision.no(f"办件{case.number}已列入公示名单，不能撤销上一步。", "请先从名单移出。")
    if _taken_up(user, case, last):
        return Decision.no(f"下一岗位已经打开或认领，不能撤销（{WINDOW}）。", "需要重办的，请下一岗位退回。")
    return Decision.yes(WINDOW)


def _passed(user: User, case: Case) -> Task | None:
    """What the person did last here, and agreed to."""
    rows = Task.objects.filter(case=case, done_by=user, result=TaskResult.PASSED, superseded=False)
    return rows.order_by("-done_at", "-id").first()


def _taken_up(user: User, case: Case, last: CaseEvent) -> bool:
    if (
        case.tasks.filter(done_at__isnull=True)
        .exclude(stage=last.stage)
        .filter(claimed_by__isnull=False)
        .exists()
    ):
        return True
    looked = JournalRow.objects.filter(verb="case.read", at__gte=last.at, detail__case=case.number)
    return looked.exclude(actor=f"user:{user.pk}").exists()


@transaction.atomic
def undo(*, case: Case, by: User, revision: int | None = None) -> Case:
    """撤销上一步: the case is at the officer's desk again, its limit as it was; the step stays in the timeline, struck.

    Opinions that other desks of a parallel stage have given stand. The applicant is told. Raises Refused with the reason
    when the window is over.
    """
    case = locked(case)
    require(may_undo(by, case), case, revision=revision)
    task = _passed(by, case)
    assert task is not None  # may_undo has seen it
    route = case.declaration.route
    part, block, went_to = route.part(task.stage), route.block_of(task.stage), case.stage
    first_check = task.pk == _first_passed(case)
    task.superseded = True
    task.save(update_fields=["superseded"])
    if went_to == block.key:
        (fresh,) = open_tasks(case, [(part, Desk(task.desk))], task.scope)
    else:
        for other in Task.objects.select_for_update().filter(case=case, done_at__isnull=True):
            other.superseded = True
            other.save(update_fields=["superseded"])
            finish(case, other, by, TaskResult.CANCELLED)
        if task.scope:
            case.resume_at = went_to
        case.accepted_on = None if first_check else case.accepted_on
        (fresh,) = enter(case, block, only={(part.key, Desk(task.desk))}, scope=task.scope)
    fresh.due_on, fresh.started_on, fresh.days_used = task.due_on, task.started_on, task.days_used
    fresh.claimed_by, fresh.claimed_at, fresh.holder = by, clock.now(), Holder.DESK
    fresh.save()
    save(case)
    event(case, EventKind.UNDONE, by, note=f"“{part.title}”的上一步已撤销，重新办理", stage=task.stage)
    tell_applicant(
        case,
        "上一步已撤销",
        f"“{part.title}”的上一步由经办岗位撤销，正在重新办理；时限不因此延长。",
        MessageKind.PROGRESS,
    )
    return case


def _first_passed(case: Case) -> int | None:
    """The first check that was passed set the day of acceptance."""
    rows = Task.objects.filter(case=case, result=TaskResult.PASSED, superseded=False).order_by(
        "done_at", "id"
    )
    return rows.values_list("pk", flat=True).first()
