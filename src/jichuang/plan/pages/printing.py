"""目标板 PDF: the inside board of a day on paper, one line a target, the same lights in shape and words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.pdf import compiled
from jichuang.base.tables import DEMONSTRATION_MARK
from jichuang.plan.pages import present
from jichuang.plan.pages.asking import asked
from jichuang.plan.reads import Row, board
from jichuang.plan.reads.marks import Mark, marks

TEMPLATE = Path(__file__).parent.parent / "typst" / "board.typ"
HEAD = ("代号", "目标 · 原文", "现值", "目标值", "状态", "责任单位")


@require_GET
def board_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/board.pdf: what the inside board shows on the day asked for. Raises Refused for the public."""
    question = asked(request, slug, inside_only=True)
    plan, day = question.plan, question.day
    found, marked = board(plan, day, question.known), marks(plan, day)
    groups: list[tuple[str, list[Row]]] = list(found.headline)
    groups += [(f"{item.number}. {item.title}", rows) for item, rows in found.by_item]
    known = question.known_on or clock.today()
    data = {
        "title": f"{plan.title} 目标板",
        "summary": f"数据截至{day}，按{known}已知的事实；"
        + "，".join(words for _, words in present.summary(found)),
        "note": f"{plan.title}　截至{day}",
        "mark": DEMONSTRATION_MARK if settings.DEMONSTRATION else "",
        "head": HEAD,
        "groups": [
            {"title": title, "rows": [_line(row, marked.get(row.target.code)) for row in rows]}
            for title, rows in groups
        ],
    }
    answer = HttpResponse(compiled(TEMPLATE, data, at=clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = attachment(f"{plan.title}_{day.isoformat()}.pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _line(row: Row, mark: Mark | None) -> dict[str, Any]:
    quiet = f"，{mark.quiet}天未报" if mark and mark.quiet else ""
    return {
        "code": row.target.code,
        "name": row.target.name,
        "quote": row.target.quote,
        "value": f"{row.value_text}{row.value_unit}" or "—",
        "target": row.target.value_text,
        "promised": row.promised,
        "colour": row.light.colour,
        "words": f"{row.light.shape} {present.chip_text(row)}".strip(),
        "owner": row.owner,
        "told": f"{mark.words}{quiet}" if mark else "",
    }
