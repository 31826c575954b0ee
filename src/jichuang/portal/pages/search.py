"""搜索: one box over matters, registers and the plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.portal import reads

LONGEST = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """/search/?q= : the first 60 characters count."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "portal/search.html", {"q": text, "found": reads.find(text, day=clock.today())})
