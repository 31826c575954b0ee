"""读入要点: upload a text, correct what was read, adopt it. Every typed value survives an error."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.indicators import catalogue
from jichuang.plan import verbs
from jichuang.plan.data.load import load
from jichuang.plan.models import ReadDraft
from jichuang.plan.pages.asking import visitor
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.drafting import problems_of
from jichuang.plan.terms import Comparator, TargetKind

TARGET_FIELDS = ("name", "kind", "comparator", "value", "value_max", "unit", "indicator")
MILESTONE_FIELDS = ("verb", "deliverable", "ladder")


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """/plan/read/: choose a .txt; what is wrong with it is said beside the field."""
    require(may_keep(visitor(request)))
    problems: list[Problem] = []
    if request.method == "POST":
        given = request.FILES.get("file")
        if given is None:
            problems = [Problem("file", "没有选择文件", "请选择要点正文的 .txt 文件")]
        else:
            try:
                draft = verbs.upload_plan(
                    filename=given.name or "", content=given.read(), by=visitor(request)
                )
                return redirect("plan:draft", draft_id=draft.pk)
            except Invalid as fault:
                problems = fault.problems
            except Refused as refusal:
                problems = [Problem("file", refusal.reason, refusal.remedy)]
    drafts = ReadDraft.objects.filter(plan=None).order_by("-uploaded_at", "-pk")[:20]
    context = {"problems": problems, "drafts": drafts}
    return render(request, "plan/read.html", context, status=422 if problems else 200)


@require_GET
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """/plan/read/<id>/: what was read, every value open to correction."""
    require(may_keep(visitor(request)))
    return _page(request, _draft_or_404(draft_id), [])


@require_POST
def correct(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Saves the corrections and, when asked, adopts the plan."""
    require(may_keep(visitor(request)))
    found = _draft_or_404(draft_id)
    wanted = _corrected(request, found.found)
    revision = request.POST.get("revision", "")
    kept = verbs.correct_draft(
        draft=found, found=wanted, revision=int(revision) if revision.isdigit() else -1, by=visitor(request)
    )
    if request.POST.get("do") != "adopt":
        messages.success(request, "更正已保存。")
        return redirect("plan:draft", draft_id=kept.pk)
    year = request.POST.get("year", "")
    try:
        plan = verbs.adopt_draft(
            draft=kept,
            slug=request.POST.get("slug", "").strip(),
            region_name=request.POST.get("region_name", ""),
            year=int(year) if year.isdigit() else 0,
            by=visitor(request),
        )
    except Invalid as fault:
        return _page(request, kept, fault.problems, status=422)
    except Refused as refusal:
        if not refusal.conflict or refusal.field != "slug":
            raise
        return _page(request, kept, [Problem("slug", refusal.reason, refusal.remedy)], status=409)
    messages.success(request, f"《{plan.title}》已启用，看板地址 /plan/{plan.slug}/。")
    return redirect("plan:board", slug=plan.slug)


def _draft_or_404(draft_id: int) -> ReadDraft:
    found = ReadDraft.objects.filter(pk=draft_id).select_related("plan").first()
    if found is None:
        raise Http404("没有这份读取结果，可能已被删除。请重新上传。")
    return found


def _corrected(request: HttpRequest, found: dict[str, Any]) -> dict[str, Any]:
    """The draft with the posted values laid over it; rows and quotes themselves cannot be posted."""
    given = request.POST
    result = {**found, "title": given.get("title", found["title"])[:200]}
    for kind, fields in (("targets", TARGET_FIELDS), ("milestones", MILESTONE_FIELDS)):
        rows = []
        for index, row in enumerate(found[kind]):
            lead = f"{kind}-{index}"
            changed = {name: given.get(f"{lead}-{name}", row[name]) for name in fields}
            changed["keep"] = f"{lead}-keep" in given
            if kind == "targets":
                changed["strive"] = f"{lead}-strive" in given
                changed["comparator"] = _one_of(changed["comparator"], Comparator.values, row["comparator"])
                changed["kind"] = _one_of(changed["kind"], TargetKind.values, row["kind"])
            else:
                changed["ladder"] = _one_of(changed["ladder"], list(load().ladders), row["ladder"])
            rows.append({**row, **changed})
        result[kind] = rows
    return result


def _one_of(value: str, allowed: list[str], default: str) -> str:
    return value if value in allowed else default


def _page(
    request: HttpRequest, found: ReadDraft, problems: list[Problem], *, status: int = 200
) -> HttpResponse:
    by_field = {problem.field: str(problem) for problem in problems or problems_of(found.found)}
    items = {item["no"]: item["title"] for item in found.found["items"]}
    context = {
        "draft": found,
        "targets": [
            {
                **row,
                "index": i,
                "item_title": items.get(row["item"], "总体部分"),
                "faults": _faults("targets", i, by_field),
            }
            for i, row in enumerate(found.found["targets"])
        ],
        "milestones": [
            {
                **row,
                "index": i,
                "item_title": items.get(row["item"], "总体部分"),
                "faults": _faults("milestones", i, by_field),
            }
            for i, row in enumerate(found.found["milestones"])
        ],
        "problems": problems,
        "comparators": Comparator.choices,
        "kinds": TargetKind.choices,
        "ladders": [(code, " → ".join(steps)) for code, steps in load().ladders.items()],
        "indicators": [(i.code, i.title) for i in catalogue.all_indicators()],
        "given": {
            "slug": request.POST.get("slug", ""),
            "region_name": request.POST.get("region_name", ""),
            "year": request.POST.get("year", "") or str(clock.today().year),
        },
    }
    return render(request, "plan/draft.html", context, status=status)


def _faults(kind: str, index: int, by_field: dict[str, str]) -> list[str]:
    return [text for name, text in by_field.items() if name.startswith(f"{kind}-{index}-")]
