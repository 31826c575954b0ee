"""指数的数据表: one row per unit, one column per indicator, read with the cell's address in every fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from jichuang.base.errors import Invalid, Problem
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell, Table
from jichuang.codes.tabular import read_table
from jichuang.indicators.index.below import Denominator, column_of
from jichuang.indicators.index.scheme import Content, Line
from jichuang.methods.composite import Data, data

CODE, NAME = "地区代码", "地区"
MISSING = {"", "-", "—", "…", "缺", "无"}


@dataclass(frozen=True)
class Figures:
    """`columns`: indicator code -> one value per unit, None where missing; `sources`: code -> where it came from.

    `denominators`: published indicators that lines are divided by, over the same units.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    columns: Mapping[str, tuple[float | None, ...]]
    sources: Mapping[str, str]
    denominators: Mapping[str, Denominator] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """As kept in a table."""
        columns = {code: list(values) for code, values in self.columns.items()}
        below = {code: one.data() for code, one in self.denominators.items()}
        return {
            "units": list(self.units),
            "names": list(self.names),
            "columns": columns,
            "sources": dict(self.sources),
            **({"denominators": below} if below else {}),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Figures:
        """From what was kept; an empty table for nothing."""
        columns = {code: tuple(values) for code, values in kept.get("columns", {}).items()}
        below = {code: Denominator.of(code, one) for code, one in kept.get("denominators", {}).items()}
        return cls(
            tuple(kept.get("units", ())), tuple(kept.get("names", ())), columns, dict(kept.get("sources", {})), below
        )  # fmt: skip

    def engine(self, content: Content) -> Data:
        """The engine's matrix of the scheme's indicators. Raises CompositeError for a column that is not there."""
        wanted = [line.code for line in content.lines if not line.aggregate]
        columns: dict[str, tuple[float | None, ...]] = {
            code: self.columns[code] for code in wanted if code in self.columns
        }
        for line in content.lines:
            if line.denominator in self.denominators:
                cells = self.denominators[line.denominator].cells
                scaled = tuple(None if one is None else one.value / line.times for one in cells)
                columns[column_of(line.denominator, line.times)] = scaled
        return data(self.units, columns, names=self.names)

    def without_denominators(self, content: Content) -> list[Line]:
        """Lines whose denominator has not been taken, or has no figure for any unit."""
        return [
            line for line in content.lines
            if line.denominator
            and (line.denominator not in self.denominators or not self.denominators[line.denominator].known)
        ]  # fmt: skip

    def without_figures(self, content: Content) -> list[Line]:
        """Indicators of the scheme that no unit has a figure for."""
        return [
            line for line in content.lines
            if not line.aggregate and all(one is None for one in self.columns.get(line.code, (None,)))
        ]  # fmt: skip

    def with_columns(
        self,
        units: Sequence[str],
        names: Sequence[str],
        columns: Mapping[str, Mapping[str, float]],
        source: str,
    ) -> Figures:
        """With further columns by unit; units not yet there are added with blanks."""
        new = [code for code in units if code not in self.units]
        every = (*self.units, *new)
        known = dict(zip(units, names, strict=True))
        held = {
            code: (*values, *([None] * len(new)))
            for code, values in self.columns.items()
            if code not in columns
        }
        added = {code: tuple(by_unit.get(unit) for unit in every) for code, by_unit in columns.items()}
        titles = (*self.names, *(known[code] for code in new))
        sources = {**self.sources, **dict.fromkeys(columns, source)}
        below = {code: one.over(len(every)) for code, one in self.denominators.items()}
        return Figures(every, titles, {**held, **added}, sources, below)


def read_sheet(file: IO[bytes], filename: str, content: Content, *, largest: int) -> Figures:
    """A sheet with 地区代码, 地区 and a column for each indicator (by its title or code).

    Raises CodeError for a file that is no table, Invalid naming each cell: text where a number belongs, a code twice,
    a unit without any figure, columns that are missing. Blank, — and 缺 are missing values, never zero.
    """
    wanted = [line for line in content.lines if not line.aggregate]
    table = read_table(
        file, filename, max_bytes=largest, expected=[CODE, NAME, *(line.title for line in wanted)]
    )
    at, problems = _places(table, wanted)
    if problems:
        raise Invalid(problems)
    units: list[str] = []
    names: list[str] = []
    columns: dict[str, list[float | None]] = {line.code: [] for line in wanted}
    for row in table:
        cell = row.cells[at[CODE]]
        if cell.value in units:
            problems.append(
                Problem("file", f"{cell.address} 的地区代码“{cell.value}”出现了两次", "一个地区只写一行")
            )
        units.append(cell.value)
        names.append(row.cells[at[NAME]].value or cell.value)
        for line in wanted:
            columns[line.code].append(_number(row.cells[at[line.code]], line, problems))
    problems += _empty(units, names, columns)
    if problems:
        raise Invalid(problems)
    source = f"上传的数据表“{filename}”"
    return Figures(
        tuple(units), tuple(names), {c: tuple(v) for c, v in columns.items()}, dict.fromkeys(columns, source)
    )


def _places(table: Table, wanted: Sequence[Line]) -> tuple[dict[str, int], list[Problem]]:
    """Column key -> position, and one problem for each column that is not there."""
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for key, titles in [
        (CODE, (CODE,)),
        (NAME, (NAME,)),
        *((one.code, (one.title, one.code)) for one in wanted),
    ]:
        try:
            found[key] = table.index(*titles)
        except CodeError as fault:
            problems.append(Problem("file", f"“{titles[0]}”：{fault}", "没有数的指标也要有列，格子留空"))
    return found, problems


def _number(cell: Cell, line: Line, problems: list[Problem]) -> float | None:
    if cell.value in MISSING:
        return None
    try:
        return float(parse_decimal(cell.value))
    except CodeError:
        problems.append(
            Problem(
                "file",
                f"{cell.address} 的“{line.title}”是“{cell.value[:20]}”，不是数字",
                "填数字；没有数的留空",
            )
        )
        return None


def _empty(
    units: list[str], names: list[str], columns: Mapping[str, list[float | None]]
) -> Iterable[Problem]:
    if not units:
        return [Problem("file", "表里没有数据行", "一个地区一行")]
    return [
        Problem("file", f"“{name}”一个指标也没有", "删去这一行，或补上数据")
        for at, name in enumerate(names) if all(values[at] is None for values in columns.values())
    ]  # fmt: skip
