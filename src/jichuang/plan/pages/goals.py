"""报告目标任务的进展, from the item's page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.matters.models import Goal
from jichuang.plan.pages.asking import plan_or_404, typed_day, visitor
from jichuang.plan.verbs import report_goal
from jichuang.plan.verbs.goals import may_report


@login_required
@require_POST
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Adds a report; back to the item with a sentence about what happened."""
    plan, goal = plan_or_404(slug), get_object_or_404(Goal, pk=pk)
    require(may_report(visitor(request), goal))
    given = request.POST
    back = redirect(f"{reverse('plan:item', args=[plan.slug, goal.plan_item])}#goals")
    try:
        report_goal(
            goal=goal, figure=given.get("figure", ""), reached_on=typed_day(given, "reached_on", "截至日期"), evidence=given.get("evidence", ""),
            done=bool(given.get("done")), by=visitor(request),
        )  # fmt: skip
    except Invalid as fault:
        messages.error(request, "进展没有保存：" + "；".join(str(problem) for problem in fault.problems))
    else:
        messages.success(request, f"“{goal.title}”的进展已记录。")
    return back
