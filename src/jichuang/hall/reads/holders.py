"""在谁手里: the one answer to where a case lies, who holds it, since when and for how many working days yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.hall.declare import StageKind
from jichuang.hall.models import Case, NoticeItem, Supplement, Task
from jichuang.hall.reads.desks import ROLES, desk_name
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
    tasks = [task for task in open_tasks(case) if task.stage == case.stage]
    stage = case.declaration.stage(case.stage)
    if state_is_supplement(case):
        asked = Supplement.objects.filter(case=case, answered_at__isnull=True).first()
        due = asked.due_on if asked else None
        return Place(
            case.stage,
            "待补正",
            case.party.name,
            Holder.APPLICANT,
            since=asked.asked_on if asked else None,
            due_on=due,
            workdays_left=left(on, due),
            paused="等待补正，承办岗位的时限暂停计算",
        )
    names = "、".join(desk_name(task.desk, case.home, on) for task in tasks)
    due = min((task.due_on for task in tasks if task.due_on), default=None)
    person = next((task.claimed_by.name for task in tasks if task.claimed_by), "")
    label = stage.public_label
    if stage.kind is StageKind.PUBLICITY:
        label, due = _publicity_label(case, label, due)
    return Place(
        case.stage,
        label,
        names,
        Holder.DESK,
        person=person,
        since=case.stage_opened_on,
        due_on=due,
        workdays_left=left(on, due),
    )


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
    return list(case.tasks.filter(done_at__isnull=True).select_related("claimed_by").order_by("id"))


def left(on: date, due: date | None) -> int | None:
    """Working days left until `due` inclusive; negative when late, None without a limit."""
    return None if due is None else clock.calendar().workdays_between(on, due)


def holders(case: Case) -> set[User]:
    """The people who can move the case now: its applicants, the claiming officer, or everybody at its desk."""
    on = clock.today()
    state = CaseState(case.state)
    if state is CaseState.CLOSED:
        return set()
    if state is not CaseState.OPEN:
        rows = case.party.delegations.filter(state="authorised", valid__contains=on).select_related("user")
        return {row.user for row in rows}
    found: set[User] = set()
    for task in open_tasks(case):
        if task.claimed_by is not None:
            found.add(task.claimed_by)
            continue
        home = None if task.desk == "province" else task.home
        role = next(role for desk, role in ROLES.items() if desk.value == task.desk)
        found |= {row.user for row in holders_of(role, on=on, home=home)}
    return found
