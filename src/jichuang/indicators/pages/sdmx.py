"""SDMX 2.1 REST over the open datasets: /sdmx/2.1/dataflow/…, /datastructure/…, /codelist/…, /conceptscheme/…, /data/…"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.indicators.opendata import flow_of, points_of
from jichuang.indicators.opendata.series import AGENCY
from jichuang.indicators.opendata.tables import as_csv
from jichuang.indicators.pages.serving import answer, sdmx_error
from jichuang.indicators.reads.opened import Dataset, OpenFigure, dataset, datasets
from jichuang.indicators.sdmx import (
    DataPoint,
    Flow,
    Header,
    Query,
    data_message,
    history_message,
    parse_key,
    select,
    span,
    structure_message,
)
from jichuang.indicators.sdmx.messages import DATA_TYPE, STRUCTURE_TYPE

EVERY = {"all", "ALL", "*"}
NO_RESULTS, SYNTAX, NOT_IMPLEMENTED = 100, 140, 501
STILL = Header("T", datetime(2018, 1, 1, tzinfo=clock.SHANGHAI), AGENCY)
"""A header that never changes: ETags are taken over the figures, not over the time of the answer."""
REFERENCES = {"all", "children", "descendants", "parentsandsiblings", "datastructure"}


def _header(identifier: str) -> Header:
    return Header(identifier, clock.now(), AGENCY)


def _wanted(agency: str, identifier: str, prefix: str = "") -> list[Dataset]:
    if agency not in EVERY | {AGENCY}:
        return []
    if identifier in EVERY:
        return datasets()
    found = dataset(identifier.removeprefix(prefix))
    return [found] if found else []


def _flows(found: list[Dataset]) -> list[Flow]:
    return [flow_of(one, one.figures(None)) for one in found]


@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """The service's own address leads people to the page that explains it."""
    return redirect("indicators:data")


@require_safe
def dataflow(
    request: HttpRequest, agency: str = "all", identifier: str = "all", version: str = "latest"
) -> HttpResponse:
    """Flows; `?references=all` brings structure, code lists and concepts in the same answer."""
    found = _wanted(agency, identifier)
    if not found:
        return sdmx_error(
            NO_RESULTS, f"没有数据流 {agency}/{identifier}；全部见 /sdmx/2.1/dataflow/{AGENCY}/all", 404
        )
    whole = request.GET.get("references", "none") in REFERENCES
    return _structures(request, _flows(found), whole)


@require_safe
def structures(
    request: HttpRequest, kind: str, agency: str = "all", identifier: str = "all", version: str = "latest"
) -> HttpResponse:
    """Structures, code lists or concept schemes. Each answer holds what explains them, with the flows that use them."""
    prefix = "DSD_" if kind == "datastructure" else ""
    found = _wanted(agency, identifier if prefix else "all", prefix)
    flows = _flows(found)
    if kind == "codelist" and identifier not in EVERY:
        known = {dimension.codelist.id for flow in flows for dimension in flow.structure.dimensions}
        known |= {one.codelist.id for flow in flows for one in flow.structure.attributes if one.codelist}
        flows = flows if identifier in known else []
    if not flows:
        return sdmx_error(NO_RESULTS, f"没有 {kind} {agency}/{identifier}", 404)
    return _structures(request, flows, True)


def _structures(request: HttpRequest, flows: list[Flow], whole: bool) -> HttpResponse:
    tag = structure_message(flows, header=STILL, references=whole)
    body = structure_message(flows, header=_header("STRUCTURE"), references=whole)
    return answer(request, body, STRUCTURE_TYPE, tag=tag.decode())


@require_safe
def data(request: HttpRequest, flow: str, key: str = "all", provider: str = "all") -> HttpResponse:
    """Data of a flow by key and period. Without data 404 with SDMX's “no results”; a key of a wrong length 400."""
    parts = flow.split(",")
    identifier = parts[1] if len(parts) > 1 else parts[0]
    one = dataset(identifier) if len(parts) == 1 or parts[0] in EVERY | {AGENCY} else None
    if one is None:
        return sdmx_error(NO_RESULTS, f"没有数据流 {flow}；全部见 /sdmx/2.1/dataflow/{AGENCY}/all", 404)
    if refused := _not_implemented(request.GET):
        return sdmx_error(NOT_IMPLEMENTED, refused, 501)
    try:
        history = _truth(request.GET, "includeHistory")
        found = _figures(one, request.GET, history=history)
        described = flow_of(one, [*one.figures(None), *(found if history else ())])
        points = select(points_of(found), _query(key, described, request.GET), described.structure)
    except ValueError as fault:
        return sdmx_error(SYNTAX, f"请求写法不对：{fault}", 400)
    if not points:
        return sdmx_error(NO_RESULTS, "没有符合的数据", 404)
    if "csv" in request.headers.get("Accept", ""):
        chosen = {_place_of(point) for point in points}
        rows = [each for each in found if _place(each) in chosen]
        return answer(request, as_csv(rows), "text/csv; charset=utf-8")
    return _history(request, described, points) if history else _points(request, described, points)


