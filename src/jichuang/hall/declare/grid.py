"""表格的文字: rows and cells of a table as typed, as pasted from a sheet and as stored. Knows no type of a cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import cast

from jichuang.codes.text import normalise_name
from jichuang.hall.declare.form import Field

CELL = "；"
"""What stands between two cells of a table where no tab does."""


def columns_of(field: Field) -> tuple[Field, ...]:
    """The columns of a table, each a field of its own."""
    return cast("tuple[Field, ...]", field.columns)


def stored(text: object) -> list[list[str]]:
    """The cells of a table in stored form; none for no answer."""
    return [line.split("\t") for line in str(text or "").split("\n") if line]


def count(text: str) -> int:
    """Lines that hold anything."""
    return sum(1 for line in text.splitlines() if line.strip())


def split(field: Field, text: str) -> list[list[str]]:
    """The rows of a typed table, blank ones and a row that only repeats the heads left out.

    Cells stand apart by tabs, or in a line without any by `；` or `;`. The number of cells is as typed.
    """
    titles = [normalise_name(one.title) for one in columns_of(field)]
    found = []
    for line in text.splitlines():
        cells = _cells(line, len(titles))
        if any(cells) and [normalise_name(one) for one in cells[: len(titles)]] != titles:
            found.append(cells)
    return found


def _cells(line: str, width: int) -> list[str]:
    if "\t" not in line and width > 1:
        line = line.replace(";", CELL).replace(CELL, "\t")
    cells = [cell.strip() for cell in line.split("\t")]
    while len(cells) > width and not cells[-1]:
        cells.pop()  # a sheet's selection reached beyond the table
    return cells


def pasted(text: str) -> list[list[str]]:
    """The rows of a paste from a sheet, whose cells with line breaks stand in quotes; a break becomes a space."""
    quoted = "\t" in text and '"' in text and text.count('"') % 2 == 0
    if not quoted:
        return [line.split("\t") for line in text.splitlines() if line.strip()]
    rows = csv.reader(text.splitlines(keepends=True), delimiter="\t")
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]


def joined(rows: Iterable[Iterable[str]]) -> str:
    """Rows as text again, in the way people type them, or with tabs where a cell holds the sign that parts cells."""
    lines = [list(cells) for cells in rows]
    plain = all(CELL not in cell and ";" not in cell for cells in lines for cell in cells)
    empty_end = any(not cells[-1] for cells in lines if cells)
    return "\n".join((CELL if plain and not empty_end else "\t").join(cells) for cells in lines)
