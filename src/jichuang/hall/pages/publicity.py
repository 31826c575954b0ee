"""公示 for the public: running and past notices, one list during its period, an objection with receipt."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.tables import paginate
from jichuang.hall import catalogue, reads, verbs
from jichuang.hall.models import NoticeItem, Objection, PublicityNotice
from jichuang.hall.pages.common import Crumb, as_problem, grouped
from jichuang.hall.terms import ALIVE, ListingState, ObjectionKind

RECEIPT = "hall_objection_receipt"


def _unindexed(response: HttpResponse) -> HttpResponse:
    """Names come down after the period; search engines must not keep them."""
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """公示列表: those running first."""
    on = clock.today()
    page = paginate(request, reads.public_notices(on))
    rows = [
        {
            "notice": notice,
            "running": reads.list_is_public(notice, on),
            "left": clock.calendar().workdays_between(on, notice.end) if notice.end else None,
        }
        for notice in page
    ]
    return _unindexed(render(request, "hall/notices.html", {"page": page, "rows": rows}))


def _notice_or_404(number: str) -> PublicityNotice:
    notice = reads.public_notice(number)
    if notice is None:
        raise Http404("没有这份公示，或尚未发布")
    return notice


@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """公示页. After the last day the names are gone and the page says so."""
    found, on = _notice_or_404(number), clock.today()
    matter = catalogue.get(found.matter, found.version)
    items = reads.public_items(found, on)
    page = paginate(request, items, per=100)
    context = {
        "notice": found,
        "matter": matter,
        "crumbs": [Crumb("公示", reverse("hall:notices")), Crumb(found.number)],
        "running": reads.list_is_public(found, on),
        "page": page,
        "columns": [field["title"] for field in items[0].fields] if items else [],
        "left": clock.calendar().workdays_between(on, found.end) if found.end else None,
        "consult": matter.guide.consult,
        "complain": matter.guide.complain,
    }
    return _unindexed(render(request, "hall/notice.html", context))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, number: str, item: int) -> HttpResponse:
    """提出异议: real name or sealed by a unit, no sign-in. The firm never learns from whom it came."""
    found = _notice_or_404(number)
    if not reads.list_is_public(found, clock.today()):
        raise Refused(
            f"公示{number}的公示期是{found.start}至{found.end}，现在不接收异议。",
            remedy="公示期外可通过办事指南所列的监督投诉渠道反映。",
            conflict=True,
        )
    listed = NoticeItem.objects.filter(notice=found, pk=item).first()
    if listed is None or ListingState(listed.state) not in ALIVE:
        raise Http404("公示名单中没有这一家")
    if request.method != "POST":
        return _draw_objection(request, found, listed, [])
    try:
        row = _lodge(request, listed)
    except Invalid as invalid:
        return _draw_objection(request, found, listed, invalid.problems, 422)
    except Refused as refused:
        return _draw_objection(request, found, listed, [as_problem(refused, "evidence")], 422)
    request.session[RECEIPT] = row.receipt
    return redirect("hall:objection-status")


@transaction.atomic
def _lodge(request: HttpRequest, listed: NoticeItem) -> Objection:
    upload = request.FILES.get("evidence")
    stored = None
    if upload is not None:
        try:
            stored = files.store(cast(BinaryIO, upload.file), upload.name or "未命名", by=None)
        except Refused as refused:
            raise Refused(refused.reason, remedy=refused.remedy, field="evidence") from refused
    typed = {key: request.POST.get(key, "") for key in ("kind", "name", "contact", "content")}
    return verbs.object_to(item=listed, evidence=stored, **typed)


def _draw_objection(
    request: HttpRequest,
    found: PublicityNotice,
    listed: NoticeItem,
    problems: list[Problem],
    status: int = 200,
) -> HttpResponse:
    context = {
        "notice": found,
        "item": listed,
        "firm": listed.shown.get("name", ""),
        "crumbs": [
            Crumb("公示", reverse("hall:notices")),
            Crumb(found.number, reverse("hall:notice", args=[found.number])),
            Crumb("提出异议"),
        ],
        "kinds": ObjectionKind.choices,
        "typed": {key: request.POST.get(key, "") for key in ("kind", "name", "contact", "content")},
        "problems": problems,
        "beside": grouped(problems),
    }
    return _unindexed(render(request, "hall/objection.html", context, status=status))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection_status(request: HttpRequest) -> HttpResponse:
    """异议办理结果, by receipt. Shows state and conclusion only."""
    fresh = request.session.pop(RECEIPT, "") if request.method == "GET" else ""
    receipt = request.POST.get("receipt", "").strip() or fresh
    found = reads.objection_by_receipt(receipt) if receipt else None
    unknown = request.method == "POST" and found is None
    context = {"receipt": receipt, "fresh": bool(fresh), "found": found, "unknown": unknown}
    return _unindexed(render(request, "hall/objection_status.html", context, status=422 if unknown else 200))
