"""Growth with care: raw and on comparable basis side by side, and none across a break of the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jichuang.indicators import catalogue
from jichuang.indicators.catalogue.breaks import Break, breaks_of
from jichuang.indicators.models import ComparableBase, Observation
from jichuang.indicators.reads.known import Known, day_of
from jichuang.indicators.sdmx import in_sdmx, span
from jichuang.methods.growth import Change, Move, change

SHARES = ("%", "‰")


@dataclass(frozen=True)
class Compared:
    """One period's figure with its growth over a year. `comparable` None: nobody stated a comparable base."""

    row: Observation
    raw: Change
    comparable: Change | None
    base: ComparableBase | None
    breaks: list[Break]
    versions: list[Observation]


def year_before(period: str) -> str:
    """The same period one year earlier: 2018Q3 -> 2017Q3."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def days_of(period: str) -> tuple[date, date]:
    """First and last day of a period in the house's writing."""
    return span(in_sdmx(period)[1])


def compared(code: str, rows: Sequence[Observation], region: str, known: Known = None) -> list[Compared]:
    """Each period of one region with its growth, newest first; `rows` are all versions known. One query for bases."""
    versions: dict[str, list[Observation]] = {}
    for row in sorted(rows, key=lambda one: (one.known_on, one.pk)):
        versions.setdefault(row.period, []).append(row)
    bases = _bases(code, region, known)
    points = catalogue.get(code).unit in SHARES
    found = []
    for period in sorted(versions, reverse=True):
        row, earlier = versions[period][-1], versions.get(year_before(period), [None])[-1]
        last = days_of(period)[1]
        crossed = breaks_of(region, days_of(year_before(period))[1], last)
        raw = change(
            row.value,
            earlier.value if earlier else None,
            points=points,
            places=max(1, row.places) if points else 1,
        )
        if crossed and raw.amount is not None:
            raw = Change(Move.UNKNOWN, why="范围有变化，不直接相比")
        base = bases.get((period, year_before(period)))
        comparable = change(row.value, base.value) if base is not None and not points else None
        found.append(Compared(row, raw, comparable, base, crossed, versions[period]))
    return found


def _bases(code: str, region: str, known: Known) -> dict[tuple[str, str], ComparableBase]:
    """The latest base known for each pair of periods."""
    rows = ComparableBase.objects.filter(indicator=code, region=region).order_by("known_on", "pk")
    if isinstance(known, datetime):
        rows = rows.filter(recorded_at__lte=known)
    elif (limit := day_of(known)) is not None:
        rows = rows.filter(known_on__lte=limit)
    return {(row.period, row.earlier): row for row in rows}
