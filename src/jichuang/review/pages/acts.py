"""轮次的每一步: draw, assign, chair, release, extend, close, extra expert, tie, minutes, result. Each is one verb."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from jichuang.base import files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.review import verbs
from jichuang.review.models import Proposal, Round, Seat
from jichuang.review.pages.common import member, moment, round_or_404
from jichuang.review.pages.rounds import draw_round
from jichuang.review.reads.permissions import may_organise, may_see_round

Deed = Callable[[HttpRequest, Round], str]


def _draw(request: HttpRequest, held: Round) -> str:
    row = verbs.draw_experts(round=held, by=member(request), seed=request.POST.get("seed", ""))
    return f"已抽取{len(row.result['members'])}人、候补{len(row.result['reserves'])}人，种子 {row.seed}，邀请已发出。"


def _assign(request: HttpRequest, held: Round) -> str:
    row = verbs.assign_reviews(round=held, by=member(request), fairest=request.POST.get("fairest") == "on")
    return f"已分配{len(row.result['pairs'])}份评审，平均匹配{row.result['mean'] / 10:.1f}%。"


def _seat(request: HttpRequest, held: Round) -> Seat:
    key = request.POST.get("seat", "")
    return get_object_or_404(held.seats.select_related("expert", "round"), pk=key if key.isdecimal() else 0)


def _proposal(request: HttpRequest, held: Round) -> Proposal:
    key = request.POST.get("proposal", "")
    return get_object_or_404(held.proposals.select_related("round"), pk=key if key.isdecimal() else 0)


def _chair(request: HttpRequest, held: Round) -> str:
    seat = verbs.set_chair(seat=_seat(request, held), by=member(request))
    return f"{seat.expert.name}任组长。"


def _release(request: HttpRequest, held: Round) -> str:
    verbs.release_seat(seat=_seat(request, held), by=member(request), why=request.POST.get("why", ""))
    return "已改派给下一位专家。"


def _extend(request: HttpRequest, held: Round) -> str:
    closes_at = moment(request.POST.get("closes_at", ""))
    if closes_at is None:
        raise Invalid.one("closes_at", "新的截止时间看不懂", "应如 2018-10-15 17:00")
    verbs.extend(round=held, closes_at=closes_at, by=member(request), why=request.POST.get("why", ""))
    return "评分时间已延长。"


def _close(request: HttpRequest, held: Round) -> str:
    verbs.close_round(
        round=held, by=member(request), without_missing=request.POST.get("without_missing") == "on"
    )
    return "评分已截止，可以看均分、离群和排序。"


def _extra(request: HttpRequest, held: Round) -> str:
    closes_at = moment(request.POST.get("closes_at", ""))
    if closes_at is None:
        raise Invalid.one("closes_at", "增派的截止时间看不懂", "应如 2018-10-15 17:00")
    verbs.ask_extra_expert(
        proposal=_proposal(request, held),
        closes_at=closes_at,
        by=member(request),
        why=request.POST.get("why", ""),
    )
    return "已增派一位专家，只评这一项。"


def _drop(request: HttpRequest, held: Round) -> str:
    gone = verbs.drop_proposal(
        proposal=_proposal(request, held), by=member(request), why=request.POST.get("why", "")
    )
    return f"项目{gone.code}已移出这一轮。"


def _tie(request: HttpRequest, held: Round) -> str:
    proposal = verbs.settle_tie(
        proposal=_proposal(request, held), by=member(request), goes_on=request.POST.get("goes_on") == "yes",
        why=request.POST.get("why", ""),
    )  # fmt: skip
    return f"项目{proposal.code}的取舍已记录。"


def _minutes(request: HttpRequest, held: Round) -> str:
    upload = request.FILES.get("file")
    stored = files.store(upload, upload.name or "纪要", by=member(request)) if upload else None
    verbs.write_minutes(round=held, by=member(request), text=request.POST.get("minutes", ""), file=stored)
    return "纪要已保存。"


def _conclude(request: HttpRequest, held: Round) -> str:
    verbs.conclude_round(round=held, by=member(request))
    return "评审结果已交给办件，各件进入下一环节。"


def _cancel(request: HttpRequest, held: Round) -> str:
    verbs.cancel_round(round=held, by=member(request), why=request.POST.get("why", ""))
    return "轮次已撤销。"


DEEDS: dict[str, Deed] = {
    "draw": _draw, "assign": _assign, "chair": _chair, "release": _release, "extend": _extend, "close": _close,
    "extra": _extra, "tie": _tie, "drop": _drop, "minutes": _minutes, "conclude": _conclude, "cancel": _cancel,
}  # fmt: skip


@login_required
@require_POST
def act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """One step; a refusal by state is shown on the page itself, one by permission is a page of its own."""
    held = round_or_404(number)
    if deed not in DEEDS:
        raise Http404("没有这一步")
    # the chair writes the minutes, everything else is the organiser's; who one is comes before what is lacking
    allowed = may_see_round if deed == "minutes" else may_organise
    require(allowed(member(request), held))
    try:
        messages.success(request, DEEDS[deed](request, held))
    except Invalid as invalid:
        return draw_round(request, round_or_404(number), invalid.problems, 422)
    except Refused as refusal:
        if not refusal.conflict:
            raise
        faults = [Problem("", refusal.reason.rstrip("。"), refusal.remedy)]
        return draw_round(request, round_or_404(number), faults, 409)
    return redirect("review:rounds") if deed == "cancel" else redirect("review:round", number=number)
