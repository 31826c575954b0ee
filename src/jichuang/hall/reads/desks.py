"""岗位: which desks a person sits at, as one database condition. Reads appointments on every request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from jichuang.base.permissions import Decision
from jichuang.hall.declare import Desk
from jichuang.registry.models import Appointment, Department
from jichuang.registry.reads import appointments_of, holds_any, home_name, homes
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User
    from jichuang.hall.models import Case, Task

ROLES: dict[Desk, tuple[Role, ...]] = {
    Desk.COUNTY: (Role.COUNTY_OFFICER,),
    Desk.CITY: (Role.CITY_OFFICER,),
    Desk.PROVINCE: (Role.PROVINCE_OFFICER,),
    Desk.CITY_FINANCE: (Role.FINANCE_OFFICER,),
    Desk.CITY_TAX: (Role.TAX_OFFICER,),
    Desk.PROVINCE_FINANCE: (Role.FINANCE_OFFICER,),
    Desk.PROVINCE_TAX: (Role.TAX_OFFICER,),
    Desk.RECOMMENDER: (Role.RECOMMENDER, Role.CITY_OFFICER, Role.COUNTY_OFFICER),
}
"""Who may sit at a desk. Nobody is appointed to the unit's own desk: its people hold authorisations."""

WHOLE_PROVINCE = {Desk.PROVINCE, Desk.PROVINCE_FINANCE, Desk.PROVINCE_TAX}
SHARED_ROLES = {Role.FINANCE_OFFICER, Role.TAX_OFFICER}
"""Roles that exist at city and province: an appointment bound to a unit is the city's, an unbound one the province's."""
BUREAUS = {
    Desk.CITY: ("科技局", "科技管理部门"),
    Desk.CITY_FINANCE: ("财政局", "财政部门"),
    Desk.CITY_TAX: ("税务局", "税务部门"),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One desk for one case: of which 考核归属 unit, county, or recommending department."""

    desk: Desk
    home: str = ""
    region: str = ""
    department: int | None = None

    @staticmethod
    def of(desk: Desk, case: Case) -> Seat:
        """The seat of a desk for a case."""
        return Seat(desk, case.home, case.region, case.recommender_id if desk is Desk.RECOMMENDER else None)


def sits(row: Appointment, seat: Seat) -> bool:
    """Whether one appointment is at that seat."""
    desk, role = seat.desk, Role(row.role)
    if role not in ROLES.get(desk, ()):
        return False
    if desk is Desk.RECOMMENDER:
        return seat.department is not None and row.department_id == seat.department
    if desk in WHOLE_PROVINCE:
        return role not in SHARED_ROLES or not row.home
    if row.home != seat.home and (row.home or role in SHARED_ROLES):
        return False
    return desk is not Desk.COUNTY or not row.region or row.region == seat.region


def at_desk(user: User | None, seat: Seat, *, on: date) -> Decision:
    """Whether the user sits at this seat today, with the reason either way."""
    roles = ROLES.get(seat.desk, ())
    if not roles:
        return Decision.no("这一步由申报单位自己办理。", "请由单位的法定代表人或单位管理员办理。")
    held = holds_any(user, roles, on=on)
    if not held:
        return held
    rows = [row for row in appointments_of(user, on) if Role(row.role) in roles]
    if any(sits(row, seat) for row in rows):
        return held
    if seat.desk is Desk.RECOMMENDER:
        return Decision.no("您不在这一单位的推荐部门任职。", "请由推荐关系所定的部门办理。")
    scope = "、".join(home_name(row.home, on) if row.home else "全省" for row in rows)
    title = "、".join(str(role.label) for role in roles)
    return Decision.no(f"您的{title}任职范围是{scope}，不包括所涉单位。", "请转由所涉单位的经办人员办理。")


def acts_for(user: User, seats: Iterable[Seat], on: date) -> User | None:
    """The absent colleague through whom alone the user sits at one of the seats today; None where he sits there himself."""
    rows, seats = appointments_of(user, on), list(seats)
    found = [row for row in rows if any(sits(row, seat) for seat in seats)]
    return found[0].stands_for if found else None


def scope(user: User | None, on: date) -> Q | None:
    """The condition on `Task` rows that lie at one of the user's desks; None when he sits at none."""
    found: Q | None = None
    for row in appointments_of(user, on):
        for desk, roles in ROLES.items():
            condition = _lies_at(row, desk) if Role(row.role) in roles else None
            if condition is not None:
                found = condition if found is None else found | condition
    return found


def _lies_at(row: Appointment, desk: Desk) -> Q | None:
    """The tasks of a desk that one appointment reaches; None when it reaches none."""
    condition = Q(desk=desk.value)
    shared = Role(row.role) in SHARED_ROLES
    if desk is Desk.RECOMMENDER:
        return condition & Q(department_id=row.department_id) if row.department_id else None
    if desk in WHOLE_PROVINCE:
        return None if shared and row.home else condition
    if shared and not row.home:
        return None
    if row.home:
        condition &= Q(home=row.home)
    if desk is Desk.COUNTY and row.region:
        condition &= Q(region=row.region)
    return condition


def desks_of(user: User | None, on: date) -> set[Desk]:
    """The desks at which the user sits today, for whatever place."""
    return {
        desk
        for row in appointments_of(user, on)
        for desk, roles in ROLES.items()
        if Role(row.role) in roles and _lies_at(row, desk) is not None
    }


def desk_name(desk: Desk | str, home: str, on: date, department: Department | None = None) -> str:
    """石家庄市科技局, 省财政厅, 省教育厅: what a timeline calls a desk."""
    place = Desk(desk)
    if place is Desk.RECOMMENDER:
        return department.name if department else place.title
    if not place.local:
        return place.title
    unit = next((unit for unit in homes(on) if unit.code == home), None)
    if unit is None or place is Desk.COUNTY:
        return f"{unit.name if unit else ''}{place.title}"
    bureau, elsewhere = BUREAUS[place]
    return f"{unit.name}{elsewhere if unit.kind == 'functional_area' else bureau}"


def task_desk_name(task: Task, on: date) -> str:
    """The name of the desk that owes a task."""
    department = task.department if task.department_id else None
    return desk_name(task.desk, task.home, on, department)


def officer_label(user: User, on: date) -> str:
    """石家庄市科技局 韩梅: the department of the officer's appointment and his name."""
    every = {role for roles in ROLES.values() for role in roles} | {Role.LEADER}
    for row in appointments_of(user, on):
        if Role(row.role) in every and row.department is not None:
            return f"{row.department.name} {user.name}"
    return user.name
