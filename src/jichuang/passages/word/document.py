"""成文: passages one after another, each with its footnote, in an editable .docx."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.parfmt import ParagraphFormat

from jichuang.base.pictures import png
from jichuang.passages.sources import Passage
from jichuang.passages.terms import Form
from jichuang.passages.word.layout import (
    HEADING,
    TEXT_WIDTH,
    TITLE,
    TITLE_SIZE,
    number_pages,
    set_font,
    set_page,
)
from jichuang.passages.word.memory import remember
from jichuang.passages.word.notes import Footnotes
from jichuang.passages.word.pieces import Piece
from jichuang.passages.word.tables import add_table, lays_across, turn


def document(heading: str, pieces: Sequence[Piece], *, made_on: date) -> bytes:
    """The .docx of the pieces under a title; tables and pictures are numbered apart, as documents do."""
    made = docx.Document()
    set_page(made)
    number_pages(made)
    _properties(made, heading, made_on)
    _title(made, heading)
    notes = Footnotes()
    numbers = {Form.TABLE: 0, Form.PICTURE: 0}
    across = False
    for piece in pieces:
        wide = piece.form == Form.TABLE and lays_across(piece.passage.headers)
        if wide != across:
            turn(made, across=wide)
            across = wide
        if piece.form in numbers:
            numbers[piece.form] += 1
        {Form.SENTENCE: _sentence, Form.TABLE: _table, Form.PICTURE: _picture}[piece.form](
            made, piece.passage, numbers.get(piece.form, 0), notes
        )
    notes.attach(made)
    remember(made, pieces, made_on)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _properties(made: Document, heading: str, made_on: date) -> None:
    core = made.core_properties
    core.title, core.author, core.comments, core.language = heading, "", "", "zh-CN"
    core.created = core.modified = datetime.combine(made_on, time(), tzinfo=UTC)


def _title(made: Document, heading: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(28)
    run = paragraph.add_run(heading)
    set_font(run, TITLE)
    run.font.size = TITLE_SIZE


def _sentence(made: Document, passage: Passage, number: int, notes: Footnotes) -> None:
    paragraph = made.add_paragraph(passage.sentence)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent(paragraph)
    notes.mark(paragraph, passage.footnote)


def _indent(paragraph: Any) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def _caption(made: Document, text: str, footnote: str, notes: Footnotes) -> ParagraphFormat:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    set_font(run, HEADING)
    run.font.size = Pt(14)
    notes.mark(paragraph, footnote)
    return paragraph.paragraph_format


def _table(made: Document, passage: Passage, number: int, notes: Footnotes) -> None:
    _caption(made, f"表{number}　{passage.title}", passage.footnote, notes).keep_with_next = True
    add_table(made, passage.headers, passage.rows)
    made.add_paragraph()


def _picture(made: Document, passage: Passage, number: int, notes: Footnotes) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(png(passage.picture)), width=TEXT_WIDTH)
    shape._inline.docPr.set("descr", passage.sentence or passage.title)
    _caption(made, f"图{number}　{passage.title}", passage.footnote, notes)
