"""分市排名: the units ranked by completion of their share of a target, and the shares themselves."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.methods.amounts import amount, number
from jichuang.methods.pace import pace
from jichuang.plan import verbs
from jichuang.plan.models import Plan, Target
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import frame, inside_plan
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.adjusting import adjusted, curves, target_as
from jichuang.plan.reads.ranking import Ranked, ranking, shares
from jichuang.registry.reads import homes


@login_required
@require_http_methods(["GET", "POST"])
def cities(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """/plan/<slug>/targets/<code>/cities/: the units ranked by completion of their share; keepers set the shares here."""
    plan = inside_plan(request, slug)
    target = _countable(plan, code)
    fault: Fault | None = None
    if request.method == "POST":
        require(may_keep(visitor(request)))
        fault = tried(request, lambda by: _share_out(plan, code, request.POST, by))
        if fault is None:
            return redirect("plan:cities", slug=slug, code=code)
    day = clock.today()
    expected = _expected(plan, target)
    found = ranking(target, day, expected)
    given = shares(plan, code)
    total = sum((one.share for one in found if one.share), Fraction(0))
    context = frame(request, plan, "") | {
        "target": target,
        "rows": found,
        "given": [
            (unit, given.get(unit.code), request.POST.get(f"share_{unit.code}", "")) for unit in homes(day)
        ],
        "total": number(total),
        "over": _over(target, total),
        "value": amount(Fraction(sum(one.value for one in found)), target.unit),
        "expected": f"{float(expected) * 100:.1f}%",
        "documents": list(dict.fromkeys(row.document for row in given.values())),
        "may_share": may_keep(visitor(request)).allowed,
        **given_again(request, fault),
    }
    return render(request, "plan/follow/cities.html", context, status=fault.status if fault else 200)


def _countable(plan: Plan, code: str) -> Target:
    target = plan.targets.filter(code=code, measure="indicator").first()
    if target is None:
        raise Http404(f"{code} 不是按名录计数的目标，不能分到市。")
    target.plan = plan
    return target_as(target, adjusted(plan, clock.today()).get(code))


def _expected(plan: Plan, target: Target) -> Fraction:
    day = clock.today()
    curve = curves(plan, day).get(target.code)
    if curve is not None:
        return curve.on(day, plan.base_on, target.deadline)
    return pace(target.pace, day, plan.base_on, target.deadline)


def _over(target: Target, total: Fraction) -> str:
    """How the shares compare with the whole, in words; empty when nothing was shared out."""
    if not total:
        return ""
    gap = total - Fraction(target.value)
    if gap == 0:
        return "各市合计与全省目标相等"
    words = amount(abs(gap), target.unit)
    return f"各市合计比全省目标{'多' if gap > 0 else '少'} {words}"


def _share_out(plan: Plan, code: str, given: Any, by: Any) -> str:
    wanted = {
        unit.code: _decimal(text, "shares", unit.short)
        for unit in homes(clock.today())
        if (text := given.get(f"share_{unit.code}", "").strip())
    }
    rows = verbs.share_out(plan=plan, code=code, shares=wanted, document=given.get("document", ""), by=by)
    return f"{code} 已分解到{len(rows)}个市。"


@login_required
@require_safe
def cities_sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The ranking as Excel."""
    plan = inside_plan(request, slug)
    target = _countable(plan, code)
    found = ranking(target, clock.today(), _expected(plan, target))
    notes = [f"{target.name}，截至{clock.today()}", "排名按完成率，内部使用"]
    if settings.DEMONSTRATION:
        notes.append(DEMONSTRATION_MARK)
    return xlsx_response(
        f"{target.name}_分市排名.xlsx",
        ["名次", "考核归属", "数量", "分解数", "完成率", "与进度相比"],
        [_city(one) for one in found],
        notes=notes,
    )


def _city(one: Ranked) -> list[Any]:
    share = "" if one.share is None else number(one.share)
    return [one.rank or "", one.name, one.value, share, one.percent, one.chip[1]]


def _decimal(text: str, field: str, title: str) -> Decimal:
    try:
        return parse_decimal(text, field=title)
    except CodeError as fault:
        raise Invalid.one(field, str(fault)) from fault
