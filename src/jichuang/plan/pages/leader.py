"""领导页: one page for a leader's morning, on paper and on a phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jichuang.plan.pages import present
from jichuang.plan.pages.asking import asked
from jichuang.plan.reads.leader import leader


@require_GET
def leader_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/leader/: inside only."""
    question = asked(request, slug, inside_only=True)
    found = leader(question.plan, question.day, question.known)
    context = {
        "plan": question.plan,
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
