"""设计指数: a scheme as a table of lines, its figures, a preview of the moves, and release. For provincial officers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import xlsx_response
from jichuang.codes.errors import CodeError
from jichuang.indicators import catalogue
from jichuang.indicators.index import RECIPE, Content, Line, compute
from jichuang.indicators.index.below import divisors
from jichuang.indicators.index.note import STEP_TITLES
from jichuang.indicators.index.scheme import USUAL
from jichuang.indicators.index.sheet import CODE, NAME
from jichuang.indicators.models import Scheme
from jichuang.indicators.pages.common import person, signed_in
from jichuang.indicators.pages.index_public import drawn
from jichuang.indicators.reads.access import may_record
from jichuang.indicators.reads.index import moves
from jichuang.indicators.verbs import index as verbs
from jichuang.methods.composite import words
from jichuang.methods.composite.frameworks import library
from jichuang.registry.reads import homes

SPARE, FEWEST = 4, 20
"""Blank lines under the table, and lines shown at least: a new scheme is typed in one go."""
COLUMNS = (
    "code",
    "title",
    "parent",
    "weight",
    "direction",
    "unit",
    "standard",
    "low",
    "high",
    "indicator",
    "source",
    "aggregate",
    "denominator",
    "times",
)


def _scheme(request: HttpRequest, key: str) -> Scheme:
    require(may_record(person(request)))
    found = Scheme.objects.select_related("changed_by").filter(key=key).first()
    if found is None:
        raise Http404(f"没有代号为“{key}”的草案。")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """/index/new/: an empty scheme, or one copied from a shipped framework."""
    require(may_record(person(request)))
    shipped = list(library.every())
    fault = ""
    if request.method == "POST":
        posted = request.POST
        source = next((one for one in shipped if one.key == posted.get("source")), None)
        content = from_framework(source) if source else _empty(posted.get("title", ""))
        try:
            row = verbs.begin_scheme(
                key=posted.get("key", "").strip(),
                content=content,
                by=signed_in(request),
                counties=posted.get("counties") == "1",
            )
            return redirect("indicators:index-draft", key=row.key)
        except Invalid as invalid:
            fault = str(invalid)
    given = {"key": request.POST.get("key", ""), "title": request.POST.get("title", "区域创新能力评价指数")}
    context = {"shipped": shipped, "fault": fault, "given": given}
    return render(request, "indicators/index_new.html", context, status=422 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """/index/drafts/<key>/: the table; saving checks every line and keeps what was typed when something is wrong."""
    row = _scheme(request, key)
    rows = [_texts(line) for line in row.scheme.lines]
    problems: list[Any] = []
    given: dict[str, Any] = {"title": row.scheme.title, "note": row.scheme.note, "recipe": row.scheme.recipe,
                             "grades": ", ".join(f"{name} {bar:g}" for name, bar in row.scheme.grades)}  # fmt: skip
    if request.method == "POST":
        rows = _posted(request)
        given = {"title": request.POST.get("title", ""), "note": request.POST.get("note", ""),
                 "grades": request.POST.get("grades", ""),
                 "recipe": {step: request.POST.get(step, USUAL[step]) for step in RECIPE}}  # fmt: skip
        try:
            saved = verbs.change_scheme(
                scheme=row,
                by=signed_in(request),
                revision=_whole(request.POST.get("revision", "")),
                rows=rows,
                **given,
            )
        except Invalid as invalid:
            problems = invalid.problems
        else:
            messages.success(request, f"已保存，{len(saved.scheme.lines)} 行。")
            return redirect("indicators:index-draft", key=key)
    context = {
        "scheme": row, "given": given, "rows": [*rows, *(dict.fromkeys(COLUMNS, "") for _ in range(max(SPARE, FEWEST - len(rows))))], "problems": problems,
        "steps": [(step, STEP_TITLES[step], choices.items(), given["recipe"].get(step)) for step, choices in RECIPE.items()],
        "registers": [one for one in catalogue.all_indicators() if one.registers] if not row.counties else [],
        "divisors": divisors(), "denominators": list(row.table.denominators.values()), "undivided": row.table.without_denominators(row.scheme),
        "bare": row.table.without_figures(row.scheme), "table": row.table, "today": clock.today(),
        "parents": [line.code for line in row.scheme.lines if line.aggregate],
    }  # fmt: skip
    return render(request, "indicators/index_draft.html", context, status=422 if problems else 200)


@require_safe
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """/index/drafts/<key>/preview/: the ranking the draft would give, with moves beside the last release."""
    row = _scheme(request, key)
    last = row.releases.first()
    context: dict[str, Any] = {"scheme": row, "last": last, "year": clock.today().year - 1, "problems": []}
    try:
        found = compute(row.scheme, row.table).results()
    except Invalid as invalid:
        return render(
            request, "indicators/index_preview.html", context | {"problems": invalid.problems}, status=422
        )
    rows = sorted(found["units"], key=lambda one: (one["place"], one["unit"]))
    shown = [drawn(one, len(rows)) for one in moves(rows, last)]
    moved = sum(1 for one in shown if one["moved"] not in {"—", "持平"})
    return render(
        request,
        "indicators/index_preview.html",
        context | {"rows": shown, "moved": moved, "notices": found["notices"], "runs": found["runs"]},
    )


@require_POST
def fill(request: HttpRequest, key: str) -> HttpResponse:
    """Figures from a sheet or from the registers."""
    row = _scheme(request, key)
    sent = request.FILES.get("file")
    try:
        if "denominators" in request.POST:
            period, known = request.POST["denominators"].strip(), request.POST.get("known", "")
            verbs.fill_denominators(
                scheme=row,
                period=period,
                known=date.fromisoformat(known) if known else None,
                by=signed_in(request),
            )
        elif sent is not None:
            verbs.fill_from_sheet(scheme=row, file=sent, filename=sent.name or "", by=signed_in(request))
        else:
            on = date.fromisoformat(request.POST.get("on", ""))
            verbs.fill_from_registers(scheme=row, on=on, by=signed_in(request))
    except Invalid as invalid:
        for problem in invalid.problems[:12]:
            messages.error(request, str(problem))
        if len(invalid.problems) > 12:
            messages.error(request, f"另有 {len(invalid.problems) - 12} 处，改好上面的再传。")
    except CodeError as fault:
        messages.error(request, f"没有读入：{fault}")
    except ValueError:
        messages.error(request, "没有取数：请填写截至日期，如 2018-09-30。")
    else:
        messages.success(request, "已取得数据，可以预览。")
    return redirect("indicators:index-draft", key=key)


@require_POST
def release(request: HttpRequest, key: str) -> HttpResponse:
    """发布 what was previewed."""
    row = _scheme(request, key)
    given = request.POST
    try:
        made = verbs.release_index(
            scheme=row, period=given.get("period", "").strip(), by=signed_in(request), revision=_whole(given.get("revision", "")),
            public=given.get("public") == "1", note=given.get("note", ""),
        )  # fmt: skip
    except Invalid as invalid:
        messages.error(request, f"没有发布：{invalid}")
        return redirect("indicators:index-preview", key=key)
    messages.success(request, f"已发布：{made}。")
    return redirect(made.get_absolute_url())


@require_safe
def template(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet to fill in: one column per indicator, the fourteen units as rows."""
    row = _scheme(request, key)
    leaves = [line for line in row.scheme.lines if not line.aggregate]
    units = [] if row.counties else [(unit.code, unit.short) for unit in homes(clock.today())]
    held = row.table
    lines = [(c, n) for c, n in zip(held.units, held.names, strict=True)] or units
    rows = [
        [code, name, *(_held_value(held, line.code, at) for line in leaves)]
        for at, (code, name) in enumerate(lines)
    ]
    return xlsx_response(
        f"{row}_数据表.xlsx", [CODE, NAME, *(line.title for line in leaves)], rows, text_columns=(CODE,)
    )


