"""公报里的每个数 as one flat list: place, part, measure, figure. What SDMX, CSV and JSON are made from. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jichuang.indicators.bulletin.measures import BY_KEY
from jichuang.indicators.catalogue.surveys import REPORTING, code_of

Data = Mapping[str, Any]
WHOLE, WHOLE_TITLE = "_T", "合计"
CONFIDENTIAL = {"open": "F", "primary": "C", "secondary": "D"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed figure. `part` is `_T` or FIELD_IT, SIZE_SMALL; `value` in `unit`, None where secret or not reported.

    `secret` is F (free), C (its own unit could be read) or D (it would give another away).
    """

    area: str
    area_title: str
    part: str
    part_title: str
    indicator: str
    value: Decimal | None
    unit: str
    places: int
    secret: str


def cells(data: Data) -> Iterator[Cell]:
    """Every figure of a snapshot's tables, once. The parts of the grid repeat no total."""
    province = (data["province"], data["province_name"])
    yield from _row(*province, WHOLE, WHOLE_TITLE, data["reported"], data["total"])
    for row in data["tables"][0]["rows"]:
        yield from _row(row["code"], row["title"], WHOLE, WHOLE_TITLE, row["units"], row["cells"])
    for table in data["tables"][1:]:
        for row in table["rows"]:
            yield from _row(*province, _part(table, row), row["title"], row["units"], row["cells"])
    yield from _grid(data)


def period_of(data: Data) -> str:
    """2018Q3, as the house writes it."""
    return f"{data['year']}Q{data['number']}"


def _part(table: Data, row: Data) -> str:
    return f"{table['key'].upper()}_{row['code'].upper()}"


def _row(area: str, title: str, part: str, part_title: str, units: int, held: Data) -> Iterator[Cell]:
    yield Cell(area, title, part, part_title, REPORTING, Decimal(units), "家", 0, "F")
    for key, figures in held.items():
        yield _cell(area, title, part, part_title, key, figures)


def _cell(area: str, title: str, part: str, part_title: str, key: str, figures: Data) -> Cell:
    measure = BY_KEY[key]
    places = 1 if measure.per > 1 else 0
    number = measure.number(figures["now"])
    return Cell(
        area, title, part, part_title, code_of(key), None if number is None else Decimal(f"{number:.{places}f}"), measure.printed,
        places, CONFIDENTIAL[figures["mark"]],
    )  # fmt: skip


def _grid(data: Data) -> Iterator[Cell]:
    if data["grid"] is None:
        return
    across = next(table for table in data["tables"] if table["key"] == data["grid"]["across"])
    for row in data["grid"]["rows"]:
        for column, figures in zip(across["rows"], row["cells"], strict=True):
            yield _cell(
                row["code"],
                row["title"],
                _part(across, column),
                column["title"],
                data["grid"]["measure"],
                figures,
            )
