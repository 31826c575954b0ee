"""批量办理: all-green cases at once, and results from a workbook: preview, then commit; a report line for every case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.codes.errors import CodeError
from jichuang.hall.deeds import PASS, Deed, Report, carry_out
from jichuang.hall.models import Case
from jichuang.hall.pages.common import member
from jichuang.hall.pages.desk import require_desk_place
from jichuang.hall.sheets import Reading, read_sheet

MOST_AT_ONCE = 200
REPORT, WAITING = "desk_report", "desk_results"


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """批量通过: only cases whose every check is green; each in its own transaction, each with its own line."""
    require_desk_place(request)
    numbers = list(dict.fromkeys(request.POST.getlist("case")))[:MOST_AT_ONCE]
    back = f"{reverse('hall:desk')}?{request.GET.urlencode()}"
    if not numbers:
        messages.warning(request, "没有勾选办件。请先勾选全绿的办件，再点“批量通过”。")
        return redirect(back)
    seen = dict(Case.objects.filter(number__in=numbers).values_list("number", "revision"))
    deeds = [Deed(number, PASS, seen.get(number, 0), note="批量通过", green_only=True) for number in numbers]
    return _reported(request, carry_out(deeds, member(request)), back)


def _reported(request: HttpRequest, found: Report, back: str) -> HttpResponse:
    request.session[REPORT] = {"lines": found.plain(), "done": found.done, "back": back}
    return redirect("hall:desk-report")


@login_required
@never_cache
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """批量办理的结果, line by line; reading it again does nothing again."""
    require_desk_place(request)
    held = request.session.get(REPORT)
    if held is None:
        return redirect("hall:desk")
    words = {"ok": "已办", "warn": "未办", "bad": "未办", "none": "已办过"}
    lines = [(number, party, state, words[state], said) for number, party, state, said in held["lines"]]
    context = {"lines": lines, "done": held["done"], "left": len(lines) - held["done"], "back": held["back"]}
    return render(request, "hall/desk_report.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest) -> HttpResponse:
    """批量导入结果: a workbook is read and shown with every faulty cell; nothing is done yet."""
    require_desk_place(request)
    if request.method != "POST":
        return render(request, "hall/desk_results.html", {})
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return _draw(request, {"fault": "没有选择文件。请选择填好的 .xlsx 或 .csv。"})
    try:
        reading = read_sheet(sent.read(), sent.name or "未命名", member(request))
    except CodeError as fault:
        return _draw(request, {"fault": str(fault)})
    request.session[WAITING] = [
        [one.number, one.what, one.revision, one.note, list(map(list, one.items)), list(one.reasons)]
        for one in reading.deeds
    ]
    return _draw(request, _shown(reading), 422 if reading.faults else 200)


def _shown(reading: Reading) -> dict[str, Any]:
    rows = [(reading.parties[one.number], one) for one in reading.deeds]
    return {"rows": rows, "faults": reading.faults, "empty": reading.empty, "read": True}


def _draw(request: HttpRequest, context: dict[str, Any], status: int = 422) -> HttpResponse:
    return render(request, "hall/desk_results.html", context, status=status)


@login_required
@require_POST
def commit(request: HttpRequest) -> HttpResponse:
    """确认办理 what the preview showed. A case that has changed since is refused on its own line."""
    require_desk_place(request)
    held = request.session.pop(WAITING, None)
    if not held:
        messages.warning(request, "没有待确认的结果，可能已经办过。请看办理报告，或重新上传。")
        return redirect("hall:desk-results")
    deeds = [
        Deed(number, what, revision, note, tuple((kind, key) for kind, key in items), tuple(reasons))
        for number, what, revision, note, items, reasons in held
    ]
    return _reported(request, carry_out(deeds, member(request)), reverse("hall:desk"))
