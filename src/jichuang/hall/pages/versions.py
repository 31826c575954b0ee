"""事项版本: which versions were published when, what differs between two, and the catalogue as the exchange table."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.codes.tabular import write_csv
from jichuang.hall import catalogue, exchange
from jichuang.hall.declare import Matter
from jichuang.hall.declare.changes import compared
from jichuang.hall.pages.common import Crumb, day_or, matter_or_404
from jichuang.hall.reads.costs import cost_of_change

TITLES = {"elements": "事项要素交换表", "materials": "事项材料交换表"}


@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """各版与差异. `?from=1&to=2` compares two versions; without them the newest with the one before."""
    current = matter_or_404(code)
    known = catalogue.versions(code)
    new = _chosen(request.GET.get("to", ""), known, known[-1])
    before = [one for one in known if one.version < new.version]
    old = _chosen(request.GET.get("from", ""), known, before[-1] if before else new)
    changes = compared(old, new)
    parts = [(part, list(found)) for part, found in groupby(changes, key=lambda one: one.part)]
    context = {
        "matter": current,
        "crumbs": [
            Crumb("办事大厅", reverse("hall:catalogue")),
            Crumb(current.title, reverse("hall:matter", args=[code])),
            Crumb("各版与差异"),
        ],
        "known": [(one, _until(one, known)) for one in reversed(known)],
        "old": old,
        "new": new,
        "parts": parts,
        "count": len(changes),
        "cost": cost_of_change(old, new, clock.today()),
    }
    return render(request, "hall/versions.html", context)


def _chosen(typed: str, known: list[Matter], fallback: Matter) -> Matter:
    return next((one for one in known if typed == str(one.version)), fallback)


def _until(one: Matter, known: list[Matter]) -> str:
    """When a version stopped being the published one, as words."""
    later = [other.published_on for other in known if other.version > one.version]
    if later:
        return f"至 {min(later):%Y-%m-%d} 由新版取代"
    return f"至 {one.withdrawn_on:%Y-%m-%d} 取消" if one.withdrawn_on else "现行"


@require_safe
def exchange_table(request: HttpRequest, name: str, form: str, code: str = "") -> HttpResponse:
    """交换表 of one matter or of all, as of `?on=`, as CSV or JSON."""
    if form not in {"csv", "json"} or name not in TITLES:
        raise Http404("交换表只有 elements 和 materials 两张，可导出为 CSV 或 JSON")
    on, fault = day_or(request.GET.get("on", ""), clock.today())
    if fault:
        raise Http404(fault)
    wanted = [matter_or_404(code)] if code else catalogue.catalogue.all()
    keys, titles, rows = exchange.table(name, [catalogue.on(one.code, on) for one in wanted], on)
    if form == "json":
        return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})
    content = BytesIO()
    write_csv(content, titles, ([row[key] for key in keys] for row in rows))
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = attachment(f"{TITLES[name]}-{on:%Y%m%d}.csv")
    return response
