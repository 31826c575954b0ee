"""Departments and appointments. Only the administrator appoints; nobody appoints himself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jichuang.base import clock, journal, keeping
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.registry.models import Appointment, Department, Party
from jichuang.registry.terms import DepartmentKind, Level, Role
from jichuang.registry.verbs.guards import days, require_administrator

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def register_department(
    *,
    code: str,
    name: str,
    short: str,
    level: Level | str,
    region: str,
    by: User | None,
    kind: DepartmentKind | str = DepartmentKind.SCIENCE,
    home: str = "",
) -> Department:
    """Enters a department, or brings the one under `code` up to date."""
    require_administrator(by)
    department, _ = Department.objects.update_or_create(
        code=code,
        defaults={"name": name, "short": short, "level": level, "kind": kind, "region": region, "home": home},
    )
    journal.record(
        actor=by, verb="department.register", subject=Ref("department", code), summary=f"登记部门 {name}"
    )
    return department


@transaction.atomic
def appoint(
    *,
    user: User,
    role: Role | str,
    valid_from: date,
    by: User | None,
    department: Department | None = None,
    party: Party | None = None,
    home: str | None = None,
    region: str = "",
    valid_to: date | None = None,
    basis: str = "",
) -> Appointment:
    """Appoints a person to a role from `valid_from` to `valid_to` (inclusive, None = until ended).

    `home` defaults to the department's 考核归属; "" means the whole province. City and county officers need a scope
    (Invalid otherwise); the one who appoints cannot be the one appointed (Refused).
    """
    require_administrator(by)
    if by is not None and by.pk == user.pk:
        raise Refused("不能给自己任职。", remedy="请由另一名系统管理员办理。")
    role = Role(role)
    scope = (department.home if department else "") if home is None else home
    if role in {Role.CITY_OFFICER, Role.COUNTY_OFFICER} and not scope:
        raise Invalid.one("home", f"{role.label}没有写明考核归属范围", "请选择所属市或雄安、定州、辛集")
    if role is Role.COUNTY_OFFICER and not region:
        raise Invalid.one("region", "县级经办没有写明所在县（市、区）", "请填写6位行政区划代码")
    row = Appointment.objects.create(
        user=user, role=role, department=department, party=party, home=scope, region=region,
        valid=days(valid_from, valid_to), basis=basis, appointed_at=clock.now(),
    )  # fmt: skip
    keeping.forget()
    place = department.name if department else (party.name if party else "全省")
    journal.record(
        actor=by,
        verb="appointment.make",
        subject=Ref.user(user),
        summary=f"{user.name} 任{place}{role.label}，自 {valid_from} 起",
        detail={"appointment": row.pk, "home": scope, "region": region, "to": valid_to},
    )
    return row


@transaction.atomic
def end_appointment(*, appointment: Appointment, last_day: date, by: User | None, reason: str) -> Appointment:
    """Ends an appointment; `last_day` is its last day. A last day before its first raises Invalid."""
    require_administrator(by)
    if last_day < appointment.valid.lower - timedelta(days=1):
        raise Invalid.one("last_day", f"{last_day} 早于任职起始日 {appointment.valid.lower}", "请核对日期")
    appointment.valid = DateRange(appointment.valid.lower, last_day + timedelta(days=1), "[)")
    appointment.save(update_fields=["valid"])
    keeping.forget()
    journal.record(
        actor=by,
        verb="appointment.end",
        subject=Ref("user", str(appointment.user_id)),
        summary=f"{appointment.user.name} 的{Role(appointment.role).label}任职至 {last_day} 止：{reason}",
    )
    return appointment
