"""换一组权重: what another choice of weights would do to the places, with intervals; and which choice moves them most."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jichuang.base.charts import barchart
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.indicators.index import Content, compute
from jichuang.indicators.index.computing import NOISE, SEED
from jichuang.indicators.models import IndexRelease
from jichuang.indicators.pages.common import person
from jichuang.indicators.pages.index_public import drawn, note_of, release_or_404
from jichuang.indicators.reads.access import may_see_inside
from jichuang.indicators.reads.index import built, moves
from jichuang.methods.composite import Normalisers, PercentileRank
from jichuang.methods.composite.uncertainty import Declared, sensitivity

MOST = 1000.0
BASE = 256
"""Points of the Sobol design: some 2,000 recomputations."""


@require_safe
def what_if(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """/index/<key>/<number>/what-if/?w.<code>=: nothing is kept; the address carries the whole question."""
    found = release_or_404(request, key, number)
    require(may_see_inside(person(request)))
    content = found.scheme_then
    weights, faults = _weights(request, content)
    context: dict[str, Any] = {
        "release": found,
        "note": note_of(found),
        "groups": _groups(content, weights),
        "faults": faults,
    }
    if not faults:
        try:
            results = compute(content.weighted(weights), found.table).results()
        except Invalid as invalid:
            faults.extend(str(problem) for problem in invalid.problems)
        else:
            context |= _answer(found, results)
    return render(request, "indicators/index_what_if.html", context, status=422 if faults else 200)


@require_safe
def sensitive(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """/index/<key>/<number>/sensitivity/: how much of the moves each choice explains."""
    found = release_or_404(request, key, number)
    require(may_see_inside(person(request)))
    index = built(found)
    declared = Declared(normalise=(Normalisers(PercentileRank()),), noise=NOISE, left_out=True)
    try:
        answer = sensitivity(
            found.table.engine(found.scheme_then),
            index.framework,
            index.recipe,
            declared,
            base=BASE,
            seed=SEED,
        )
    except ValueError as fault:
        return render(
            request,
            "indicators/index_sensitivity.html",
            {"release": found, "fault": str(fault), "rows": []},
            status=422,
        )
    pairs = sorted(zip(answer.factors, answer.effects, strict=True), key=lambda pair: -pair[1].total)
    rows: list[dict[str, Any]] = [
        {"title": factor.title, "first": max(0.0, effect.first), "total": effect.total, "low": effect.total_low, "high": effect.total_high,
         "options": [one for one in factor.options if one][:6]}
        for factor, effect in pairs
    ]  # fmt: skip
    bars = SafeString(
        barchart(
            [(row["title"], round(100 * row["total"], 1)) for row in rows],
            unit="%",
            title="连同交互占名次变动的份额",
        )
    )
    context = {
        "release": found,
        "note": note_of(found),
        "rows": rows,
        "bars": bars,
        "runs": answer.runs,
        "mean": answer.mean,
        "fault": "",
    }
    return render(request, "indicators/index_sensitivity.html", context)


def _weights(request: HttpRequest, content: Content) -> tuple[dict[str, float], list[str]]:
    weights: dict[str, float] = {}
    faults = []
    for line in content.lines:
        text = request.GET.get(f"w.{line.code}", "").strip()
        if not text:
            continue
        try:
            weight = float(text)
        except ValueError:
            weight = -1.0
        if not 0 <= weight <= MOST:
            faults.append(f"“{line.title}”的权重“{text[:12]}”应为 0 到 {MOST:g} 的数。")
        else:
            weights[line.code] = weight
    return weights, faults


def _groups(content: Content, weights: dict[str, float]) -> list[dict[str, Any]]:
    """Siblings together: weights only count among them."""
    titles = {"": "一级指标", **{line.code: line.title for line in content.lines}}
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in content.lines:
        at = weights.get(line.code, line.weight)
        groups.setdefault(line.parent, []).append(
            {"line": line, "at": at, "most": max(line.weight * 3, at, 1.0)}
        )
    for siblings in groups.values():
        whole = sum(one["at"] for one in siblings)
        for one in siblings:
            one["share"] = f"{one['at'] / whole:.0%}" if whole else "—"
    return [
        {"title": titles.get(parent, parent), "rows": rows}
        for parent, rows in groups.items()
        if len(rows) > 1
    ]


def _answer(found: IndexRelease, results: dict[str, Any]) -> dict[str, Any]:
    rows = sorted(results["units"], key=lambda one: (one["place"], one["unit"]))
    shown = [drawn(one, len(rows), found) for one in moves(rows, found)]
    moved = [one for one in shown if one["moved"] not in {"—", "持平"}]
    return {"rows": shown, "moved": len(moved), "runs": results["runs"]}
