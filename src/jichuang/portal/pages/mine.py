"""我的空间: a clerk's enterprises, cases and credentials; an officer's doors; for everybody else how to get in."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.hall import catalogue
from jichuang.hall.reads.cases import cases_of
from jichuang.hall.reads.extensions import may_approve, waiting_extensions
from jichuang.hall.reads.holders import place_of
from jichuang.portal import reads
from jichuang.registry.reads import appointments_of, parties_of
from jichuang.returns.pages.common import chip
from jichuang.returns.reads.owed import owed_of
from jichuang.returns.terms import OPEN

RECENT = 12


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """/my/"""
    user = cast(User, request.user)  # login_required: never a visitor
    day = clock.today()
    parties = parties_of(user, day)
    cases = cases_of(user, day).select_related("party")[:RECENT] if parties else []
    return render(
        request,
        "portal/mine.html",
        {
            "appointments": appointments_of(user, day),
            "approvals": waiting_extensions(user, day) if may_approve(user, day) else None,
            "holdings": reads.holdings(parties, day),
            "returns": [(row, chip(row)) for row in owed_of(parties).filter(state__in=OPEN)[:RECENT]]
            if parties
            else [],
            "cases": [(case, place_of(case)) for case in cases],
            "matters": [matter for matter in catalogue.all() if matter.open_on(day)],
        },
    )
