"""表格: a table as documents set it: widths by what stands in the columns, numbers to the right, a wide one on a page laid across."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from jichuang.passages.word.layout import HEADING, SMALL, TEXT_WIDTH, set_font

WIDE, MANY = 8, 6
"""From so many columns on a table is laid across; from so many its type is one step smaller."""
ACROSS = Mm(225)
SIZES = (SMALL, Pt(10.5), Pt(9))
EDGES = 11
"""Points that a cell's two margins take."""
LONG, LEAST = 14, 10
"""Half-width characters: a text longer than LONG may wrap, but its column keeps LEAST; anything shorter never wraps."""
_NUMBER = re.compile(r"[-+−]?[\d,]+(\.\d+)?%?$")
_NOTHING = {"—", "*", "**", "缺", ""}


def lays_across(headers: Sequence[str]) -> bool:
    """Whether a table of these columns gets pages of its own, laid across."""
    return len(headers) >= WIDE


def turn(made: Document, *, across: bool) -> None:
    """Begins new pages, laid across or upright again; type area and footers stay those of the document."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    edges = (Mm(28), Mm(26), Mm(37), Mm(35)) if across else (Mm(37), Mm(35), Mm(28), Mm(26))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = edges


def add_table(made: Document, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The table with its head repeated on each page; no row is broken in two."""
    size = SIZES[(len(headers) >= MANY) + (len(headers) >= WIDE)]
    numeric = [_is_numeric([row[at] for row in rows]) for at in range(len(headers))]
    table = made.add_table(rows=1, cols=len(headers), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(headers, rows, ACROSS if lays_across(headers) else TEXT_WIDTH, size)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _fill(table.rows[0], headers, widths, numeric, size, HEADING)
    _mark(table.rows[0], "w:tblHeader")
    for values in rows:
        _fill(table.add_row(), values, widths, numeric, size)


def _fill(
    row: Any,
    values: Sequence[str],
    widths: Sequence[Length],
    numeric: Sequence[bool],
    size: Length,
    font: str = "",
) -> None:
    _mark(row, "w:cantSplit")
    for cell, value, width, right in zip(row.cells, values, widths, numeric, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        free = OxmlElement(
            "w:snapToGrid"
        )  # the grid of 22 lines is for the text; a table's lines stand close
        free.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().append(free)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(value)
        run.font.size = size
        if font:
            set_font(run, font)


def _mark(row: Any, what: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _is_numeric(values: Sequence[str]) -> bool:
    told = [value for value in values if value not in _NOTHING]
    return bool(told) and all(_NUMBER.match(value) for value in told)


def _widths(
    headers: Sequence[str], rows: Sequence[Sequence[str]], whole: Length, size: Length
) -> list[Length]:
    """The room divided by what each column needs; when it is short, long texts give way first."""
    signs = [
        max(_room(row[at]) if row else 0 for row in (*rows, [title[:4] for title in headers]))
        for at in range(len(headers))
    ]
    needed = [one * size.pt / 2 + EDGES for one in signs]
    floors = [
        min(one, LEAST) * size.pt / 2 + EDGES if one > LONG else need
        for one, need in zip(signs, needed, strict=True)
    ]
    over, slack = sum(needed) - whole.pt, sum(needed) - sum(floors)
    if over > 0 and slack > 0:
        share = min(1.0, over / slack)
        needed = [need - share * (need - floor) for need, floor in zip(needed, floors, strict=True)]
    return [Length(int(whole * one / sum(needed))) for one in needed]


def _room(text: str) -> float:
    """Half-width characters a text takes; Latin ones a little more, for the machine that lacks 仿宋 and takes another type."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1.2 for sign in text)
