"""Reads the ledger from a sheet, one row a line. What cannot be read is named by cell and left out; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jichuang.codes.decimals import parse_decimal, parse_int
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import Cell, Readable, Row, Table, read_table
from jichuang.policy.errors import FactError
from jichuang.policy.rd_ledger.lines import COLUMNS, HEADS, KINDS, PLACES, Line

T = TypeVar("T")


@dataclass
class Reading:
    """The lines of a file in order, and what is wrong with the rows that gave none, each with its cell."""

    lines: list[Line] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(source: Path | Readable, filename: str = "") -> Reading:
    """Read .xlsx or .csv with the headings of COLUMNS (细目, 境内外 and 摘要 may be absent: ordinary, at home, none).

    CodeError when the file or its headings cannot be used at all."""
    name = filename or (source.name if isinstance(source, Path) else "台账.xlsx")
    table = read_table(source, name, expected=COLUMNS)
    columns = _columns(table)
    found = Reading()
    for row in table:
        try:
            found.lines.append(_line(row, columns))
        except CodeError as error:
            found.problems.append(str(error))
    return found


def _columns(table: Table) -> dict[str, int]:
    """Where each column of COLUMNS stands; the optional ones may be missing."""
    titles = {header.text: position for position, header in enumerate(table.headers)}
    columns = {title: table.index(title) for title in ("年度", "项目", "费用类别")}
    columns["金额"] = table.index("金额（元）", "金额(元)", "金额")
    return columns | {title: titles[title] for title in ("细目", "境内外", "摘要") if title in titles}


def _line(row: Row, columns: dict[str, int]) -> Line:
    cells = {title: row.cells[position] for title, position in columns.items()}
    blank = Cell("", "")
    amount, place = cells["金额"], cells.get("境内外", blank)
    try:
        return Line(
            year=_at(cells["年度"], lambda c: parse_int(c.value, field="年度", minimum=1990, maximum=2100)),
            project=cells["项目"].value,
            head=_at(cells["费用类别"], lambda c: _key(c, HEADS)),
            kind=_at(cells.get("细目", blank), lambda c: _key(c, KINDS) if c.value else ""),
            place=_at(place, lambda c: _key(c, PLACES) if c.value else "home"),
            amount=_at(amount, lambda c: parse_decimal(c.value, field="金额", scale=2, minimum=0)),
            note=cells.get("摘要", blank).value,
        )
    except FactError as error:
        at = {"head": "费用类别", "project": "项目"}[error.fact]
        raise CodeError(
            cells[at].address, str(error.value), error.problem, f"应为：{error.expected}"
        ) from None


def _key(cell: Cell, known: dict[str, str]) -> str:
    """The key of a Chinese title (or the key itself)."""
    found = next((key for key, title in known.items() if cell.value in (key, title)), None)
    if found is None:
        raise CodeError(cell.address, cell.value, "不在可选的项目里", "、".join(known.values()))
    return found


def _at(cell: Cell, parse: Callable[[Cell], T]) -> T:
    """What `parse` makes of a cell; its error names the cell."""
    try:
        return parse(cell)
    except CodeError as error:
        raise error.at(cell.address) from None
