"""咨询与催办的读取: which desk answers, who may, what is waiting there, when one may urge again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.hall import catalogue
from jichuang.hall.declare import Desk, Matter, StageKind
from jichuang.hall.models import Case, Enquiry, Urge
from jichuang.hall.reads import promises
from jichuang.hall.reads.desks import ROLES, Seat, at_desk, desk_name, scope, sits
from jichuang.hall.reads.holders import open_tasks
from jichuang.hall.reads.inbox import DUE_SOON_DAYS
from jichuang.hall.reads.permissions import SIGN_IN
from jichuang.hall.terms import CaseState, Holder, Light
from jichuang.registry.models import Department, Party
from jichuang.registry.reads import holders_of, may_act, parties_of, recommender_of, scope_of
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

FIXED = {StageKind.PUBLICITY, StageKind.EXTERNAL_PUBLICITY}
"""Stages whose length nobody at a desk can shorten."""


@dataclass(frozen=True, slots=True)
class AnsweringDesk:
    """The desk that will answer, as a seat and by its name."""

    desk: Desk
    home: str
    region: str
    department: Department | None
    name: str


def desk_of_case(case: Case) -> AnsweringDesk:
    """The desk that holds the case; after its end the last that did; of a draft the first that will."""
    on = clock.today()
    for task in [*open_tasks(case), *case.tasks.select_related("department").order_by("-done_at", "-id")]:
        if Desk(task.desk) is not Desk.UNIT:
            return _named(Desk(task.desk), task.home, task.region, task.department, on)
    return desk_of_matter(case.declaration, case.party)


def desk_of_matter(matter: Matter, party: Party | None) -> AnsweringDesk:
    """The first desk on the route that stands for the party; without a party the province."""
    return desks_on_route(matter, party)[0]


def desks_on_route(matter: Matter, party: Party | None) -> list[AnsweringDesk]:
    """Every desk of the route that stands for the party, in order, and the province last if it is not among them."""
    on, found = clock.today(), dict[Desk, AnsweringDesk]()
    for desk in dict.fromkeys(desk for part in matter.route.parts for desk in part.desks):
        if party is None or desk is Desk.UNIT:
            continue
        department = recommender_of(party, on=on) if desk is Desk.RECOMMENDER else None
        if desk is Desk.RECOMMENDER and department is None:
            continue
        home = party.home if desk.local else ""
        region = party.region if desk is Desk.COUNTY else ""
        found[desk] = _named(desk, home, region, department, on)
    found.setdefault(Desk.PROVINCE, _named(Desk.PROVINCE, "", "", None, on))
    return list(found.values())


def other_desks(row: Enquiry) -> list[AnsweringDesk]:
    """Where a question may be passed on: the other desks of its matter's route."""
    return [one for one in desks_on_route(catalogue.get(row.matter), row.party) if one.desk.value != row.desk]


def _named(desk: Desk, home: str, region: str, department: Department | None, on: date) -> AnsweringDesk:
    return AnsweringDesk(desk, home, region, department, desk_name(desk, home, on, department))


def desk_title(row: Enquiry) -> str:
    """石家庄市科技局: the desk a question lies at."""
    return desk_name(row.desk, row.home, clock.today(), row.department if row.department_id else None)


def may_urge(user: User | None, case: Case) -> Decision:
    """Whether the person may urge now; a refusal for having urged says from which day on."""
    if user is None or user.pk is None:
        return SIGN_IN
    allowed = may_act(user, case.party, scope=Scope.PREPARER, on=clock.today())
    if not allowed:
        return allowed
    state, stage = CaseState(case.state), case.stage_now
    if stage is None:
        return Decision.no(f"办件{case.number}{state.label}，没有可催的环节。")
    if state is CaseState.SUPPLEMENT:
        return Decision.no("办件正在贵单位手里等待补正，催办没有对象。", "请先补正，补正后时限重新计算。")
    if stage.kind is StageKind.SUBMISSION:
        return Decision.no("办件正等本单位会签，还没有到承办岗位。", "请联系本单位会签人。")
    if stage.kind in FIXED:
        return Decision.no("公示期由规定确定，催办不能缩短。", "公示结束后自动转入下一环节。")
    last = Urge.objects.filter(case=case).order_by("-id").first()
    every = promises.urging(clock.today())
    again = clock.calendar().add_workdays(last.on, every.days) if last else None
    if last is not None and again is not None and clock.today() < again:
        return Decision.no(
            f"{last.on:%m月%d日}已催办过，{every.days}个工作日内只能催办一次。",
            f"从{again:%Y年%m月%d日}起可以再次催办；有问题可以随时咨询。",
        )
    return Decision.yes("催办会标在承办岗位的清单上和这件的最上面。")


