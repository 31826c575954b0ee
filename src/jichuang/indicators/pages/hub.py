"""统计: the page from which definitions, figures, tables, bulletins, the index and open data are reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.indicators.models import Observation
from jichuang.indicators.pages.common import person
from jichuang.indicators.pages.places import doors
from jichuang.indicators.reads.access import may_record, may_see_inside
from jichuang.indicators.terms import Status

NEWEST = 8


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """/statistics/: the doors and what was published last."""
    reader, today = person(request), clock.today()
    inside = may_see_inside(reader).allowed
    rows = Observation.objects.filter(known_on__lte=today, region="130000").order_by("-known_on", "-pk")
    if not inside:
        rows = rows.exclude(status=Status.ESTIMATE)
    context = {
        "doors": [(one, one.url()) for one in doors(inside=inside)],
        "newest": _titled(list(rows[:NEWEST])),
        "may_record": may_record(reader).allowed,
    }
    return render(request, "indicators/hub.html", context)


def _titled(rows: list[Observation]) -> list[tuple[Observation, str]]:
    return [(row, row.declared_title) for row in rows]
