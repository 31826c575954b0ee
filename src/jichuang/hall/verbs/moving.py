"""What every verb of the hall shares: locking, the timeline row, the tasks of a case and who has them.

Called inside a verb's transaction. Knows no matter by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from jichuang.base import batches, clock, journal
from jichuang.base.errors import Refused
from jichuang.base.permissions import Decision
from jichuang.base.refs import Ref
from jichuang.base.rows import Rows
from jichuang.hall.declare import Action, Desk, Stage, StageKind
from jichuang.hall.models import Case, CaseEvent, Pause, Supplement, Task
from jichuang.hall.reads.desks import Seat, at_desk, officer_label
from jichuang.hall.reads.permissions import can, sits_for
from jichuang.hall.terms import TALK, CaseState, EventKind, Holder, Outcome, TaskResult
from jichuang.hall.verbs.standing_in import absent_of, note_absent
from jichuang.registry.reads import absent_colleagues, scope_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def ref(case: Case) -> Ref:
    """`case:<number>`."""
    return Ref("case", case.number)


RELATED = ("party", "applicant", "recommender")
_LOCKED = Rows(Case, "t.id = %s", lock=True)
_OPEN_TASKS = Rows(Task, "t.case_id = %s AND t.done_at IS NULL", lock=True)


def locked(case: Case) -> Case:
    """The case as it is now, its row locked until the transaction ends.

    Firm and people that the caller has read already come along when they are still the same ones.
    """
    found = _LOCKED(case.pk)
    if not found:
        raise Case.DoesNotExist(f"case {case.pk}")
    held = case._state.fields_cache
    for name in RELATED:
        if name in held and getattr(case, f"{name}_id") == getattr(found[0], f"{name}_id"):
            found[0]._state.fields_cache[name] = held[name]
    return found[0]


def require(decision: Decision, case: Case, *, revision: int | None = None) -> None:
    """Raises Refused: as a conflict saying who did what when the page's revision is old, else by the decision."""
    if revision is not None and revision != case.revision:
        raise changed_meanwhile(case)
    if not decision:
        raise Refused(decision.reason, remedy=decision.remedy)


def require_can(user: User, verb: str, case: Case, revision: int | None = None) -> None:
    """`require(can(user, verb, case))`."""
    require(can(user, verb, case), case, revision=revision)


def require_desk(case: Case, by: User, action: Action, revision: int | None = None) -> list[Task]:
    """For an officer's verb: the open tasks of the case, locked, for `desk_task` to choose from.

    A stranger is told why he may not, the second of two officers what the first one did.
    """
    tasks = locked_tasks(case)
    decision = can(by, action, case, tasks)
    current = revision is None or revision == case.revision
    if decision and current:
        return tasks
    if not decision and not sits_for(by, action, case):
        raise Refused(decision.reason, remedy=decision.remedy)
    raise changed_meanwhile(case)


def locked_tasks(case: Case) -> list[Task]:
    """Every open task of the case, locked until the transaction ends."""
    found = _OPEN_TASKS(case.pk)
    for task in found:
        task.case = case
    return found


