"""COINr 的两张表: reads iMeta (the tree) and iData (the figures) from rows of text. Opens no file.

iMeta columns: iCode and Type needed; iName, Level, Parent, Direction, Weight, Unit, Target, Denominator as in COINr;
goalpost_lower, goalpost_upper, Standard, Source, and Normalise and Winmax for rules of single indicators, are ours. Type is Indicator, Aggregate, Group,
Denominator or Other. iData: uCode needed, uName and Time known, other columns by the codes of iMeta.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jichuang.methods.composite.data import Data, data, number
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Element, Framework, framework

Row = Mapping[str, str]
BLANK = {"", "NA", "NaN", "nan", "N/A", "—", "-"}
TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")


@dataclass(frozen=True)
class Table:
    """Rows of text under a header; `name` is what messages call it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        twice = sorted({each for each in self.header if self.header.count(each) > 1})
        if twice:
            raise CompositeError("repeated_column", f"{self.name}的这些列出现了两次：{listed(twice)}")
        for line, row in enumerate(self.rows, start=2):
            if len(row) != len(self.header):
                raise CompositeError(
                    "row_length", f"{self.name}第 {line} 行有 {len(row)} 格，表头有 {len(self.header)} 列"
                )

    def dicts(self) -> list[dict[str, str]]:
        """Each row under its column names, blanks around the text taken off."""
        return [{key: cell.strip() for key, cell in zip(self.header, row, strict=True)} for row in self.rows]

    def need(self, *columns: str) -> None:
        """Raises CompositeError (no_column) for columns that are not there."""
        missing = [each for each in columns if each not in self.header]
        if missing:
            raise CompositeError("no_column", f"{self.name}缺少这些列：{listed(missing)}")


def read_meta(table: Table, title: str = "综合指数") -> Framework:
    """The framework of an iMeta table. Raises CompositeError by row."""
    table.need("iCode", "Type")
    rows = table.dicts()
    for line, row in enumerate(rows, start=2):
        if row["Type"] not in TYPES:
            raise CompositeError(
                "type", f"{table.name}第 {line} 行的 Type 是“{row['Type']}”，应为 {'、'.join(TYPES)} 之一"
            )
    kept = [row for row in rows if row["Type"] in ("Indicator", "Aggregate")]
    _levels(kept, table.name)
    return framework(title, title, [_element(row, table.name) for row in kept])


def read_data(table: Table, meta: Table, tree: Framework) -> Data:
    """The figures of an iData table: indicators, denominators and groups of the iMeta table.

    Raises CompositeError naming the unit and column of a text where a number belongs.
    """
    table.need("uCode")
    rows = table.dicts()
    units = [row["uCode"] for row in rows]
    if "" in units:
        raise CompositeError("no_code", f"{table.name}第 {units.index('') + 2} 行没有单元代码 uCode")
    kinds = {row["iCode"]: row["Type"] for row in meta.dicts()}
    divisors = [code for code, kind in kinds.items() if kind == "Denominator" and code in table.header]
    wanted = list(
        dict.fromkeys([*tree.codes, *divisors, *(each.denominator or "" for each in tree.indicators)])
    )
    missing = [code for code in wanted if code and code not in table.header]
    if missing:
        raise CompositeError("unknown_code", f"{table.name}缺少{meta.name}声明的这些列：{listed(missing)}")
    return data(
        units,
        {code: [_figure(row[code], row["uCode"], code) for row in rows] for code in wanted if code},
        periods=[row["Time"] for row in rows] if "Time" in table.header else (),
        names=[row["uName"] for row in rows] if "uName" in table.header else (),
        groups={
            code: [None if row[code] in BLANK else row[code] for row in rows]
            for code, kind in kinds.items()
            if kind == "Group" and code in table.header
        },
    )


def exceptions(table: Table, column: str) -> dict[str, str]:
    """A column of rules by indicator (`Normalise`, `Winmax`): code -> what is written, blanks left out."""
    if column not in table.header:
        return {}
    return {
        row["iCode"]: row[column]
        for row in table.dicts()
        if row["Type"] == "Indicator" and row[column] not in BLANK
    }


def _element(row: Row, name: str) -> Element:
    code = row["iCode"]
    direction = _figure(row.get("Direction", ""), code, f"{name} Direction")
    if direction is None and row["Type"] == "Indicator":
        raise CompositeError("direction", f"{name}中指标“{code}”没有方向 Direction（1 或 -1）")
    low, high = (
        _figure(row.get(f"goalpost_{end}", ""), code, f"goalpost_{end}") for end in ("lower", "upper")
    )
    weight = _figure(row.get("Weight", ""), code, f"{name} Weight")
    return Element(
        code,
        row.get("iName", ""),
        None if row.get("Parent", "") in BLANK else row["Parent"],
        1.0 if weight is None else weight,
        1 if direction is None else int(direction) if direction in (1, -1) else 0,
        row.get("Unit", ""),
        None if row.get("Denominator", "") in BLANK else row["Denominator"],
        _figure(row.get("Target", ""), code, f"{name} Target"),
        _figure(row.get("Standard", ""), code, f"{name} Standard"),
        (low, high) if low is not None and high is not None else None,
        row["Type"] == "Aggregate",
        row.get("Source", ""),
    )


def _levels(rows: Sequence[Row], name: str) -> None:
    """A parent stands on a higher level than its child, where levels are written."""
    level = {row["iCode"]: _figure(row.get("Level", ""), row["iCode"], "Level") for row in rows}
    for row in rows:
        own, above = level[row["iCode"]], level.get(row.get("Parent", ""))
        if own is not None and above is not None and above <= own:
            raise CompositeError(
                "level", f"{name}中“{row['iCode']}”在第 {own:g} 级，上级“{row['Parent']}”却在第 {above:g} 级"
            )


def _figure(text: str, unit: str, column: str) -> float | None:
    if text in BLANK:
        return None
    try:
        value = float(text)
    except ValueError:
        raise CompositeError("text", f"单元“{unit}”的“{column}”应为数字，现为“{text}”") from None
    return number(value, unit, column)