def from_framework(source: Any) -> Content:
    """A shipped framework as lines to edit."""
    root = source.root.code
    divided = library.divisions(source.key)
    lines = tuple(
        Line(
            one.code, one.title, "" if one.parent == root else one.parent, one.weight, one.direction, one.unit,
            standard=one.standard, low=one.goalposts[0] if one.goalposts else None,
            high=one.goalposts[1] if one.goalposts else None, source=_source(one, divided), aggregate=one.aggregate,
            denominator=divided.get(one.code, ("", 1.0))[0], times=divided.get(one.code, ("", 1.0))[1],
        )
        for one in source.elements if one.parent is not None
    )  # fmt: skip
    given = library.recipe(source.key)
    normalise = words.spell(given.normalise)
    grades = tuple((grade.name, grade.at_least) for grade in source.grades)
    recipe = {**USUAL, "normalise": normalise if normalise in RECIPE["normalise"] else USUAL["normalise"]}
    return Content(source.title, lines, recipe, grades, source.note)


def _source(one: Any, divided: dict[str, tuple[str, float]]) -> str:
    inferred = "分母按名称推定，未核实" if one.code in divided else ""
    return "；".join(filter(None, (one.source, inferred)))


def _empty(title: str) -> Content:
    return Content(title.strip()[:80] or "区域创新能力评价指数", (), USUAL)


def _posted(request: HttpRequest) -> list[dict[str, str]]:
    count = min(_whole(request.POST.get("count", "0")), 120)
    return [
        {name: request.POST.get(f"{at}.{name}", "") for name in COLUMNS}
        for at in range(count) if request.POST.get(f"{at}.code", "").strip()
    ]  # fmt: skip


def _texts(line: Line) -> dict[str, str]:
    def told(value: float | None) -> str:
        return "" if value is None else f"{value:g}"

    return {
        "code": line.code, "title": line.title, "parent": line.parent, "weight": told(line.weight),
        "direction": str(line.direction), "unit": line.unit, "standard": told(line.standard), "low": told(line.low),
        "high": told(line.high), "indicator": line.indicator, "source": line.source, "aggregate": "1" if line.aggregate else "",
        "denominator": line.denominator, "times": told(line.times) if line.denominator else "",
    }  # fmt: skip


def _held_value(table: Any, code: str, at: int) -> Any:
    values = table.columns.get(code, ())
    return values[at] if at < len(values) and values[at] is not None else ""


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else -1
