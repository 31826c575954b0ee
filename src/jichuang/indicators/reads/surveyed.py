"""调查指标的各期: what issued bulletins say of one measure, quarter by quarter, as known on a day. One query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count

from jichuang.indicators.bulletin.measures import BY_KEY
from jichuang.indicators.declare import Surveyed
from jichuang.indicators.models import Bulletin
from jichuang.indicators.terms import BulletinState

SIGNS = {"primary": "不公布", "secondary": "不公布（为防止推算）"}


@dataclass(frozen=True)
class Issued:
    """One period of a measure as issued. `value` is in the printed unit, None where it is secret or was not reported."""

    period: str
    quarter: str
    value: Decimal | None
    text: str
    bulletin: Bulletin
    errata: int


def issued_by(day: date, survey: str) -> list[Bulletin]:
    """Bulletins of a survey issued by the day, the earliest period first, each with `errata_count`. One query."""
    rows = Bulletin.objects.filter(survey=survey, state=BulletinState.ISSUED, issued_on__lte=day)
    counted = rows.select_related("snapshot").annotate(errata_count=Count("errata")).order_by("period")
    return list(counted.defer("paper", "lock", "remark"))


def issued_figures(value: Surveyed, day: date, region: str = "") -> list[Issued]:
    """Every period of the measure issued by the day, the earliest first; `region` a place of the bulletin's first table."""
    found = []
    for one in issued_by(day, value.survey):
        data = one.snapshot.data
        number, text = _figure(data, value.measure, region)
        found.append(Issued(one.period, data["quarter"], number, text, one, one.errata_count))  # type: ignore[attr-defined]
    return found


def _figure(data: Mapping[str, Any], measure: str, region: str) -> tuple[Decimal | None, str]:
    place = next((row for row in data["tables"][0]["rows"] if row["code"] == region), None)
    if region and place is None:
        return None, "没有这个地区"
    if measure == "units":
        units = int(place["units"] if place else data["reported"])
        return Decimal(units), f"{units:,}"
    figures = (place["cells"] if place else data["total"])[measure]
    if figures["mark"] != "open":
        return None, SIGNS[figures["mark"]]
    number = BY_KEY[measure].number(figures["now"])
    return (None, "没有数据") if number is None else (Decimal(number), BY_KEY[measure].table(figures["now"]))


def places_of(value: Surveyed, day: date) -> list[tuple[str, str, Issued]]:
    """(code, name, figure) of each place in the newest bulletin issued by the day."""
    rows = issued_by(day, value.survey)
    if not rows:
        return []
    last = rows[-1]
    data, found = last.snapshot.data, []
    for place in data["tables"][0]["rows"]:
        number, text = _figure(data, value.measure, place["code"])
        issued = Issued(last.period, data["quarter"], number, text, last, 0)
        found.append((place["code"], place["title"], issued))
    return found
