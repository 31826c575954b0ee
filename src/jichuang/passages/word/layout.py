"""版式: page, type and footer of GB/T 9704-2012 in WordprocessingML. Widths in mm, type sizes in points.

Fonts are named, not embedded: 仿宋_GB2312 and 方正小标宋简体 stand on every office machine; Word falls back where not.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY, TITLE, HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"
SIZE, TITLE_SIZE, SMALL = Pt(16), Pt(22), Pt(12)
LINE = Pt(28.95)
"""225 mm over 22 lines."""
TEXT_WIDTH = Mm(156)


def set_page(document: Document) -> None:
    """A4; 天头 37 mm, 订口 28 mm, 版心 156×225 mm; 22 lines of 28 characters."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.footer_distance = Mm(25)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "lines"), ("linePitch", "579")):
        grid.set(qn(f"w:{name}"), value)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    normal = document.styles["Normal"]
    set_font(normal, BODY)
    normal.font.size = SIZE
    tighter = OxmlElement("w:spacing")
    tighter.set(qn("w:val"), "-5")  # a quarter point: 28 characters of 16 points in 156 mm
    normal.element.get_or_add_rPr().append(tighter)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LINE


def set_font(styled: Any, name: str) -> None:
    """Names the type of a run or style for Chinese and Latin letters alike."""
    styled.font.name = name
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("eastAsia", "ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def number_pages(document: Document) -> None:
    """— 1 — in 4号 at the outer edge: right on odd pages, left on even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    sides = ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for footer, side in sides:
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        edge = paragraph.paragraph_format
        edge.right_indent = edge.left_indent = Pt(14)
        for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
            run = paragraph.add_run(text)
            set_font(run, "宋体")
            run.font.size = Pt(14)
            if field:
                _field(run, field)


def _field(run: Any, code: str) -> None:
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = code
        run._r.append(element)
