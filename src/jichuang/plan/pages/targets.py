"""目标页: definition, chart, and the drill-down province → 考核归属 → county → named rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, paginate, xlsx_response
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.indicators import catalogue
from jichuang.indicators.declare import Observed
from jichuang.indicators.reads import by_county, has_rows
from jichuang.indicators.reads import rows as counted_rows
from jichuang.indicators.reads.definition import rows_words
from jichuang.indicators.verbs import record_observation
from jichuang.plan.models import Target
from jichuang.plan.pages import present
from jichuang.plan.pages.asking import Asked, asked, typed_day, visitor
from jichuang.plan.reads import Row, board
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.charges import charge_of
from jichuang.plan.reads.drill import Level, drill
from jichuang.plan.reads.reach import may_see_charge
from jichuang.plan.reads.text import passage
from jichuang.registry.reads import home_name, region_name
from jichuang.registry.registers import find

REPORTED = {True: "每一步的日期和依据列在本页。", False: "报告的依据只对内部岗位开放。"}
"""明细 of a target without an indicator, for readers inside and outside."""


@require_GET
def target(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """/plan/<slug>/targets/<code>/ with ?home= and ?county= for the drill-down."""
    question = asked(request, slug)
    row = _row(question, code)
    declared = catalogue.find(row.target.indicator)
    registers = [r for r in map(find, declared.registers) if r] if declared else []
    before, quote, after = passage(question.plan, row.target.start, row.target.end)
    context: dict[str, Any] = {
        "plan": question.plan,
        "asked": question,
        "target": row.target,
        "indicator": declared,
        "registers": registers,
        "rows_words": rows_words(
            declared, inside=question.inside, public=all(one.public for one in registers)
        )
        if declared
        else REPORTED[question.inside],
        "passage": {"before": before, "quote": quote, "after": after},
        "public": present.public(row),
        "may_keep": question.inside and may_keep(visitor(request)).allowed,
        "published": declared is not None and isinstance(declared.value, Observed),
    }
    if question.inside:
        charge = charge_of(question.plan, code)
        context["sees_charge"] = charge is not None and may_see_charge(visitor(request), charge).allowed
        context["shown"] = present.shown(row)
        context["line"] = present.line(row, question.plan)
        context["passage_key"] = f"{slug}/{code}"
        context["passage_forms"] = " ".join(
            ["sentence", *(["table"] if row.live else []), *(["picture"] if context["line"] else [])]
        )
        context["past_hits"] = present.past_hits(row, question.day)
        context.update(_drilled(request, question, row))
    return render(request, "plan/target.html", context)


@require_POST
def figure(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Records a published figure for the target's indicator; back to the target with what happened."""
    require(may_keep(visitor(request)))
    found = get_object_or_404(Target.objects.select_related("plan"), plan__slug=slug, code=code)
    given, here = request.POST, redirect("plan:target", slug=slug, code=code)
    try:
        row = record_observation(
            indicator=found.indicator,
            period=given.get("period", "").strip(),
            value=parse_decimal(given.get("value", "")),
            publisher=given.get("publisher", ""),
            title=given.get("title", ""),
            published_on=typed_day(given, "published_on", "发布日期"),
            by=visitor(request),
        )
    except CodeError as fault:
        messages.error(request, f"没有登记：{fault}")
        return here
    except Invalid as fault:
        messages.error(request, "没有登记：" + "；".join(str(problem) for problem in fault.problems))
        return here
    messages.success(request, f"已登记{row.period}年数 {row.text}{row.unit}，核对状态：{row.check_label}。")
    return here


@require_GET
def rows_file(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """/plan/<slug>/targets/<code>/rows.xlsx: the named rows of the chosen region."""
    question = asked(request, slug, inside_only=True)
    row = _row(question, code)
    if not row.live or not has_rows(row.target.indicator):
        raise Http404("这个目标的数不是由名录逐条计数得来，没有名单。")
    home, county = request.GET.get("home") or None, request.GET.get("county") or None
    day = counted_day(row.target, question.day)
    entries = counted_rows(row.target.indicator, day, known=question.known, home=home, region=county)
    rows = (
        [
            entry.name,
            entry.number,
            home_name(entry.home, day),
            region_name(entry.region, day),
            entry.valid_from.isoformat(),
            entry.valid_to.isoformat() if entry.valid_to else "",
            entry.basis,
        ]
        for entry in entries.iterator(chunk_size=2000)
    )
    notes = [f"{row.target.code} {row.target.name}，截至{day.isoformat()}"]
    if settings.DEMONSTRATION:
        notes.append(DEMONSTRATION_MARK)
    headers = ["名称", "编号", "考核归属", "县（市、区）", "起始日期", "有效期至", "依据"]
    name = f"{row.target.name}_{day.isoformat()}.xlsx"
    return xlsx_response(name, headers, rows, text_columns=("编号",), notes=notes)


def counted_day(found: Target, day: date) -> date:
    """The day the rows are counted on: sums of the year stop at the plan's end."""
    flow = found.kind in {"increment", "count"}
    return min(day, found.plan.ends_on) if flow else day


def _row(question: Asked, code: str) -> Row:
    rows = board(question.plan, question.day, question.known, only=[code]).rows
    if code not in rows:
        raise Http404(f"《{question.plan.title}》没有代号为“{code}”的目标。")
    return rows[code]


def _drilled(request: HttpRequest, question: Asked, row: Row) -> dict[str, Any]:
    if not row.live:
        return {}
    day = counted_day(row.target, question.day)
    code, known = row.target.indicator, question.known
    home, county = request.GET.get("home", ""), request.GET.get("county", "")
    levels = drill(code, day, known)
    chosen = next((level for level in levels if level.code == home), None)
    context: dict[str, Any] = {"homes": levels, "home": chosen, "drill_day": day, "has_rows": has_rows(code)}
    context["total"] = sum(level.value for level in levels)
    context["tiles"] = present.tiles(levels, row.target.unit, question.query, home)
    if chosen is None or not has_rows(code):
        return context
    counties = [
        Level(part.code, region_name(part.code, day), part.value)
        for part in by_county(code, day, chosen.code, known=known)
    ]
    context["counties"] = counties
    context["county"] = next((level for level in counties if level.code == county), None)
    region = context["county"].code if context["county"] else None
    page = paginate(request, counted_rows(code, day, known=known, home=chosen.code, region=region))
    context["page"] = page
    context["named"] = [(entry, entry.source if ":" in entry.source else "") for entry in page]
    return context
