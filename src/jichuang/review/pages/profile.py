"""我的专家信息: applying for the pool, one's own description, employers and ties. Shows nobody but oneself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Discipline
from jichuang.review import verbs
from jichuang.review.models import Expert
from jichuang.review.pages.common import member
from jichuang.review.reads.pool import described
from jichuang.review.roster import COLUMNS, value_of
from jichuang.review.terms import TieKind
from jichuang.review.verbs import Description

ASKED = ("title", "disciplines", "fields", "industry", "region")


@login_required
@never_cache
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """The form to apply, or what the pool holds about oneself."""
    return _draw(request)


def _draw(request: HttpRequest, faults: list[Problem] | None = None, status: int = 200) -> HttpResponse:
    expert = Expert.objects.filter(user=member(request)).first()
    now = described([expert], clock.today())[0] if expert else None
    held = now.profile if now else None
    known = {
        "title": held.title if held else "",
        "disciplines": "、".join(held.disciplines) if held else "",
        "fields": "、".join(held.fields) if held else "",
        "industry": held.industry if held else "",
        "region": held.region if held else "",
    }
    columns = {column.key: column for column in COLUMNS}
    context = {
        "expert": expert,
        "now": now,
        "asked": [(columns[key], request.POST.get(key, known[key])) for key in ASKED],
        "unit": request.POST.get("unit", ""),
        "kind": request.POST.get("kind", ""),
        "kinds": [(one.value, one.title) for one in Discipline],
        "employments": expert.employments.order_by("-valid") if expert else [],
        "ties": expert.ties.order_by("-id") if expert else [],
        "tie_kinds": TieKind.choices,
        "faults": faults or [],
    }
    return render(request, "review/profile.html", context, status=status)


def _description(request: HttpRequest) -> Description:
    found: dict[str, Any] = {}
    faults = []
    for key in ASKED:
        try:
            found[key] = value_of(key, request.POST.get(key, "").strip())
        except CodeError as error:
            faults.append(Problem(key, f"“{error.value}”{error.problem}", error.remedy))
    if faults:
        raise Invalid(faults)
    return Description(
        found["title"], found["disciplines"] or [], found["fields"] or [], found["industry"], found["region"],
        source="本人申报",
    )  # fmt: skip


def _day(request: HttpRequest, key: str) -> date | None:
    text = request.POST.get(key, "").strip()
    try:
        return parse_date(text, field="日期") if text else None
    except CodeError as error:
        raise Invalid.one(key, str(error).rstrip("。")) from error


def _apply(request: HttpRequest, expert: Expert | None) -> str:
    if request.POST.get("kind") not in {one.value for one in Discipline}:
        raise Invalid.one("kind", "没有选择类别", "请选择技术、财务、管理或投资专家")
    verbs.apply_for_pool(
        by=member(request), kind=str(request.POST.get("kind")), unit=request.POST.get("unit", ""),
        description=_description(request),
    )  # fmt: skip
    return "已申请入库，待确认后参加抽取。"


def _describe(request: HttpRequest, expert: Expert | None) -> str:
    verbs.describe(
        expert=_own(expert),
        description=_description(request),
        from_day=clock.today() + timedelta(days=1),
        by=member(request),
    )
    return "专业说明已更新，自明天起生效。"


def _employ(request: HttpRequest, expert: Expert | None) -> str:
    verbs.employ(
        expert=_own(expert), by=member(request), unit=request.POST.get("unit", ""), from_day=_day(request, "from_day"),
        to_day=_day(request, "to_day"), source="本人申报",
    )  # fmt: skip
    return "任职已登记。"


def _tie(request: HttpRequest, expert: Expert | None) -> str:
    if request.POST.get("kind") not in TieKind.values:
        raise Invalid.one("kind", "没有选择关系", "请选择")
    verbs.tie(
        expert=_own(expert), by=member(request), kind=str(request.POST.get("kind")), person=request.POST.get("person", ""),
        unit=request.POST.get("unit", ""), to_day=_day(request, "to_day"), source="本人申报",
    )  # fmt: skip
    return "关系已登记，抽取时自动回避。"


def _own(expert: Expert | None) -> Expert:
    if expert is None:
        raise Refused("您还不在专家库中。", remedy="请先申请入库。")
    return expert


DEEDS = {"apply": _apply, "describe": _describe, "employ": _employ, "tie": _tie}


@login_required
@require_POST
def act(request: HttpRequest, deed: str) -> HttpResponse:
    """One step about oneself; with faults the page again and nothing lost."""
    if deed not in DEEDS:
        raise Http404("没有这一步")
    try:
        messages.success(request, DEEDS[deed](request, Expert.objects.filter(user=member(request)).first()))
    except Invalid as invalid:
        return _draw(request, invalid.problems, 422)
    return redirect("review:profile")
