"""形式核对: claim, complete, everything missing at once, or plainly not met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require as require_allowed
from jichuang.base.refs import Ref
from jichuang.hall.declare import Action, Matter
from jichuang.hall.models import Case, Pause, Supplement, SupplementItem, Task
from jichuang.hall.reads.permissions import can
from jichuang.hall.terms import CaseState, EventKind, Holder, ItemKind, Outcome, PauseReason, TaskResult
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import (
    close,
    desk_task,
    event,
    finish,
    locked,
    move_on,
    require_can,
    require_desk,
    save,
)

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def claim(*, case: Case, by: User) -> Case:
    """认领: the second of two officers is told who has it, and since when."""
    case = locked(case)
    require_can(by, "claim", case)
    task = desk_task(case, by, claim=False)
    if task.claimed_by_id == by.pk:
        return case
    task.claimed_by, task.claimed_at = by, clock.now()
    task.save(update_fields=["claimed_by", "claimed_at"])
    event(case, EventKind.CLAIMED, by, public=False)
    return case


@transaction.atomic
def release(*, case: Case, by: User) -> Case:
    """放回: puts a claimed case back to the desk."""
    case = locked(case)
    require_can(by, "release", case)
    task = desk_task(case, by, claim=False)
    if task.claimed_by_id is None:
        return case
    task.claimed_by, task.claimed_at = None, None
    task.save(update_fields=["claimed_by", "claimed_at"])
    event(case, EventKind.RELEASED, by, public=False)
    return case


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
def accept_complete(*, case: Case, by: User, revision: int | None = None, note: str = "") -> Case:
    """信息完整，报省公示: finishes this desk's task and moves on when no other desk owes one."""
    case = locked(case)
    require_desk(case, by, Action.ACCEPT_COMPLETE, revision)
    checked = case.stage
    finish(desk_task(case, by), by, TaskResult.PASSED)
    move_on(case)
    event(case, EventKind.PASSED, by, note=note, stage=checked)
    return case


@transaction.atomic
def return_for_supplement(
    *,
    case: Case,
    by: User,
    items: Sequence[tuple[str, str, str]],
    note: str = "",
    revision: int | None = None,
) -> Case:
    """退回补正: everything missing at once, each item (`field` or `material`, its key, why). The desk's clock pauses.

    Raises Invalid when no item is given, when one points to nothing declared, or is listed twice: the note explains
    and never demands.
    """
    case = locked(case)
    require_desk(case, by, Action.RETURN_FOR_SUPPLEMENT, revision)
    matter = case.declaration
    _check_items(case, items)
    task = desk_task(case, by)
    asked = _ask(case, task, items, note, by)
    _pause(task, asked)
    case.state = CaseState.SUPPLEMENT
    save(case, "state")
    titles = _titles(matter, items)
    event(
        case,
        EventKind.RETURNED,
        by,
        note=f"请补正{titles}。{note}".strip(),
        detail={"items": [list(i) for i in items]},
    )
    tell_applicant(case, "需要补正", f"请于{asked.due_on:%Y年%m月%d日}前一次补正：{titles}。{note}")
    return case


def _ask(case: Case, task: Task, items: Sequence[tuple[str, str, str]], note: str, by: User) -> Supplement:
    on = clock.today()
    asked = Supplement.objects.create(
        case=case,
        task=task,
        note=note[:1000],
        asked_at=clock.now(),
        asked_on=on,
        asked_by=by,
        due_on=clock.calendar().add_workdays(on, case.declaration.supplement_days),
    )
    SupplementItem.objects.bulk_create(
        SupplementItem(
            supplement=asked,
            kind=kind,
            key=key,
            note=why[:500],
            before=case.answers.get(key) if kind == ItemKind.FIELD else None,
        )
        for kind, key, why in items
    )
    return asked


def _titles(matter: Matter, items: Sequence[tuple[str, str, str]]) -> str:
    return "、".join(f"“{matter.target(kind, key).title}”" for kind, key, _ in items)


def _pause(task: Task, asked: Supplement) -> None:
    on = clock.today()
    Pause.objects.create(task=task, reason=PauseReason.SUPPLEMENT, started_on=on, expected_until=asked.due_on)
    task.days_used += max(clock.calendar().workdays_between(task.started_on, on), 0)
    task.due_on, task.holder = None, Holder.APPLICANT
    task.save(update_fields=["days_used", "due_on", "holder"])


def _check_items(case: Case, items: Sequence[tuple[str, str, str]]) -> None:
    found: list[Problem] = []
    if not items:
        found.append(
            Problem("items", "没有选择需要补正的填报项或材料", "请至少选一项；说明文字不能代替补正项")
        )
    seen: set[tuple[str, str]] = set()
    for kind, key, _ in items:
        try:
            case.declaration.target(kind, key)
        except KeyError as fault:
            found.append(Problem(key, str(fault.args[0]), "补正只能针对办事指南列明的填报项或材料"))
            continue
        if (kind, key) in seen:
            found.append(Problem(key, f"“{key}”列了两次", "每项只列一次"))
        seen.add((kind, key))
    if found:
        raise Invalid(found)


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
    desk_task(case, by)
    case.reasons = [{"code": code, "title": known[code]} for code in codes]
    close(case, Outcome.NOT_MET, by)
    reasons = "；".join(known[code] for code in codes)
    event(case, EventKind.NOT_MET, by, note=f"{reasons}。{note}".strip())
    tell_applicant(case, "未通过形式核对", f"理由：{reasons}。{note}")
    return case
