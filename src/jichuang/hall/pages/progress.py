"""办件进度公开查询: with the number and the last four characters of the credit code one learns the stage, nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jichuang.base.errors import Problem
from jichuang.hall import reads


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """进度查询. Typed by POST so that no code stays in an address; a wrong pair says the same as an unknown number."""
    number, tail = request.POST.get("number", "").strip(), request.POST.get("tail", "").strip()
    faults: list[Problem] = []
    found = None
    if request.method == "POST":
        if not number:
            faults.append(Problem("number", "没有填写办件编号", "编号在回执上，如 20180930-000042"))
        if len(tail) != 4:
            faults.append(Problem("tail", "统一社会信用代码后四位不是4个字符", "请填写代码的最后4个字符"))
        if not faults:
            found = reads.public_status(number, tail)
        if found is None and not faults:
            faults.append(Problem("number", "没有找到这件办件", "请核对编号与代码后四位是否属于同一件"))
    context = {"number": number, "tail": tail, "faults": faults, "found": found}
    return render(request, "hall/progress.html", context, status=422 if faults else 200)
