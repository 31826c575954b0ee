"""催报: which months and quarters nobody has reported yet, how late, and one message to those who owe them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.plan import verbs
from jichuang.plan.models import Plan
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import deadlines, frame, inside_plan, told
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.reports import OwedReport, owing
from jichuang.plan.terms import Cycle

PARTS = 3


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/chase/ with ?cycle= and ?late=1: the reports still owed; keepers send for them."""
    plan = inside_plan(request, slug)
    require(may_keep(visitor(request)))
    if request.method == "POST":
        told(request, lambda by: _send(request, plan, by), failed="没有催报")
        return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    every, day = owing(plan, clock.today()), clock.today()
    cycle, late = request.GET.get("cycle", ""), request.GET.get("late", "")
    rows = [one for one in every if cycle in {"", one.when.cycle} and (not late or one.due_on < day)]
    context = frame(request, plan, "chase") | {
        "rows": [(one, _key(one)) for one in rows],
        "total": len(every),
        "overdue": sum(one.due_on < day for one in every),
        "cycles": [(one.value, one.label, sum(row.when.cycle == one for row in every)) for one in Cycle],
        "cycle": cycle,
        "late": late,
        "parameters": deadlines(),
    }
    return render(request, "plan/follow/chase.html", context)


def _key(one: OwedReport) -> str:
    return f"{one.holding.item}|{one.period}|{one.holding.department}"


def _send(request: HttpRequest, plan: Plan, by: Any) -> str:
    wanted = []
    for text in request.POST.getlist("owed"):
        parts = text.split("|", PARTS - 1)
        if len(parts) == PARTS and parts[0].isdecimal():
            wanted.append((int(parts[0]), parts[2], parts[1]))
    reached = verbs.chase_reports(plan=plan, wanted=wanted, by=by)
    return f"已催报：{'、'.join(reached)}。"
