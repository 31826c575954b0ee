"""Reads the ledger from a sheet or from typed cells, one row a line. What cannot be read is named by cell and left out; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    """The lines in order, and what is wrong with the rows that gave none: the `field` of a fault is the cell's address."""

    lines: list[Line] = field(default_factory=list)
    faults: list[CodeError] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """The faults as sentences."""
        return [str(fault) for fault in self.faults]


def read(source: Path | Readable, filename: str = "") -> Reading:
    """Read .xlsx or .csv with the headings of COLUMNS (细目, 境内外 and 摘要 may be absent: ordinary, at home, none).

    CodeError when the file or its headings cannot be used at all."""
    name = filename or (source.name if isinstance(source, Path) else "台账.xlsx")
    table = read_table(source, name, expected=COLUMNS)
    return _read_rows(table, _columns(table))


def read_typed(rows: Iterable[Sequence[str]]) -> Reading:
    """Read rows of texts in the order of COLUMNS, as typed on a page. A row without any text is no line; the address of a cell is
    `cell_of` its row (from 1) and column."""
    typed = (
        Row(
            number,
            [Cell(text.strip(), cell_of(number, title)) for title, text in zip(COLUMNS, row, strict=True)],
        )
        for number, row in enumerate(rows, start=1)
        if any(text.strip() for text in row)
    )
    return _read_rows(typed, {title.removesuffix("（元）"): at for at, title in enumerate(COLUMNS)})


def cell_of(number: int, title: str) -> str:
    """The address of a typed cell: 第3行“项目”."""
    return f"第{number}行“{title}”"


def _read_rows(rows: Iterable[Row], columns: dict[str, int]) -> Reading:
    found = Reading()
    for row in rows:
        try:
            found.lines.append(_line(row, columns))
        except CodeError as error:
            found.faults.append(error)
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
