"""季度发布: one button that freezes a quarter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jichuang.base.errors import Invalid
from jichuang.plan import verbs
from jichuang.plan.pages.asking import plan_or_404, visitor
from jichuang.plan.terms import quarter_title


@require_POST
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """Releases the quarter named in the form; back to the board's public view."""
    plan = plan_or_404(slug)
    try:
        row = verbs.release_quarter(plan=plan, quarter=request.POST.get("quarter", ""), by=visitor(request))
    except Invalid as fault:
        messages.error(request, "没有发布：" + "；".join(str(problem) for problem in fault.problems))
        return redirect("plan:board", slug=slug)
    messages.success(request, f"{quarter_title(row.quarter)}已发布，此后的更正不改变这一版的数字。")
    return redirect(f"/plan/{slug}/?view=public")
