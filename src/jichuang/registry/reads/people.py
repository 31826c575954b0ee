"""Appointments: which roles a person holds on a day, and over what. Every answer carries its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.base import keeping
from jichuang.base.permissions import Decision
from jichuang.base.rows import Rows
from jichuang.registry.models import Appointment, Department
from jichuang.registry.reads.regions import home_name
from jichuang.registry.terms import STAND_IN_ROLES, Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User


_STOOD_IN = "SELECT s.appointment_id FROM registry_standin s WHERE s.stand_in_id = %s AND s.valid @> %s::date"
_APPOINTMENTS = Rows(
    Appointment,
    f"(t.user_id = %s OR t.id = ANY(ARRAY({_STOOD_IN}))) AND t.valid @> %s::date",
    related="department",
)
"""One's own and those one has as stand-in, in one question: it is asked at every step of a case."""


def appointments_of(user: User | None, on: date) -> list[Appointment]:
    """The user's appointments that cover the day, oldest first; [] for a visitor or a closed account.

    After his own come those of absent colleagues for whom he stands in that day, each with its `stands_for`.
    Read once per request: many permissions are asked while one page is drawn.
    """
    if user is None or user.pk is None or not user.is_active:
        return []
    kept, key = keeping.kept(), f"appointments:{user.pk}:{on}"
    if kept is not None and key in kept:
        return list(kept[key])
    found = [
        row for row in _APPOINTMENTS(user.pk, user.pk, on, on) if row.user_id == user.pk or _stands_in(row)
    ]
    own = [row for row in found if row.stands_for is None]
    found = own + [row for row in found if row.stands_for is not None and _same_post(row, own)]
    if kept is not None:
        kept[key] = found
    return list(found)


def _stands_in(row: Appointment) -> bool:
    """Marks another's appointment, which the reader has as stand-in; False where its holder's account is closed."""
    row.stands_for = row.user
    return row.user.is_active


def _same_post(row: Appointment, own: Iterable[Appointment]) -> bool:
    """Whether the stand-in still holds the same post in the same department himself, and the post is one that may be stood in for."""
    posts = {(one.role, one.department_id) for one in own}
    return Role(row.role) in STAND_IN_ROLES and (row.role, row.department_id) in posts


def absent_colleagues(user: User | None, on: date) -> list[User]:
    """For whom the user stands in on the day, each once."""
    held = [row.stands_for for row in appointments_of(user, on) if row.stands_for is not None]
    return list({one.pk: one for one in held}.values())


def covers(
    appointment: Appointment,
    *,
    home: str | None = None,
    region: str | None = None,
    department: Department | None = None,
) -> bool:
    """Whether the appointment's scope reaches the asked 考核归属 unit, county and department."""
    if home is not None and appointment.home and appointment.home != home:
        return False
    if region is not None and appointment.region and appointment.region != region:
        return False
    return department is None or appointment.department_id == department.pk


def has_role(
    user: User | None,
    role: Role | str,
    *,
    on: date,
    home: str | None = None,
    region: str | None = None,
    department: Department | None = None,
) -> Decision:
    """Whether the user holds `role` on the day over the asked scope (None = any scope), with the reason."""
    return holds_any(user, [role], on=on, home=home, region=region, department=department)


def holds_any(
    user: User | None,
    roles: Iterable[Role | str],
    *,
    on: date,
    home: str | None = None,
    region: str | None = None,
    department: Department | None = None,
) -> Decision:
    """Whether the user holds at least one of `roles` on the day over the asked scope, with the reason."""
    wanted = [Role(role) for role in roles]
    titles = "、".join(str(role.label) for role in wanted)
    if user is None or user.pk is None:
        return Decision.no(f"您尚未登录；此处需要{titles}岗位。", "请先登录。")
    held = [row for row in appointments_of(user, on) if row.role in wanted]
    if not held:
        return Decision.no(
            f"您没有{titles}岗位的任职，不能进行此操作。", "确需办理的，请所在单位向系统管理员申请任职。"
        )
    for row in held:
        if covers(row, home=home, region=region, department=department):
            return Decision.yes(_because(row))
    return Decision.no(
        f"您的{titles}任职范围是{_scope(held, on)}，不包括所涉单位。", "请转由所涉单位的经办人员办理。"
    )


def holders_of(role: Role | str, *, on: date, home: str | None = None) -> QuerySet[Appointment]:
    """Appointments of a role on the day; with `home`, those of that unit or of the whole province."""
    rows = Appointment.objects.filter(role=role, valid__contains=on).select_related("user", "department")
    return (rows if home is None else rows.filter(home__in=["", home])).order_by("id")


def appointed_in(departments: Q, on: date) -> list[User]:
    """Each person once who holds an appointment on the day in a department of this condition on `Appointment`. One query."""
    rows = Appointment.objects.filter(departments, valid__contains=on, user__is_active=True)
    found = {row.user_id: row.user for row in rows.select_related("user").order_by("user__email", "id")}
    return list(found.values())


def homes_of(user: User | None, roles: Iterable[Role | str], on: date) -> set[str] | None:
    """考核归属 units the user's roles reach: None = the whole province, empty set = none."""
    wanted = {Role(role) for role in roles}
    held = [row for row in appointments_of(user, on) if row.role in wanted]
    return None if any(not row.home for row in held) else {row.home for row in held}


def _because(row: Appointment) -> str:
    place = row.department.name if row.department else (row.party.name if row.party else "全省")
    if row.stands_for is not None:
        return f"您代{row.stands_for.name}任{place}{Role(row.role).label}。"
    return f"您任{place}{Role(row.role).label}。"


def _scope(rows: list[Appointment], on: date) -> str:
    return "、".join(home_name(row.home, on) if row.home else "全省" for row in rows)
