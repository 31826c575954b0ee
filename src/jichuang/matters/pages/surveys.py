"""成效表 as a page and as a workbook, on today or any earlier day. Knows no matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.base.tables import xlsx_response
from jichuang.hall.pages.common import day_or, matter_or_404, person
from jichuang.matters import surveys


@never_cache
@require_safe
def survey(request: HttpRequest, code: str, key: str, workbook: bool = False) -> HttpResponse:
    """One survey of one matter; `?on=` asks for an earlier day."""
    matter, found = matter_or_404(code), surveys.find(code, key)
    if found is None:
        raise Http404("本事项没有这张成效表")
    today = clock.today()
    if not found.to(person(request), today):
        raise Refused("这张表只供主管部门查看。", remedy="请以主管部门的身份登录。")
    asked, fault = day_or(request.GET.get("on", ""), today)
    on = min(asked, today)
    rows = found.rows(on)
    if workbook:
        return xlsx_response(f"{found.title}（{on}）.xlsx", found.headers, rows)
    context: dict[str, Any] = {
        "matter": matter,
        "survey": found,
        "says": found.says(on),
        "rows": rows,
        "flow": found.flow(on) if found.flow else None,
        "on": on,
        "fault": fault,
    }
    return render(request, "matters/survey.html", context)
