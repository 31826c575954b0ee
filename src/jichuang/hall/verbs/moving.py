"""What every verb of the hall shares: locking, the timeline row, opening and closing tasks, moving on.

Called inside a verb's transaction. Knows no matter by name.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jichuang.base import clock, journal
from jichuang.base.errors import Refused
from jichuang.base.permissions import Decision
from jichuang.base.refs import Ref
from jichuang.hall.declare import Action, Desk, Stage
from jichuang.hall.models import Case, CaseEvent, Task
from jichuang.hall.reads.desks import at_desk, officer_label
from jichuang.hall.reads.permissions import can, sits_for
from jichuang.hall.terms import CaseState, EventKind, Holder, Outcome, TaskResult
from jichuang.registry.reads import scope_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def ref(case: Case) -> Ref:
    """`case:<number>`."""
    return Ref("case", case.number)


def locked(case: Case) -> Case:
    """The case as it is now, its row locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("party", "applicant").get(pk=case.pk)


def require(decision: Decision, case: Case, *, revision: int | None = None) -> None:
    """Raises Refused: as a conflict saying who did what when the page's revision is old, else by the decision."""
    if revision is not None and revision != case.revision:
        raise changed_meanwhile(case)
    if not decision:
        raise Refused(decision.reason, remedy=decision.remedy)


def require_can(user: User, verb: str, case: Case, revision: int | None = None) -> None:
    """`require(can(user, verb, case))`."""
    require(can(user, verb, case), case, revision=revision)


def require_desk(case: Case, by: User, action: Action, revision: int | None = None) -> None:
    """For an officer's verb: a stranger is told why he may not, the second of two officers what the first one did."""
    decision = can(by, action, case)
    current = revision is None or revision == case.revision
    if decision and current:
        return
    if not decision and not sits_for(by, action, case):
        raise Refused(decision.reason, remedy=decision.remedy)
    raise changed_meanwhile(case)


def changed_meanwhile(case: Case) -> Refused:
    """The refusal for the second of two people: says what the first one did, and when."""
    last = CaseEvent.objects.filter(case=case).order_by("-id").first()
    what = (
        f"{last.who}已于{last.at.astimezone(clock.SHANGHAI):%m月%d日%H:%M}{EventKind(last.kind).label}"
        if last
        else "其他人已改动"
    )
    return Refused(
        f"办件{case.number}在您打开之后有变化：{what}。",
        remedy="请刷新后再办理；您的操作没有生效。",
        conflict=True,
    )


def event(
    case: Case,
    kind: EventKind,
    by: User | None,
    *,
    note: str = "",
    who: str = "",
    stage: str | None = None,
    public: bool = True,
    detail: dict[str, Any] | None = None,
) -> CaseEvent:
    """Adds the timeline row and the journal row of one step; both carry the state after it.

    `stage` is where the step was done, when the case has moved on since.
    """
    after = {"state": case.state, "stage": case.stage, "outcome": case.outcome, **(detail or {})}
    label = who or (actor_label(by, case) if by is not None else "系统")
    row = CaseEvent.objects.create(
        case=case,
        kind=kind,
        at=clock.now(),
        actor=by,
        who=label[:120],
        stage=case.stage if stage is None else stage,
        note=note[:1000],
        public=public,
        detail=after,
    )
    journal.record(
        actor=by,
        verb=f"case.{kind.value}",
        subject=ref(case),
        summary=f"{case.number} {kind.label}{f'：{note}' if note else ''}",
        detail=after,
    )
    return row


def actor_label(by: User, case: Case) -> str:
    """How the timeline names a person: firm and name for an applicant, department and name for an officer."""
    on = clock.today()
    if scope_of(by, case.party, on) is not None:
        return f"{case.party.name} {by.name}"
    return officer_label(by, on)


def save(case: Case, *fields: str) -> None:
    """Writes the named fields and a new revision."""
    case.revision += 1
    case.save(update_fields=[*fields, "revision"])


def enter(case: Case, stage: Stage, *, due_on: date | None = None) -> list[Task]:
    """Puts the case into a stage and opens one task for each of its desks. `due_on` overrides the stage's days."""
    on = clock.today()
    if due_on is None and stage.days is not None and not _ends_by_itself(stage):
        due_on = clock.calendar().add_workdays(on, stage.days)
    case.state, case.stage, case.stage_opened_on = CaseState.OPEN, stage.key, on
    save(case, "state", "stage", "stage_opened_on")
    return [
        Task.objects.create(
            case=case,
            stage=stage.key,
            stage_kind=stage.kind.value,
            desk=desk.value,
            home="" if desk is Desk.PROVINCE else case.home,
            region=case.region if desk is Desk.COUNTY else "",
            opened_on=on,
            started_on=on,
            due_on=due_on,
        )
        for desk in stage.desks
    ]


def _ends_by_itself(stage: Stage) -> bool:
    """A publicity period is not a desk's time limit: nobody is late while it runs."""
    return stage.kind.value == "publicity"


def finish(task: Task, by: User | None, result: TaskResult) -> None:
    """Closes one task."""
    task.done_at, task.done_by, task.result = clock.now(), by, result
    task.save(update_fields=["done_at", "done_by", "result"])


def move_on(case: Case) -> Stage | None:
    """Enters the next stage once no task of the present one is open; the stage entered, else None."""
    if Task.objects.filter(case=case, stage=case.stage, done_at__isnull=True).exists():
        return None
    following = case.declaration.route.after(case.stage)
    if following is None:
        raise RuntimeError(f"case {case.number}: stage {case.stage!r} ends the route; close the case instead")
    enter(case, following)
    return following


def close(case: Case, outcome: Outcome, by: User | None, result: TaskResult = TaskResult.CLOSED) -> None:
    """Ends the case: every open task is done, the single-case lock is released."""
    for task in Task.objects.select_for_update().filter(case=case, done_at__isnull=True):
        finish(task, by, result)
    case.state, case.outcome, case.closed_at, case.single_key = CaseState.CLOSED, outcome, clock.now(), None
    save(case, "state", "outcome", "closed_at", "single_key", "result", "reasons")


def desk_task(case: Case, by: User, *, claim: bool = True) -> Task:
    """The open task of the desk at which `by` sits, locked; claimed for him unless somebody else has it.

    Raises Refused (conflict) naming the colleague who claimed it.
    """
    on = clock.today()
    rows = Task.objects.select_for_update(of=("self",)).filter(case=case, done_at__isnull=True).order_by("id")
    for task in rows.select_related("claimed_by"):
        if not at_desk(by, Desk(task.desk), on=on, home=case.home, region=case.region):
            continue
        _refuse_claimed_by_other(case, task, by)
        if claim and task.claimed_by_id is None:
            task.claimed_by, task.claimed_at = by, clock.now()
            task.save(update_fields=["claimed_by", "claimed_at"])
        return task
    raise changed_meanwhile(case)


def _refuse_claimed_by_other(case: Case, task: Task, by: User) -> None:
    if task.claimed_by_id in (None, by.pk):
        return
    at = task.claimed_at.astimezone(clock.SHANGHAI) if task.claimed_at else clock.now()
    raise Refused(
        f"办件{case.number}已由{task.claimed_by.name if task.claimed_by else ''}于{at:%m月%d日%H:%M}认领。",
        remedy="请由认领人办理，或请其先放回。",
        conflict=True,
    )


def hold(task: Task, holder: Holder) -> None:
    """Hands the task to the desk or to the applicant."""
    task.holder = holder
    task.save(update_fields=["holder"])
