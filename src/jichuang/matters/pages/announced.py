"""公告名单导入: upload the national list, see every difference, then enter it. Provincial desk only."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.faults import show_faults
from jichuang.base.permissions import require
from jichuang.base.tables import paginate, xlsx_response
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.matters.models import AnnouncedList
from jichuang.matters.tech_sme_evaluation.matter import TECH_SME_EVALUATION
from jichuang.matters.tech_sme_evaluation.reconcile import commit_list, preview_list
from jichuang.matters.terms import ListState, Match

CHIPS = {
    Match.MATCHED: "ok",
    Match.WITHOUT_CASE: "warn",
    Match.OTHER_NAME: "warn",
    Match.REPEATED: "bad",
    Match.OTHER_NUMBER: "bad",
    Match.FAULT: "bad",
}
LINE_HEADERS = ("行号", "单元格", "企业名称", "统一社会信用代码", "登记编号", "对账结果", "说明", "办件编号")


class UploadForm(forms.Form):
    """上传公告名单."""

    file = forms.FileField(
        label="公告名单",
        help_text=".xlsx 或 .csv，须有企业名称、统一社会信用代码、入库登记编号三栏。上传后先对账，不会直接写入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请选择公告名单文件。", "empty": "所选文件是空文件，请检查后重新选择。"},
    )
    announced_on = forms.DateField(
        label="公告日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "请填写公告日期。", "invalid": "公告日期读不出，请写成 2018-10-11。"},
    )
    basis = forms.CharField(
        label="公告文件",
        max_length=200,
        help_text="公告的标题或文号",
        error_messages={"required": "请填写公告的标题或文号。"},
    )


def _officer(request: HttpRequest) -> User:
    user = cast(User, request.user)
    require(holds_province_desk(user, clock.today()))
    return user


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def centre(request: HttpRequest) -> HttpResponse:
    """Upload form and the lists so far."""
    user = _officer(request)
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"announced_on": clock.today().isoformat()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = preview_list(
                source=given["file"], filename=given["file"].name, announced_on=given["announced_on"],
                basis=given["basis"], by=user,
            )  # fmt: skip
        except Invalid as invalid:
            show_faults(form, invalid, other="file")
        else:
            return redirect("matters:announced-list", pk=made.pk)
    page = paginate(request, AnnouncedList.objects.select_related("uploaded_by").order_by("-pk"))
    context = {"form": form, "page": page, "matter": TECH_SME_EVALUATION}
    return render(request, "matters/announced.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def announced_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: how many lines of each kind, the lines, and what confirming will do."""
    _officer(request)
    row = get_object_or_404(AnnouncedList.objects.select_related("uploaded_by"), pk=pk)
    counts = _counts(row)
    chosen = request.GET.get("match", "")
    lines = row.lines.order_by("number_in_list")
    if chosen in Match.values:
        lines = lines.filter(match=chosen)
    page = paginate(request, lines)
    context: dict[str, Any] = {
        "list": row,
        "matter": TECH_SME_EVALUATION,
        "page": page,
        "lines": [(line, Match(line.match).label, CHIPS[Match(line.match)]) for line in page],
        "tabs": [(match.value, match.label, counts[match], match.value == chosen) for match in Match],
        "total": sum(counts.values()),
        "chosen": chosen,
        "fresh": row.lines.filter(entry="", match__in=[one for one in Match if one.writes]).count(),
        "preview": row.state == ListState.PREVIEW,
    }
    return render(request, "matters/announced_list.html", context)


def _counts(row: AnnouncedList) -> dict[Match, int]:
    found = dict.fromkeys(Match, 0)
    for match in row.lines.order_by().values_list("match", flat=True):
        found[Match(match)] += 1
    return found


@login_required
@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """导入."""
    user = _officer(request)
    done = commit_list(announced=get_object_or_404(AnnouncedList, pk=pk), by=user)
    messages.success(request, f"已导入：新写入名录 {done.written} 条；其余各行的差异见下。")
    return redirect("matters:announced-list", pk=pk)


@login_required
@require_safe
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The reconciled lines as a workbook, codes as text."""
    _officer(request)
    row = get_object_or_404(AnnouncedList, pk=pk)
    rows = [
        (one.number_in_list, one.address, one.name, one.credit_code, one.number, Match(one.match).label, one.note,
         one.case_number)
        for one in row.lines.order_by("number_in_list")
    ]  # fmt: skip
    return xlsx_response(f"公告名单对账结果（第{row.pk}份）.xlsx", LINE_HEADERS, rows)
