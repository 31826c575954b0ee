"""梯度: the ladder by place, down to the names behind each number, and where one's own enterprise stands."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.law.pages.common import Crumb, crumbs, moment, person
from jichuang.law.reads import ladder, standings
from jichuang.law.terms import RUNGS
from jichuang.registry.reads import home_name, homes, parties_of, region_name

ROWS = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Counts by rung: the province by 考核归属 unit, or one unit by county (`?home=`)."""
    asked, home = moment(request), request.GET.get("home", "")
    if home and home not in {one.code for one in homes(asked.on)}:
        raise Http404(f"没有考核归属单位“{home}”")
    path = [Crumb("企业梯度", reverse("law:ladder"))] if home else []
    context: dict[str, Any] = {
        "crumbs": crumbs(*path, Crumb(home_name(home, asked.on) if home else "企业梯度")),
        "rungs": RUNGS,
        "ladder": ladder.ladder(asked.on, home),
        "home": home,
        "on": asked.on,
        "fault": asked.fault,
        "own": _own(request),
    }
    return render(request, "law/ladder.html", context, status=422 if asked.fault else 200)


def _own(request: HttpRequest) -> list[tuple[Any, standings.Climb]]:
    """Where the reader's own enterprises stand, and what lacks for the next rung."""
    user, today = person(request), clock.today()
    return [(party, standings.climb(party, today)) for party in parties_of(user, today)[:3]] if user else []


@require_safe
def names(request: HttpRequest, rung: str) -> HttpResponse:
    """The enterprises behind one number."""
    at = next((number for number, one in enumerate(RUNGS) if one.key == rung), None)
    if at is None:
        raise Http404(f"没有“{rung}”这一级")
    asked, home, region = moment(request), request.GET.get("home", ""), request.GET.get("region", "")
    if any(code and not (code.isalnum() and len(code) == ladder.CODE) for code in (home, region)):
        raise Http404("地区代码不对")
    page = Paginator(ladder.members(asked.on, at, home=home, region=region), ROWS).get_page(
        request.GET.get("page")
    )
    place = region_name(region, asked.on) if region else home_name(home, asked.on) if home else "全省"
    context = {
        "crumbs": crumbs(Crumb("企业梯度", reverse("law:ladder")), Crumb(f"{place}：{RUNGS[at].title}")),
        "rung": RUNGS[at],
        "place": place,
        "page": page,
        "entries": ladder.entries_of(page.object_list, asked.on),
        "on": asked.on,
    }
    return render(request, "law/names.html", context)
