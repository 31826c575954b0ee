"""定期报告催报: who owes a report, since when, and what the clock will do. Decides nothing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.base.tables import paginate
from jichuang.hall.pages.common import member
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.hall.reads.reports import owed, reporting


@login_required
@never_cache
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """应报未报: by matter, oldest due first; late ones carry the warning. For the province's desk."""
    user, day = member(request), clock.today()
    require(holds_province_desk(user, day))
    rows = [one for matter, report in reporting() for one in owed(matter, report, day)]
    rows.sort(key=lambda one: (one.due, one.entry.pk))
    page = paginate(request, rows)
    late = sum(one.late(day) for one in rows)
    shown = [(one, Ref("entry", str(one.entry.pk)), one.late(day)) for one in page]
    return render(
        request, "hall/desk_reports.html", {"page": page, "shown": shown, "late": late, "total": len(rows)}
    )
