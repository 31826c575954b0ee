"""目标板 PDF 和图片: the inside board of a day on paper, and its headline targets as one picture; the same lights in shape and words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.pdf import compiled
from jichuang.base.pictures import drawn
from jichuang.base.tables import DEMONSTRATION_MARK
from jichuang.plan.pages import present
from jichuang.plan.pages.asking import asked
from jichuang.plan.reads import Row, board
from jichuang.plan.reads.marks import Mark, marks
from jichuang.plan.terms import COLOUR_WORDS

TEMPLATE = Path(__file__).parent.parent / "typst" / "board.typ"
PICTURE = TEMPLATE.with_name("picture.typ")
RULE = (
    "口径：完成进度减进度线，不低于−5个百分点为按期，不低于−20为略慢，再低为滞后；努力目标不亮红灯；缺基数或尚未公布的不判断。"
    "条形为完成，黑线为现应达到的进度，红虚线为目标，下方横线为预测区间。"
)
SOURCE = "来源：名录实时计数和公开发布的数，每个数的定义、来源和名单见目标板。"
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


@require_GET
def board_png(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/board.png: the headline targets of the day asked for as one picture. Raises Refused for the public."""
    question = asked(request, slug, inside_only=True)
    plan, day = question.plan, question.day
    found = board(plan, day, question.known)
    known = question.known_on or clock.today()
    data = {
        "title": f"{plan.title} 目标板",
        "day": f"截至{day.year}年{day.month}月{day.day}日，按{known}已知的事实；{len(found.rows)}个目标：",
        "summary": [
            (colour, f"{count} {COLOUR_WORDS[colour]}") for colour, count in found.summary.items() if count
        ],
        "mark": DEMONSTRATION_MARK if settings.DEMONSTRATION else "",
        "groups": [
            {"title": title, "rows": [_pictured(row) for row in rows]} for title, rows in found.headline
        ],
        "rule": RULE,
        "source": SOURCE,
    }
    answer = HttpResponse(drawn(PICTURE, data), content_type="image/png")
    answer["Content-Disposition"] = attachment(f"{plan.title}_{day.isoformat()}.png")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _pictured(row: Row) -> dict[str, str]:
    bar = present.shown(row).bullet
    return {
        "name": row.target.name,
        "value": row.value_text or "—",
        "unit": f" {row.value_unit}" if row.value_text else "",
        "target": row.target.value_text,
        "promised": row.promised,
        "bar": str(bar),
        "ahead": row.forecast_text,
        "why": row.why,
        "colour": row.light.colour,
        "words": f"{row.light.shape} {present.chip_text(row)}".strip(),
        "owner": row.owner,
    }
