"""条目页和原文页: an item with its promises, and the whole text with every quote linked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.plan import verbs
from jichuang.plan.models import OwnerReport
from jichuang.plan.pages import present
from jichuang.plan.pages.asking import Asked, asked, plan_or_404, typed_day, visitor
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.items import item_page
from jichuang.plan.reads.judging import CHIPS
from jichuang.plan.reads.marks import marks
from jichuang.plan.reads.reach import Reach, reach_of
from jichuang.plan.reads.reports import quarters_of, verdict_words
from jichuang.plan.reads.text import paragraphs


@require_GET
def item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """/plan/<slug>/items/<n>/."""
    question = asked(request, slug)
    found = item_page(question.plan, number, question.day, question.known)
    if found is None:
        raise Http404(f"《{question.plan.title}》没有第{number}条。")
    rows = list(found.board.rows.values())
    marked = marks(question.plan, question.day) if question.inside else {}
    context = {
        "plan": question.plan,
        "asked": question,
        "page": found,
        "marked": marked,
        "item": found.item,
        "item_text": question.plan.text[found.item.start or 0 : found.item.end or 0],
        "headed": f"{number}. {found.item.title}" if number else found.item.title,
        "rows": [present.shown(row, marked.get(row.target.code)) for row in rows] if question.inside else [],
        "public_rows": [] if question.inside else [present.public(row) for row in rows],
        "may_keep": may_keep(visitor(request)).allowed,
        "quarters": _quarters(question, number, reach_of(visitor(request)))
        if question.inside and question.decision
        else None,
        "may_follow": question.decision.allowed,
    }
    return render(request, "plan/item.html", context)


def _quarters(
    question: Asked, number: int, reach: Reach
) -> list[tuple[OwnerReport, tuple[str, str], list[Any]]]:
    """季报 of the item with their lines that carry a light."""
    found = []
    every = quarters_of(question.plan, number, question.day)
    for report in every if reach.everything else [one for one in every if one.office_id in reach.offices]:
        lit = [(line, CHIPS[line["colour"]]) for line in report.figures if line["colour"] != "none"]
        found.append((report, verdict_words(report), lit))
    return found


@require_GET
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/text/: public; every quote highlighted and linked to its item or target."""
    plan = plan_or_404(slug)
    context = {
        "plan": plan,
        "paragraphs": paragraphs(plan),
        "chapters": plan.chapters.prefetch_related("items"),
    }
    return render(request, "plan/text.html", context)


@require_POST
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """Reports a step of a ladder; back to the item with a sentence about what happened."""
    require(may_keep(visitor(request)))
    plan = plan_or_404(slug)
    given = request.POST
    try:
        verbs.report_step(
            plan=plan,
            code=given.get("code", ""),
            member=given.get("member", ""),
            rung=_rung(given.get("rung", "")),
            reached_on=typed_day(given, "reached_on", "达到日期"),
            evidence=given.get("evidence", ""),
            by=visitor(request),
        )
        messages.success(request, f"{given.get('code', '')} 的进展已记录。")
    except Invalid as fault:
        messages.error(request, "进展没有保存：" + "；".join(str(problem) for problem in fault.problems))
    return redirect(_back(request, slug))


def _rung(text: str) -> int:
    if not text.isdecimal() or len(text) > 2:
        raise Invalid.one("rung", "没有选办到哪一步", "步骤请从列表中选择")
    return int(text)


def _back(request: HttpRequest, slug: str) -> str:
    number = request.POST.get("item", "")
    return f"/plan/{slug}/items/{int(number)}/" if number.isdigit() else f"/plan/{slug}/"
