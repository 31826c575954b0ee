"""一份公报的全部内容 as plain data: what the page shows, what Typst sets and what the workbook holds. Pure.

`paper` is the only way from a snapshot to words and tables; it is kept with the issued bulletin, so that a page issued
once never changes with the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jichuang.indicators.bulletin.drafting import draft, notes, span
from jichuang.indicators.bulletin.sheets import sheets, texts

Data = Mapping[str, Any]


def title_of(data: Data, province: str) -> str:
    """2018年上半年河北省高新技术企业统计公报."""
    return f"{data['year']}年{span(data)}{province}高新技术企业统计公报"


def paper(
    data: Data,
    *,
    title: str,
    office: str,
    number: str,
    day: date | None,
    remark: str,
    identifier: str,
    stamp: str,
) -> dict[str, Any]:
    """Everything that is printed, with charts as SVG text and tables as printed text and exact numbers."""
    sections = [{"title": one.title, "paragraphs": list(one.paragraphs)} for one in draft(data)]
    if remark:
        sections.append({"title": "情况说明", "paragraphs": remark.splitlines()})
    return {
        "mark": office,
        "office": office,
        "number": number,
        "title": title,
        "stamp": stamp,
        "day": f"{day.year}年{day.month}月{day.day}日" if day else "",
        "sections": sections,
        "notes": [*notes(data), f"数据快照：{identifier}。"],
        "tables": [
            {
                "key": one.key,
                "title": one.title,
                "unit": one.unit,
                "head": list(one.head),
                "rows": texts(one.rows),
                "numbers": [
                    [None if cell.number is None else str(cell.number) for cell in row] for row in one.rows
                ],
                "chart": one.chart,
                "alt": one.alt,
            }
            for one in sheets(data)
        ],
    }
