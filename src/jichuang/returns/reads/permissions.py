"""谁能看、填、审、催一份应报表. Deny by default; every answer carries its reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.hall.declare import Desk
from jichuang.hall.reads.desks import Seat, at_desk
from jichuang.registry.models import Party
from jichuang.registry.reads import appointments_of, has_role, holds_any, may_act, party_by_code, scope_of
from jichuang.registry.terms import Role, Scope
from jichuang.returns.declare import Return
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.terms import State

if TYPE_CHECKING:
    from jichuang.accounts.models import User

CHASERS = (Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER)
REVIEWERS = CHASERS
READERS = (*CHASERS, Role.STATISTICIAN, Role.AUDITOR)
"""Who has a list of periods to look at."""
SIGN_IN = Decision.no("您尚未登录。", "请先登录。")


def party_of(owed: Owed) -> Party | None:
    """The unit that owes: as found when the period opened, or registered since under its code."""
    return owed.party or party_by_code(owed.subject)


def may_fill(user: User | None, owed: Owed, scope: Scope = Scope.PREPARER) -> Decision:
    """Whether the person may fill in (填报) or hand in (确认提交) for the unit."""
    if user is None or user.pk is None:
        return SIGN_IN
    party = party_of(owed)
    if party is None:
        return Decision.no(f"“{owed.name}”还没有在本系统登记为主体，不能填报。", "请先登记并取得授权。")
    return may_act(user, party, scope=scope, on=clock.today())


def may_review(user: User | None, owed: Owed) -> Decision:
    """Whether the person sits at the reviewing desk (or the province's), and does not act for the unit.

    Surveys are reviewed by 统计人员 alone: nobody who decides about the unit may read what it told the statistics.
    """
    if user is None or user.pk is None:
        return SIGN_IN
    if _own(user, owed):
        return Decision.no(f"您代表“{owed.name}”填报，按回避要求不能审核。", "请由同岗位的其他人员办理。")
    if owed.period.is_survey:
        return has_role(user, Role.STATISTICIAN, on=clock.today(), home=owed.home)
    by = owed.period.declaration.by
    allowed = at_desk(user, Seat(by, owed.home, owed.region), on=clock.today())
    return allowed or at_desk(user, Seat(Desk.PROVINCE), on=clock.today())


def may_chase(user: User | None, owed: Owed) -> Decision:
    """Whether the person may urge the unit: the county, city or province it lies in."""
    if user is None or user.pk is None:
        return SIGN_IN
    refusal = Decision.no("您不在负责催报的岗位。", "请由单位所在的县、市或省科技部门催报。")
    if owed.period.is_survey:
        counting = has_role(user, Role.STATISTICIAN, on=clock.today(), home=owed.home)
        if counting:
            return counting
    for desk in (Desk.COUNTY, Desk.CITY, Desk.PROVINCE):
        decision = at_desk(user, Seat(desk, owed.home, owed.region), on=clock.today())
        if decision:
            return decision
    return refusal


def may_view(user: User | None, owed: Owed) -> Decision:
    """Filers of the unit, officers above it (for a survey the reviewing desk alone), and auditors."""
    if user is None or user.pk is None:
        return SIGN_IN
    mine = may_fill(user, owed, Scope.VIEWER)
    if mine:
        return mine
    if owed.period.declaration.survey is not None:
        reviewing = may_review(user, owed)
        return reviewing or Decision.no(
            "统计调查的单位资料只对本地区的统计人员开放。", "汇总数在公报发布后公开。"
        )
    chasing = may_chase(user, owed)
    return chasing or (has_role(user, Role.AUDITOR, on=clock.today()) or mine)


def may_manage(user: User | None, declared: Return | None = None) -> Decision:
    """Whether the person opens and freezes periods: the province's desk; of a survey also its 统计人员."""
    if user is None or user.pk is None:
        return SIGN_IN
    allowed = at_desk(user, Seat(Desk.PROVINCE), on=clock.today())
    if allowed or declared is None or declared.survey is None:
        return allowed
    return has_role(user, Role.STATISTICIAN, on=clock.today(), home="")


def may_review_some(user: User | None, period: OpenPeriod) -> Decision:
    """Whether the person reviews any unit of the period."""
    if period.is_survey:
        return has_role(user, Role.STATISTICIAN, on=clock.today())
    return holds_any(user, REVIEWERS, on=clock.today())


def may_review_period(user: User | None, period: OpenPeriod) -> Decision:
    """Whether the person reviews every unit of the period: 统计人员 of the whole province, or the province's desk."""
    if period.is_survey:
        return has_role(user, Role.STATISTICIAN, on=clock.today(), home="")
    return may_manage(user)


def reach(user: User | None, on: date, *, survey: bool = False) -> Q | None:
    """The condition on `Owed` rows that the person may chase; None when he chases none. Auditors see all.

    统计人员 reach the rows of surveys alone.
    """
    found: Q | None = None
    for row in appointments_of(user, on):
        role = Role(row.role)
        if role in {Role.PROVINCE_OFFICER, Role.AUDITOR}:
            return Q()
        if role not in CHASERS and not (survey and role is Role.STATISTICIAN):
            continue
        condition = Q(home=row.home) if row.home else Q()
        if role is Role.COUNTY_OFFICER and row.region:
            condition &= Q(region=row.region)
        found = condition if found is None else found | condition
    return found


def state_allows_fill(owed: Owed) -> Decision:
    """Whether the state lets the unit write: while it owes; after acceptance only by 更正."""
    state = State(owed.state)
    if state.is_open:
        return Decision.yes(f"现在是“{state.label}”。")
    if state is State.EXCUSED:
        return Decision.no(f"本期已免报：{owed.note}。", "如仍要报送，请联系审核岗位。")
    return Decision.no(f"本期{state.label}，不能直接改动。", "数据有误的，请用“更正”并写明原因。")


def may_open(user: User | None, period: OpenPeriod) -> bool:
    """Whether a page of the period has anything for the person."""
    return reach(user, clock.today(), survey=period.is_survey) is not None


def _own(user: User, owed: Owed) -> bool:
    party = party_of(owed)
    return party is not None and scope_of(user, party, clock.today()) is not None
