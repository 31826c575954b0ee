"""What every page of 督导 shares: the plan behind a permission, the tabs, and faults turned into messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.plan import rules
from jichuang.plan.models import Charge, Plan
from jichuang.plan.pages.asking import plan_or_404, visitor
from jichuang.plan.reads.access import may_act_for, may_keep, may_see_inside, offices_of
from jichuang.plan.reads.charges import charge_of
from jichuang.plan.reads.reach import may_see_charge, reach_of
from jichuang.policy.parameters import ParameterInForce

if TYPE_CHECKING:
    from jichuang.accounts.models import User

TABS = (
    ("follow", "台账"),
    ("mine", "本月我的事"),
    ("assign", "交办"),
    ("chase", "催报"),
    ("reports", "报告核验"),
    ("letters", "函与督办单"),
    ("adjustments", "调整与进度"),
    ("policies", "政策分解"),
    ("scores", "年考评"),
    ("evaluations", "第三方评估"),
)


def inside_plan(request: HttpRequest, slug: str) -> Plan:
    """The plan for somebody with an internal role; Refused with the reason for anybody else."""
    plan = plan_or_404(slug)
    require(may_see_inside(visitor(request)))
    return plan


def charge_or_404(plan: Plan, code: str) -> Charge:
    """One 交办事项, or a 404 that names the plan."""
    charge = charge_of(plan, code)
    if charge is None:
        raise Http404(f"《{plan.title}》没有代号为“{code}”的事项。")
    return charge


def charge_for(request: HttpRequest, plan: Plan, code: str) -> Charge:
    """One 交办事项 for somebody it concerns; Refused with the reason for anybody else."""
    charge = charge_or_404(plan, code)
    require(may_see_charge(visitor(request), charge))
    return charge


def require_owner(request: HttpRequest, charge: Charge) -> None:
    """Before a form of the owner is read: its officer, else Refused; 409 while nobody owns the promise."""
    if charge.owner is None:
        raise Refused(f"{charge.code} 还没有责任单位。", remedy="请省科技厅经办先交办。", conflict=True)
    require(may_act_for(visitor(request), charge.owner.department, charge.owner.office))


def frame(request: HttpRequest, plan: Plan, current: str) -> dict[str, Any]:
    """What the common head of these pages needs."""
    user = visitor(request)
    keeper = may_keep(user).allowed
    reach = reach_of(user)
    shown = [(name, title) for name, title in TABS if keeper or name not in {"assign", "chase", "reports"}]
    if not reach.everything:
        shown = [(name, title) for name, title in shown if name != "evaluations"]
    if not offices_of(user):
        shown = [(name, title) for name, title in shown if name != "mine"]
    tabs = [(reverse(f"plan:{name}", args=[plan.slug]), title, name == current) for name, title in shown]
    return {"plan": plan, "tabs": tabs, "keeper": keeper, "day": clock.today(), "led": (), "reach": reach}


def deadlines() -> list[ParameterInForce]:
    """The parameters of days and marks in force, for the page that shows where they come from."""
    return [one for one in rules.in_force(clock.today()) if one.clause != "年考评"]


def told(request: HttpRequest, act: Callable[[User], str], *, failed: str = "没有保存") -> bool:
    """Runs a verb of a form in which nothing is typed; what it says, or what is wrong, becomes a message. A refusal, by
    permission or by state, goes on to its own page."""
    try:
        done = act(visitor(request))
    except Invalid as fault:
        messages.error(request, f"{failed}：" + "；".join(str(problem) for problem in fault.problems))
        return False
    messages.success(request, done)
    return True
