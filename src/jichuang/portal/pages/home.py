"""首页: find a matter, see what is under publicity, the board in short, the registers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.middleware import arrived_at
from jichuang.hall import catalogue
from jichuang.hall.reads.notices import running_notices
from jichuang.hall.reads.windows import open_windows
from jichuang.law.topics import calculators
from jichuang.plan.pages import present
from jichuang.plan.reads.access import may_see_inside
from jichuang.plan.reads.plans import latest_release
from jichuang.portal import reads


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/ : constant number of queries, whatever the size of the registers."""
    day = clock.today()
    plan = reads.present_plan(day)
    inside = request.user.is_authenticated and may_see_inside(request.user).allowed
    short = reads.board_in_short(plan, inside=inside, day=day) if plan else None
    rows = list(short.rows.values()) if short else []
    return render(
        request,
        "portal/home.html",
        {
            "matters": [matter for matter in catalogue.all() if matter.open_on(day)],
            "calculators": calculators(),
            "notices": running_notices(day)[:5],
            "windows": [(one, catalogue.get(one.matter)) for one in open_windows(arrived_at(request))[:6]],
            "plan": plan,
            "inside": inside,
            "shown": [present.shown(row) for row in rows] if inside else [],
            "released": [present.public(row) for row in rows] if not inside else [],
            "release": latest_release(plan) if plan and not inside else None,
            "registers": reads.register_counts(day),
        },
    )
