"""转出环节: what happens when a desk has done its part. One place decides whether a case waits, goes on, comes back or ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from jichuang.base import clock
from jichuang.hall.declare import Desk, Stage
from jichuang.hall.models import Case, Task
from jichuang.hall.terms import TaskResult
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.granting import grant, refuse
from jichuang.hall.verbs.moving import save

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def settle(
    case: Case,
    by: User | None,
    *,
    said: Callable[[], object],
    agreed: bool = True,
    number: str | None = None,
    scope: Sequence[Any] = (),
) -> None:
    """Leaves the stage if no desk owes anything there any more. `said` writes the event of the opinion just given, `agreed`.

    All agreed: back to where the case was sent from, else on, else the outcome. One refused: closed, with every reason.
    """
    stage = case.declaration.route.get(case.stage)
    several = len(stage.parts) > 1 or len(stage.desks) > 1
    if several and Task.objects.filter(case=case, done_at__isnull=True).exists():
        save(case, "accepted_on")
        said()
        return
    if not agreed or (several and _refused(case, stage)):
        said()
        refuse(case=case, by=by)
        return
    if case.resume_at:
        _resume(case, scope)
        said()
        return
    following = case.declaration.route.after(case.stage)
    if following is None:
        said()
        grant(case=case, by=_leader(case, stage) if several else by, on=clock.today(), number=number)
        return
    enter(case, following)
    said()


def _leader(case: Case, stage: Stage) -> User | None:
    """Who spoke for the leading desk: the result is written in his name, whoever spoke last."""
    lead = stage.parts[0]
    rows = Task.objects.filter(case=case, stage=lead.key, desk=lead.desks[0].value, superseded=False)
    task = rows.filter(result=TaskResult.PASSED).select_related("done_by").last()
    return task.done_by if task else None


def _refused(case: Case, stage: Stage) -> bool:
    given = Task.objects.filter(
        case=case,
        stage__in=[part.key for part in stage.parts],
        superseded=False,
        result=TaskResult.REFUSED,
    )
    return given.exists()


def _resume(case: Case, scope: Sequence[Any]) -> None:
    """Back to the stage that asked for another look: opinions already given there stand, the others are owed again."""
    stage = case.declaration.route.get(case.resume_at)
    case.resume_at = ""
    enter(case, stage, only=missing(case, stage), scope=scope)


def missing(case: Case, stage: Stage) -> set[tuple[str, Desk]]:
    """(part, desk) of a stage without an opinion that stands."""
    rows = Task.objects.filter(
        case=case, stage__in=[part.key for part in stage.parts], superseded=False, result=TaskResult.PASSED
    )
    given = set(rows.values_list("stage", "desk"))
    return {
        (part.key, desk) for part in stage.parts for desk in part.desks if (part.key, desk.value) not in given
    }
