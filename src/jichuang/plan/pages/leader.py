"""领导页: one page for a leader's morning, on paper and on a phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jichuang.plan.pages import present
from jichuang.plan.pages.asking import Asked, asked, visitor
from jichuang.plan.reads.access import leads_for
from jichuang.plan.reads.leader import leader
from jichuang.plan.reads.leading import Leading, leading


@require_GET
def leader_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/leader/: inside only."""
    question = asked(request, slug, inside_only=True)
    found = leader(question.plan, question.day, question.known)
    acting = leads_for(visitor(request))
    context = {
        "plan": question.plan,
        "mine": _mine(question, acting),
        "asked": question,
        "summary": present.summary(found.board),
        "risks": found.risks,
        "risk_forms": "sentence table" if found.risks else "sentence",
        "changes": found.changes[:12],
        "more": max(0, len(found.changes) - 12),
        "since": found.since,
        "dials": [present.shown(row) for _, rows in found.board.headline for row in rows],
    }
    return render(request, "plan/leader.html", context)


def _mine(question: Asked, acting: set[int]) -> Leading | None:
    """What the visitor is in charge of, as it stands today: past days have nothing to urge."""
    if not acting or question.day != question.last_day or question.known_on is not None:
        return None
    return leading(question.plan, acting, question.day)
