"""全国平台信息表汇总: every case of one notice, one row each, to be copied into the national platform. Provincial desk only."""

from __future__ import annotations

from io import BytesIO
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.permissions import require
from jichuang.base.tables import XLSX
from jichuang.hall import reads
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.hall.terms import ALIVE, ListingState
from jichuang.matters.tech_sme_evaluation.national_table import write_cases


@login_required
@require_safe
def national_table(request: HttpRequest) -> HttpResponse:
    """The firms of `?notice=` that are still on its list or already announced."""
    user = cast(User, request.user)
    require(holds_province_desk(user, clock.today()))
    number = request.GET.get("notice", "")
    notice = reads.notice_for(user, number)
    if notice is None or notice.matter != "tech-sme-evaluation":
        raise Http404("没有这份公示，或公示不属于本事项")
    kept = [*ALIVE, ListingState.ANNOUNCED]
    listed = notice.items.filter(state__in=kept).select_related("case__party").order_by("position")
    content = BytesIO()
    write_cases(cases=[item.case for item in listed], target=content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment(f"全国平台信息表汇总（{number}）.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response
