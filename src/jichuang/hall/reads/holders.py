"""在谁手里: the one answer to where a case lies, who holds it, since when and for how many working days yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.hall.declare import Desk, StageKind, Submission
from jichuang.hall.models import Case, NoticeItem, Supplement, Task
from jichuang.hall.reads.desks import ROLES, Seat, at_desk, sits, task_desk_name
from jichuang.hall.terms import ALIVE, CaseState, Holder, ListingState, Outcome
from jichuang.registry.reads import holders_of
from jichuang.registry.reads.stand_ins import stand_ins_for

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case lies. `place` is `draft`, a stage key, or `closed`; `workdays_left` is negative when late.

    `person` is the officer who claimed it; `paused` says why the clock stands still, empty while it runs.
    """

    place: str
    label: str
    holder: str
    holder_kind: str
    person: str = ""
    since: date | None = None
    due_on: date | None = None
    workdays_left: int | None = None
    paused: str = ""


def place_of(case: Case) -> Place:
    """Exactly one place for every case, with exactly one holder."""
    return places_of([case])[case.pk]


def places_of(cases: Sequence[Case]) -> dict[int, Place]:
    """{case: its place} for a list of cases (with their parties): three queries, whatever their number."""
    on, wanted = clock.today(), [case.pk for case in cases if CaseState(case.state).is_open]
    tasks: dict[int, list[Task]] = defaultdict(list)
    asked: dict[int, Supplement] = {}
    listed: dict[int, NoticeItem] = {}
    if wanted:
        rows = Task.objects.filter(case__in=wanted, done_at__isnull=True).order_by("id")
        for task in rows.select_related("claimed_by", "department"):
            tasks[task.case_id].append(task)
        supplements = [case.pk for case in cases if state_is_supplement(case)]
        if supplements:
            for one in Supplement.objects.filter(case__in=supplements, answered_at__isnull=True):
                asked[one.case_id] = one
        public = [case.pk for case in cases if case.pk in tasks and _is_public(case)]
        if public:
            items = NoticeItem.objects.filter(case__in=public, state__in=ALIVE).order_by("id")
            listed = {item.case_id: item for item in items.select_related("notice")}
    return {
        case.pk: _place(case, tasks[case.pk], asked.get(case.pk), listed.get(case.pk), on) for case in cases
    }


def _place(
    case: Case, tasks: list[Task], asked: Supplement | None, listed: NoticeItem | None, on: date
) -> Place:
    state = CaseState(case.state)
    if state is CaseState.DRAFT:
        return Place("draft", "草稿", case.party.name, Holder.APPLICANT, since=case.started_at.date())
    if state is CaseState.CLOSED:
        label = Outcome(case.outcome).label
        return Place("closed", label, "", "", since=case.closed_at.date() if case.closed_at else None)
    stage = case.declaration.stage(case.stage)
    names = "、".join(dict.fromkeys(_holder_name(case, task, on) for task in tasks))
    if state_is_supplement(case):
        due = asked.due_on if asked else None
        return Place(
            case.stage,
            "待补正",
            names,
            Holder.APPLICANT,
            since=asked.asked_on if asked else None,
            due_on=due,
            workdays_left=left(on, due),
            paused="等待补正，承办岗位的时限暂停计算",
        )
    due = min((task.due_on for task in tasks if task.due_on), default=None)
    person = "、".join(task.claimed_by.name for task in tasks if task.claimed_by)
    label = stage.public_label
    if stage.kind is StageKind.PUBLICITY:
        label, due = _publicity_label(listed, label, due)
    return Place(
        case.stage,
        label,
        names,
        Holder.SIGNER if stage.kind is StageKind.SUBMISSION else Holder.DESK,
        person=person,
        since=case.stage_opened_on,
        due_on=due,
        workdays_left=left(on, due),
    )


def _holder_name(case: Case, task: Task, on: date) -> str:
    return task_desk_name(task, on) if task.holder == Holder.DESK else case.party.name


def _is_public(case: Case) -> bool:
    return case.declaration.stage(case.stage).kind is StageKind.PUBLICITY


def _publicity_label(item: NoticeItem | None, label: str, due: date | None) -> tuple[str, date | None]:
    if item is None:
        return label, due
    if item.state == ListingState.HELD:
        return "异议核查中", due
    return label, item.notice.end


def state_is_supplement(case: Case) -> bool:
    """Whether the case is in the applicant's hands for a supplement."""
    return CaseState(case.state) is CaseState.SUPPLEMENT


def open_tasks(case: Case) -> list[Task]:
    """The tasks still owed, oldest first."""
    rows = case.tasks.filter(done_at__isnull=True).select_related("claimed_by", "department")
    return list(rows.order_by("id"))


def open_tasks_of(case: Case, user: User) -> list[Task]:
    """Those of them that lie at one of the user's desks."""
    on = clock.today()
    return [task for task in open_tasks(case) if at_desk(user, Seat.of(Desk(task.desk), case), on=on)]


def left(on: date, due: date | None) -> int | None:
    """Working days left until `due` inclusive; negative when late, None without a limit."""
    return None if due is None else clock.calendar().workdays_between(on, due)


def holders(case: Case) -> set[User]:
    """The people who can move the case now: its applicants or signers, the claiming officer, everybody at its desks."""
    on = clock.today()
    state = CaseState(case.state)
    if state is CaseState.CLOSED:
        return set()
    if state is CaseState.DRAFT:
        return _own_people(case, on)
    found: set[User] = set()
    for task in open_tasks(case):
        found |= _holders_of_task(case, task, on)
    return found


def _holders_of_task(case: Case, task: Task, on: date) -> set[User]:
    if task.holder == Holder.APPLICANT:
        return _own_people(case, on)
    if task.holder == Holder.SIGNER:
        stage = case.declaration.route.part(task.stage)
        signers = [one.value for one in stage.cosign] if isinstance(stage, Submission) else []
        return {user for user in _own_people(case, on, signers) if user.pk != case.applicant_id}
    return people_with(task, on)


def people_with(task: Task, on: date) -> set[User]:
    """Whoever has the task: the one who claimed it, else everybody at its desk; with those who stand in for them."""
    if task.claimed_by is None:
        return people_at(task, on)
    return {task.claimed_by} | stand_ins_for([task.claimed_by], on)


def people_at(task: Task, on: date) -> set[User]:
    """Everybody who sits at the desk of a task, stand-ins included."""
    seat = Seat(Desk(task.desk), task.home, task.region, task.department_id)
    found = {
        row.user for role in ROLES.get(seat.desk, ()) for row in holders_of(role, on=on) if sits(row, seat)
    }
    return found | stand_ins_for(found, on)


def _own_people(case: Case, on: date, capacities: list[str] | None = None) -> set[User]:
    rows = case.party.delegations.filter(state="authorised", valid__contains=on).select_related("user")
    if capacities is not None:
        rows = rows.filter(capacity__in=capacities)
    return {row.user for row in rows}
