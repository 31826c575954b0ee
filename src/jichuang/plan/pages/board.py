"""看板: the live board for those inside, the released quarter for the public, and the list of plans."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jichuang.base import clock
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.plan.models import Plan
from jichuang.plan.pages import present
from jichuang.plan.pages.asking import Asked, asked, visitor
from jichuang.plan.reads import Row, board, plans
from jichuang.plan.reads.access import may_keep, may_release
from jichuang.plan.reads.marks import Mark, marks
from jichuang.plan.terms import Firmness, TargetKind, quarter_end, quarter_title


@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    """All adopted plans."""
    return render(
        request, "plan/list.html", {"plans": plans(), "may_keep": may_keep(visitor(request)).allowed}
    )


@require_GET
def board_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/: inside the live board on any day; outside the figures of a released quarter."""
    question = asked(request, slug)
    context = _common(question)
    if not question.inside:
        context["headline"], context["by_item"] = _public_rows(question)
        return render(request, "plan/board_public.html", context)
    found, marked = board(question.plan, question.day, question.known), marks(question.plan, question.day)
    context.update(
        board=found,
        summary=present.summary(found),
        headline=present.groups(found.headline, marked),
        by_item=present.groups(found.by_item, marked),
        span=(max(question.last_day, question.plan.ends_on) - question.first_day).days,
        offset=(question.day - question.first_day).days,
        elapsed=f"{float(found.elapsed) * 100:.1f}",
        may_release=may_release(visitor(request)).allowed,
        may_follow=question.decision.allowed,
        open_quarters=_open_quarters(question),
    )
    return render(request, "plan/board.html", context)


@require_GET
def board_file(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/board.xlsx: what the page shows, in one sheet."""
    question = asked(request, slug)
    if not question.inside and question.release is None:
        return render(request, "plan/board_public.html", _common(question), status=404)
    found = board(question.plan, question.day, question.known)
    headers = ["代号", "条", "目标", "原文", "类型", "现值", "单位", "数据时期", "目标值", "力度"]
    if question.inside:
        headers += [
            "基数",
            "进度线应达",
            "状态",
            "说明",
            "年末预测",
            "责任单位",
            "办理",
            "最近报送",
            "久未更新（天）",
            "原定目标",
            "调整依据",
        ]
    headers += ["来源"]
    marked = marks(question.plan, question.day) if question.inside else {}
    rows = [_file_row(row, question.inside, marked.get(code)) for code, row in found.rows.items()]
    name = f"{question.plan.title}_{question.day.isoformat()}{'' if question.inside else '_对外发布版'}.xlsx"
    return xlsx_response(name, headers, rows, text_columns=("代号",), notes=_file_notes(question))


def _file_row(row: Row, inside: bool, mark: Mark | None) -> list[Any]:
    target = row.target
    cells: list[Any] = [
        target.code,
        target.item.number if target.item else "总体",
        target.name,
        target.quote,
        str(TargetKind(target.kind).label),
        row.value_text or "—",
        row.value_unit or target.unit,
        row.observation.period if row.observation else "",
        target.value_text if inside else row.promised or target.value_text,
        str(Firmness(target.firmness).label),
    ]
    if inside:
        cells += [
            "" if row.base is None else str(float(row.base)),
            "" if row.pace_value is None else f"{float(row.pace_value):.1f}",
            present.chip_text(row),
            row.why,
            row.forecast_text,
            row.owner,
            str(mark.state.label) if mark else "",
            mark.last.submitted_on.isoformat() if mark and mark.last else "",
            str(mark.quiet or "") if mark else "",
            row.promised,
            row.change.last.document if row.change else "",
        ]
    return [*cells, present.source_words(row)]


def _file_notes(question: Asked) -> list[str]:
    notes = [f"数据截至{question.day.isoformat()}"]
    if question.release is not None:
        notes.append(f"{question.release_title}发布版，发布于{question.release.released_on.isoformat()}")
    elif question.known_on:
        notes.append(f"按{question.known_on.isoformat()}当天已知的事实")
    else:
        notes.append(f"按{clock.today().isoformat()}已知的事实")
    if settings.DEMONSTRATION:
        notes.append(DEMONSTRATION_MARK)
    return notes


def _common(question: Asked) -> dict[str, Any]:
    return {"plan": question.plan, "asked": question, "counts": _counts(question.plan)}


def _counts(plan: Plan) -> dict[str, int]:
    return {
        "items": plan.items.count(),
        "targets": plan.targets.count(),
        "milestones": plan.milestones.count(),
        "duties": plan.duties.count(),
    }


def _public_rows(question: Asked) -> tuple[Any, Any]:
    """Names, words and released figures only: no light, forecast or owner reaches the public template."""
    if question.release is None:
        return [], []
    found = board(question.plan, question.day, question.known)
    return (
        [(title, [present.public(row) for row in rows]) for title, rows in found.headline],
        [(item, [present.public(row) for row in rows]) for item, rows in found.by_item],
    )


def _open_quarters(question: Asked) -> list[tuple[str, str]]:
    done = {release.quarter for release in question.released}
    found = []
    for number in range(1, 5):
        quarter = f"{question.plan.year}Q{number}"
        if quarter not in done and quarter_end(quarter) <= clock.today():
            found.append((quarter, quarter_title(quarter)))
    return found
