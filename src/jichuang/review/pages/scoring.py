"""评分页: one proposal on a phone, saved as it is typed, handed in when everything is there. Also its papers, cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock, files
from jichuang.base.downloads import attachment
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.files import anonymous
from jichuang.base.permissions import require
from jichuang.review import verbs
from jichuang.review.models import Review
from jichuang.review.pages.common import member, review_or_404, whole
from jichuang.review.reads import reading
from jichuang.review.reads.permissions import may_open, may_write
from jichuang.review.reads.rounds import reviews_of, scoring_of
from jichuang.review.terms import ReviewState


def _typed(request: HttpRequest, review: Review) -> dict[str, Any]:
    """What the page sent, as the verbs take it."""
    keys = [one.key for one in scoring_of(review.seat.round).criteria]
    return {
        "scores": {key: request.POST.get(key, "") for key in keys},
        "comments": {key: request.POST.get(f"why_{key}", "") for key in keys},
        "opinion": request.POST.get("opinion", ""),
        "revision": whole(request.POST.get("revision")),
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, key: int) -> HttpResponse:
    """GET shows the proposal and the sheet; POST saves, and with `then=submit` hands in."""
    held = review_or_404(key)
    require(may_open(member(request), held))
    if request.method != "POST":
        verbs.open_review(review=held, by=member(request))
        return _draw(request, held)
    typed = _typed(request, held)
    submit = request.POST.get("then") == "submit"
    try:
        if submit:
            _keep_first(held, member(request), typed)
            verbs.submit_review(review=held, by=member(request), **typed)
        else:
            verbs.save_review(review=held, by=member(request), **typed)
    except Invalid as invalid:
        return _draw(request, review_or_404(key), typed=typed, faults=invalid.problems, status=422)
    except Refused as refusal:
        faults = [Problem("", refusal.reason.rstrip("。"), refusal.remedy)]
        return _draw(request, review_or_404(key), typed=typed, faults=faults, status=409)
    messages.success(request, f"项目 {held.proposal.code} {'已提交' if submit else '已存草稿'}。")
    return redirect(_next(held) if submit else request.path)


def _keep_first(held: Review, by: Any, typed: dict[str, Any]) -> None:
    """Before handing in, the draft is saved as far as it goes: what lacks something is not lost."""
    try:
        saved = verbs.save_review(review=held, by=by, **typed)
    except Invalid:
        return
    typed["revision"] = saved.revision


def _next(held: Review) -> str:
    """The next review the expert still owes, else the list."""
    owed = [one for one in reviews_of(held.seat) if ReviewState(one.state).is_open]
    return f"/reviews/items/{owed[0].pk}/" if owed else f"/reviews/{held.seat.round.number}/"


@login_required
@require_POST
def autosave(request: HttpRequest, key: int) -> JsonResponse:
    """{saved, revision} or {reason}: the page keeps what was typed until it has the former."""
    held = review_or_404(key)
    try:
        require(may_open(member(request), held))
        saved = verbs.save_review(review=held, by=member(request), **_typed(request, held))
    except Invalid as invalid:
        return JsonResponse({"reason": f"没有保存：{invalid}"}, status=422)
    except Refused as refusal:
        return JsonResponse({"reason": str(refusal)}, status=409 if refusal.conflict else 403)
    at = saved.saved_at.astimezone(clock.SHANGHAI) if saved.saved_at else clock.now()
    return JsonResponse({"saved": f"{at:%H:%M}", "revision": saved.revision})


def _draw(
    request: HttpRequest,
    held: Review,
    *,
    typed: Mapping[str, Any] | None = None,
    faults: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    scoring = scoring_of(held.seat.round)
    scores = typed["scores"] if typed else held.scores
    comments = typed["comments"] if typed else held.comments
    wrong: dict[str, str] = {}
    for fault in faults or []:
        wrong[fault.field] = str(fault)
    context = {
        "review": held,
        "round": held.seat.round,
        "scoring": scoring,
        "title": reading.title_of(held.proposal, scoring),
        "answers": reading.answers(held.proposal, scoring),
        "papers": reading.papers(held.proposal),
        "criteria": [
            {
                "one": one, "score": scores.get(one.key, ""), "why": comments.get(one.key, ""),
                "fault": wrong.get(one.key, ""), "why_fault": wrong.get(f"why_{one.key}", ""),
            }
            for one in scoring.criteria
        ],
        "opinion": typed["opinion"] if typed else held.opinion,
        "opinion_fault": wrong.get("opinion", ""),
        "faults": faults or [],
        "may_write": may_write(member(request), held),
        "submitted": held.state == ReviewState.SUBMITTED,
        "neighbours": [
            (at, one, one.pk == held.pk) for at, one in enumerate(reviews_of(held.seat), start=1)
        ],
    }  # fmt: skip
    return render(request, "review/review.html", context, status=status)


@login_required
@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """取回修改."""
    verbs.take_back(review=review_or_404(key), by=member(request))
    messages.success(request, "已取回，可以修改。改好后请再提交。")
    return redirect("review:review", key=key)


@login_required
@require_POST
def avoid(request: HttpRequest, key: int) -> HttpResponse:
    """发现须回避."""
    held = review_or_404(key)
    try:
        verbs.avoid(review=held, by=member(request), why=request.POST.get("why", ""))
    except Invalid as invalid:
        return _draw(request, held, faults=invalid.problems, status=422)
    messages.success(request, f"已回避项目 {held.proposal.code}，材料不再向您开放，系统已另行邀请专家。")
    return redirect("review:seat", number=held.seat.round.number)


@login_required
@require_POST
def uphold(request: HttpRequest, key: int) -> HttpResponse:
    """复核离群分."""
    held = review_or_404(key)
    try:
        verbs.uphold(review=held, by=member(request), note=request.POST.get("note", ""))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    else:
        messages.success(request, "已记录您维持评分的理由。")
    return redirect("review:seat", number=held.seat.round.number)


@login_required
@require_safe
def paper(request: HttpRequest, key: int, file: int) -> HttpResponseBase:
    """One material: in a blind round a cleaned copy under a name that says nothing."""
    held = review_or_404(key)
    verbs.open_review(review=held, by=member(request))
    found = next((one for one in reading.papers(held.proposal) if one.key == file), None)
    if found is None:
        raise Http404("这件材料不存在或已移除")
    stored = found.file.file
    ending = stored.name.rpartition(".")[2]
    name = f"{held.proposal.code}-{found.title}.{ending}"
    if not scoring_of(held.seat.round).blind:
        return files.response(stored, name)
    answer = HttpResponse(anonymous.content(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = attachment(name)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
