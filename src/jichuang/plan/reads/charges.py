"""交办台账: the promises of a plan with owner and state, grouped as one owner holds them of one item. Constant queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from jichuang.base import clock
from jichuang.plan import rules
from jichuang.plan.models import Charge, ChargeStep, Plan
from jichuang.plan.terms import FINISHED, LIVE, ChargeState
from jichuang.registry.models import Department

PREAMBLE_TITLE = "总体思路与预期目标"


def charges(plan: Plan) -> QuerySet[Charge]:
    """All 交办事项 with owner, office and policy, in the plan's order. One query."""
    return plan.charges.select_related("owner__office", "policy").order_by("item", "order", "id")


def charge_of(plan: Plan, code: str) -> Charge | None:
    """One 交办事项 by its code."""
    found = charges(plan).filter(code=code).first()
    if found is not None:
        found.plan = plan
    return found


def unowned(plan: Plan) -> QuerySet[Charge]:
    """没有责任单位的: everything still 待分解."""
    return charges(plan).filter(state=ChargeState.OPEN)


def item_titles(plan: Plan) -> dict[int, str]:
    """{item number: title}, 0 for the preamble. One query."""
    return {0: PREAMBLE_TITLE, **dict(plan.items.values_list("number", "title"))}


def office_named(name: str) -> Department | None:
    """The department under a name, short name or code; None when there is none, or more than one."""
    wanted = name.strip()
    found = list(Department.objects.filter(Q(name=wanted) | Q(short=wanted) | Q(code=wanted))[:2])
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Holding:
    """What one owner holds of one item: signed, reported and answered for together. Never empty."""

    plan: Plan
    item: int
    title: str
    department: str
    office: Department | None
    charges: list[Charge] = field(default_factory=list)

    @property
    def place(self) -> str:
        """`第4条`, 总体部分 for the preamble."""
        return f"第{self.item}条" if self.item else "总体部分"

    @property
    def key(self) -> tuple[int, str]:
        """Item and department."""
        return self.item, self.department

    @property
    def assigned_on(self) -> date:
        """Day of the earliest assignment still in force."""
        return min(one.owner.assigned_on for one in self.charges if one.owner)

    @property
    def unsigned(self) -> list[Charge]:
        """Assigned and not signed for."""
        return [one for one in self.charges if one.state == ChargeState.ASSIGNED]

    @property
    def sign_by(self) -> date | None:
        """The day by which to sign; None when everything is signed."""
        waiting = [one.owner.assigned_on for one in self.unsigned if one.owner]
        return rules.sign_by(min(waiting), clock.calendar()) if waiting else None

    @property
    def live(self) -> list[Charge]:
        """Signed for and unfinished: what the monthly report is about."""
        return [one for one in self.charges if one.state in LIVE]

    @property
    def finished(self) -> int:
        """How many are 办结 or 销号."""
        return sum(one.state in FINISHED for one in self.charges)

    @property
    def leader(self) -> str:
        """分管领导."""
        return next((one.owner.leader for one in self.charges if one.owner and one.owner.leader), "")

    @property
    def person(self) -> str:
        """责任人."""
        return next((one.owner.person for one in self.charges if one.owner and one.owner.person), "")

    @property
    def supporting(self) -> list[str]:
        """配合单位."""
        names = [name for one in self.charges if one.owner for name in one.owner.supporting]
        return list(dict.fromkeys(names))


def grouped(plan: Plan, found: Iterable[Charge], titles: dict[int, str]) -> list[Holding]:
    """Owned charges by item and department, in the plan's order."""
    holdings: dict[tuple[int, str], Holding] = {}
    for one in found:
        if one.owner is None:
            continue
        key = (one.item, one.owner.department)
        if key not in holdings:
            holdings[key] = Holding(
                plan, one.item, titles.get(one.item, ""), one.owner.department, one.owner.office
            )
        holdings[key].charges.append(one)
    return list(holdings.values())


def holdings(plan: Plan, *, offices: Iterable[int] | None = None, department: str = "") -> list[Holding]:
    """All holdings, or those of some offices, or of one department by name. Two queries."""
    rows = charges(plan).exclude(owner=None)
    if offices is not None:
        rows = rows.filter(owner__office__in=list(offices))
    if department:
        rows = rows.filter(owner__department=department)
    return grouped(plan, rows, item_titles(plan))


def holding(plan: Plan, item: int, department: str) -> Holding | None:
    """One holding, None when the department holds nothing of the item."""
    return next((one for one in holdings(plan, department=department) if one.item == item), None)


def states_on(plan: Plan, day: date) -> dict[str, ChargeState]:
    """{code: state} as of a day; what has no step by then is 待分解. One query."""
    rows = (
        ChargeStep.objects.filter(charge__plan=plan, on__lte=day)
        .order_by("charge_id", "-id")
        .distinct("charge_id")
        .values_list("charge__code", "state")
    )
    return {code: ChargeState(state) for code, state in rows}
