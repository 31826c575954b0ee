"""我的报送: what my units owe, the form with last period's figures and what must be explained, versions, 更正, Excel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall.pages.common import Crumb, member
from jichuang.registry.reads.parties import open_delegations
from jichuang.registry.terms import Scope
from jichuang.returns import verbs
from jichuang.returns.models import Owed
from jichuang.returns.pages.common import answer_rows, chip, forms_of, owed_or_refusal, revision_of
from jichuang.returns.reads.owed import findings, missing_periods, owed_of
from jichuang.returns.reads.permissions import may_fill, may_review
from jichuang.returns.terms import OPEN, State


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything my units owe or have reported, the latest period first."""
    held = list(open_delegations(member(request), clock.today()))
    page = paginate(request, owed_of([row.party for row in held]))
    acting = [row.party for row in held if row.scope != Scope.VIEWER]
    ours = {party.pk for party in acting} | {party.credit_code for party in acting}
    context = {
        "page": page,
        "rows": [
            (row, chip(row), row.state in OPEN and bool({row.party_id, row.subject} & ours)) for row in page
        ],
        "crumbs": [Crumb("我的空间", "/my/"), Crumb("我的报送")],
    }
    return render(request, "returns/mine.html", context)


def _typed(request: HttpRequest, owed: Owed) -> dict[str, str]:
    return {
        field.key: str(request.POST[field.key])
        for field in owed.period.declaration.form.fields
        if field.key in request.POST
    }


def _explained(request: HttpRequest) -> dict[str, str]:
    return {
        key.removeprefix("explain_"): str(text)
        for key, text in request.POST.items()
        if key.startswith("explain_")
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, key: int) -> HttpResponse:
    """填报. POST saves first, whatever was typed; `then=hand_in` hands in, `then=revise` files a correction."""
    owed = owed_or_refusal(request, key)
    require(may_fill(member(request), owed))
    if owed.state in {State.HANDED_IN, State.EXCUSED}:
        return redirect("returns:return", key=key)
    if request.method != "POST":
        return _draw(request, owed)
    then = request.POST.get("then", "save")
    try:
        if owed.state == State.ACCEPTED:
            owed = verbs.revise(
                owed=owed, by=member(request), answers=_typed(request, owed), explanations=_explained(request),
                why=request.POST.get("why", ""), revision=revision_of(request),
            )  # fmt: skip
            messages.success(request, "更正已报送；原来的一稿仍然保存。")
            return redirect("returns:return", key=key)
        owed = verbs.save(
            owed=owed, by=member(request), answers=_typed(request, owed), explanations=_explained(request),
            revision=revision_of(request),
        )  # fmt: skip
        if then == "hand_in":
            verbs.hand_in(owed=owed, by=member(request), revision=owed.revision)
            messages.success(request, "已报送。审核岗位会在这里答复。")
            return redirect("returns:return", key=key)
    except Invalid as invalid:
        owed.refresh_from_db()
        return _draw(request, owed, problems=invalid.problems, status=422)
    messages.success(request, f"已保存 {_time(owed)}。")
    return redirect("returns:form", key=key)


def _draw(
    request: HttpRequest, owed: Owed, *, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    faults, typed = problems or [], _typed(request, owed) if request.method == "POST" else None
    said = _explained(request)
    soft = [one for one in findings(owed, _readable(owed, typed)) if not one.hard]
    context = {
        "owed": owed,
        "declared": owed.period.declaration,
        "forms": forms_of(owed, data=typed, problems=faults),
        "faults": faults,
        "explain": [(one, said.get(one.key, owed.explanations.get(one.key, ""))) for one in soft],
        "chip": chip(owed),
        "saved": _time(owed) if owed.saved_at else "",
        "revising": owed.state == State.ACCEPTED,
        "why": request.POST.get("why", ""),
        "may_hand_in": may_fill(member(request), owed, Scope.ACCEPTOR),
        "crumbs": [
            Crumb("我的空间", "/my/"),
            Crumb("我的报送", reverse("returns:mine")),
            Crumb(owed.period.when.title),
        ],
    }
    return render(request, "returns/form.html", context, status=status)


def _readable(owed: Owed, typed: dict[str, str] | None) -> dict[str, Any]:
    """The working copy with what was just typed, as far as it can be read."""
    if typed is None:
        return owed.answers
    parsed, _ = verbs.parse_answers(owed.period.declaration.form, typed, owed.answers)
    return {**owed.answers, **parsed}


def _time(owed: Owed) -> str:
    return f"{owed.saved_at.astimezone(clock.SHANGHAI):%H:%M}" if owed.saved_at else ""


@login_required
@never_cache
@require_POST
def autosave(request: HttpRequest, key: int) -> JsonResponse:
    """自动保存. Answers {saved, revision, problems}; 409 {reason} when another page saved meanwhile."""
    try:
        owed = owed_or_refusal(request, key)
        require(may_fill(member(request), owed))
        owed = verbs.save(
            owed=owed, by=member(request), answers=_typed(request, owed), explanations=_explained(request),
            revision=revision_of(request),
        )  # fmt: skip
    except Refused as refused:
        return JsonResponse({"reason": str(refused)}, status=409 if refused.conflict else 403)
    except Invalid as invalid:
        return JsonResponse({"reason": str(invalid)}, status=422)
    faults = {one: text["problem"] for one, text in owed.rough.items()}
    return JsonResponse({"saved": _time(owed), "revision": owed.revision, "problems": faults})


@login_required
@never_cache
@require_safe
def show(request: HttpRequest, key: int) -> HttpResponse:
    """One return: what was handed in beside last period, its versions, what followed; for the desk the review."""
    owed = owed_or_refusal(request, key)
    user = member(request)
    filings = list(owed.filings.select_related("by").order_by("-number"))
    newest = filings[0] if filings else None
    filling = may_fill(user, owed)
    context = {
        "owed": owed,
        "declared": owed.period.declaration,
        "filings": [(one, answer_rows(owed, one.answers)) for one in filings],
        "newest": newest,
        "findings": [(one, newest.explanations.get(one.key, "")) for one in findings(owed, newest.answers)]
        if newest
        else [],
        "chip": chip(owed),
        "open": State(owed.state).is_open,
        "consequences": list(owed.consequences.all()),
        "missing": missing_periods(owed),
        "filling": filling,
        "reviewing": may_review(user, owed),
        "crumbs": _crumbs(owed, bool(may_fill(user, owed, Scope.VIEWER))),
    }
    return render(request, "returns/return.html", context)


def _crumbs(owed: Owed, ours: bool) -> list[Crumb]:
    if ours:
        return [
            Crumb("我的空间", "/my/"),
            Crumb("我的报送", reverse("returns:mine")),
            Crumb(owed.period.when.title),
        ]
    period = reverse("returns:period", args=[owed.period.code, owed.period.period])
    return [
        Crumb("定期报送", reverse("returns:periods")),
        Crumb(owed.period.title, period),
        Crumb(owed.name),
    ]
