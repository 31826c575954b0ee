"""所涉单位: how much of supervision a person sees. The province, its leaders and auditors all of it; a city or county what
its own departments own or support. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.indicators.reads import access as internal
from jichuang.plan.models import Charge, Letter, Owner, OwnerReport
from jichuang.registry.models import Appointment
from jichuang.registry.reads import appointments_of
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

WHOLE = (Role.PROVINCE_OFFICER, Role.AUDITOR)
"""岗位 that see every promise; a leader does when he is one of the whole province."""
PLACES = (Role.CITY_OFFICER, Role.COUNTY_OFFICER, Role.LEADER)
ASK = "需要了解的，请向责任单位或省科技厅督导岗位询问。"


@dataclass(frozen=True)
class Reach:
    """What a person may look at: `everything`, or what departments (`offices`, ids) hold; `names` as documents write them, in
    full and short, `words` in full."""

    everything: bool
    offices: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    words: str = ""

    def charges(self, rows: QuerySet[Charge]) -> QuerySet[Charge]:
        """Those of the rows that the departments own or support."""
        if self.everything:
            return rows
        mine = Q(owner__office__in=self.offices)
        for name in sorted(self.names):
            mine |= Q(owner__supporting__contains=[name])
        return rows.filter(mine)

    def letters(self, rows: QuerySet[Letter]) -> QuerySet[Letter]:
        """Those of the letters that are addressed to the departments."""
        return rows if self.everything else rows.filter(office__in=self.offices)

    def owns(self, owner: Owner | None) -> bool:
        """Whether an assignment is the departments' own or names them in support."""
        if self.everything:
            return True
        return owner is not None and (
            owner.office_id in self.offices or not self.names.isdisjoint(owner.supporting)
        )


def reach_of(user: User) -> Reach:
    """How far a person's appointments of today reach."""
    rows = appointments_of(user if user.is_authenticated else None, clock.today())
    if any(_whole(row) for row in rows):
        return Reach(True)
    held = {row.department.pk: row.department for row in rows if row.role in PLACES and row.department}
    names = frozenset(name for one in held.values() for name in (one.name, one.short) if name)
    return Reach(False, frozenset(held), names, "、".join(one.name for one in held.values()))


def _whole(row: Appointment) -> bool:
    return row.role in WHOLE or (row.role == Role.LEADER and not row.home)


def may_see_all(user: User) -> Decision:
    """全省的督导: unowned promises, evaluations, everybody's scores."""
    inside = internal.may_see_inside(user if user.is_authenticated else None)
    if not inside:
        return inside
    reach = reach_of(user)
    if reach.everything:
        return inside
    return Decision.no(f"您任职的{reach.words or '单位'}只能查看本单位承担或配合的事项。", ASK)


def may_see_charge(user: User, charge: Charge) -> Decision:
    """One promise with its records: who sees all, and the departments that own or support it."""
    inside = internal.may_see_inside(user if user.is_authenticated else None)
    if not inside:
        return inside
    reach = reach_of(user)
    if reach.owns(charge.owner):
        return inside
    who = f"由{charge.owner.department}承担" if charge.owner else "还没有责任单位"
    return Decision.no(f"{charge.code} {who}，{reach.words or '您任职的单位'}不是责任单位或配合单位。", ASK)


def may_see_report(user: User, report: OwnerReport) -> Decision:
    """One report: as the promises it is about."""
    rows = report.plan.charges.filter(item=report.item, owner__department=report.department)
    decision = may_see_all(user)
    reach = reach_of(user)
    if decision or report.office_id in reach.offices or reach.charges(rows).exists():
        return Decision.yes("您任职的单位承担或配合这些事项。")
    return decision


def may_see_letter(user: User, letter: Letter) -> Decision:
    """One letter: who sees all, and the department it is addressed to."""
    decision = may_see_all(user)
    if decision or letter.office_id in reach_of(user).offices:
        return Decision.yes("函发给您任职的单位。")
    return Decision.no(f"这份函主送{letter.department}，不是发给您任职的单位的。", ASK)
