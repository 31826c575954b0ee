"""材料: upload, download again after coming back, remove. A refused file says why and leaves the others alone."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import files
from jichuang.base.errors import Problem, Refused
from jichuang.base.files import resuming
from jichuang.base.files.arriving import disk_was_full
from jichuang.base.files.storing import no_room
from jichuang.base.models import Scan
from jichuang.base.permissions import require
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, CaseFile
from jichuang.hall.pages.common import as_problem, case_or_refusal, journal_reading, member
from jichuang.hall.pages.drafts import crumbs, step_list
from jichuang.hall.terms import CaseState


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: HttpRequest, number: str) -> HttpResponse:
    """材料页. Each file of an upload is stored or refused on its own."""
    case = case_or_refusal(request, number)
    require(reads.can(member(request), "attach", case))
    if request.method != "POST":
        return draw(request, case)
    key, sent = request.POST.get("material", ""), request.FILES.getlist("file")
    faults = [] if sent else [_nothing_came(request, key)]
    for upload in sent:
        try:
            row = verbs.take_in(
                case=case,
                by=member(request),
                material=key,
                stream=cast(BinaryIO, upload.file),
                filename=upload.name or "未命名",
            )
        except Refused as refused:
            faults.append(as_problem(Refused(refused.reason, remedy=refused.remedy, field=key)))
        else:
            messages.success(request, f"“{row.file.name}”已上传。{waiting_words(row)}")
    if faults:
        return draw(request, case, faults, status=422)
    return redirect("hall:materials", number=number)


def _nothing_came(request: HttpRequest, key: str) -> Problem:
    if disk_was_full(request):
        return as_problem(no_room("所选文件"), key)
    return Problem(key, "没有选择文件", "请先选择文件，再点“上传”")


def waiting_words(row: CaseFile) -> str:
    """Said of a file in quarantine."""
    return "正在等待查毒，查毒完成前不能打开。" if row.file.scan == Scan.WAITING else ""


def draw(
    request: HttpRequest, case: Case, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with what was wrong."""
    asked = reads.open_supplement(case)
    wanted = {item.key: item.note for item in asked.items.all() if item.kind == "material"} if asked else None
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "材料"),
        "rows": rows_of(case, wanted),
        "held": reads.library(case.party, member(request)),
        "certificates": reads.certificates_to_use(case.party),
        "faults": faults or [],
        "steps": step_list(case, "materials"),
        "is_draft": case.state == CaseState.DRAFT,
        "part": resuming.PART,
    }
    return render(request, "hall/materials.html", context, status=status)


def rows_of(case: Case, wanted: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Each declared material with its files and what is known of each; during a supplement only the asked ones accept more."""
    held: dict[str, list[CaseFile]] = {}
    attached = reads.files_of(case)
    trusted = reads.trust_of(case.party, attached)
    for file in attached:
        file.known = trusted.get(file.pk)  # type: ignore[attr-defined]
        held.setdefault(file.material, []).append(file)
    return [
        {
            "material": one,
            "files": held.get(one.key, []),
            "open": wanted is None or one.key in wanted,
            "note": (wanted or {}).get(one.key, ""),
            "accept": ",".join(f".{ending}" for ending in one.types),
            "most_mb": one.max_mb or settings.UPLOAD_LIMIT // 1024 // 1024,
        }
        for one in case.declaration.form.materials
    ]


def file_or_404(case: Case, key: int) -> CaseFile:
    """The attached file of that key; 404 when there is none or it was removed."""
    found = case.files.filter(pk=key, removed_at__isnull=True).select_related("file").first()
    if found is None:
        raise Http404("这件材料不存在或已移除")
    return found


@login_required
@require_safe
def download(request: HttpRequest, number: str, key: int) -> FileResponse:
    """下载材料, for whoever may see the case."""
    case = case_or_refusal(request, number)
    row = file_or_404(case, key)
    journal_reading(case, member(request))
    return files.response(row.file)


@login_required
@require_POST
def remove(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """移除材料."""
    case = case_or_refusal(request, number)
    require(reads.may_try(member(request), "detach", case))
    row = file_or_404(case, key)
    verbs.detach(case=case, by=member(request), file=row)
    messages.success(request, f"“{row.file.name}”已移除。")
    return redirect("hall:materials", number=number)