def changed_meanwhile(case: Case) -> Refused:
    """The refusal for the second of two people: says what the first one did, and when."""
    last = CaseEvent.objects.filter(case=case).exclude(kind__in=TALK).order_by("-id").first()
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
    """Adds the timeline row and the journal row of one step; both carry the state after it and the tasks it moved.

    `stage` is where the step was done, when the case has moved on since.
    """
    after: dict[str, Any] = {"state": case.state, "stage": case.stage, "outcome": case.outcome}
    after |= detail or {}
    moves = vars(case).pop(MOVES, [])
    if moves:
        after["moves"] = moves
    label = who or (actor_label(by, case) if by is not None else "系统")
    absent = absent_of(case, by) if by is not None else None
    if absent is not None:
        label, after["for"] = f"{label}代{absent.name}", f"user:{absent.pk}"
    row = CaseEvent(
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
    batches.insert(row)
    journal.record(
        actor=by,
        verb=f"case.{kind.value}",
        subject=ref(case),
        summary=f"{case.number} {kind.label}{f'（代{absent.name}）' if absent else ''}{f'：{note}' if note else ''}",
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
    batches.update(case, *fields, "revision")


MOVES = "moves_since_the_last_event"


def moved(case: Case, task: Task, holder: str) -> None:
    """Remembers for the next event that a task is now with `holder` ('' = done), so that the journal can be replayed."""
    vars(case).setdefault(MOVES, []).append([f"{task.stage}/{task.desk}", holder])


def open_tasks(case: Case, seats: Iterable[tuple[Stage, Desk]], scope: Sequence[Any] = ()) -> list[Task]:
    """Opens one task for each (stage, desk). `scope` names what is to be looked at again."""
    on, calendar = clock.today(), clock.calendar()
    made = [
        Task(
            case=case,
            stage=stage.key,
            stage_kind=stage.kind.value,
            desk=desk.value,
            home=case.home if desk.local else "",
            region=case.region if desk is Desk.COUNTY else "",
            department=case.recommender if desk is Desk.RECOMMENDER else None,
            holder=Holder.SIGNER if desk is Desk.UNIT else Holder.DESK,
            opened_on=on,
            started_on=on,
            due_on=None
            if stage.days is None or _ends_by_itself(stage)
            else calendar.add_workdays(on, stage.days),
            scope=list(scope),
        )
        for stage, desk in seats
    ]
    for task in made:
        batches.insert(task)
        moved(case, task, task.holder)
    return made


def _ends_by_itself(stage: Stage) -> bool:
    """A publicity period is not a desk's time limit: nobody is late while it runs."""
    return stage.kind is StageKind.PUBLICITY


def finish(case: Case, task: Task, by: User | None, result: TaskResult) -> None:
    """Closes one task of the case."""
    task.done_at, task.done_by, task.result = clock.now(), by, result
    batches.update(task, "done_at", "done_by", "result")
    if task.due_on is None:  # only a task without a running limit can be paused
        Pause.objects.filter(task=task, ended_on__isnull=True).update(ended_on=clock.today())
    moved(case, task, "")


def finish_all(case: Case, by: User | None, result: TaskResult) -> None:
    """Closes every open task of the case."""
    for task in locked_tasks(case):
        finish(case, task, by, result)


def close(case: Case, outcome: Outcome, by: User | None, result: TaskResult = TaskResult.CLOSED) -> None:
    """Ends the case: every open task is done, every pause and open letter over, the single-case lock released."""
    finish_all(case, by, result)
    Pause.objects.filter(case=case, ended_on__isnull=True).update(ended_on=clock.today())
    Supplement.objects.filter(case=case, answered_at__isnull=True).update(answered_at=clock.now())
    case.state, case.outcome, case.closed_at, case.single_key = CaseState.CLOSED, outcome, clock.now(), None
    case.resume_at = ""
    save(case, "state", "outcome", "closed_at", "single_key", "result", "reasons", "resume_at")


def desk_task(
    case: Case,
    by: User,
    *,
    claim: bool = True,
    action: Action | None = None,
    part: str = "",
    from_colleague: bool = False,
    among: Sequence[Task] | None = None,
) -> Task:
    """The open task of the desk at which `by` sits, locked; claimed for him unless somebody else has it.

    `action` and `part` narrow it to a stage that allows the action, or to one of several parallel stages; `among` are the
    open tasks where they are locked already. Raises Refused (conflict) naming the colleague who claimed it, unless it is
    to be taken over from him.
    """
    on, route = clock.today(), case.declaration.route
    for task in locked_tasks(case) if among is None else among:
        if (part and task.stage != part) or (action and action not in route.part(task.stage).actions):
            continue
        if task.holder == Holder.APPLICANT or not at_desk(by, Seat.of(Desk(task.desk), case), on=on):
            continue
        if not from_colleague:
            _refuse_claimed_by_other(case, task, by)
        note_absent(case, task, by)
        if claim and task.claimed_by_id is None:
            task.claimed_by, task.claimed_at = by, clock.now()
            batches.update(task, "claimed_by", "claimed_at")
        return task
    raise changed_meanwhile(case)


def _refuse_claimed_by_other(case: Case, task: Task, by: User) -> None:
    if task.claimed_by_id in (None, by.pk, *(one.pk for one in absent_colleagues(by, clock.today()))):
        return
    at = task.claimed_at.astimezone(clock.SHANGHAI) if task.claimed_at else clock.now()
    raise Refused(
        f"办件{case.number}已由{task.claimed_by.name if task.claimed_by else ''}于{at:%m月%d日%H:%M}认领。",
        remedy="请由认领人办理，或请其先放回；确需由您办理的，写明原因后接办。",
        conflict=True,
    )


def hold(case: Case, task: Task, holder: Holder, *fields: str) -> None:
    """Hands the task to the desk or to the applicant, and writes the other named fields with it.

    What goes to the applicant is urged no longer: the desk has acted.
    """
    task.holder = holder
    if holder == Holder.APPLICANT:
        task.urged_on = None
    task.save(update_fields=["holder", "urged_on", *fields])
    moved(case, task, holder)
