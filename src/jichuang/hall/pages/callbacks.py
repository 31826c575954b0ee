"""回访 for the supervisor it was given to, and ratings as sums: an officer's own, a leader's by officer and matter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.tables import paginate, xlsx_response
from jichuang.hall import catalogue, verbs
from jichuang.hall.models import CallBack
from jichuang.hall.pages.common import day_or, member
from jichuang.hall.pages.desk import DESK_ROLES
from jichuang.hall.pages.enquiries import CHIPS
from jichuang.hall.pages.ratings import said
from jichuang.hall.reads import ratings
from jichuang.hall.reads.enquiries import light_of
from jichuang.hall.reads.promises import calling_back
from jichuang.hall.reads.visits import title_of
from jichuang.registry.reads import has_role, holds_any
from jichuang.registry.terms import Role

HEADERS = ("经办人员", "评价数", "非常满意", "满意", "基本满意", "不满意", "非常不满意", "满意率")


@login_required
@never_cache
@require_safe
def callbacks(request: HttpRequest) -> HttpResponse:
    """/desk/callbacks/ : those given to me."""
    user = member(request)
    require(holds_any(user, (*DESK_ROLES, Role.LEADER), on=clock.today()))
    page = paginate(request, ratings.callbacks_of(user))
    rows = [{"row": row, "chip": _chip(row), "said": said(row.rating)} for row in page]
    return render(
        request, "hall/callbacks.html", {"page": page, "rows": rows, "promise": calling_back(clock.today())}
    )


def _chip(row: CallBack) -> tuple[str, str]:
    if row.closed_at is not None:
        return "ok", "已办结"
    on = clock.today()
    left = clock.calendar().workdays_between(on, row.due_on)
    words = f"超期 {-left} 个工作日" if left < 0 else f"剩 {left} 个工作日" if left else "今日到期"
    return CHIPS[light_of(row.due_on, on)], words


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def callback(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/callbacks/<id>/ : who rated what, for the supervisor alone; every opening is journalled. POST closes it."""
    held = CallBack.objects.select_related(
        "rating__case__party", "rating__by", "rating__task__department", "supervisor"
    )
    row = held.filter(pk=key).first()
    if row is None:
        raise Http404("没有这件回访")
    require(ratings.may_call_back(member(request), row))
    faults: list[Problem] = []
    if request.method == "POST":
        day, fault = day_or(request.POST.get("called_on", ""), clock.today())
        try:
            if fault:
                raise Invalid.one("called_on", fault)
            verbs.close_callback(
                callback=row,
                by=member(request),
                called_on=day if request.POST.get("called_on", "").strip() else None,
                finding=request.POST.get("finding", ""),
                mended=request.POST.get("mended", ""),
            )
        except Invalid as invalid:
            faults = invalid.problems
        else:
            messages.success(request, "回访已办结，结果已告知评价人，他可以再评价一次。")
            return redirect("hall:callback", key=key)
    else:
        verbs.open_callback(callback=row, by=member(request))
    context = {
        "row": row,
        "said": said(row.rating),
        "chip": _chip(row),
        "stage": title_of(row.rating.case, row.rating.task) if row.rating.task else "",
        "notes": row.rating.notes.all(),
        "faults": faults,
        "typed": {key: request.POST.get(key, "") for key in ("called_on", "finding", "mended")},
        "today_is": clock.today(),
    }
    return render(request, "hall/callback.html", context, status=422 if faults else 200)


@login_required
@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """/desk/ratings/ : an officer's own sums; for a leader also by officer and by matter, in the units he leads."""
    user, on = member(request), clock.today()
    require(holds_any(user, (*DESK_ROLES, Role.LEADER), on=on))
    leads = bool(has_role(user, Role.LEADER, on=on))
    context: dict[str, Any] = {
        "own": ratings.officer_figures(user, on) if holds_any(user, DESK_ROLES, on=on) else None,
        "leads": leads,
        "fewest": ratings.SMALLEST,
    }
    if leads:
        titles = {matter.code: matter.title for matter in catalogue.all()}
        context |= {
            "officers": ratings.officers_for(user, on),
            "matters": [(titles.get(code, code), sums) for code, sums in ratings.matters_for(user, on)],
            "called": ratings.callback_counts(user, on),
        }
    return render(request, "hall/ratings.html", context)


@login_required
@require_safe
def figures_sheet(request: HttpRequest) -> HttpResponse:
    """/desk/ratings.xlsx : a leader's table of officers; sums only."""
    user, on = member(request), clock.today()
    require(has_role(user, Role.LEADER, on=on))
    lines = [
        (
            one.user.name,
            one.figures.count,
            *(count for _, count, _ in one.figures.rows),
            one.figures.satisfied,
        )
        for one in ratings.officers_for(user, on)
    ]
    return xlsx_response("好差评统计.xlsx", HEADERS, lines, text_columns=("经办人员", "满意率"))
