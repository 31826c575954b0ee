"""A dataset as CSV (UTF-8, no BOM), its CSVW metadata, and as JSON. Missing is empty, never zero."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.codes.cell_text import neutralise
from jichuang.indicators import catalogue
from jichuang.indicators.reads.opened import Dataset, OpenFigure, area_name


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name for machines, titles for people, CSVW datatype."""

    name: str
    title: str
    title_en: str
    datatype: str
    required: bool = True
    about: str = ""


COLUMNS = (
    Column("indicator", "指标代码", "Indicator code", "string", about="见指标目录"),
    Column("indicator_title", "指标", "Indicator", "string"),
    Column("region", "地区代码", "Region code", "string", about="GB/T 2260；13XA00 为雄安新区（自编）"),
    Column("region_name", "地区", "Region", "string"),
    Column(
        "breakdown",
        "分组代码",
        "Breakdown code",
        "string",
        about="_T 为不分组；FIELD_、SIZE_ 为技术领域、规模",
    ),
    Column("breakdown_title", "分组", "Breakdown", "string"),
    Column("period", "时期", "Period", "string", about="2018、2018S1、2018Q3、2018-09"),
    Column("value", "数值", "Value", "decimal", False, "空为缺数，不是零"),
    Column("unit", "单位", "Unit", "string"),
    Column("status", "状态", "Status", "string", about="初步数、发布数、修订数、缺数、保密不公布"),
    Column("source", "来源", "Source", "string"),
    Column("known_on", "可用日期", "Known on", "date"),
)


def _row(one: OpenFigure) -> tuple[str, ...]:
    found = catalogue.find(one.code)
    return (
        one.code, found.title if found else one.code, one.region, area_name(one.region), one.part, one.part_title,
        one.period, one.text, one.unit, one.status_text, one.source, one.known_on.isoformat(),
    )  # fmt: skip


def rows_of(found: Sequence[OpenFigure]) -> list[tuple[str, ...]]:
    """The rows in the order of COLUMNS, as text."""
    return [_row(one) for one in found]


def as_csv(found: Sequence[OpenFigure]) -> bytes:
    """RFC 4180, UTF-8 without BOM: the canonical file, whose digest the catalogue names."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([neutralise(text) for text in _row(one)] for one in found)
    return target.getvalue().encode("utf-8")


def as_json(one: Dataset, found: Sequence[OpenFigure], mark: str) -> bytes:
    """The same rows as objects; a missing value is null."""
    rows: list[dict[str, Any]] = []
    for figure in found:
        held: dict[str, Any] = dict(zip([column.name for column in COLUMNS], _row(figure), strict=True))
        held["value"] = figure.text or None
        rows.append(held)
    head = {"id": one.id, "title": one.title, "description": one.about, "rows": rows}
    return _json({**head, "mark": mark} if mark else head)


def csvw(one: Dataset, csv_url: str, modified: date | None) -> bytes:
    """CSVW: what each column of the CSV means (W3C, Metadata Vocabulary for Tabular Data)."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
            "url": csv_url,
            "dc:title": one.title,
            "dc:description": one.about,
            "dc:modified": modified.isoformat() if modified else None,
            "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
            "tableSchema": {
                "columns": [
                    {
                        "name": column.name,
                        "titles": {"zh": [column.name, column.title], "en": column.title_en},
                        "datatype": column.datatype,
                        "required": column.required,
                        **({"null": ""} if not column.required else {}),
                        **({"dc:description": column.about} if column.about else {}),
                    }
                    for column in COLUMNS
                ],
                "primaryKey": ["indicator", "region", "breakdown", "period"],
            },
        }
    )


def _json(held: object) -> bytes:
    return json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8")
