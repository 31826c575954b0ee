"""区域创新指数: rankings that were released, one unit's profile, the method note, and files. Each page asks who reads."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jichuang.base import pdf
from jichuang.base.charts import Tile, span, tilemap
from jichuang.base.clock import SHANGHAI
from jichuang.base.downloads import attachment
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.indicators.index import RECIPE
from jichuang.indicators.index.note import method_note, share_of
from jichuang.indicators.index.sheets_out import STEPS, rank_headers, rank_rows, step_rows
from jichuang.indicators.models import IndexRelease
from jichuang.indicators.pages.common import person
from jichuang.indicators.reads.access import may_record, may_see_inside
from jichuang.indicators.reads.index import (
    Moved,
    built,
    called,
    earlier,
    may_see,
    moves,
    profile,
    releases_for,
    schemes,
)
from jichuang.methods.composite import CompositeError

NOTE = Path(__file__).parents[1] / "index" / "note.typ"


def release_or_404(request: HttpRequest, key: str, number: int) -> IndexRelease:
    """The version, or 404; raises Refused for a reader it is not for."""
    found = IndexRelease.objects.select_related("scheme").filter(scheme__key=key, number=number).first()
    if found is None:
        raise Http404(f"没有指数“{key}”的第 {number} 版。")
    require(may_see(person(request), found))
    return found


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/index/: versions by scheme, and the drafts for those who design."""
    reader = person(request)
    found: dict[str, list[IndexRelease]] = {}
    for release in releases_for(reader):
        found.setdefault(release.scheme.key, []).append(release)
    keeper = may_record(reader).allowed
    context = {
        "groups": [(rows[0], rows[1:]) for rows in found.values()],
        "drafts": schemes() if keeper else [],
        "may_design": keeper,
        "inside": may_see_inside(reader).allowed,
    }
    return render(request, "indicators/index_home.html", context)


