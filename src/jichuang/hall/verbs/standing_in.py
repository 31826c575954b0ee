"""代某人办理: for whom a step is done when somebody is away. Decided by what is done, remembered on the case until it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.hall.declare import Desk
from jichuang.hall.models import Case, Task
from jichuang.hall.reads.desks import Seat, acts_for
from jichuang.registry.reads import absent_colleagues

if TYPE_CHECKING:
    from jichuang.accounts.models import User

FOR = "absent_colleague"


def note_absent(case: Case, task: Task, by: User) -> None:
    """Remembers for this case's next events for whom `by` acts: who claimed the task and is away, or whose seat it is alone."""
    on = clock.today()
    away = {one.pk: one for one in absent_colleagues(by, on)}
    if not away:
        vars(case)[FOR] = (by.pk, None)
        return
    claimed = away.get(task.claimed_by_id) if task.claimed_by_id else None
    vars(case)[FOR] = (by.pk, claimed or acts_for(by, [Seat.of(Desk(task.desk), case)], on))


def absent_of(case: Case, by: User) -> User | None:
    """The absent colleague for whom `by` does this step; None when he does it as himself."""
    actor, absent = vars(case).get(FOR, (None, None))
    if actor == by.pk:
        return absent
    on = clock.today()
    if by.pk == case.applicant_id or not absent_colleagues(by, on):
        return None
    return acts_for(
        by, [Seat.of(desk, case) for part in case.declaration.route.parts for desk in part.desks], on
    )
