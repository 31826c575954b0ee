"""我的评审: invitations, declarations, the list with progress, my record. An expert sees his own, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.review import verbs
from jichuang.review.models import Round, Seat
from jichuang.review.pages.common import member, own_seat, round_or_404
from jichuang.review.reads.fees import record_of
from jichuang.review.reads.reading import subjects, title_of
from jichuang.review.reads.results import results
from jichuang.review.reads.rounds import reviews_of, scoring_of, seats_for
from jichuang.review.terms import ReviewState, RoundState, SeatState

CHIPS = {
    ReviewState.ASSIGNED: "none", ReviewState.DRAFT: "warn", ReviewState.SUBMITTED: "ok",
}  # fmt: skip
SEAT_CHIPS = {
    SeatState.INVITED: "warn", SeatState.ACCEPTED: "ok", SeatState.DECLINED: "none", SeatState.AVOIDED: "none",
}  # fmt: skip


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我的评审."""
    rows = [
        (seat, SEAT_CHIPS.get(SeatState(seat.state), "none"), _closing(seat.round))
        for seat in seats_for(member(request))
    ]
    expert = getattr(member(request), "expert", None)
    return render(request, "review/mine.html", {"rows": rows, "expert": expert})


def _closing(round: Round) -> str:
    """还有 3 天, 今天截止, 已截止."""
    if RoundState(round.state).shows_scores or clock.now() > round.closes_at:
        return "已截止"
    days = (round.closes_at.astimezone(clock.SHANGHAI).date() - clock.today()).days
    return f"还有 {days} 天" if days else "今天截止"


@login_required
@never_cache
@require_safe
def seat(request: HttpRequest, number: str) -> HttpResponse:
    """One round as its expert sees it: the invitation, then the declaration, then the list."""
    held = own_seat(request, round_or_404(number))
    return _draw(request, held)


def _draw(request: HttpRequest, held: Seat, faults: Any = None, status: int = 200) -> HttpResponse:
    round, scoring = held.round, scoring_of(held.round)
    listed = list(reviews_of(held)) if SeatState(held.state).sits else []
    about = subjects([one.proposal for one in listed], scoring)
    rows = [
        {
            "review": one, "title": title_of(one.proposal, scoring), "state": ReviewState(one.state).label,
            "chip": CHIPS.get(ReviewState(one.state), "none"), "subject": about.get(one.proposal_id, ""),
        }
        for one in listed
    ]  # fmt: skip
    context = {
        "seat": held,
        "round": round,
        "scoring": scoring,
        "rows": rows,
        "done": sum(one.state == ReviewState.SUBMITTED for one in listed),
        "closing": _closing(round),
        "may_answer": held.state == SeatState.INVITED,
        "may_declare": held.state == SeatState.ACCEPTED and held.declared_at is None,
        "ready": held.declared_at is not None,
        "may_lead": SeatState(held.state).sits,
        "flagged": _flagged(held),
        "faults": faults or [],
    }
    return render(request, "review/seat.html", context, status=status)


def _flagged(held: Seat) -> list[dict[str, Any]]:
    """The expert's own outlying scores, once the round is closed; never anybody else's."""
    if not RoundState(held.round.state).shows_scores:
        return []
    return [
        {"review": review, "code": one.proposal.code, "distance": one.outlying[review.pk]}
        for one in results(held.round)
        for review in one.reviews
        if review.pk in one.outlying and review.seat_id == held.pk
    ]


Deed = Callable[[HttpRequest, Seat], str]


def _accept(request: HttpRequest, held: Seat) -> str:
    verbs.accept(seat=held, by=member(request))
    return "已接受邀请。请先作声明，再开始评审。"


def _decline(request: HttpRequest, held: Seat) -> str:
    verbs.decline(seat=held, by=member(request), why=request.POST.get("why", ""))
    return "已谢绝，系统已另行邀请。谢谢您的答复。"


def _declare(request: HttpRequest, held: Seat) -> str:
    ties = {
        int(key): request.POST.get(f"why_{key}", "")
        for key in request.POST.getlist("avoid")
        if key.isdecimal()
    }
    made = {key: request.POST.get(key) == "on" for key in ("independent", "secret", "honest")}
    verbs.declare(seat=held, by=member(request), ties=ties, **made)
    return "声明已记录。" + (f"其中{len(ties)}项已回避，材料不再向您开放。" if ties else "")


DEEDS: dict[str, Deed] = {"accept": _accept, "decline": _decline, "declare": _declare}


@login_required
@require_POST
def seat_act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """Accept, decline, declare; with faults the page again and nothing lost."""
    held = own_seat(request, round_or_404(number))
    if deed not in DEEDS:
        raise Http404("没有这一步")
    try:
        messages.success(request, DEEDS[deed](request, held))
    except Invalid as invalid:
        return _draw(request, own_seat(request, held.round), invalid.problems, 422)
    return redirect("review:mine") if deed == "decline" else redirect("review:seat", number=number)


@login_required
@never_cache
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """我的评审记录: rounds, reviews, punctuality, fees of the year."""
    return render(request, "review/record.html", {"record": record_of(member(request))})
