"""公报的表和图: one table as text, as numbers and as the house's own chart, the same for page, PDF and workbook. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jichuang.base.charts import barchart
from jichuang.indicators.bulletin.changes import change_of
from jichuang.indicators.bulletin.measures import BY_KEY, MEASURES, Measure

Data = Mapping[str, Any]
Number = Decimal | int | str | None
SIGNS = {"open": "", "primary": "*", "secondary": "**"}
COLUMNS: tuple[tuple[str, bool], ...] = (
    ("income", True),
    ("output", False),
    ("profit", False),
    ("taxes", False),
    ("exports", False),
    ("rd", True),
    ("staff", False),
)
"""Measures of the tables by place, field and size; True where the growth stands beside."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: as printed, and as a number where it has one."""

    text: str
    number: Number = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A numbered table with its unit; `chart` is SVG ("" for none), `alt` says in words what it shows."""

    key: str
    title: str
    unit: str
    head: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    chart: str = ""
    alt: str = ""


def sheets(data: Data) -> list[Sheet]:
    """Every table of a snapshot, in the order in which they are annexed."""
    found = [_main(data), *(_divided(data, table) for table in data["tables"])]
    if data["grid"] is not None:
        found.append(_grid(data))
    return found


def _figure(measure: Measure, figures: Data, key: str = "now") -> Shown:
    if figures["mark"] != "open":
        return Shown(SIGNS[figures["mark"]])
    if key == "before" and figures.get("base_secret"):
        return Shown(SIGNS["primary"])
    value = figures[key]
    return Shown(measure.table(value), measure.number(value))


def _rate(figures: Data) -> Shown:
    if figures["mark"] != "open":
        return Shown(SIGNS[figures["mark"]])
    if figures.get("base_secret"):
        return Shown(SIGNS["secondary"])
    found = change_of(figures)
    return Shown(found.short, found.rate)


def _main(data: Data) -> Sheet:
    rows = []
    for one in MEASURES:
        figures = data["total"][one.key]
        rate = _rate(figures) if one.compared else Shown("—")
        before = _figure(one, figures, "before") if one.compared else Shown("—")
        rows.append(
            (
                Shown(one.title, one.title),
                Shown(one.printed, one.printed),
                _figure(one, figures),
                before,
                rate,
            )
        )
    head = ("指标", "计量单位", "本期累计", "上年同期", "增速（%）")
    return Sheet("main", "主要指标", f"报送企业{data['reported']:,}家", head, tuple(rows))


def _columns(figures: Mapping[str, Data]) -> list[Shown]:
    cells = []
    for key, grown in COLUMNS:
        cells.append(_figure(BY_KEY[key], figures[key]))
        if grown:
            cells.append(_rate(figures[key]))
    return cells


def _divided(data: Data, table: Data) -> Sheet:
    noun = table["title"]
    head = [noun, "企业数（家）"]
    for key, grown in COLUMNS:
        head += [BY_KEY[key].title, "增速（%）"] if grown else [BY_KEY[key].title]
    rows = [
        (Shown(row["title"], row["title"]), Shown(f"{row['units']:,}", row["units"]), *_columns(row["cells"]))
        for row in table["rows"]
    ]
    total = (
        Shown("合计", "合计"),
        Shown(f"{data['reported']:,}", data["reported"]),
        *_columns(data["total"]),
    )
    chart, alt = _chart(table)
    return Sheet(
        table["key"],
        f"分{noun}主要指标",
        "单位：万元，出口为万美元，人员为人",
        tuple(head),
        (*rows, total),
        chart,
        alt,
    )


def _chart(table: Data) -> tuple[str, str]:
    """营业收入 of the open parts, the largest first, in 亿元."""
    shown = [row for row in table["rows"] if row["cells"]["income"]["now"] is not None and row["units"]]
    if len(shown) < 2:
        return "", ""
    ordered = sorted(shown, key=lambda row: (-row["cells"]["income"]["now"], row["code"]))
    bars = [(row["title"], round(row["cells"]["income"]["now"] / 100_000, 2)) for row in ordered]
    hidden = sum(1 for row in table["rows"] if row["units"]) - len(shown)
    words = "、".join(f"{title}{value:,.2f}亿元" for title, value in bars)
    alt = f"各{table['title']}营业收入：{words}{f'；另有{hidden}个不公布' if hidden else ''}"
    return barchart(bars, unit="亿元", title=alt), alt


def _grid(data: Data) -> Sheet:
    grid = data["grid"]
    measure = BY_KEY[grid["measure"]]
    tables = {table["key"]: table for table in data["tables"]}
    down, across = tables[grid["down"]], tables[grid["across"]]
    rows = []
    for row, line in zip(grid["rows"], down["rows"], strict=True):
        cells = [_figure(measure, cell) for cell in row["cells"]]
        rows.append((Shown(row["title"], row["title"]), *cells, _figure(measure, line["cells"][measure.key])))
    foot = [_figure(measure, line["cells"][measure.key]) for line in across["rows"]]
    rows.append((Shown("合计", "合计"), *foot, _figure(measure, data["total"][measure.key])))
    head = (down["title"], *grid["columns"], "合计")
    return Sheet(
        "grid",
        f"分{down['title']}、分{across['title']}{measure.title}",
        f"单位：{measure.printed}",
        head,
        tuple(rows),
    )


def texts(rows: Sequence[Sequence[Shown]]) -> list[list[str]]:
    """The rows as printed."""
    return [[cell.text for cell in row] for row in rows]
