"""核对与提交: every answer once more with 修改 links and the live judgement, one click that counts once, the receipt."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jichuang import policy
from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.middleware import arrived_at
from jichuang.base.permissions import require
from jichuang.hall import judging, reads, verbs
from jichuang.hall.errors import NotPassed
from jichuang.hall.models import Case
from jichuang.hall.pages import guide
from jichuang.hall.pages.common import case_or_refusal, journal_reading, member, revision_of
from jichuang.hall.pages.drafts import crumbs, step_list
from jichuang.hall.pages.materials import rows_of
from jichuang.hall.pages.questions import source_words
from jichuang.hall.reads.windows import standing
from jichuang.hall.terms import CaseState
from jichuang.registry.reads import recommender_of


def answer_rows(case: Case, *, editable: bool) -> list[dict[str, Any]]:
    """Every step with its answers as a person reads them; `url` leads to the page that changes them."""
    groups = []
    for step in case.declaration.form.steps:
        rows = [
            {
                "key": one.field.key,
                "title": one.field.title,
                "text": one.text,
                "unit": one.field.unit if one.text else "",
                "problem": one.problem,
                "source": source_words(one.source, one.as_of) if not one.differs else "",
                "held": f"{one.held}{one.field.unit}（{one.source}）" if one.differs else "",
                "required": one.field.required,
                "columns": one.field.columns,
                "rows": one.rows,
            }
            for one in reads.answers_of(case, step)
        ]
        url = reverse("hall:step", args=[case.number, step.key]) if editable else ""
        groups.append({"title": step.title, "url": url, "rows": rows})
    return groups


def judged(case: Case) -> dict[str, Any]:
    """The judgement of the case as it stands: words and findings, or why the rules cannot be asked."""
    try:
        result = reads.result_of(case)
    except policy.FactError as fault:
        return {"words": None, "fault": str(fault), "result": None}
    if result is None:
        return {"words": None, "fault": "", "result": None}
    return {"words": policy.explain(result), "fault": "", "result": result}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, number: str) -> HttpResponse:
    """核对并提交. POST submits: the same key twice is one case; a refusal keeps the draft and says why."""
    case = case_or_refusal(request, number)
    user = member(request)
    if case.state != CaseState.DRAFT:
        repeated = request.method == "POST" and request.POST.get("key") == case.submit_key
        return redirect("hall:receipt" if repeated or case.submit_key else "hall:case", number=number)
    require(reads.can(user, "save_draft", case))
    if request.method != "POST":
        return _draw(request, case)
    try:
        verbs.submit(
            case=case,
            by=user,
            key=request.POST.get("key", ""),
            revision=revision_of(request),
            arrived=arrived_at(request),
        )
    except NotPassed as refused:
        return _draw(request, case, refused=refused, status=409)
    except Invalid as invalid:
        return _draw(request, case, problems=invalid.problems, status=422)
    except Refused as refused:
        if not refused.conflict:
            raise
        case = case_or_refusal(request, number)
        if case.state != CaseState.DRAFT:
            return redirect("hall:receipt", number=number)
        return _draw(request, case, refused=refused, status=409)
    return redirect("hall:receipt", number=number)


def _draw(
    request: HttpRequest,
    case: Case,
    *,
    refused: Refused | None = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    attached = {file.material for file in reads.files_of(case)}
    lacking = judging.problems(case.declaration, case.answers, case.rough, attached)
    lacking += case.declaration.lacking(case=case)
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "核对并提交"),
        "groups": answer_rows(case, editable=True),
        "materials": rows_of(case),
        "problems": _linked(case, problems if problems is not None else lacking),
        "refused": refused,
        **judged(case),
        "steps": step_list(case, "review"),
        "may_submit": reads.can(member(request), "submit", case),
        "key": secrets.token_hex(16),
        "first": case.declaration.route.first,
        "standing": standing(case.declaration, arrived_at(request)) if case.declaration.in_windows else None,
    }
    return render(request, "hall/review.html", context, status=status)


def _linked(case: Case, problems: list[Problem]) -> list[tuple[str, str]]:
    """(address of the page that mends it, sentence)."""
    keys = {field.key for field in case.declaration.form.fields}
    found = []
    for problem in problems:
        url = reverse("hall:materials", args=[case.number])
        if problem.field in keys:
            step = case.declaration.form.step_of(problem.field)
            url = f"{reverse('hall:step', args=[case.number, step.key])}#id_{problem.field}"
        found.append((url, str(problem)))
    return found


@login_required
@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """回执: number, what happens next, by whom and by when. A permanent address, fit for print."""
    case = case_or_refusal(request, number)
    if case.submitted_at is None:
        return redirect("hall:case", number=number)
    journal_reading(case, member(request))
    context = {
        "case": case,
        "matter": case.declaration,
        "record": case.declaration.record_on(clock.today()),
        "crumbs": crumbs(case, "回执"),
        "place": reads.place_of(case),
        "desk": recommender_of(case.party, on=clock.today()),
        "steps": guide.route_steps(
            case.declaration, current=case.stage if case.stage_now else "", closed=case.stage_now is None
        ),
        "first": case.declaration.route.first,
        "code_tail": (case.party.credit_code or "")[-4:],
    }
    return render(request, "hall/receipt.html", context)
