"""在谁手里: the one answer to where a case lies, who holds it, since when and for how many working days yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.hall.declare import Desk, StageKind, Submission
from jichuang.hall.models import Case, NoticeItem, Supplement, Task
from jichuang.hall.reads.desks import ROLES, Seat, at_desk, sits, task_desk_name
from jichuang.hall.terms import ALIVE, CaseState, Holder, ListingState, Outcome
from jichuang.registry.reads import holders_of

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
    state = CaseState(case.state)
    if state is CaseState.DRAFT:
        return Place("draft", "草稿", case.party.name, Holder.APPLICANT, since=case.started_at.date())
    if state is CaseState.CLOSED:
        label = Outcome(case.outcome).label
        return Place("closed", label, "", "", since=case.closed_at.date() if case.closed_at else None)
    return _open_place(case, clock.today())


def _open_place(case: Case, on: date) -> Place:
    tasks = open_tasks(case)
    stage = case.declaration.stage(case.stage)
    names = "、".join(dict.fromkeys(_holder_name(case, task, on) for task in tasks))
    if state_is_supplement(case):
        asked = Supplement.objects.filter(case=case, answered_at__isnull=True).first()
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
        label, due = _publicity_label(case, label, due)
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


def _publicity_label(case: Case, label: str, due: date | None) -> tuple[str, date | None]:
    item = NoticeItem.objects.filter(case=case, state__in=ALIVE).select_related("notice").first()
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
    if task.claimed_by is not None:
        return {task.claimed_by}
    return people_at(task, on)


def people_at(task: Task, on: date) -> set[User]:
    """Everybody who sits at the desk of a task."""
    seat = Seat(Desk(task.desk), task.home, task.region, task.department_id)
    return {
        row.user for role in ROLES.get(seat.desk, ()) for row in holders_of(role, on=on) if sits(row, seat)
    }


def _own_people(case: Case, on: date, capacities: list[str] | None = None) -> set[User]:
    rows = case.party.delegations.filter(state="authorised", valid__contains=on).select_related("user")
    if capacities is not None:
        rows = rows.filter(capacity__in=capacities)
    return {row.user for row in rows}
