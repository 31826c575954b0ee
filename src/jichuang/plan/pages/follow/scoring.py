"""年考评: every owner's score with the lines it adds up from, awards, self scores, and the closing of the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.plan import rules, verbs
from jichuang.plan.models import Plan, YearClosing
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import frame, inside_plan
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_act_for, may_close, may_keep, offices_of
from jichuang.plan.reads.charges import holdings, office_named
from jichuang.plan.reads.closing import (
    YEAR_SCORE,
    Difference,
    closing_of,
    differences,
    intact,
    proposed,
    stored,
)
from jichuang.plan.reads.people import names_of
from jichuang.plan.reads.reach import reach_of
from jichuang.plan.reads.scoring import Score, scores

if TYPE_CHECKING:
    from jichuang.accounts.models import User

Named = TypeVar("Named", Score, Difference)


@login_required
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/scores/: as stored once the year is closed, else by today's data."""
    return _draw(request, inside_plan(request, slug))


def _draw(request: HttpRequest, plan: Plan, fault: Fault | None = None) -> HttpResponse:
    day, user = clock.today(), visitor(request)
    closing, waiting = closing_of(plan), proposed(plan)
    mine = {one.pk for one in offices_of(user)}
    own = list(dict.fromkeys(one.department for one in holdings(plan, offices=mine)))
    names = names_of(text for one in (closing, waiting) if one for text in (one.asked_by, one.decided_by))
    context = frame(request, plan, "scores") | {
        "scores": _shown(plan, closing, day, user),
        "closing": closing,
        "intact": closing is None or intact(closing),
        "differences": _concerning(differences(closing), plan, user) if closing else [],
        "proposed": waiting,
        "may_close": may_close(user, waiting) if waiting else None,
        "over": day >= plan.ends_on,
        "unverified": plan.reports.filter(verdict=None).count(),
        "names": {
            key: names.get(getattr(closing or waiting, key), "") if closing or waiting else ""
            for key in ("asked_by", "decided_by")
        },
        "own": own,
        "parameters": [one for one in rules.in_force(day) if one.clause == YEAR_SCORE],
        **given_again(request, fault),
    }
    return render(request, "plan/follow/scores.html", context, status=fault.status if fault else 200)


def _shown(plan: Plan, closing: YearClosing | None, day: date, user: User) -> list[tuple[int, Score]]:
    """Rank and score of the owners the visitor may see: all, or his own departments with the rank they have among all."""
    every = list(enumerate(stored(closing) if closing else scores(plan, day), start=1))
    known = {one.department for one in _concerning([score for _, score in every], plan, user)}
    return [(rank, one) for rank, one in every if one.department in known]


def _concerning(found: Sequence[Named], plan: Plan, user: User) -> list[Named]:
    """Those about owners that the visitor may see."""
    reach = reach_of(user)
    if reach.everything:
        return list(found)
    mine = {one.department for one in holdings(plan, offices=reach.offices)}
    return [one for one in found if one.department in mine]


@login_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The scores as Excel, as the page shows them: a line an owner, and one for everything a part adds up from."""
    plan = inside_plan(request, slug)
    closing, day = closing_of(plan), clock.today()
    rows: list[list[Any]] = []
    for _, one in _shown(plan, closing, day, visitor(request)):
        rows.append([one.department, "合计", one.text, "", _plain(one.self_score), _plain(one.independent)])
        for part in one.parts:
            rows.append([one.department, part.title, part.text, part.how, "", ""])
            rows += [
                [one.department, f"{part.title}·明细", line.counts, line.text, "", ""] for line in part.lines
            ]
    notes = [f"截至{closing.as_of if closing else day}", "计分办法为推定参数，未经核实"]
    if closing is not None:
        notes.insert(1, f"{closing.decided_on}定稿，依据{closing.basis}，摘要{closing.digest}")
    if settings.DEMONSTRATION:
        notes.append(DEMONSTRATION_MARK)
    headers = ["责任单位", "部分", "得分", "说明", "自评分", "第三方评估分"]
    return xlsx_response(f"{plan.title}_年考评.xlsx", headers, rows, notes=notes)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _decimal(text: str, field: str, title: str) -> Decimal:
    try:
        return parse_decimal(text, field=title)
    except CodeError as fault:
        raise Invalid.one(field, str(fault)) from fault


@login_required
@require_POST
def award(request: HttpRequest, slug: str) -> HttpResponse:
    """记加分."""
    plan, given = inside_plan(request, slug), request.POST
    require(may_keep(visitor(request)))

    def done(by: Any) -> str:
        row = verbs.record_award(
            plan=plan, department=given.get("department", ""), title=given.get("title", ""),
            document=given.get("document", ""), points=_decimal(given.get("points", ""), "points", "加分"), by=by,
        )  # fmt: skip
        return f"{row.department}已记加分{row.points}。"

    return _after(request, plan, tried(request, done))


@login_required
@require_POST
def self_score(request: HttpRequest, slug: str) -> HttpResponse:
    """自评."""
    plan, given = inside_plan(request, slug), request.POST
    department = given.get("department", "")
    require(may_act_for(visitor(request), department, office_named(department)))

    def done(by: Any) -> str:
        row = verbs.record_self_score(
            plan=plan, department=department, reasons=given.get("reasons", ""),
            score=_decimal(given.get("score", ""), "score", "自评分"), by=by,
        )  # fmt: skip
        return f"{row.department}自评{row.score}分。"

    return _after(request, plan, tried(request, done))


@login_required
@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """提出年度评分定稿."""
    plan = inside_plan(request, slug)
    require(may_keep(visitor(request)))

    def done(by: Any) -> str:
        row = verbs.propose_closing(plan=plan, basis=request.POST.get("basis", ""), by=by)
        return f"已提出{plan.year}年度评分定稿（摘要 {row.digest[:12]}…），等待另一名经办复核。"

    return _after(request, plan, tried(request, done))


@login_required
@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """复核 or 退回 a proposed closing."""
    plan = inside_plan(request, slug)
    row = get_object_or_404(YearClosing, pk=pk, plan=plan)
    approved = request.POST.get("verdict") == "accept"

    def done(by: Any) -> str:
        verbs.decide_closing(closing=row, approved=approved, answer=request.POST.get("answer", ""), by=by)
        return f"{plan.year}年度评分已{'定稿' if approved else '退回'}。"

    return _after(request, plan, tried(request, done))


def _after(request: HttpRequest, plan: Plan, fault: Fault | None) -> HttpResponse:
    """Back to the page, or the page with what was typed and what is wrong with it."""
    return redirect("plan:scores", slug=plan.slug) if fault is None else _draw(request, plan, fault)
