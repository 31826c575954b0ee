"""时限: pause with its reason told to the applicant, run on, extend once with an approver. Daily duties do the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require as require_allowed
from jichuang.hall.models import Case, Extension, Pause, Task
from jichuang.hall.reads.extensions import may_approve_for
from jichuang.hall.terms import EventKind, Holder, PauseReason
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import changed_meanwhile, desk_task, event, locked, require_can
from jichuang.registry.reads import absent_colleagues

if TYPE_CHECKING:
    from jichuang.accounts.models import User

BY_HAND = (PauseReason.HEARING, PauseReason.INSPECTION, PauseReason.OTHER_BODY)
"""What a desk may stop the limit for itself; everything else follows from the stage."""


@transaction.atomic
def pause(*, case: Case, by: User, reason: PauseReason | str, days: int, note: str = "") -> Case:
    """暂停: hearing, inspection, another body's answer. Desk and matter stand still; the applicant is told why and how long."""
    case = locked(case)
    require_can(by, "claim", case)
    if reason not in BY_HAND or not 1 <= days <= 90:
        titles = "、".join(str(one.label) for one in BY_HAND)
        raise Invalid.one("reason", "暂停的理由或预计天数不成立", f"理由应为{titles}，预计1至90个工作日")
    task = desk_task(case, by)
    if Pause.objects.filter(case=case, ended_on__isnull=True).exists():
        raise Refused(f"办件{case.number}的时限已经暂停。", remedy="请先恢复。", conflict=True)
    on, why = clock.today(), PauseReason(reason)
    until = clock.calendar().add_workdays(on, days)
    Pause.objects.create(
        case=case, task=task, reason=why, note=note[:500], started_on=on, expected_until=until
    )
    task.days_used += max(clock.calendar().workdays_between(task.started_on, on), 0)
    task.due_on = None
    task.save(update_fields=["days_used", "due_on"])
    words = f"因{why.label}暂停计算时限，预计{days}个工作日，至{until:%Y年%m月%d日}。{note}".strip()
    event(case, EventKind.PAUSED, by, note=words, stage=task.stage)
    tell_applicant(case, "时限暂停", words)
    return case


@transaction.atomic
def resume(*, case: Case, by: User) -> Case:
    """恢复: the desk's days go on where they stopped."""
    case = locked(case)
    require_can(by, "claim", case)
    row = (
        Pause.objects.select_for_update().filter(case=case, ended_on__isnull=True, reason__in=BY_HAND).first()
    )
    if row is None or row.task_id is None:
        raise changed_meanwhile(case)
    on = clock.today()
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    task = Task.objects.select_for_update().get(pk=row.task_id)
    stage = case.declaration.route.part(task.stage)
    if stage.days is not None:
        left = max(stage.days - task.days_used, 0)
        task.due_on = clock.calendar().add_workdays(on, left) if left else on
        task.started_on = on
    task.save(update_fields=["due_on", "started_on"])
    event(
        case,
        EventKind.RESUMED,
        by,
        note=f"{PauseReason(row.reason).label}结束，时限恢复计算",
        stage=task.stage,
    )
    tell_applicant(case, "时限恢复", "暂停的事由已经结束，办理时限恢复计算。", MessageKind.PROGRESS)
    return case


@transaction.atomic
def ask_extension(*, case: Case, by: User, days: int, reason: str) -> Extension:
    """申请延期: once for each case, at most what the matter declares, decided by a leader."""
    case = locked(case)
    require_can(by, "claim", case)
    most = case.declaration.extension_days
    if not 1 <= days <= most:
        raise Invalid.one(
            "days", f"不能延期{days}个工作日", f"最多{most}个工作日" if most else "本事项不得延期"
        )
    if not reason.strip():
        raise Invalid.one("reason", "没有写明延期理由", "理由将告知申请人")
    if Extension.objects.filter(case=case).exists():
        raise Refused(f"办件{case.number}已申请过延期，只能一次。", conflict=True)
    row = Extension.objects.create(
        case=case, days=days, reason=reason.strip()[:500], asked_by=by, asked_at=clock.now()
    )
    event(case, EventKind.EXTENSION_ASKED, by, note=f"{days}个工作日：{row.reason}", public=False)
    return row


@transaction.atomic
def decide_extension(*, extension: Extension, by: User, approved: bool) -> Extension:
    """审批延期: by a leader who did not ask for it. Approved, open limits move and the applicant is told with the reason."""
    case = locked(extension.case)
    row = Extension.objects.select_for_update().get(pk=extension.pk)
    require_allowed(may_approve_for(by, case, clock.today()))
    absent = {one.pk for one in absent_colleagues(by, clock.today())}
    if row.approved is not None or row.asked_by_id in {by.pk, *absent}:
        raise Refused(
            "这份延期已审批，或由您本人或您所代理的人申请。", remedy="请由另一位负责人审批。", conflict=True
        )
    row.approved, row.approved_by, row.approved_at = approved, by, clock.now()
    row.save(update_fields=["approved", "approved_by", "approved_at"])
    if not approved:
        event(case, EventKind.NOT_EXTENDED, by, public=False)
        return row
    for task in Task.objects.filter(
        case=case, done_at__isnull=True, due_on__isnull=False, holder=Holder.DESK
    ):
        if task.due_on is not None:
            task.due_on = clock.calendar().add_workdays(task.due_on, row.days)
        task.light = ""
        task.save(update_fields=["due_on", "light"])
    words = f"经批准延长{row.days}个工作日。理由：{row.reason}"
    event(case, EventKind.EXTENDED, by, note=words)
    tell_applicant(case, "办理时限延长", words)
    return row
