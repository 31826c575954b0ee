"""统计公报: the list, one bulletin as page, its files as stored; for 统计人员 drafting, review, issue and corrections."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall.pages.common import Crumb, as_problem
from jichuang.indicators import verbs
from jichuang.indicators.bulletin.measures import CROSSED, MEASURES
from jichuang.indicators.catalogue.surveys import REPORTING, code_of
from jichuang.indicators.models import Bulletin
from jichuang.indicators.pages.common import person, signed_in
from jichuang.indicators.reads import bulletins as reads
from jichuang.indicators.reads.waiting import drafting_waits_for
from jichuang.indicators.terms import BulletinState, FileKind

TYPED = ("remark", "note", "number", "place", "was", "corrected", "why")
NUMERALS = "一二三四五六七八九十"
STATISTICS = Crumb("统计", "/statistics/")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """/bulletins/: what is issued; 统计人员 also see drafts and which frozen quarter waits for one."""
    return _list(request)


def _list(request: HttpRequest, faults: list[Problem] | None = None, status: int = 200) -> HttpResponse:
    reader = person(request)
    counting = reads.may_count(reader)
    page = paginate(request, reads.bulletins(reader))
    context = {
        "page": page,
        "rows": [(one, BulletinState(one.state)) for one in page],
        "counting": counting,
        "waiting": drafting_waits_for() if counting else [],
        "faults": faults or [],
        "crumbs": [STATISTICS, Crumb("统计公报")],
    }
    return render(request, "indicators/bulletins.html", context, status=status)


@login_required
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """起草 from a frozen quarter."""
    period = request.POST.get("period", "")
    try:
        made = verbs.draft_bulletin(period=period[:8], by=signed_in(request))
    except Refused as refused:
        if not refused.conflict:
            raise
        return _list(request, [as_problem(refused)], 409)
    messages.success(request, f"已起草{made.title}，请核对后交复核。")
    return redirect("indicators:bulletin", survey=made.survey, period=made.period)


def _bulletin(request: HttpRequest, survey: str, period: str) -> Bulletin:
    """The bulletin as the person may read it; 404 when there is none, Refused before its issue."""
    rows = Bulletin.objects.select_related("snapshot", "drafted_by", "reviewed_by", "issued_by")
    found = rows.filter(survey=survey, period=period).first()
    if found is None:
        raise Http404("没有这一期公报")
    require(reads.may_read(person(request), found))
    return found


@never_cache
@require_safe
def show(request: HttpRequest, survey: str, period: str) -> HttpResponse:
    """One bulletin: text, charts with their tables, notes, corrections, files with digests."""
    return _draw(request, _bulletin(request, survey, period))


def _draw(
    request: HttpRequest, bulletin: Bulletin, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    printed, reader = reads.content(bulletin), person(request)
    counting = reads.may_count(reader)
    context = {
        "bulletin": bulletin,
        "state": BulletinState(bulletin.state),
        "paper": printed,
        "sections": [
            (numeral, section, f"{bulletin.survey}/{bulletin.period}/{at}")
            for at, (numeral, section) in enumerate(zip(NUMERALS, printed["sections"], strict=False), 1)
        ],
        "tables": [_table(one, bulletin) for one in printed["tables"]],
        "measures": [REPORTING, *(code_of(one.key) for one in MEASURES)],
        "errata": list(bulletin.errata.select_related("by")),
        "files": [(FileKind(one.kind), one) for one in bulletin.files.select_related("file")],
        "counting": counting,
        "own": counting and bulletin.drafted_by_id == signed_in(request).pk,
        "again": reads.made_again(bulletin)
        if counting and bulletin.is_issued and "again" in request.GET
        else None,
        "typed": {key: request.POST.get(key, "") for key in TYPED},
        "faults": faults or [],
        "crumbs": [STATISTICS, Crumb("统计公报", reverse("indicators:bulletins")), Crumb(bulletin.title)],
    }
    return render(request, "indicators/bulletin.html", context, status=status)


def _table(table: dict[str, Any], bulletin: Bulletin) -> dict[str, Any]:
    """The chart is our own SVG, drawn when the bulletin was issued; everything else is escaped.

    `head` and the rows' codes name the indicator a column or row shows, "" for words.
    """
    chart = mark_safe(table["chart"])  # noqa: S308  made by base.charts, which escapes its texts
    forms = "table picture" if chart else "table"
    main = table["key"] == "main"
    return {
        **table,
        "chart": chart,
        "head": _columns(table),
        "rows": [(TITLED.get(row[0], "") if main else "", row) for row in table["rows"]],
        "passage": f"{bulletin.survey}/{bulletin.period}/{table['key']}",
        "forms": forms,
    }


TITLED = {one.title: code_of(one.key) for one in MEASURES}


def _columns(table: dict[str, Any]) -> list[tuple[str, str]]:
    """(indicator, title) of each column; a growth rate belongs to the figure on its left."""
    found, last = [], ""
    for at, title in enumerate(table["head"]):
        if table["key"] == "main" or at == 0:
            last = ""
        elif table["key"] == "grid":
            last = code_of(CROSSED)
        else:
            last = REPORTING if title.startswith("企业数") else TITLED.get(title, last)
        found.append((last, title))
    return found


@never_cache
@require_safe
def download(request: HttpRequest, survey: str, period: str, kind: str) -> FileResponse:
    """One file of an issued bulletin, as stored."""
    bulletin = _bulletin(request, survey, period)
    found = bulletin.files.select_related("file").filter(kind=kind).first()
    if found is None:
        raise Http404("公报没有这种格式的文件，或还没有发布")
    return files.response(found.file)


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() else 0


@login_required
@require_POST
def decide(request: HttpRequest, survey: str, period: str, deed: str) -> HttpResponse:
    """情况说明、复核、退回、发布、更正."""
    bulletin = _bulletin(request, survey, period)
    try:
        words = _DEEDS[deed](request, bulletin)
    except KeyError:
        raise Http404("没有这个操作") from None
    except Invalid as invalid:
        return _draw(request, bulletin, invalid.problems, 422)
    except Refused as refused:
        if not refused.conflict:
            raise
        return _draw(request, bulletin, [as_problem(refused)], 409)
    messages.success(request, words)
    return redirect("indicators:bulletin", survey=survey, period=period)


def _remark(request: HttpRequest, bulletin: Bulletin) -> str:
    words = request.POST.get("remark", "")
    verbs.write_remark(bulletin=bulletin, words=words, by=signed_in(request), revision=_revision(request))
    return "情况说明已保存。"


def _review(request: HttpRequest, bulletin: Bulletin) -> str:
    agree = request.POST.get("agree") == "1"
    verbs.review_bulletin(
        bulletin=bulletin,
        agree=agree,
        note=request.POST.get("note", ""),
        by=signed_in(request),
        revision=_revision(request),
    )
    return "复核同意，可以发布。" if agree else "已退回起草。"


def _issue(request: HttpRequest, bulletin: Bulletin) -> str:
    number = request.POST.get("number", "")
    made = verbs.issue_bulletin(
        bulletin=bulletin, number=number, by=signed_in(request), revision=_revision(request)
    )
    return f"已发布{made.title}（{made.number}）；文件已存，摘要列在页上。"


def _correct(request: HttpRequest, bulletin: Bulletin) -> str:
    given = {key: request.POST.get(key, "") for key in ("place", "was", "corrected", "why")}
    verbs.add_erratum(bulletin=bulletin, by=signed_in(request), **given)
    return "更正已附在公报上，原文和文件不变。"


_DEEDS = {"remark": _remark, "review": _review, "issue": _issue, "errata": _correct}
