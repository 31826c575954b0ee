"""审计: the journal with its filters, and the check of its seals. Reads only; for the auditor alone."""

from __future__ import annotations

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock, refs, seals
from jichuang.base.models import JournalRow
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.registry.reads import has_role
from jichuang.registry.terms import Role

FILTERS = ("verb", "subject", "actor")


def _auditor_only(request: HttpRequest) -> None:
    user = request.user if request.user.is_authenticated else None
    require(has_role(user, Role.AUDITOR, on=clock.today()))


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """/audit/?verb=&subject=&actor= : newest first; each filter is a beginning of the value."""
    _auditor_only(request)
    rows = JournalRow.objects.order_by("-id")
    asked = {name: request.GET.get(name, "").strip()[:80] for name in FILTERS}
    for name, text in asked.items():
        if text:
            rows = rows.filter(**{f"{name}__startswith": text})
    return render(
        request, "portal/audit.html", {"page": _page(request, rows), "asked": asked, "report": None}
    )


def _page(request: HttpRequest, rows: QuerySet[JournalRow]) -> Page[JournalRow]:
    """Thirty rows, their people and subjects asked for together."""
    page = paginate(request, rows, 30)
    refs.prepare([ref for row in page for ref in (row.actor, row.subject) if ref], request.user)
    return page


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """/audit/verify/ : walks the whole chain and shows what it found; changes nothing."""
    _auditor_only(request)
    page = _page(request, JournalRow.objects.order_by("-id"))
    context = {"page": page, "asked": dict.fromkeys(FILTERS, ""), "report": seals.verify()}
    return render(request, "portal/audit.html", context)
