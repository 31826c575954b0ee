"""形式审查: open, complete, or plainly not met."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.batches import one_message
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require as require_allowed
from jichuang.base.refs import Ref
from jichuang.hall.declare import Action
from jichuang.hall.models import Case, Task
from jichuang.hall.reads.permissions import can
from jichuang.hall.terms import EventKind, Outcome, TaskResult
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import (
    close,
    desk_task,
    event,
    finish,
    locked,
    require_desk,
)
from jichuang.hall.verbs.settling import settle

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def open_case(*, case: Case, by: User) -> Case:
    """打开办件: an officer's or auditor's reading is journalled, so that the firm sees who looked (谁看过我的数据)."""
    require_allowed(can(by, "view", case))
    journal.record(
        actor=by,
        verb="case.read",
        subject=Ref("party", case.party.credit_code or str(case.party.pk)),
        summary=f"查看办件{case.number}（{case.declaration.title}）",
        detail={"case": case.number},
    )
    return case


@transaction.atomic
@one_message()
def accept_complete(
    *, case: Case, by: User, revision: int | None = None, note: str = "", part: str = ""
) -> Case:
    """信息完整 (a permit: 受理): finishes this desk's task and moves on when no other desk owes one."""
    case = locked(case)
    tasks = require_desk(case, by, Action.ACCEPT_COMPLETE, revision)
    task = desk_task(case, by, action=Action.ACCEPT_COMPLETE, part=part, among=tasks)
    case.accepted_on = case.accepted_on or clock.today()
    pass_check(case, task, by, EventKind.PASSED, note)
    return case


def pass_check(case: Case, task: Task, by: User | None, kind: EventKind, note: str = "") -> None:
    """Ends one form check; the day of acceptance has been set by the caller. Also what silence does."""
    finish(case, task, by, TaskResult.PASSED)
    said = partial(event, case, kind, by, note=note, stage=task.stage)
    settle(case, by, said=said, scope=task.scope)


@transaction.atomic
def mark_not_met(
    *, case: Case, by: User, reason_codes: Iterable[str], note: str = "", revision: int | None = None
) -> Case:
    """自评不符合: closes the case with reasons chosen from the matter's declared list. Raises Invalid without one."""
    case = locked(case)
    require_desk(case, by, Action.MARK_NOT_MET, revision)
    known = dict(case.declaration.not_met_reasons)
    codes = list(dict.fromkeys(reason_codes))
    unknown = [code for code in codes if code not in known]
    if not codes or unknown:
        raise Invalid.one(
            "reason_codes",
            f"没有“{unknown[0]}”这一理由" if unknown else "没有选择不符合的理由",
            f"应为{'、'.join(known.values())}之一",
        )
    desk_task(case, by, action=Action.MARK_NOT_MET)
    case.reasons = [{"code": code, "title": known[code]} for code in codes]
    close(case, Outcome.NOT_MET, by)
    reasons = "；".join(known[code] for code in codes)
    event(case, EventKind.NOT_MET, by, note=f"{reasons}。{note}".strip())
    tell_applicant(case, "未通过形式核对", f"理由：{reasons}。{note}")
    return case
