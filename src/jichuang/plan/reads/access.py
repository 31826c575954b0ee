"""Who may see what of a plan. The public: the text, and figures of a released quarter. Lights, forecasts, owners: inside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.indicators.reads import access as internal
from jichuang.plan.models import Evaluation, Owner, YearClosing
from jichuang.plan.reads.reach import may_see_all
from jichuang.registry.models import Department
from jichuang.registry.reads import appointments_of, holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

KEEPERS = (Role.PROVINCE_OFFICER,)
RELEASERS = (Role.PROVINCE_OFFICER, Role.LEADER)


def may_see_inside(user: User) -> Decision:
    """实时数、灯、预测、责任单位、名单: needs one of the internal roles."""
    return internal.may_see_inside(_person(user))


def may_keep(user: User) -> Decision:
    """启用要点、记录进展、确定责任单位."""
    return holds_any(_person(user), KEEPERS, on=clock.today())


def may_release(user: User) -> Decision:
    """发布一个季度."""
    return holds_any(_person(user), RELEASERS, on=clock.today())


def _person(user: User) -> User | None:
    return user if user.is_authenticated else None


OFFICERS = (Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.COUNTY_OFFICER)


def may_act_for(user: User, department: str, office: Department | None) -> Decision:
    """签收、报送、答复、申请调整 for an owner: its own officers; the plan's keepers where no department is linked."""
    if office is None:
        decision = may_keep(user)
        return decision or Decision.no(
            f"“{department}”没有对应到系统里的部门，只能由省科技厅经办代办。",
            "请省科技厅经办在交办时选用已登记的部门。",
        )
    return holds_any(_person(user), OFFICERS, on=clock.today(), department=office)


def may_check(
    user: User, *, department: str, office: Department | None, doers: Iterable[int] = ()
) -> Decision:
    """核验、采纳、批准: a keeper who neither did it himself (`doers`, user ids) nor works in the owner's department."""
    decision = may_keep(user)
    if not decision:
        return decision
    if user.pk in set(doers):
        return Decision.no("本人报送、申请的事项不能由本人核验。", "请由另一名经办核验。")
    if office is not None and holds_any(_person(user), OFFICERS, on=clock.today(), department=office):
        return Decision.no(
            f"您在“{department}”任职，不能核验本单位承担的事项。", "请由督导岗位或其他处室的经办核验。"
        )
    return decision


def leads_for(user: User) -> set[int]:
    """As which leaders (user ids) the person may act today: himself, and an absent one for whom he stands in."""
    rows = appointments_of(_person(user), clock.today())
    return {row.user_id for row in rows if row.role == Role.LEADER}


def may_urge(user: User, owner: Owner | None) -> Decision:
    """当即督办: the plan's keepers, and the leader in charge for what he is in charge of."""
    keeper = may_keep(user)
    acting = leads_for(user)
    if keeper or not acting:
        return keeper
    if owner is not None and owner.in_charge_id in acting:
        return Decision.yes("您分管这一项。")
    who = f"由{owner.leader}分管" if owner is not None and owner.leader else "没有登记由您分管"
    return Decision.no(f"这一项{who}，您只能督办自己分管的事项。", "请转分管领导，或请督导岗位发督办单。")


def may_close(user: User, closing: YearClosing) -> Decision:
    """复核年度评分定稿: a keeper who did not propose it."""
    decision = may_keep(user)
    if decision and user.pk == closing.asked_by_user_id:
        return Decision.no("本人提出的定稿不能由本人复核。", "请由另一名经办复核。")
    return decision


def offices_of(user: User) -> list[Department]:
    """Departments in which the person may act for an owner today."""
    person = _person(user)
    rows = appointments_of(person, clock.today())
    found = {row.department_id: row.department for row in rows if row.role in OFFICERS and row.department}
    return list(found.values())


def may_evaluate(user: User, evaluation: Evaluation) -> Decision:
    """评分: the evaluator named, within the dates, until it is handed in."""
    day = clock.today()
    if not user.is_authenticated or user.pk != evaluation.evaluator_id:
        return Decision.no("这项评估没有委托给您。", "请由受托的评估账号办理。")
    if evaluation.submitted_at is not None:
        return Decision.no("评估已经提交，不能再改。", "确需更正的，请委托方另行委托。")
    if not evaluation.opens_on <= day <= evaluation.closes_on:
        return Decision.no(
            f"评估期间是{evaluation.opens_on}至{evaluation.closes_on}。", "请在期间内办理，或请委托方延长。"
        )
    return Decision.yes(f"您受托办理“{evaluation.title}”。")


def may_read_evaluation(user: User, evaluation: Evaluation) -> Decision:
    """看一项评估: its evaluator, and who sees the whole province."""
    if user.is_authenticated and user.pk == evaluation.evaluator_id:
        return Decision.yes(f"您受托办理“{evaluation.title}”。")
    return may_see_all(user)
