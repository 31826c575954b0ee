"""导入中心: template, upload, preview with every faulty cell, commit, undo. Provincial officers and administrators only."""

from __future__ import annotations

from io import BytesIO

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.tables import XLSX, paginate, xlsx_response
from jichuang.codes.tabular import write_xlsx
from jichuang.registry import registers, verbs
from jichuang.registry.models import ImportBatch
from jichuang.registry.pages.common import home_choices, user_of
from jichuang.registry.terms import BatchState, RowState
from jichuang.registry.verbs import queueing
from jichuang.registry.verbs.guards import may_import
from jichuang.registry.verbs.reading import has_written_rows

TEMPLATE_VERSION = "1"
PROBLEM_PARTS = ("cell", "value", "problem", "remedy")
CHIPS = {
    RowState.NEW: "ok",
    RowState.EXPIRED: "warn",
    RowState.CHANGED: "warn",
    RowState.SAME: "none",
    RowState.DUPLICATE: "none",
    RowState.ERROR: "bad",
}
BATCH_CHIPS = {
    BatchState.READING: "info",
    BatchState.FAILED: "bad",
    BatchState.PREVIEWED: "warn",
    BatchState.COMMITTING: "info",
    BatchState.COMMITTED: "ok",
    BatchState.UNDONE: "none",
    BatchState.DISCARDED: "none",
}


class UploadForm(forms.Form):
    """上传名册."""

    register = forms.ChoiceField(label="名录")
    file = forms.FileField(
        label="名册文件",
        help_text=".xlsx 或 .csv（UTF-8、GBK、GB18030 均可），首行为表头。上传后先预检，不会直接写入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请选择名册文件。", "empty": "所选文件是空文件，请检查后重新选择。"},
    )
    basis = forms.CharField(
        label="依据文件", max_length=200, required=False, help_text="如公告文号；行内已写明的以行内为准。"
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["register"].choices = [  # type: ignore[attr-defined]
            (group, [(register.code, register.title) for register in members if not register.personal])
            for group, members in registers.grouped()
        ]


@require_http_methods(["GET", "POST"])
def centre(request: HttpRequest) -> HttpResponse:
    """Upload form and the batches so far."""
    user = user_of(request)
    require(may_import(user, clock.today()))
    assert user is not None
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"register": request.GET.get("register")}
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = queueing.upload(
                register=form.cleaned_data["register"], file=file, filename=file.name, by=user,
                basis=form.cleaned_data["basis"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("registry:import-batch", pk=made.pk)
    page = paginate(request, ImportBatch.objects.select_related("uploaded_by").order_by("-pk"))
    context = {
        "form": form,
        "page": page,
        "batches": [(one, registers.get(one.register), BATCH_CHIPS[BatchState(one.state)]) for one in page],
        "registers": registers.ALL,
    }
    return render(request, "registry/import_centre.html", context, status=422 if form.errors else 200)


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    require(may_import(user_of(request), clock.today()))
    return get_object_or_404(ImportBatch.objects.select_related("uploaded_by"), pk=pk)


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview: counts per kind, the rows, and for each faulty row cell, value, fault and remedy."""
    row = _batch(request, pk)
    asked = request.GET.get("state", "")
    states = [state for state in RowState if row.counts.get(state)]
    chosen = next((state for state in states if state == asked), None)
    rows = row.rows.order_by("number")
    if chosen is not None:
        rows = rows.filter(state=chosen)
    elif row.counts.get(RowState.ERROR) and asked != "all":
        chosen = RowState.ERROR
        rows = rows.filter(state=chosen)
    page = paginate(request, rows)
    context = {
        "batch": row,
        "register": registers.get(row.register),
        "batch_chip": BATCH_CHIPS[BatchState(row.state)],
        "running": row.state in {BatchState.READING, BatchState.COMMITTING},
        "confirmable": row.state == BatchState.PREVIEWED,
        "undoable": row.state == BatchState.COMMITTED,
        "something": has_written_rows(row),
        "errors": row.counts.get(RowState.ERROR, 0),
        "net": sum(row.counts.get(state, 0) for state in (RowState.NEW,)),
        "tabs": [(state, state.label, row.counts[state], state == chosen) for state in states],
        "chosen": chosen,
        "page": page,
        "rows": [(one, RowState(one.state).label, CHIPS[RowState(one.state)]) for one in page],
    }
    return render(request, "registry/import_batch.html", context)


@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """写入."""
    row = _batch(request, pk)
    user = user_of(request)
    assert user is not None
    row = queueing.write(batch=row, by=user)
    if row.state == BatchState.COMMITTED:
        messages.success(request, f"已写入：{verbs.summary(row)}。如发现名册有误，可以整批撤回。")
    return redirect("registry:import-batch", pk=pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回."""
    row = _batch(request, pk)
    try:
        verbs.undo_import(batch=row, by=user_of(request), reason=request.POST.get("reason", ""))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    else:
        messages.success(request, "已撤回，名录恢复为写入之前的状态。")
    return redirect("registry:import-batch", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """放弃."""
    row = _batch(request, pk)
    verbs.discard_import(batch=row, by=user_of(request))
    messages.success(request, "已放弃这一批，名录没有变化。")
    return redirect("registry:import")


@require_safe
def marked_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The judgement of every row as .xlsx, to be mended and uploaded again."""
    row = _batch(request, pk)
    headers = ["行号", "判断", "名称", "标识", "单元格", "原值", "问题", "怎样才对", "说明"]
    return xlsx_response(
        f"预检结果_{row.filename}.xlsx",
        headers,
        _marked_rows(row, request.GET.get("state", "")),
        text_columns=["标识", "原值"],
        notes=[f"{registers.get(row.register).title}名册“{row.filename}”的预检结果，{row.judged_on}"],
    )


def _marked_rows(batch: ImportBatch, state: str) -> list[list[object]]:
    rows = batch.rows.order_by("number")
    if state in RowState.values:
        rows = rows.filter(state=state)
    found: list[list[object]] = []
    for row in rows.iterator(2000):
        label = str(RowState(row.state).label)
        found += [
            [
                row.number,
                label,
                row.name,
                row.subject,
                *(problem.get(part, "") for part in PROBLEM_PARTS),
                row.note,
            ]
            for problem in row.problems or [{}]
        ]
    return found


@require_safe
def template(request: HttpRequest, code: str) -> HttpResponse:
    """The roster template of a register: codes as text, drop-down of units, notes above the heading."""
    require(may_import(user_of(request), clock.today()))
    register = registers.get(code)
    columns = register.columns
    required = "、".join(column.title for column in columns if column.required)
    notes = [
        f"{register.title}名册模板。必填：{required}。",
        *[f"{c.title}：{c.note}" for c in columns if c.note],
    ]
    target = BytesIO()
    write_xlsx(
        target,
        [column.title for column in columns],
        [],
        text_columns=[column.title for column in columns if column.text],
        notes=notes,
        sheet="名单",
        choices={"设区市": [name for _, name in home_choices(clock.today())]},
        meta={"register": code, "version": TEMPLATE_VERSION},
    )
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment(f"{register.title}名册模板.xlsx")
    return response
