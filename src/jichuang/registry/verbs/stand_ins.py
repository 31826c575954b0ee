"""代理: an officer, or the head of his department, names who does his work for some days; ends by itself, or at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jichuang.base import clock, journal, keeping
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.registry.models import Appointment, StandIn
from jichuang.registry.reads.stand_ins import may_end, may_name_for
from jichuang.registry.terms import STAND_IN_ROLES, Role
from jichuang.registry.verbs.guards import days

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_DAYS = 92
"""Days one stand-in may last; longer absences are a change of appointment. An assumption of this system, no rule gives it."""


@transaction.atomic
def name_stand_in(
    *, appointment: Appointment, stand_in: User, first_day: date, last_day: date, reason: str, by: User
) -> StandIn:
    """指定代理人 for one post, both days inclusive. He must hold the same post in the same department for the whole time.

    Raises Refused unless `by` holds the post or heads its department, Invalid with everything wrong at once, Refused
    (conflict) where somebody stands in on one of the days already. Both are told.
    """
    post = Appointment.objects.select_for_update(of=("self",)).select_related("user", "department")
    row = post.get(pk=appointment.pk)
    require(may_name_for(by, row, clock.today()))
    faults = [
        *_period_faults(row, first_day, last_day, reason), *_person_faults(row, stand_in, first_day, last_day)
    ]  # fmt: skip
    if faults:
        raise Invalid(faults)
    made = _create(row, stand_in, first_day, last_day, reason, by)
    keeping.forget()
    words = f"{row.user.name} 的{Role(row.role).label}工作自 {first_day} 至 {last_day} 由 {stand_in.name} 代理：{reason.strip()}"
    _tell(made, "standin.name", words, by)
    return made


@transaction.atomic
def end_stand_in(*, row: StandIn, by: User) -> StandIn:
    """终止代理, at once: the next request of the stand-in is without it. One that has not begun never holds."""
    row = (
        StandIn.objects.select_for_update(of=("self",))
        .select_related("appointment__user", "stand_in")
        .get(pk=row.pk)
    )
    today = clock.today()
    require(may_end(by, row, today))
    if row.ended_at is not None or row.valid.isempty or row.valid.upper <= today:
        raise Refused("这份代理已经结束。", conflict=True)
    first = row.valid.lower
    row.valid = DateRange(first, today, "[)") if first < today else DateRange(empty=True)
    row.ended_by, row.ended_at = by, clock.now()
    row.save(update_fields=["valid", "ended_by", "ended_at"])
    keeping.forget()
    words = f"{row.stand_in.name} 不再代理 {row.appointment.user.name} 的{Role(row.appointment.role).label}工作，立即生效"
    _tell(row, "standin.end", words, by)
    return row


def _period_faults(row: Appointment, first: date, last: date, reason: str) -> list[Problem]:
    today, found = clock.today(), []
    if Role(row.role) not in STAND_IN_ROLES or row.department is None:
        found.append(
            Problem("appointment", f"{Role(row.role).label}的工作不能由他人代理", "请由系统管理员另行任职")
        )
    if first < today:
        found.append(Problem("first_day", f"起始日{first}已过", f"应不早于今天（{today}）"))
    if last < first:
        found.append(Problem("last_day", f"截止日{last}早于起始日{first}", "请核对两个日期"))
    if last >= first + timedelta(days=MOST_DAYS):
        found.append(Problem("last_day", f"一次代理超过{MOST_DAYS}天", "更长时间的，请由系统管理员调整任职"))
    if not (first in row.valid and last in row.valid):
        found.append(Problem("last_day", "代理期间超出被代理人的任职期间", "请核对任职的起止日期"))
    if not reason.strip():
        found.append(Problem("reason", "没有写明事由", "如：年休假、外出学习、出差"))
    return found


def _person_faults(row: Appointment, stand_in: User, first: date, last: date) -> list[Problem]:
    same = Appointment.objects.filter(user=stand_in, role=row.role, department=row.department)
    if stand_in.pk == row.user_id:
        return [Problem("stand_in", "不能由本人代理本人", "请选择同部门同岗位的另一人")]
    if not stand_in.is_active or not any(first in one.valid and last in one.valid for one in same):
        place = row.department.name if row.department else ""
        return [
            Problem(
                "stand_in", f"{stand_in.name}在这段时间不任{place}{Role(row.role).label}", "代理人须与本人同部门、同岗位"
            )
        ]  # fmt: skip
    away = StandIn.objects.filter(appointment__in=same)
    if first <= last and away.filter(valid__overlap=days(first, last)).exists():
        return [Problem("stand_in", f"{stand_in.name}这段时间也不在岗，其工作由他人代理", "请另选一人")]
    return []


def _create(row: Appointment, stand_in: User, first: date, last: date, reason: str, by: User) -> StandIn:
    try:
        with transaction.atomic():
            return StandIn.objects.create(
                appointment=row, stand_in=stand_in, valid=days(first, last), reason=reason.strip()[:200],
                named_by=by, named_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as error:
        held = StandIn.objects.filter(appointment=row, valid__overlap=days(first, last)).first()
        who = held.stand_in.name if held else "他人"
        raise Refused(
            f"{row.user.name}这段时间已由{who}代理。",
            remedy="请先终止原来的代理，或改选日期。",
            conflict=True,
        ) from error


def _tell(row: StandIn, verb: str, words: str, by: User) -> None:
    absent = row.appointment.user
    detail = {"stand_in": f"user:{row.stand_in_id}", "appointment": row.appointment_id, "row": row.pk}
    journal.record(actor=by, verb=verb, subject=Ref.user(absent), summary=words, detail=detail)
    people = [one for one in (absent, row.stand_in) if one.pk != by.pk]
    tell(people, kind=MessageKind.DUTY, subject="代理事宜", body=f"{words}。", about=Ref.user(absent))
