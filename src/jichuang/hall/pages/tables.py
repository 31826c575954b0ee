"""表格填报: rows from boxes, a paste and an uploaded workbook; the workbook to fill in. Nothing typed is lost."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from jichuang.base.downloads import attachment
from jichuang.base.errors import Problem
from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Field, FieldType, Step
from jichuang.hall.declare.values import shown_rows
from jichuang.hall.models import Case
from jichuang.hall.table_input import TableInput, blank_workbook, read_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(request: HttpRequest, field: Field) -> str:
    """What the page sent for one field, as text."""
    if field.type is FieldType.TABLE:
        return TableInput(field).value_from_datadict(request.POST, request.FILES, field.key) or ""
    return request.POST.get(field.key, "")


def add_workbooks(request: HttpRequest, step: Step, typed: dict[str, str]) -> list[Problem]:
    """Adds the rows of uploaded workbooks to what was typed; a workbook that cannot be read is named and adds nothing."""
    problems = []
    for field in step.fields:
        upload = request.FILES.get(f"{field.key}.file")
        if upload is None or field.key not in typed:
            continue
        try:
            rows = read_workbook(field, upload.read(), upload.name or "未命名")
        except CodeError as fault:
            problems.append(Problem(field.key, str(fault).rstrip("。"), "表中原有的行没有变"))
            continue
        lines = [*filter(None, [typed[field.key]]), *("\t".join(cells) for cells in rows)]
        typed[field.key] = "\n".join(lines)
    return problems


def blank(case: Case, step: Step, key: str) -> HttpResponse:
    """下载空白表: the columns as heads, with the rows already saved. 404 for a field that is no table of this step."""
    field = next((one for one in step.fields if one.key == key and one.type is FieldType.TABLE), None)
    if field is None:
        raise Http404("这一步没有这张表")
    content = blank_workbook(field, shown_rows(field, case.answers.get(key)))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = attachment(f"{field.title}.xlsx")
    return response
