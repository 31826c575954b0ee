"""成员单位在线确认: drafts whose members this person may ask, and invitations this person may answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.hall.models import Case
from jichuang.hall.pages.common import case_or_refusal, matter_or_404, member
from jichuang.hall.terms import CaseState
from jichuang.matters.alliance.members import answer_membership, ask_members
from jichuang.matters.models import Membership
from jichuang.matters.terms import Answer
from jichuang.registry.reads import parties_of

CHIPS = {Answer.ASKED: "warn", Answer.CONFIRMED: "ok", Answer.REFUSED: "bad", Answer.WITHDRAWN: "none"}


def _shown(one: Membership) -> tuple[Membership, str, str]:
    """(membership, its answer in words, the chip)."""
    answer = Answer(one.answer)
    return one, str(answer.label), CHIPS[answer]


@login_required
@never_cache
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Both lists; a person who acts for nobody sees that there is nothing to do."""
    parties = parties_of(member(request), clock.today())
    drafts = Case.objects.filter(matter="alliance", party__in=parties).exclude(state=CaseState.CLOSED)
    found = Membership.objects.select_related("case__party").order_by("-id")
    invitations = found.filter(credit_code__in=[one.credit_code for one in parties if one.credit_code])
    answers = [_shown(one) for one in found.filter(case__in=drafts).order_by("id")]
    context: dict[str, Any] = {
        "matter": matter_or_404("alliance"),
        "drafts": [
            (case, [row for row in answers if row[0].case_id == case.pk])
            for case in drafts.select_related("party").order_by("-id")
        ],
        "invitations": [_shown(one) for one in invitations.exclude(answer=Answer.WITHDRAWN)],
    }
    return render(request, "matters/members.html", context)


@login_required
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """发起确认."""
    case = case_or_refusal(request, number)
    try:
        asked = ask_members(case=case, by=member(request))
    except Invalid as invalid:
        for problem in invalid.problems:
            messages.error(request, str(problem))
    else:
        messages.success(request, f"已向{len(asked)}家成员单位发起确认，已有的答复保留。")
    return redirect("matters:members")


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """确认参加 or 不参加."""
    membership = get_object_or_404(Membership, pk=pk)
    agree = request.POST.get("agree") == "yes"
    done = answer_membership(
        membership=membership, by=member(request), agree=agree, reason=request.POST.get("reason", "")
    )
    messages.success(request, f"已答复：{Answer(done.answer).label}。")
    return redirect("matters:members")