def _not_implemented(asked: QueryDict) -> str:
    """What SDMX-REST knows and this service does not, in words; empty when everything asked for is answered."""
    if asked.get("dimensionAtObservation", "TIME_PERIOD") != "TIME_PERIOD":
        return "没有实现 dimensionAtObservation 的其他取值：只按 TIME_PERIOD 成序列。"
    cut = [name for name in ("firstNObservations", "lastNObservations") if asked.get(name)]
    if cut and (asked.get("includeHistory") or "").lower() == "true":
        return f"没有实现 includeHistory 与 {cut[0]} 同用：各版本的“前几个、后几个”没有定义，请去掉其中一个。"
    return ""


def _truth(asked: QueryDict, name: str) -> bool:
    """A parameter that is true or false; ValueError naming it for anything else."""
    text = (asked.get(name) or "false").lower()  # the sdmx1 client writes True
    if text not in {"true", "false"}:
        raise ValueError(f"{name}={text!r}，应为 true 或 false")
    return text == "true"


def _place(one: OpenFigure) -> tuple[str, ...]:
    return _place_of(points_of([one])[0])


def _place_of(point: DataPoint) -> tuple[str, ...]:
    return (*(point.key[name] for name in sorted(point.key)), point.period)


def _history(request: HttpRequest, flow: Flow, points: list[DataPoint]) -> HttpResponse:
    """Every version: one data set for each day on which figures became known, the oldest first."""
    days: dict[date, list[DataPoint]] = {}
    for point in points:
        days.setdefault(date.fromisoformat(point.attributes["KNOWN_ON"]), []).append(point)
    vintages = sorted(days.items())
    tag = history_message(flow, vintages, header=STILL).decode()
    body = history_message(flow, vintages, header=_header(f"{flow.id}_HISTORY"))
    return answer(request, body, DATA_TYPE, tag=tag)


def _points(request: HttpRequest, flow: Flow, points: list[DataPoint]) -> HttpResponse:
    detail = request.GET.get("detail", "full")
    if detail == "dataonly":
        points = [
            DataPoint(
                p.key,
                p.period,
                p.value,
                {k: v for k, v in p.attributes.items() if k in {"OBS_STATUS", "UNIT_MEASURE"}},
            )
            for p in points
        ]
    only_keys = detail in {"serieskeysonly", "nodata"}
    tag = data_message(flow, points, header=STILL, series_only=only_keys).decode()
    body = data_message(flow, points, header=_header(f"{flow.id}_DATA"), series_only=only_keys)
    return answer(request, body, DATA_TYPE, tag=tag)


def _figures(one: Dataset, asked: QueryDict, *, history: bool = False) -> list[OpenFigure]:
    """The figures, as known on `?knownOn=` where given, and of these the ones known after `?updatedAfter=`.

    With `history` every version known by that day.
    """
    get = asked.get
    moment = get("knownOn") or ""
    known = date.fromisoformat(moment) if moment else None
    found = one.history() if history else one.figures(known)
    if history and known:
        found = [each for each in found if each.known_on <= known]
    after = get("updatedAfter") or ""
    if after:
        day = date.fromisoformat(after[:10])
        found = [each for each in found if each.known_on > day]
    return found


def _query(key: str, flow: Flow, asked: QueryDict) -> Query:
    get = asked.get
    start, end = get("startPeriod") or "", get("endPeriod") or ""
    for period in (start, end):
        if period:
            span(period)
    return Query(
        parse_key(key, flow.structure),
        start,
        end,
        _count(get("firstNObservations")),
        _count(get("lastNObservations")),
    )


def _count(text: str | None) -> int | None:
    return int(Decimal(text)) if text and text.isdigit() else None
