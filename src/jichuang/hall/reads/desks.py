"""岗位: which desks a person sits at, as one database condition. Reads appointments on every request."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from jichuang.base.permissions import Decision
from jichuang.hall.declare import Desk
from jichuang.registry.reads import appointments_of, holds_any, homes
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

ROLES: dict[Desk, Role] = {
    Desk.COUNTY: Role.COUNTY_OFFICER,
    Desk.CITY: Role.CITY_OFFICER,
    Desk.PROVINCE: Role.PROVINCE_OFFICER,
}


def at_desk(user: User | None, desk: Desk, *, on: date, home: str, region: str = "") -> Decision:
    """Whether the user sits at this desk for cases of `home` (and, at a county desk, of `region`)."""
    if desk is Desk.PROVINCE:
        return holds_any(user, [ROLES[desk]], on=on)
    if desk is Desk.CITY:
        return holds_any(user, [ROLES[desk]], on=on, home=home)
    return holds_any(user, [ROLES[desk]], on=on, home=home, region=region)


def scope(user: User | None, on: date, *, desk: str = "desk") -> Q | None:
    """The condition on `Task` rows that lie at one of the user's desks; None when he sits at none."""
    by_role = {role: one for one, role in ROLES.items()}
    found: Q | None = None
    for row in appointments_of(user, on):
        place = by_role.get(Role(row.role))
        if place is None:
            continue
        condition = Q(desk=place.value)
        if place is not Desk.PROVINCE and row.home:
            condition &= Q(home=row.home)
        if place is Desk.COUNTY and row.region:
            condition &= Q(region=row.region)
        found = condition if found is None else found | condition
    return found


def desks_of(user: User | None, on: date) -> set[Desk]:
    """The levels at which the user sits today."""
    by_role = {role: one for one, role in ROLES.items()}
    return {by_role[Role(row.role)] for row in appointments_of(user, on) if Role(row.role) in by_role}


def desk_name(desk: Desk | str, home: str, on: date) -> str:
    """石家庄市科技局, 省科技厅: what a timeline calls a desk."""
    place = Desk(desk)
    if place is Desk.PROVINCE:
        return place.title
    unit = next((unit for unit in homes(on) if unit.code == home), None)
    if unit is None or place is Desk.COUNTY:
        return f"{unit.name if unit else ''}{place.title}"
    return f"{unit.name}{'科技管理部门' if unit.kind == 'functional_area' else '科技局'}"


def officer_label(user: User, on: date) -> str:
    """石家庄市科技局 韩梅: the department of the officer's appointment and his name."""
    for row in appointments_of(user, on):
        if Role(row.role) in ROLES.values() and row.department is not None:
            return f"{row.department.name} {user.name}"
    return user.name
