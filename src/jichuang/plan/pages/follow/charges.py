"""事项页: one promise with its owner, its history, its reports, and the acts open to whoever looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.plan import verbs
from jichuang.plan.models import Charge, Plan
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import charge_for, frame, inside_plan
from jichuang.plan.pages.follow.ledger import Line
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_act_for, may_check, may_keep, may_urge
from jichuang.plan.reads.judging import judged
from jichuang.plan.reads.people import names_of
from jichuang.plan.reads.reports import verdict_words
from jichuang.plan.terms import FOLLOWING, LIVE, AdjustmentKind, ChargeKind, ChargeState

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@login_required
@require_safe
def charge(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """/plan/<slug>/follow/charges/<code>/."""
    plan = inside_plan(request, slug)
    return draw(request, plan, charge_for(request, plan, code))


def draw(request: HttpRequest, plan: Plan, one: Charge, fault: Fault | None = None) -> HttpResponse:
    """The page of a promise; with a fault, what was typed stands in its form again."""
    day, code = clock.today(), one.code
    reports = []
    if one.owner is not None:
        rows = plan.reports.filter(item=one.item, department=one.owner.department)
        reports = [
            (row, verdict_words(row), _figure(row.figures, code))
            for row in rows.select_related("verdict").order_by("-period", "-number")
        ]
    steps = list(one.steps.order_by("-id"))
    names = names_of(step.by for step in steps)
    context = frame(request, plan, "") | {
        "charge": one,
        "line": Line(one, judged(plan, day, [one])[code], (one.deadline - day).days),
        "quote": _quote(plan, one),
        "history": [_step(step, names) for step in steps],
        "reports": reports,
        "acts": _acts(visitor(request), one),
        "letters": [
            row for row in plan.letters.order_by("-id") if code in {line["code"] for line in row.lines}
        ],
        "adjustments": plan.adjustments.filter(code=code).order_by("-id"),
        "paces": plan.quarter_paces.filter(code=code).order_by("-id"),
        "kinds": _kinds(one),
        **given_again(request, fault),
    }
    return render(request, "plan/follow/charge.html", context, status=fault.status if fault else 200)


def _figure(figures: list[dict[str, str]], code: str) -> dict[str, str] | None:
    return next((one for one in figures if one["code"] == code), None)


def _quote(plan: Plan, one: Charge) -> str:
    promises: dict[ChargeKind, Any] = {
        ChargeKind.TARGET: plan.targets,
        ChargeKind.MILESTONE: plan.milestones,
        ChargeKind.DUTY: plan.duties,
    }
    related = promises.get(ChargeKind(one.kind))
    return (
        ""
        if related is None
        else str(related.filter(code=one.code).values_list("quote", flat=True).first() or "")
    )


def _step(step: Any, names: dict[str, str]) -> dict[str, Any]:
    note = "　".join(filter(None, (step.note, step.document)))
    return {
        "title": step.get_state_display(),
        "when": step.on.isoformat(),
        "who": names.get(step.by, "") if step.by else "系统",
        "note": note,
        "state": "done",
    }


def _acts(user: User, one: Charge) -> set[str]:
    """Which forms the person gets; the verbs decide again."""
    if one.owner is None:
        return set()
    after = FOLLOWING[ChargeState(one.state)]
    owner = may_act_for(user, one.owner.department, one.owner.office)
    checker = may_check(user, department=one.owner.department, office=one.owner.office)
    keeper = may_keep(user)
    found = set()
    if owner and one.state == ChargeState.ASSIGNED:
        found.add("sign")
    if owner and ChargeState.CHECKING in after:
        found.add("claim")
    if owner and ChargeState.ADJUSTING in after:
        found.add("ask")
    if owner and one.state in LIVE and one.kind in {ChargeKind.TARGET, ChargeKind.MILESTONE}:
        found.add("pace")
    if may_urge(user, one.owner) and one.state in LIVE:
        found.add("urge")
    if checker and one.state == ChargeState.CHECKING:
        found.add("judge")
    if keeper and ChargeState.CLOSED in after:
        found.add("close")
    if keeper and ChargeState.REOPENED in after:
        found.add("reopen")
    return found


def _kinds(one: Charge) -> list[tuple[str, str]]:
    """What may be asked for: a target value only of a target."""
    return [
        (kind.value, str(kind.label))
        for kind in AdjustmentKind
        if kind != AdjustmentKind.TARGET or one.kind == ChargeKind.TARGET
    ]


def _sign(one: Charge, given: Any, by: User) -> str:
    verbs.sign(plan=one.plan, codes=[one.code], by=by)
    return f"{one.code} 已签收。"


def _claim(one: Charge, given: Any, by: User) -> str:
    verbs.claim_done(charge=one, evidence=given.get("evidence", ""), by=by)
    return f"{one.code} 已申请办结，等待核验。"


def _judge(one: Charge, given: Any, by: User) -> str:
    accepted = given.get("verdict") == "accept"
    verbs.judge_done(charge=one, accepted=accepted, reason=given.get("reason", ""), by=by)
    return f"{one.code} {'已核验办结' if accepted else '办结申请已退回'}。"


def _close(one: Charge, given: Any, by: User) -> str:
    verbs.close(charge=one, document=given.get("document", ""), by=by)
    return f"{one.code} 已销号。"


def _reopen(one: Charge, given: Any, by: User) -> str:
    verbs.reopen(charge=one, reason=given.get("reason", ""), by=by)
    return f"{one.code} 已重新打开。"


ACTS: dict[str, Callable[[Charge, Any, User], str]] = {
    "sign": _sign,
    "claim": _claim,
    "judge": _judge,
    "close": _close,
    "reopen": _reopen,
}


@login_required
@require_POST
def act(request: HttpRequest, slug: str, code: str, what: str) -> HttpResponse:
    """One act on one promise, back to its page."""
    plan = inside_plan(request, slug)
    one = charge_for(request, plan, code)
    if what not in ACTS:
        raise Http404(f"没有“{what}”这项操作。")
    fault = tried(request, lambda by: ACTS[what](one, request.POST, by))
    return (
        draw(request, plan, charge_for(request, plan, code), fault)
        if fault
        else redirect(one.get_absolute_url())
    )