@require_safe
def release(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """/index/<key>/<number>/: the ranking beside the version before, map and table."""
    found = release_or_404(request, key, number)
    before = earlier(found, person(request))
    rows = found.rows
    context = {
        "release": found,
        "before": before,
        "rows": [drawn(one, len(rows), found) for one in moves(rows, before)],
        "pillars": _pillars(found),
        "note": note_of(found),
        "map": _map(found),
        "inside": may_see_inside(person(request)).allowed,
        "grades": _grade_counts(found),
        "passage_key": f"{key}/{number}",
        "passage_forms": "sentence table" if found.scheme.counties else "sentence table picture",
    }
    return render(request, "indicators/index_release.html", context)


@require_safe
def unit(request: HttpRequest, key: str, number: int, code: str) -> HttpResponse:
    """/index/<key>/<number>/units/<code>/: place with interval, strengths, weaknesses, what cost places, peers, history."""
    found = release_or_404(request, key, number)
    row = next((one for one in found.rows if one["unit"] == code), None)
    if row is None:
        raise Http404(f"这一版没有给“{code}”排名。")
    try:
        drawn_profile = profile(found, code)
    except CompositeError as fault:
        raise Http404(str(fault)) from fault
    titles = {line.code: line.title for line in found.scheme_then.lines}
    history = _history(request, found, code)
    context = {
        "release": found,
        "row": row,
        "total": len(found.rows),
        "span": SafeString(span(row["low"], row["place"], row["high"], most=len(found.rows), width=320)),
        "profile": drawn_profile,
        "pillars": [(c, titles[c], score) for c, score in row["pillars"].items()],
        "note": note_of(found),
        "costs": [pair for pair in drawn_profile.costs if pair[1] > 0],
        "gains": [pair for pair in reversed(drawn_profile.costs) if pair[1] < 0][:5],
        "history": history,
        "map": _map(found, current=code),
        "passage_key": f"{key}/{number}/{code}",
        "passage_forms": "sentence table" if found.scheme.counties else "sentence table picture",
    }
    return render(request, "indicators/index_unit.html", context)


@require_safe
def note(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """/index/<key>/<number>/note/: the method note."""
    found = release_or_404(request, key, number)
    content, table = found.scheme_then, found.table
    context = {
        "release": found,
        "sections": method_note(content, table, found.results),
        "elements": [
            (line, share_of(line, content), table.sources.get(line.code, "")) for line in content.lines
        ],
        "sources": sorted(set(table.sources.values())),
        "denominators": list(table.denominators.values()),
        "steps": [RECIPE[step][word] for step, word in content.recipe.items()],
        "inside": may_see_inside(person(request)).allowed,
    }
    return render(request, "indicators/index_note.html", context)


@require_safe
def note_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The note with the ranking as PDF; the same bytes every time."""
    found = release_or_404(request, key, number)
    content = pdf.compiled(
        NOTE,
        {
            "title": str(found), "released_on": found.released_on.isoformat(), "digest": found.digest,
            "stamp": DEMONSTRATION_MARK if settings.DEMONSTRATION else "",
            "rows": [
                {"place": str(one["place"]), "name": one["name"], "score": f"{one['score']:.2f}", "grade": one["grade"] or "—",
                 "span": f"{one['low']}–{one['high']}"}
                for one in found.rows
            ],
            "note": method_note(found.scheme_then, found.table, found.results),
        },
        at=datetime.combine(found.released_on, datetime.min.time(), tzinfo=SHANGHAI),
    )  # fmt: skip
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = attachment(f"{found}_方法说明.pdf")
    return answer


@require_safe
def ranks_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The ranking as .xlsx, with the digits that were frozen."""
    found = release_or_404(request, key, number)
    headers = rank_headers(found.scheme_then, found.results)
    rows = rank_rows(found.rows)
    return xlsx_response(f"{found}.xlsx", headers, rows, text_columns=("地区代码",), notes=_notes(found))


@require_safe
def steps_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Every cell from raw to contribution, for internal readers: raw figures of places may not be public."""
    found = release_or_404(request, key, number)
    require(may_see_inside(person(request)))
    rows = step_rows(built(found), found.table)
    return xlsx_response(f"{found}_逐步.xlsx", STEPS, rows, text_columns=("地区代码",), notes=_notes(found))


def drawn(moved: Moved, most: int, found: IndexRelease | None = None) -> dict[str, Any]:
    """A row with its chart and the words of its move."""
    row = moved.row
    rose = moved.rose
    word = "—" if rose is None else "持平" if rose == 0 else f"{'升' if rose > 0 else '降'} {abs(rose)} 位"
    return {
        "row": row,
        "name": called(found, row) if found else row["name"],
        "moved": word,
        "jumped": moved.jumped,
        "span": SafeString(span(row["low"], row["place"], row["high"], most=most)),
        "pillars": list(row["pillars"].values()),
        "url": reverse("indicators:index-unit", args=[found.scheme.key, found.number, row["unit"]])
        if found
        else "",
    }


def note_of(found: IndexRelease) -> str:
    """Where every score of the version is defined."""
    return reverse("indicators:index-note", args=[found.scheme.key, found.number])


def _pillars(found: IndexRelease) -> list[tuple[str, str]]:
    titles = {line.code: line.title for line in found.scheme_then.lines}
    return [(code, titles.get(code, code)) for code in found.rows[0]["pillars"]] if found.rows else []


def _map(found: IndexRelease, current: str = "") -> SafeString:
    if found.scheme.counties:
        return SafeString("")
    tiles = [
        Tile(one["unit"], one["name"], round(one["score"], 1),
             reverse("indicators:index-unit", args=[found.scheme.key, found.number, one["unit"]]))
        for one in found.rows
    ]  # fmt: skip
    return SafeString(tilemap(tiles, unit="分", title=f"{found}得分", current=current))


def _grade_counts(found: IndexRelease) -> list[tuple[str, int]]:
    names = [name for name, _ in found.scheme_then.grades]
    return [(name, sum(one["grade"] == name for one in found.rows)) for name in names]


def _history(
    request: HttpRequest, found: IndexRelease, code: str
) -> list[tuple[IndexRelease, dict[str, Any]]]:
    versions = IndexRelease.objects.select_related("scheme").filter(scheme=found.scheme).order_by("number")
    return [
        (one, row) for one in versions if may_see(person(request), one)
        for row in one.results["units"] if row["unit"] == code
    ]  # fmt: skip


def _notes(found: IndexRelease) -> list[str]:
    notes = [f"{found}，发布于{found.released_on.isoformat()}，摘要 {found.digest}"]
    return [*notes, DEMONSTRATION_MARK] if settings.DEMONSTRATION else notes
