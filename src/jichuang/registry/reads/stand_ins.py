"""代理的读取: who stands in for whom, now, soon and before; who may name and end one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.base.permissions import Decision
from jichuang.registry.models import Appointment, Department, StandIn
from jichuang.registry.reads.people import appointments_of, has_role
from jichuang.registry.terms import STAND_IN_ROLES, Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def own_posts(user: User, on: date) -> list[Appointment]:
    """The user's own appointments whose work may be done by a stand-in."""
    rows = [row for row in appointments_of(user, on) if row.stands_for is None]
    return [row for row in rows if Role(row.role) in STAND_IN_ROLES and row.department_id is not None]


def led_departments(user: User, on: date) -> list[Department]:
    """The departments whose head the user is: where he is appointed leader himself."""
    rows = [row for row in appointments_of(user, on) if row.role == Role.LEADER and row.stands_for is None]
    return [row.department for row in rows if row.department is not None]


def may_name_for(user: User | None, appointment: Appointment, on: date) -> Decision:
    """Whether the user names a stand-in for this post: its holder, or the head of its department."""
    if user is None or user.pk is None:
        return Decision.no("您尚未登录。", "请先登录。")
    if appointment.user_id == user.pk:
        return Decision.yes("这是您本人的任职。")
    if appointment.department_id in {one.pk for one in led_departments(user, on)}:
        return Decision.yes("您是这一部门的负责人。")
    return Decision.no("代理人由本人或本部门负责人指定。", "请本人指定，或请本部门负责人办理。")


def may_end(user: User | None, row: StandIn, on: date) -> Decision:
    """Whether the user ends a stand-in: whoever may name one, the stand-in himself, and the administrator."""
    if user is not None and user.pk == row.stand_in_id:
        return Decision.yes("您是代理人。")
    allowed = may_name_for(user, row.appointment, on)
    return allowed if allowed else has_role(user, Role.ADMINISTRATOR, on=on) or allowed


def stand_ins_for(absent: Iterable[User], on: date) -> set[User]:
    """Who stands in that day for any of these people."""
    rows = StandIn.objects.filter(
        appointment__user__in=list(absent), appointment__valid__contains=on, valid__contains=on
    )
    return {row.stand_in for row in rows.select_related("stand_in")}


def colleagues_for(appointment: Appointment, on: date) -> list[User]:
    """Who may stand in for a post: everybody else of the same department and rank today, by name."""
    rows = Appointment.objects.filter(
        department=appointment.department,
        role=appointment.role,
        valid__contains=on,
        user__is_active=True,
    ).exclude(user_id=appointment.user_id)
    return sorted({row.user for row in rows.select_related("user")}, key=lambda one: (one.name, one.pk))


def _listed(condition: Q) -> QuerySet[StandIn]:
    rows = StandIn.objects.filter(condition)
    return rows.select_related(
        "appointment__user", "appointment__department", "stand_in", "named_by", "ended_by"
    ).order_by("-id")


def stand_ins_of(user: User) -> QuerySet[StandIn]:
    """Everything about one person: for him and by him, newest first."""
    return _listed(Q(appointment__user=user) | Q(stand_in=user))


def stand_ins_in(departments: list[Department]) -> QuerySet[StandIn]:
    """Everything in some departments, newest first: for their head."""
    return _listed(Q(appointment__department__in=departments))
