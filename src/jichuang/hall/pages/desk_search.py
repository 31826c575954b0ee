"""办件查找: number, party, code, matter, state and days, over everything the officer may open, whatever its stage."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall import catalogue, reads
from jichuang.hall.pages.cases import state_words
from jichuang.hall.pages.common import day_or, member
from jichuang.hall.pages.desk import DESK_ROLES
from jichuang.hall.terms import CaseState
from jichuang.registry.reads import holds_any
from jichuang.registry.terms import Role

STATES = (CaseState.OPEN, CaseState.SUPPLEMENT, CaseState.CLOSED)


@login_required
@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form and, once something is asked, the cases found. Looking through a list opens nobody's case."""
    on = clock.today()
    require(holds_any(member(request), (*DESK_ROLES, Role.AUDITOR), on=on))
    wanted, faults = _wanted(request)
    asked = wanted != reads.Wanted()
    context: dict[str, Any] = {
        "wanted": wanted,
        "faults": faults,
        "asked": asked,
        "matters": [(one.code, one.title) for one in catalogue.all()],
        "states": [(one.value, one.label) for one in STATES],
    }
    if asked and not faults:
        page = paginate(request, reads.search_cases(member(request), wanted, on))
        rows = [(case, case.declaration, state_words(case)) for case in page]
        context |= {"page": page, "rows": rows}
    return render(request, "hall/desk_search.html", context, status=422 if faults else 200)


def _wanted(request: HttpRequest) -> tuple[reads.Wanted, list[tuple[str, str]]]:
    """What was asked for, and (field, sentence) for each day that cannot be read."""
    faults = []

    def day(name: str) -> date | None:
        text = request.GET.get(name, "").strip()
        found, fault = day_or(text, date.min)
        if fault:
            faults.append((name, fault))
        return None if found == date.min else found

    state = request.GET.get("state", "")
    return (
        reads.Wanted(
            text=request.GET.get("q", "").strip()[:60],
            matter=request.GET.get("matter", "")[:60],
            state=state if state in {one.value for one in STATES} else "",
            first=day("from"),
            last=day("to"),
        ),
        faults,
    )
