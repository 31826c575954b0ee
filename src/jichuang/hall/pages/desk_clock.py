"""接办、撤销上一步、暂停、恢复、延期: what an officer does about who has a case and how long; a leader decides extensions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall import verbs
from jichuang.hall.models import Case, Extension, Pause
from jichuang.hall.pages.common import member
from jichuang.hall.reads.extensions import extensions_for, may_approve
from jichuang.hall.terms import PauseReason
from jichuang.hall.verbs.clocks import BY_HAND


def whole_number(request: HttpRequest, name: str, title: str) -> int:
    """A number of working days. Raises Invalid for anything else."""
    text = request.POST.get(name, "").strip()
    if not text.isdecimal() or len(text) > 3:
        raise Invalid.one(name, f"{title}“{text}”读不出来", "请写整数，如 5")
    return int(text)


def take_over(request: HttpRequest, case: Case) -> str:
    """接办, with a word why."""
    verbs.take_over(case=case, by=member(request), why=request.POST.get("why", ""))
    return f"办件{case.number}已由您接办，原因已记入时间线。"


def undo(request: HttpRequest, case: Case) -> str:
    """撤销上一步, inside its window."""
    verbs.undo(case=case, by=member(request))
    return f"办件{case.number}的上一步已撤销，回到您手里，时限没有延长。"


def pause(request: HttpRequest, case: Case) -> str:
    """暂停计时, with its reason and length told to the applicant."""
    days, note = whole_number(request, "days", "预计天数"), request.POST.get("note", "").strip()
    verbs.pause(case=case, by=member(request), reason=request.POST.get("reason", ""), days=days, note=note)
    return f"办件{case.number}已暂停计时，理由和预计天数已告知申报人。"


def resume(request: HttpRequest, case: Case) -> str:
    """恢复计时."""
    verbs.resume(case=case, by=member(request))
    return f"办件{case.number}已恢复计时。"


def extend(request: HttpRequest, case: Case) -> str:
    """申请延期, once; a leader decides."""
    days, reason = whole_number(request, "days", "延长天数"), request.POST.get("note", "").strip()
    verbs.ask_extension(case=case, by=member(request), days=days, reason=reason)
    return f"办件{case.number}的延期申请已送负责人审批；批准之前时限不变。"


def time_context(request: HttpRequest, case: Case, act: str, *, at_desk: bool) -> dict[str, Any]:
    """What the pane offers about the clock of a case that lies at the reader's desk; its form once it is opened."""
    paused = (
        Pause.objects.filter(case=case, ended_on__isnull=True, reason__in=BY_HAND).first()
        if at_desk
        else None
    )
    asked = Extension.objects.filter(case=case).first() if at_desk else None
    most = case.declaration.extension_days
    return {
        "may_undo": verbs.may_undo(member(request), case).allowed,
        "paused_by_hand": paused,
        "may_pause": at_desk and paused is None,
        "may_extend": at_desk and asked is None and most > 0,
        "extension": asked,
        "most_days": most,
        "given": {key: request.POST.get(key, "") for key in ("days", "note", "why")},
        "pause_reasons": [(one.value, PauseReason(one).label) for one in BY_HAND] if act == "pause" else [],
    }


@login_required
@never_cache
@require_safe
def extensions(request: HttpRequest) -> HttpResponse:
    """延期审批: what desks have asked for, the open ones first."""
    user, on = member(request), clock.today()
    require(may_approve(user, on))
    rows = extensions_for(user, on)
    page = paginate(request, rows.order_by(F("approved").asc(nulls_first=True), "-id"))
    return render(request, "hall/extensions.html", {"page": page, "me": user.pk})


@login_required
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """批准或不批准延期."""
    row = get_object_or_404(Extension.objects.select_related("case"), pk=key)
    approved = request.POST.get("approved") == "yes"
    verbs.decide_extension(extension=row, by=member(request), approved=approved)
    messages.success(
        request, f"办件{row.case.number}的延期{'已批准，已告知申报人' if approved else '未批准，时限不变'}。"
    )
    return redirect("hall:extensions")
