"""工作台: queues and the tasks in them. Counts and rows come from the same conditions, over open tasks only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case as Ranked
from django.db.models import Count, F, Q, QuerySet, When

from jichuang.base import clock
from jichuang.base.rows import Rows
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


WAITING = {
    Queue.BATCH: StageKind.BATCH,
    Queue.PUBLICITY: StageKind.PUBLICITY,
    Queue.ANNOUNCEMENT: StageKind.ANNOUNCEMENT,
}
CHECKED = frozenset(kind.value for kind in StageKind) - {kind.value for kind in WAITING.values()}


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


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of a list: the few columns it shows, read without the case's answers and findings."""

    number: str
    party: str
    matter: str
    version: int
    purpose: str
    holder: str
    due_on: date | None
    done_at: datetime | None
    claimed_by: str | None
    check_state: str
    check_points: int
    urged_on: date | None


COLUMNS = (
    "case__number", "case__party__name", "case__matter", "case__version", "case__purpose", "holder", "due_on", "done_at",
    "claimed_by__name", "case__check_state", "case__check_points", "urged_on",
)  # fmt: skip
"""What an `InboxRow` is read from, in its order."""


def lines(tasks: Iterable[Any]) -> list[InboxRow]:
    """Rows of `desk_cases(...).values_list(*COLUMNS)` as lines."""
    return [InboxRow(*row) for row in tasks]


@dataclass(frozen=True, slots=True)
class Membership:
    """Which open tasks belong to a queue. Read twice: by the database for the rows, by `takes` for the counts.

    None = whatever; `due` are the first and the last day on which a task may be due (None = without end).
    """

    holder: Holder = Holder.DESK
    kinds: frozenset[str] | None = None
    claimed: bool | None = None
    due: tuple[date | None, date] | None = None

    @property
    def rows(self) -> Q:
        """The condition on `Task` rows."""
        found = Q(holder=self.holder)
        if self.kinds is not None:
            found &= Q(stage_kind__in=sorted(self.kinds))
        if self.claimed is not None:
            found &= Q(claimed_by__isnull=not self.claimed)
        if self.due is not None:
            first, last = self.due
            found &= Q(due_on__lte=last) if first is None else Q(due_on__range=(first, last))
        return found

    def takes(self, holder: str, kind: str, claimed: bool, due_on: date | None) -> bool:
        """Whether a task with these marks belongs here."""
        if holder != self.holder or (self.kinds is not None and kind not in self.kinds):
            return False
        if self.claimed is not None and claimed != self.claimed:
            return False
        if self.due is None:
            return True
        first, last = self.due
        return due_on is not None and due_on <= last and (first is None or due_on >= first)


def membership(queue: Queue, on: date) -> Membership:
    """The open tasks of a queue on a day (`DONE` apart)."""
    if queue is Queue.DUE_SOON:
        return Membership(due=(on, clock.calendar().add_workdays(on, DUE_SOON_DAYS)))
    if queue is Queue.OVERDUE:
        return Membership(due=(None, on - timedelta(days=1)))
    if queue is Queue.SUPPLEMENT:
        return Membership(holder=Holder.APPLICANT)
    if queue in WAITING:
        return Membership(kinds=frozenset({WAITING[queue].value}))
    return Membership(kinds=CHECKED, claimed=queue is Queue.CLAIMED)


def queues(user: User | None, on: date) -> list[QueueCount]:
    """The queues of the user's desks with their counts; [] for somebody without a desk. Constant query count."""
    mine = scope(user, on)
    if mine is None or user is None:
        return []
    shown = shown_queues(user, on)
    open_ones = {queue: membership(queue, on) for queue in shown if queue is not Queue.DONE}
    counts = Counter({Queue.DONE: _DONE.count(user.pk)}) if Queue.DONE in shown else Counter()
    for holder, kind, claimed_by, due_on, number in _marked(mine):
        claimed = claimed_by is not None
        counts.update(
            {queue: number for queue, one in open_ones.items() if one.takes(holder, kind, claimed, due_on)}
        )
    return [QueueCount(queue, str(queue.label), counts[queue]) for queue in shown]


def _marked(mine: Q) -> Iterable[tuple[str, str, int | None, date | None, int]]:
    """The open tasks of a desk by what sorts them: (holder, kind of stage, claimed by, due, how many)."""
    rows = Task.objects.filter(mine, done_at__isnull=True).order_by()
    return rows.values_list("holder", "stage_kind", "claimed_by_id", "due_on").annotate(Count("id"))


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

    Overdue before nearly due before the others; among these the urged ones come first, then by the last day.

    Narrowed by matter, 考核归属 unit, and a text in case number, firm name or credit code. Empty without a desk.
    """
    mine, wanted = scope(user, on), Queue(queue)
    if mine is None or user is None:
        return Task.objects.none()
    if wanted is Queue.DONE:
        found = _done(user).order_by("-done_at", "-id")
    else:
        found = Task.objects.filter(mine, membership(wanted, on).rows, done_at__isnull=True)
        urged_first = Ranked(When(urged_on__isnull=False, then=0), default=1)
        found = found.order_by(_urgency(on), urged_first, F("due_on").asc(nulls_last=True), "id")
    if matter:
        found = found.filter(case__matter=matter)
    if home:
        found = found.filter(case__home=home)
    if text.strip():
        found = found.filter(_matching(text.strip()))
    return found.select_related("case__party", "claimed_by", "department")


def _urgency(on: date) -> Ranked:
    """0 超期, 1 临期, 2 the others: as the lights of the desk."""
    soon = clock.calendar().add_workdays(on, DUE_SOON_DAYS)
    return Ranked(When(due_on__lt=on, then=0), When(due_on__lte=soon, then=1), default=2)


def _done(user: User) -> QuerySet[Task]:
    return Task.objects.filter(done_by=user, done_at__isnull=False)


_DONE = Rows(Task, "t.done_by_id = %s AND t.done_at IS NOT NULL")
"""The rows of `_done`, to count them."""


def _matching(text: str) -> Q:
    return (
        Q(case__number__contains=text)
        | Q(case__party__name__icontains=text)
        | Q(case__party__credit_code__istartswith=text)
        | Q(case__party__initials__contains=text.lower())
    )
