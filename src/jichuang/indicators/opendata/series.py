"""Figures as SDMX data points, and the flow that describes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from jichuang.indicators import catalogue
from jichuang.indicators.reads.opened import Dataset, OpenFigure, area_name
from jichuang.indicators.sdmx import TOTAL, Code, DataPoint, Flow, house_structure, in_sdmx

AGENCY = "JC"


def points_of(found: Iterable[OpenFigure]) -> list[DataPoint]:
    """One point for each figure."""
    return [_point(one) for one in found]


def _point(one: OpenFigure) -> DataPoint:
    frequency, period = in_sdmx(one.period)
    key = {"FREQ": frequency, "REF_AREA": one.region, "INDICATOR": one.code, "BREAKDOWN": one.part}
    return DataPoint(
        key,
        period,
        Decimal(one.text) if one.text else None,
        {
            "OBS_STATUS": one.status.sdmx,
            "CONF_STATUS": one.secret,
            "UNIT_MEASURE": one.unit,
            "DECIMALS": str(one.places),
            "SOURCE": one.source,
            "KNOWN_ON": one.known_on.isoformat(),
        },
    )


def flow_of(one: Dataset, found: Sequence[OpenFigure]) -> Flow:
    """The flow of a dataset: one structure for all, so that any flow's answer explains every code."""
    areas = sorted({figure.region for figure in found})
    codes = sorted({figure.code for figure in found})
    parts = sorted({(figure.part, figure.part_title) for figure in found if figure.part != TOTAL.id})
    structure = house_structure(
        areas=[Code(code, area_name(code)) for code in areas],
        indicators=[Code(code, _title(code)) for code in codes],
        breakdowns=[TOTAL, *(Code(code, title) for code, title in parts)],
        agency=AGENCY,
        structure_id=f"DSD_{one.id}",
    )
    return Flow(AGENCY, one.id, one.title, structure, one.about)


def _title(code: str) -> str:
    found = catalogue.find(code)
    return f"{found.title}（{found.unit}）" if found else code
