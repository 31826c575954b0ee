"""指标目录与指标页: what a number means, where it comes from, its versions, its places and the rows behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jichuang.base.charts import linechart
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, paginate, xlsx_response
from jichuang.indicators import catalogue
from jichuang.indicators.bulletin.measures import BY_KEY
from jichuang.indicators.catalogue.breaks import breaks_of
from jichuang.indicators.catalogue.traps import TRAPS, traps_of
from jichuang.indicators.declare import Indicator, NotYet, Observed, Surveyed
from jichuang.indicators.pages.common import Moment, indicator_or_404, moment, person
from jichuang.indicators.reads import by_county, has_rows, rows
from jichuang.indicators.reads.access import may_record, may_see_inside
from jichuang.indicators.reads.definition import PROVINCE, Shown, rows_words, shown
from jichuang.indicators.reads.hooks import uses
from jichuang.registry.reads import home_name, region_name
from jichuang.registry.registers import find


@require_safe
def catalogue_page(request: HttpRequest) -> HttpResponse:
    """/statistics/indicators/ with `?q=`: every indicator with unit, kind, source, frequency."""
    asked = request.GET.get("q", "").strip()
    groups = [
        (title, [one for one in members if asked in f"{one.title}{one.code}{one.definition}"])
        for title, members in catalogue.GROUPS
    ]
    context = {
        "groups": [(title, members) for title, members in groups if members],
        "asked": asked,
        "count": sum(len(members) for _, members in groups),
        "traps": TRAPS,
        "may_record": may_record(person(request)).allowed,
    }
    return render(request, "indicators/catalogue.html", context)


@require_safe
def indicator_page(request: HttpRequest, code: str) -> HttpResponse:
    """/statistics/indicators/<code>/ with `?on=`, `?known=`, `?region=`, `?home=`, `?county=`."""
    indicator, when = indicator_or_404(code), moment(request)
    region = request.GET.get("region", "") or PROVINCE
    found = shown(indicator, when.on, inside=when.inside, region=region, known=when.known)
    registers = [one for one in map(find, indicator.registers) if one]
    context: dict[str, Any] = {
        "indicator": indicator,
        "rows_words": rows_words(indicator, inside=when.inside, public=all(one.public for one in registers)),
        "all_rows": when.inside and has_rows(code),
        "moment": when,
        "found": found,
        "region": region,
        "region_name": "全省" if region == PROVINCE else region_name(region, when.on),
        "breaks": _breaks(found, region),
        "chart": _chart(indicator, found, region),
        "kind": _kind(indicator),
        "traps": traps_of(code),
        "uses": uses(code, inside=when.inside),
        "beside": [catalogue.get(one) for one in indicator.beside],
        "registers": registers,
        "may_record": may_record(person(request)).allowed and isinstance(indicator.value, Observed),
        "query": _query(when),
    }
    if when.inside and has_rows(code) and request.GET.get("home"):
        context.update(_named(request, code, when))
    return render(request, "indicators/indicator.html", context)


def _kind(indicator: Indicator) -> str:
    if isinstance(indicator.value, NotYet):
        return "not_yet"
    if isinstance(indicator.value, Surveyed):
        return "surveyed"
    return "observed" if isinstance(indicator.value, Observed) else "counted"


def _query(when: Moment) -> str:
    known = f"&known={when.known.isoformat()}" if when.known else ""
    return f"on={when.on.isoformat()}{known}"


def _breaks(found: Shown, region: str) -> list[Any]:
    return breaks_of(region, found.points[0][0], found.points[-1][0]) if found.points else []


def _chart(indicator: Indicator, found: Shown, region: str) -> SafeString:
    if len(found.points) < 2:
        return SafeString("")
    unit, times = _large(indicator, max(abs(value) for _, value in found.points))
    drawn = linechart(
        actual=[(day, float(value / times)) for day, value in found.points],
        unit=unit,
        title=f"{indicator.title}：{found.when}为{found.text}{indicator.unit}",
        breaks=[(one.first_day, one.title) for one in _breaks(found, region)],
    )
    return SafeString(drawn)


def _large(indicator: Indicator, most: Decimal) -> tuple[str, int]:
    """(unit, divisor) of a chart: the large unit of a survey's measure once a figure reaches one of it."""
    measure = BY_KEY.get(indicator.value.measure) if isinstance(indicator.value, Surveyed) else None
    return (measure.large, 10_000) if measure and measure.large and most >= 10_000 else (indicator.unit, 1)


def _named(request: HttpRequest, code: str, when: Moment) -> dict[str, Any]:
    """The counties of one unit, and the rows behind its number."""
    home, county = request.GET.get("home", ""), request.GET.get("county", "")
    counties = [
        (part.code, region_name(part.code, when.on), part.value)
        for part in by_county(code, when.on, home, known=when.known)
    ]
    chosen = county if any(county == one for one, _, _ in counties) else ""
    page = paginate(request, rows(code, when.on, known=when.known, home=home, region=chosen or None))
    named = [(entry, entry.source if ":" in entry.source else "") for entry in page]
    name = home_name(home, when.on)
    return {
        "home": home,
        "home_name": name,
        "county": chosen,
        "counties": counties,
        "page": page,
        "named": named,
    }


@require_safe
def rows_file(request: HttpRequest, code: str) -> HttpResponse:
    """/statistics/indicators/<code>/rows.xlsx: the named rows behind the number, for those inside."""
    indicator, when = indicator_or_404(code), moment(request)
    require(may_see_inside(person(request)))
    if not has_rows(code):
        raise Http404("这个指标不是由名录逐条计数得来，没有名单。")
    home = request.GET.get("home") or None
    listed = (
        [
            entry.name, entry.number, home_name(entry.home, when.on), region_name(entry.region, when.on),
            entry.valid_from.isoformat(), entry.valid_to.isoformat() if entry.valid_to else "", entry.basis,
        ]
        for entry in rows(code, when.on, known=when.known, home=home).iterator(chunk_size=2000)
    )  # fmt: skip
    notes = [f"{indicator.title}，截至{when.on.isoformat()}"]
    if settings.DEMONSTRATION:
        notes.append(DEMONSTRATION_MARK)
    headers = ["名称", "编号", "考核归属", "县（市、区）", "起始日期", "有效期至", "依据"]
    name = f"{indicator.title}_{when.on.isoformat()}.xlsx"
    return xlsx_response(name, headers, listed, text_columns=("编号",), notes=notes)
