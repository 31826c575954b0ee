"""工作台: queues and the tasks in them. Counts and rows come from the same conditions, over open tasks only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from jichuang.base import clock
from jichuang.hall.declare import Desk, StageKind
from jichuang.hall.models import Task
from jichuang.hall.reads.desks import desks_of, scope
from jichuang.hall.terms import Holder, Queue

if TYPE_CHECKING:
    from jichuang.accounts.models import User

DUE_SOON_DAYS = 1
"""Working days before the last one at which a task counts as 临期."""

FORM_DESK = (Queue.UNCLAIMED, Queue.CLAIMED, Queue.SUPPLEMENT, Queue.DUE_SOON, Queue.OVERDUE, Queue.DONE)
PROVINCE = (*FORM_DESK, Queue.BATCH, Queue.PUBLICITY, Queue.ANNOUNCEMENT)


CHECKING = (Queue.UNCLAIMED, Queue.CLAIMED)
WAITING = {
    Queue.BATCH: StageKind.BATCH,
    Queue.PUBLICITY: StageKind.PUBLICITY,
    Queue.ANNOUNCEMENT: StageKind.ANNOUNCEMENT,
}


@dataclass(frozen=True, slots=True)
class QueueCount:
    """One heading of the workbench and how many rows it has."""

    queue: Queue
    title: str
    count: int

    @property
    def key(self) -> str:
        """The queue's key in addresses."""
        return self.queue.value


def condition(queue: Queue, on: date) -> Q:
    """Which open tasks belong to a queue on a day (`DONE` apart)."""
    at_desk = Q(holder=Holder.DESK)
    if queue is Queue.DUE_SOON:
        return at_desk & Q(due_on__gte=on, due_on__lte=clock.calendar().add_workdays(on, DUE_SOON_DAYS))
    if queue is Queue.OVERDUE:
        return at_desk & Q(due_on__lt=on)
    if queue is Queue.SUPPLEMENT:
        return Q(holder=Holder.APPLICANT)
    if queue in CHECKING:
        waiting = [kind.value for kind in WAITING.values()]
        return at_desk & ~Q(stage_kind__in=waiting) & Q(claimed_by__isnull=queue is Queue.UNCLAIMED)
    return at_desk & Q(stage_kind=WAITING[queue].value)


def queues(user: User | None, on: date) -> list[QueueCount]:
    """The queues of the user's desks with their counts; [] for somebody without a desk. Constant query count."""
    mine = scope(user, on)
    if mine is None or user is None:
        return []
    shown = shown_queues(user, on)
    live = [queue for queue in shown if queue is not Queue.DONE]
    open_ones = Task.objects.filter(mine, done_at__isnull=True)
    counts = open_ones.aggregate(**{queue.value: Count("id", filter=condition(queue, on)) for queue in live})
    if Queue.DONE in shown:
        counts[Queue.DONE.value] = _done(user).count()
    return [QueueCount(queue, str(queue.label), counts[queue.value]) for queue in shown]


def shown_queues(user: User, on: date) -> list[Queue]:
    """Which queues make sense at the user's desks, in fixed order."""
    desks = desks_of(user, on)
    wanted: set[Queue] = set()
    if desks - {Desk.PROVINCE}:
        wanted |= set(FORM_DESK)
    if Desk.PROVINCE in desks:
        wanted |= set(PROVINCE)
    return [queue for queue in Queue if queue in wanted]


def desk_cases(
    user: User | None,
    queue: Queue | str,
    on: date,
    *,
    matter: str = "",
    home: str = "",
    text: str = "",
) -> QuerySet[Task]:
    """Tasks of one queue at the user's desks, most urgent first, each with `.case.party` and `.claimed_by` loaded.

    Narrowed by matter, 考核归属 unit, and a text in case number, firm name or credit code. Empty without a desk.
    """
    mine, wanted = scope(user, on), Queue(queue)
    if mine is None or user is None:
        return Task.objects.none()
    if wanted is Queue.DONE:
        found = _done(user).order_by("-done_at", "-id")
    else:
        found = Task.objects.filter(mine, condition(wanted, on), done_at__isnull=True)
        found = found.order_by(F("due_on").asc(nulls_last=True), "id")
    if matter:
        found = found.filter(case__matter=matter)
    if home:
        found = found.filter(case__home=home)
    if text.strip():
        found = found.filter(_matching(text.strip()))
    return found.select_related("case__party", "claimed_by", "department")


def _done(user: User) -> QuerySet[Task]:
    return Task.objects.filter(done_by=user, done_at__isnull=False)


def _matching(text: str) -> Q:
    return (
        Q(case__number__contains=text)
        | Q(case__party__name__icontains=text)
        | Q(case__party__credit_code__istartswith=text)
        | Q(case__party__initials__contains=text.lower())
    )