def may_answer(user: User | None, row: Enquiry) -> Decision:
    """Whether the person sits at the desk the question lies at and did not ask it himself."""
    if user is None or user.pk is None:
        return SIGN_IN
    on = clock.today()
    if user.pk == row.asker_id or (row.party is not None and scope_of(user, row.party, on) is not None):
        return Decision.no("这是您或您所代表的单位提出的咨询，不能自己答复。", "请由同岗位的其他人员答复。")
    return at_desk(user, _seat(row), on=on)


def _seat(row: Enquiry) -> Seat:
    return Seat(Desk(row.desk), row.home, row.region, row.department_id)


def people_asked(row: Enquiry, on: date) -> list[User]:
    """Everybody at the desk a question lies at."""
    seat = _seat(row)
    found = {
        one.user for role in ROLES.get(seat.desk, ()) for one in holders_of(role, on=on) if sits(one, seat)
    }
    return sorted(found, key=lambda one: one.pk)


def enquiries_of_case(case: Case) -> QuerySet[Enquiry]:
    """What was asked about a case, newest first."""
    return _with_people(Enquiry.objects.filter(case=case))


def enquiries_of(user: User, on: date) -> QuerySet[Enquiry]:
    """What the person and the units he acts for have asked, newest first."""
    return _with_people(Enquiry.objects.filter(Q(asker=user) | Q(party__in=parties_of(user, on))))


def _with_people(rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    return rows.select_related("asker", "answered_by", "department", "case", "party").order_by("-id")


def desk_enquiries(user: User | None, on: date) -> QuerySet[Enquiry]:
    """Questions waiting at the person's desks, most urgent first; none without a desk."""
    return _with_people(_unanswered(user, on)).order_by("due_on", "id")


def _unanswered(user: User | None, on: date) -> QuerySet[Enquiry]:
    mine = scope(user, on)
    return Enquiry.objects.none() if mine is None else Enquiry.objects.filter(mine, answered_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many questions wait at a desk, how many of them late or nearly so."""

    count: int
    late: int
    soon: int


def waiting_enquiries(user: User | None, on: date) -> Waiting:
    """The number beside 咨询 on the desk. One query."""
    lights = [light_of(due, on) for due in _unanswered(user, on).values_list("due_on", flat=True)]
    return Waiting(len(lights), lights.count(Light.RED), lights.count(Light.YELLOW))


def light_of(due_on: date, on: date) -> Light:
    """正常, 临期 from the last working day before, 超期 after the last day: as the desk's other queues."""
    if due_on < on:
        return Light.RED
    soon = clock.calendar().add_workdays(on, DUE_SOON_DAYS)
    return Light.YELLOW if due_on <= soon else Light.NONE


@dataclass(frozen=True, slots=True)
class Urged:
    """The last urge of a case that its holder has not answered by moving the case."""

    on: date
    at: datetime
    note: str
    times: int


def urged(case: Case) -> Urged | None:
    """The urge a holder must see: none once the case has left the stage in which it was urged."""
    if case.stage_now is None:
        return None
    rows = list(Urge.objects.filter(case=case, stage=case.stage).order_by("-id"))
    if not rows or not any(task.urged_on and task.holder == Holder.DESK for task in open_tasks(case)):
        return None
    last = rows[0]
    return Urged(last.on, last.at, last.note, len(rows))


def matter_title(row: Enquiry) -> str:
    """The matter a question is about; its code once the matter has gone."""
    try:
        return catalogue.get(row.matter).title
    except catalogue.UnknownMatter:
        return row.matter
