"""开放数据: what anybody may take away, in which forms, under which terms; the catalogue for machines; the feeds."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.indicators.bulletin.files import FLOW
from jichuang.indicators.models import Bulletin
from jichuang.indicators.opendata import COLUMNS, Entry, as_csv, as_json, catalog, csvw, feed
from jichuang.indicators.opendata.catalog import File, Listed
from jichuang.indicators.opendata.tables import rows_of
from jichuang.indicators.pages import feeds
from jichuang.indicators.pages.serving import answer
from jichuang.indicators.reads.bulletin_figures import issued_bulletins
from jichuang.indicators.reads.opened import Dataset, OpenFigure, dataset, datasets, modified

FREQUENCIES = {"A": "ANNUAL", "Q": "QUARTERLY", "M": "MONTHLY", "": "IRREG"}
CSV, JSON, LD = "text/csv", "application/json", "application/ld+json"


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def _mark() -> str:
    return DEMONSTRATION_MARK if settings.DEMONSTRATION else ""


def _dataset(identifier: str) -> tuple[Dataset, list[OpenFigure]]:
    one = dataset(identifier)
    if one is None:
        raise Http404(f"没有数据集“{identifier}”；全部见开放数据页。")
    return one, one.figures(None)


@require_safe
def opened(request: HttpRequest) -> HttpResponse:
    """/data/: the datasets with their forms, the terms, SDMX in three lines, the feeds."""
    listed = []
    for one in datasets():
        found = one.figures(None)
        listed.append((one, len(found), modified(found), _members(found)))
    context = {
        "bulletins": issued_bulletins(),
        "listed": listed,
        "feeds": [(one, reverse("indicators:feed", args=[one.key])) for one in feeds.every()],
        "service": request.build_absolute_uri(reverse("indicators:sdmx")),
    }
    return render(request, "indicators/opendata.html", context)


def _members(found: list[OpenFigure]) -> list[tuple[OpenFigure, int]]:
    """(newest figure, number of regions) of each indicator of a dataset."""
    newest: dict[str, OpenFigure] = {}
    places: dict[str, set[str]] = {}
    for one in found:
        places.setdefault(one.code, set()).add(one.region)
        held = newest.get(one.code)
        if held is None or (one.period, one.known_on) >= (held.period, held.known_on):
            newest[one.code] = one
    return [(newest[code], len(places[code])) for code in sorted(newest)]


@require_safe
def csv_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """The canonical CSV, with a Link to its description."""
    _, found = _dataset(identifier)
    made = answer(request, as_csv(found), f"{CSV}; charset=utf-8; header=present")
    described = reverse("indicators:csvw", args=[identifier])
    made["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    return made


@require_safe
def csvw_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """The CSVW description of the CSV."""
    one, found = _dataset(identifier)
    body = csvw(one, reverse("indicators:csv", args=[identifier]), modified(found))
    return answer(request, body, "application/csvm+json; charset=utf-8")


@require_safe
def json_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """The same rows as JSON."""
    one, found = _dataset(identifier)
    return answer(request, as_json(one, found, _mark()), f"{JSON}; charset=utf-8")


@require_safe
def excel_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """The same rows as .xlsx."""
    one, found = _dataset(identifier)
    heads = [column.title for column in COLUMNS]
    notes = [one.title, one.about, *([_mark()] if _mark() else [])]
    return xlsx_response(f"{one.title}.xlsx", heads, rows_of(found), text_columns=heads[:7], notes=notes)


@require_safe
def catalog_file(request: HttpRequest) -> HttpResponse:
    """/data/catalog.jsonld: DCAT 3."""
    root = _root(request)
    service = request.build_absolute_uri(reverse("indicators:sdmx"))
    listed = [_listed(one, request) for one in datasets()]
    listed += [_bulletin(one, request) for one in issued_bulletins()]
    body = catalog(
        listed, root=root, title="冀创开放数据目录", publisher="河北省科学技术厅", licence=f"{root}data/#terms",
        service=service,
    )  # fmt: skip
    return answer(request, body, f"{LD}; charset=utf-8")


def _listed(one: Dataset, request: HttpRequest) -> Listed:
    found = one.figures(None)

    def at(name: str) -> str:
        return request.build_absolute_uri(reverse(f"indicators:{name}", args=[one.id]))

    years = sorted(each.period[:4] for each in found)
    files = (
        File.of(at("csv"), CSV, f"{one.title}（CSV）", as_csv(found)),
        File.of(at("json"), JSON, f"{one.title}（JSON）", as_json(one, found, _mark())),
        File(
            request.build_absolute_uri(reverse("indicators:sdmx-data", args=[one.id])),
            "application/xml",
            f"{one.title}（SDMX）",
        ),
    )
    page = f"{_root(request)}data/#{one.id}"
    first, last = (years[0], years[-1]) if years else ("", "")
    return Listed(
        one.id,
        one.title,
        one.about,
        FREQUENCIES.get(one.frequency, "IRREG"),
        page,
        modified(found),
        first,
        last,
        files,
    )


def _bulletin(one: Bulletin, request: HttpRequest) -> Listed:
    """An issued bulletin with its files as stored."""
    corrected = [each.on for each in one.errata.all()]
    files = tuple(
        File(
            request.build_absolute_uri(
                reverse("indicators:bulletin-file", args=[one.survey, one.period, each.kind])
            ),
            each.file.media_type, f"{one.title}（{each.get_kind_display()}）", each.file.size, each.file.sha256,
        )
        for each in one.files.all()
    )  # fmt: skip
    page = request.build_absolute_uri(reverse("indicators:bulletin", args=[one.survey, one.period]))
    year = one.period[:4]
    about = f"{one.office}{one.number}；文件按发布时的字节保存，有错附更正。"
    return Listed(
        f"bulletin-{one.survey}-{one.period}", one.title, about, "QUARTERLY", page,
        max([*corrected, one.issued_on] if one.issued_on else corrected), year, year, files, issued=one.issued_on,
        served=False, series=f"{_root(request)}data/#{FLOW}",
    )  # fmt: skip


@require_safe
def feed_file(request: HttpRequest, key: str) -> HttpResponse:
    """/feeds/<key>.atom."""
    one = feeds.find(key)
    if one is None:
        raise Http404(f"没有订阅源“{key}”；全部见开放数据页。")
    empty = datetime.combine(clock.today(), time(), clock.SHANGHAI)
    entries: list[Entry] = one.entries()
    body = feed(
        entries, key=key, title=one.title, url=request.build_absolute_uri(), root=_root(request), empty=empty
    )
    return answer(request, body, "application/atom+xml; charset=utf-8")
