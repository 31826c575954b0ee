"""认领: one officer has a case in hand; it is put back, taken over with a word why, or falls back when nothing happens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.hall.models import Case, Task
from jichuang.hall.terms import EventKind
from jichuang.hall.verbs.moving import changed_meanwhile, desk_task, event, locked, require_can

if TYPE_CHECKING:
    from jichuang.accounts.models import User

CLAIM_WORKDAYS = 3
"""Working days a claim lasts without the case being done; then it falls back to the desk. An assumption of this system."""


@transaction.atomic
def claim(*, case: Case, by: User) -> Case:
    """认领: the second of two officers is told who has it, and since when."""
    case = locked(case)
    require_can(by, "claim", case)
    task = desk_task(case, by, claim=False)
    if task.claimed_by_id == by.pk:
        return case
    give(task, by)
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
    give(task, None)
    event(case, EventKind.RELEASED, by, public=False)
    return case


@transaction.atomic
def take_over(*, case: Case, by: User, why: str) -> Case:
    """接办: takes a case a colleague of the same desk has claimed. Raises Invalid without a word why."""
    case = locked(case)
    require_can(by, "claim", case)
    if not why.strip():
        raise Invalid.one("why", "没有写明接办的原因", "如：原认领人外出，今日到期")
    task = desk_task(case, by, claim=False, from_colleague=True)
    former = task.claimed_by
    if former is None or former.pk == by.pk:
        raise changed_meanwhile(case)
    give(task, by)
    event(case, EventKind.TAKEN_OVER, by, note=f"原认领人{former.name}：{why.strip()[:500]}", public=False)
    return case


def fall_back(task: Task, on: date) -> None:
    """A claim that has lasted its time ends; the desk has the case again. For the daily duty."""
    case = locked(task.case)
    row = Task.objects.select_for_update(of=("self",)).select_related("claimed_by").get(pk=task.pk)
    if row.done_at is not None or row.claimed_by is None or not claim_is_over(row, on):
        return
    words = f"{row.claimed_by.name}认领满{CLAIM_WORKDAYS}个工作日没有办理，自动放回"
    give(row, None)
    event(case, EventKind.RELEASED, None, note=words, stage=row.stage, public=False)


def claim_is_over(task: Task, on: date) -> bool:
    """Whether a claim has lasted longer than it may."""
    if task.claimed_at is None:
        return False
    began = task.claimed_at.astimezone(clock.SHANGHAI).date()
    return clock.calendar().workdays_between(began, on) > CLAIM_WORKDAYS


def give(task: Task, to: User | None) -> None:
    """Puts a task into one person's hands, or back to the desk."""
    task.claimed_by, task.claimed_at = to, clock.now() if to is not None else None
    task.save(update_fields=["claimed_by", "claimed_at"])
