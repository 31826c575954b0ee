"""调整申请和季度进度: asked on the promise's page, decided from one list."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jichuang.base.errors import Invalid
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.plan import verbs
from jichuang.plan.models import Adjustment, Plan, QuarterPace
from jichuang.plan.pages.asking import typed_day, visitor
from jichuang.plan.pages.follow import charges as charges_page
from jichuang.plan.pages.follow.common import charge_for, frame, inside_plan, require_owner
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_check
from jichuang.plan.reads.charges import charges
from jichuang.plan.reads.reach import reach_of
from jichuang.plan.terms import AdjustmentKind


@login_required
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/adjustments/: applications and quarterly paces, those to be decided first."""
    return _draw(request, inside_plan(request, slug))


def _draw(request: HttpRequest, plan: Plan, fault: Fault | None = None, pk: int = 0) -> HttpResponse:
    """The list; with a fault, what was typed stands again in the form of the application `pk`, or of the pace `-pk`."""
    user = visitor(request)
    held = {one.code: one for one in reach_of(user).charges(charges(plan))}

    def may(code: str, doer: int) -> Any:
        owner = held[code].owner
        return owner and may_check(user, department=owner.department, office=owner.office, doers=[doer])

    asked = plan.adjustments.filter(code__in=held).order_by("state", "-id")
    paces = plan.quarter_paces.filter(code__in=held).order_by("state", "-id")
    rows = [(row, held[row.code], may(row.code, row.asked_by_user_id)) for row in asked]
    context = frame(request, plan, "adjustments") | {
        "rows": sorted(rows, key=lambda one: one[0].state != "asked"),
        "paces": sorted(
            ((row, held[row.code], may(row.code, row.set_by_user_id)) for row in paces),
            key=lambda one: one[0].state != "asked",
        ),
        "at": pk,
        **given_again(request, fault),
    }
    return render(request, "plan/follow/adjustments.html", context, status=fault.status if fault else 200)


@login_required
@require_POST
def ask(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """申请 from the promise's page."""
    plan, given = inside_plan(request, slug), request.POST
    one = charge_for(request, plan, code)
    require_owner(request, one)

    def done(by: Any) -> str:
        kind = given.get("kind", "")
        if kind not in AdjustmentKind.values:
            raise Invalid.one("kind", "没有选择申请什么", "请从列表中选择")
        try:
            value = (
                parse_decimal(given["value"], field="调整后目标值")
                if given.get("value", "").strip()
                else None
            )
        except CodeError as fault:
            raise Invalid.one("value", str(fault)) from fault
        deadline = typed_day(given, "deadline", "调整后期限") if given.get("deadline", "").strip() else None
        verbs.ask_adjustment(
            charge=one, kind=kind, value=value, deadline=deadline, reason=given.get("reason", ""), by=by
        )
        return f"{one.code} 的{AdjustmentKind(kind).label}申请已提出，等待决定。"

    fault = tried(request, done)
    return charges_page.draw(request, plan, one, fault) if fault else redirect(one.get_absolute_url())


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Approves or refuses an application."""
    plan = inside_plan(request, slug)
    one, given = get_object_or_404(Adjustment, pk=pk, plan=plan), request.POST
    approved = given.get("verdict") == "accept"

    def done(by: Any) -> str:
        verbs.decide_adjustment(
            adjustment=one, approved=approved, document=given.get("document", ""), approver=given.get("approver", ""),
            answer=given.get("answer", ""), by=by,
        )  # fmt: skip
        return f"{one.code} 的申请已{'同意，看板并列显示原定和调整后的数' if approved else '退回'}。"

    fault = tried(request, done)
    return _draw(request, plan, fault, pk) if fault else redirect("plan:adjustments", slug=slug)


@login_required
@require_POST
def pace(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """分解季度进度 from the promise's page, in percent."""
    plan, given = inside_plan(request, slug), request.POST
    one = charge_for(request, plan, code)
    require_owner(request, one)

    def done(by: Any) -> str:
        try:
            shares = [
                int(parse_decimal(given.get(f"q{n}", ""), field=f"第{n}季度") * 10) for n in range(1, 5)
            ]
        except CodeError as fault:
            raise Invalid.one("shares", str(fault)) from fault
        verbs.set_pace(charge=one, shares=shares, note=given.get("note", ""), by=by)
        return f"{one.code} 的季度进度已分解，审定后进度线照此画。"

    fault = tried(request, done)
    return charges_page.draw(request, plan, one, fault) if fault else redirect(one.get_absolute_url())


@login_required
@require_POST
def decide_pace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """审定 a quarterly pace."""
    plan = inside_plan(request, slug)
    one = get_object_or_404(QuarterPace, pk=pk, plan=plan)
    approved = request.POST.get("verdict") == "accept"

    def done(by: Any) -> str:
        verbs.decide_pace(pace=one, approved=approved, answer=request.POST.get("answer", ""), by=by)
        return f"{one.code} 的季度进度已{'审定' if approved else '退回'}。"

    fault = tried(request, done)
    return _draw(request, plan, fault, -pk) if fault else redirect("plan:adjustments", slug=slug)
