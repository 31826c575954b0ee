"""网格: an officer's cells with the unserved on top; a body's enterprises; an enterprise's contacts to rate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall.pages.common import day_or, matter_or_404, member
from jichuang.matters.models import Contact, Pairing
from jichuang.matters.service_body.cells import cells, inside, place_of
from jichuang.matters.service_body.grid import assign, log_contact, may_assign, rate_contact
from jichuang.matters.terms import ContactKind
from jichuang.registry.models import Party
from jichuang.registry.reads import entries, parties_of


@login_required
@never_cache
@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """What this person has to do in the grid: assign, log, or rate."""
    user, on = member(request), clock.today()
    mine = parties_of(user, on)
    officer = inside(user, on)
    found = cells(on, **place_of(user, on)) if officer else []
    logs = Contact.objects.filter(enterprise__in=mine, case__isnull=True).select_related("enterprise", "body")
    looked_after = Pairing.objects.filter(body__in=mine, to_day__isnull=True)
    context: dict[str, Any] = {
        "matter": matter_or_404("service-body"),
        "officer": officer,
        "page": paginate(request, found),
        "unserved": sum(not one.served for one in found),
        "total": len(found),
        "bodies": entries("hnte_service_body").in_force(on).filter(party__isnull=False).order_by("name", "id")
        if officer
        else [],
        "looked_after": looked_after.select_related("enterprise", "officer").order_by("enterprise__name"),
        "logs": logs.order_by("-held_on", "-id")[:50],
        "today": on,
        "stars": range(5, 0, -1),
    }
    return render(request, "matters/grid.html", context)


@login_required
@require_POST
def act(request: HttpRequest, deed: str, pk: int) -> HttpResponse:
    """指定、记录、评价: one deed about one enterprise or one contact."""
    try:
        messages.success(request, DEEDS[deed](request, member(request), pk))
    except Invalid as invalid:
        for problem in invalid.problems:
            messages.error(request, str(problem))
    return redirect("matters:grid")


def _assign(request: HttpRequest, user: User, pk: int) -> str:
    firm = get_object_or_404(Party, pk=pk)
    require(may_assign(user, firm))
    body = get_object_or_404(Party, pk=_number(request, "body"))
    return f"已指定：{assign(enterprise=firm, body=body, officer=user, by=user)}。"


def _log(request: HttpRequest, user: User, pk: int) -> str:
    firm = get_object_or_404(Party, pk=pk)
    held_on, fault = day_or(request.POST.get("held_on", ""), clock.today())
    if fault:
        raise Invalid.one("held_on", fault)
    log_contact(
        enterprise=firm, kind=ContactKind.VISIT, held_on=held_on, problem=request.POST.get("problem", ""),
        advice=request.POST.get("advice", ""), by=user,
    )  # fmt: skip
    return f"已记录对{firm.name}的联系。"


def _rate(request: HttpRequest, user: User, pk: int) -> str:
    contact = get_object_or_404(Contact.objects.select_related("enterprise"), pk=pk, case__isnull=True)
    return f"已评价{rate_contact(contact=contact, stars=_number(request, 'stars'), by=user).stars}星。"


def _number(request: HttpRequest, key: str) -> int:
    text = request.POST.get(key, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


DEEDS = {"assign": _assign, "contact": _log, "rate": _rate}
