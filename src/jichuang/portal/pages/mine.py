"""我的空间: what waits for me first, then what runs, what I hold, what I was told, and a few things one can do."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.telling import messages_of
from jichuang.hall import catalogue
from jichuang.hall.reads.enquiries import enquiries_of
from jichuang.hall.reads.holders import places_of
from jichuang.portal import reads
from jichuang.portal.burden import may_see_burden
from jichuang.portal.waiting import cases_in_work, days_chip, running, waiting
from jichuang.registry.reads import appointments_of, has_role, parties_of
from jichuang.registry.terms import Role

SHOWN = 8
"""Running cases and matters the page names; the rest is one link away."""
NEWEST = 5


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """/my/ : a constant number of queries, whatever a unit has running."""
    user = cast(User, request.user)  # login_required: never a visitor
    day = clock.today()
    parties = parties_of(user, day)
    cases = cases_in_work(parties)
    places = places_of(cases)
    moving = running(cases, places)
    open_matters = [matter for matter in catalogue.all() if matter.open_on(day)]
    busy = {case.matter for case in cases}
    return render(
        request,
        "portal/mine.html",
        {
            "appointments": appointments_of(user, day),
            "holdings": reads.holdings(parties, day),
            "waiting": waiting(user, cases, places, day),
            "running": [(one, days_chip(one.place.due_on, day)) for one in moving[:SHOWN]],
            "more_running": max(0, len(moving) - SHOWN),
            "told": list(messages_of(user)[:NEWEST]),
            "asked": enquiries_of(user, day).count() if parties else 0,
            "matters": [matter for matter in open_matters if matter.code not in busy][: reads.SHORT_LIST],
            "all_matters": len(open_matters),
            "sees_burden": bool(may_see_burden(user, day)),
            "leads": bool(has_role(user, Role.LEADER, on=day)),
            "soon": reads.lapsing_by(day),
        },
    )
