"""贯标辅导步骤: the adviser logs what was done, the enterprise reads it, the place's officer sees who is behind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.tables import paginate
from jichuang.hall.models import Case
from jichuang.hall.pages.common import day_or, matter_or_404, member
from jichuang.hall.terms import Outcome
from jichuang.matters.ip_standard.progress import advised_by, opened_by, progress, watched_by
from jichuang.matters.ip_standard.steps import STEPS, log_step
from jichuang.registry.reads import parties_of


@login_required
@never_cache
@require_safe
def steps(request: HttpRequest) -> HttpResponse:
    """Whom I advise, my own case, my place's cases; a person with none of them is told so."""
    user, on = member(request), clock.today()
    mine = parties_of(user, on)
    page = paginate(request, watched_by(user, on))
    context: dict[str, Any] = {
        "matter": matter_or_404("ip-standard"),
        "advised": progress(advised_by(mine), on),
        "own": progress(opened_by(mine), on),
        "page": page,
        "watched": progress(page, on),
        "titles": STEPS.values(),
        "today": on,
    }
    return render(request, "matters/steps.html", context)


@login_required
@require_POST
def log(request: HttpRequest, number: str) -> HttpResponse:
    """记录一步. Whoever is not the adviser is refused by the verb."""
    opened = Case.objects.filter(matter="ip-standard", purpose="first", outcome=Outcome.GRANTED)
    case = get_object_or_404(opened.select_related("party"), number=number)
    try:
        held_on, fault = day_or(request.POST.get("held_on", ""), clock.today())
        if fault:
            raise Invalid.one("held_on", fault)
        done = log_step(
            case=case, step=request.POST.get("step", ""), held_on=held_on, found=request.POST.get("found", ""),
            advice=request.POST.get("advice", ""), by=member(request),
        )  # fmt: skip
    except Invalid as invalid:
        for problem in invalid.problems:
            messages.error(request, str(problem))
    else:
        messages.success(request, f"{case.party.name}：已记录“{STEPS[done.step]}”。")
    return redirect(f"{reverse('matters:steps')}#{case.number}")
