"""登记外部发布数、可比基数, and the import of a file: forms over the room's verbs. Provincial officers only."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base.downloads import attachment
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import XLSX, paginate
from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import write_xlsx
from jichuang.indicators import catalogue, verbs
from jichuang.indicators.declare import Observed
from jichuang.indicators.models import ObservationBatch
from jichuang.indicators.pages.common import indicator_or_404, person, signed_in
from jichuang.indicators.reads.access import may_record
from jichuang.indicators.terms import BatchState, Status
from jichuang.indicators.verbs.reading import COLUMNS

CHIPS = {BatchState.PREVIEWED: "warn", BatchState.COMMITTED: "ok", BatchState.DISCARDED: "none"}


@require_POST
def record(request: HttpRequest, code: str) -> HttpResponse:
    """登记一个发布数, an estimate, or that there is none."""
    require(may_record(person(request)))
    indicator, given = indicator_or_404(code), request.POST
    back = redirect(
        f"{reverse('indicators:indicator', args=[code])}?region={given.get('region') or '130000'}#periods"
    )
    status = given.get("status") or Status.PUBLISHED
    try:
        value = None if status == Status.MISSING else parse_decimal(given.get("value", ""))
        row = verbs.record_observation(
            indicator=indicator.code, region=given.get("region") or "130000", period=given.get("period", "").strip(),
            value=value, status=status, publisher=given.get("publisher", ""), title=given.get("title", ""),
            published_on=parse_date(given.get("published_on", "")), note=given.get("note", "").strip(),
            by=signed_in(request),
        )  # fmt: skip
    except (CodeError, Invalid) as fault:
        messages.error(request, f"没有登记：{fault}")
        return back
    messages.success(
        request, f"已登记{row.period} {row.text}{row.unit}（{row.get_status_display()}）；原来的数都留着。"
    )
    return back


@require_POST
def comparable(request: HttpRequest, code: str) -> HttpResponse:
    """登记可比基数."""
    require(may_record(person(request)))
    indicator, given = indicator_or_404(code), request.POST
    back = redirect(f"{reverse('indicators:indicator', args=[code])}#periods")
    try:
        row = verbs.record_comparable_base(
            indicator=indicator.code, period=given.get("period", "").strip(), earlier=given.get("earlier", "").strip(),
            value=_number(given.get("value", "")), reason=given.get("reason", ""), by=signed_in(request),
            publisher=given.get("publisher", ""), title=given.get("title", ""),
        )  # fmt: skip
    except (CodeError, Invalid) as fault:
        messages.error(request, f"没有登记：{fault}")
        return back
    messages.success(request, f"已登记{row.period}对{row.earlier}的可比基数，可比增速与直接增速并列。")
    return back


def _number(text: str) -> Decimal:
    return parse_decimal(text)


@require_http_methods(["GET", "POST"])
def centre(request: HttpRequest) -> HttpResponse:
    """/statistics/import/: upload and the batches so far."""
    require(may_record(person(request)))
    fault, status = "", 200
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Invalid.one("file", "没有选择文件", "请选择 .xlsx 或 .csv 文件")
            batch = verbs.preview_batch(file=file, filename=file.name or "", by=signed_in(request))  # type: ignore[arg-type]
        except (CodeError, Invalid) as refused:
            fault, status = str(refused), 422
        else:
            return redirect("indicators:batch", pk=batch.pk)
    page = paginate(request, ObservationBatch.objects.select_related("uploaded_by").order_by("-pk"))
    context = {
        "fault": fault,
        "page": page,
        "batches": [(one, CHIPS[BatchState(one.state)]) for one in page],
        "columns": COLUMNS,
    }
    return render(request, "indicators/import.html", context, status=status)


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of one batch: each row, each faulty cell, each doubt."""
    require(may_record(person(request)))
    one = get_object_or_404(ObservationBatch.objects.select_related("uploaded_by"), pk=pk)
    titles = {item.code: item.title for item in catalogue.all_indicators()}
    shown = [(row, titles.get(row["values"]["indicator"], row["values"]["indicator"])) for row in one.rows]
    shown.sort(key=lambda pair: (not pair[0]["problems"], not pair[0]["doubts"], pair[0]["number"]))
    page = paginate(request, shown, per=50)
    context = {
        "batch": one,
        "chip": CHIPS[BatchState(one.state)],
        "open": one.state == BatchState.PREVIEWED,
        "page": page,
        "statuses": dict(Status.choices),
    }
    return render(request, "indicators/import_batch.html", context)


@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """写入."""
    one = get_object_or_404(ObservationBatch, pk=pk)
    try:
        one = verbs.commit_batch(batch=one, by=signed_in(request), reason=request.POST.get("reason", ""))
    except Invalid as fault:
        messages.error(request, f"没有写入：{fault}")
    else:
        messages.success(request, f"已写入{one.written}条。")
    return redirect("indicators:batch", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """放弃."""
    verbs.discard_batch(batch=get_object_or_404(ObservationBatch, pk=pk), by=signed_in(request))
    messages.success(request, "已放弃这一批，什么都没有写。")
    return redirect("indicators:import")


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The template of the file: codes as text, the indicators in a note."""
    require(may_record(person(request)))
    target = BytesIO()
    codes = [one.code for one in catalogue.all_indicators() if isinstance(one.value, Observed)]
    notes = ["外部发布数导入模板。" + "；".join(f"{one.title}：{one.note}" for one in COLUMNS if one.note)]
    write_xlsx(
        target, [one.title for one in COLUMNS], [], text_columns=["指标代码", "地区", "所属时期"], notes=notes,
        sheet="观测值", choices={"指标代码": codes, "状态": [str(one.label) for one in Status]},
    )  # fmt: skip
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment("外部发布数导入模板.xlsx")
    return response
