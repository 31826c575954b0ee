"""名录: the list of registers, one register on a day, its Excel file. Public fields only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.base.tables import paginate, xlsx_response
from jichuang.registry import registers as declared
from jichuang.registry.pages.common import (
    county_choices,
    day_in,
    home_choices,
    is_internal,
    require_reader,
    user_of,
)
from jichuang.registry.pages.filters import SHOWN, Filter, rows_of
from jichuang.registry.pages.passages import MOST_NAMES
from jichuang.registry.reads import home_name, region_name
from jichuang.registry.reads.overview import overview as overview_of
from jichuang.registry.verbs.guards import may_import

EXPORT_LIMIT = 100_000


def _filter(request: HttpRequest) -> Filter:
    today = clock.today()
    day, fault = day_in(request, "on")
    known, known_fault = day_in(request, "known")
    show = request.GET.get("show", "")
    return Filter(
        q=request.GET.get("q", "").strip()[:100],
        home=request.GET.get("home", ""),
        county=request.GET.get("county", ""),
        day=day or today,
        known=known,
        show=show if show in SHOWN else "in_force",
        fault=fault or known_fault,
    )


def _refuse_known(request: HttpRequest, wanted: Filter) -> None:
    if wanted.known is not None and not is_internal(user_of(request)):
        raise Refused(
            "按当时所知回看名录只对有任职的工作人员开放。", remedy="请去掉“当时所知”条件，或登录后再看。"
        )


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """名录总览: every register with its figures on a day."""
    day, fault = day_in(request, "on")
    shown = day or clock.today()
    context = {
        "groups": overview_of(shown),
        "day": shown,
        "fault": fault,
        "may_import": may_import(user_of(request), clock.today()),
    }
    return render(request, "registry/registers.html", context)


@require_safe
def register(request: HttpRequest, code: str) -> HttpResponse:
    """One register: filters by name, unit, county and day; 20 rows a page; counts by unit."""
    found = declared.get(code)
    require_reader(found, user_of(request))
    wanted = _filter(request)
    _refuse_known(request, wanted)
    rows = rows_of(found, wanted)
    page = paginate(request, rows)
    everywhere = replace(wanted, home="", county="")
    by_home = rows_of(found, everywhere).by_home()
    known_homes = home_choices(wanted.day)
    context = {
        "register": found,
        "filter": wanted,
        "page": page,
        "rows": [_shown(entry, wanted.day) for entry in page],
        "homes": known_homes,
        "counties": county_choices(wanted.day, wanted.home),
        "tally": [
            (code_, name, by_home.get(code_, 0), wanted.query(home=code_, county=""))
            for code_, name in known_homes
        ],
        "total": sum(by_home.values()),
        "tabs": [(key, title, wanted.query(show=key)) for key, title in SHOWN.items()],
        "query": wanted.query(),
        "passage_forms": "sentence table" if wanted.home or wanted.county else "sentence table picture",
        "listable": 0 < page.paginator.count <= MOST_NAMES,
        "internal": is_internal(user_of(request)),
        "may_import": not found.personal and may_import(user_of(request), clock.today()),
    }
    return render(request, "registry/register.html", context)


def _shown(entry: object, day: date) -> dict[str, object]:
    return {
        "entry": entry,
        "home": home_name(entry.home, day),  # type: ignore[attr-defined]
        "region": region_name(entry.region, day),  # type: ignore[attr-defined]
    }


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of the filter as .xlsx, public fields only."""
    found = declared.get(code)
    require_reader(found, user_of(request))
    wanted = _filter(request)
    _refuse_known(request, wanted)
    headers = ["序号", "名称", "统一社会信用代码" if found.subject == "party" else "标识", found.number.title, "考核归属",
               "县（市、区）", found.start_title, "有效期至"]  # fmt: skip
    fields = ("name", "subject", "number", "home", "region", "valid_from", "valid_until")
    listed = rows_of(found, wanted).values_list(*fields)[:EXPORT_LIMIT]
    rows = (
        [
            position, name, subject, number, home_name(home, wanted.day), region_name(region, wanted.day),
            start.isoformat(), date.fromordinal(until.toordinal() - 1).isoformat() if until else "",
        ]
        for position, (name, subject, number, home, region, start, until) in enumerate(listed.iterator(2000), 1)
    )  # fmt: skip
    return xlsx_response(
        f"{found.title}_{wanted.day}.xlsx",
        headers,
        rows,
        text_columns=[headers[2], headers[3]],
        notes=[f"{found.title}，{SHOWN[wanted.show]}，截至 {wanted.day}"],
    )
