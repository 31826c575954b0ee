"""脚注: real footnotes, which python-docx does not write by itself: one part, two separators, one note per mark."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    f"<w:r><w:{element}/></w:r></w:p></w:footnote>"
    for kind, number, element in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)
_FONT = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'


class Footnotes:
    """Collects notes while a document is written; `attach` adds their part."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def mark(self, paragraph: Any, text: str) -> None:
        """Puts the next number behind the paragraph's last word and keeps its text."""
        self._texts.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._texts)))
        run._r.append(reference)

    def attach(self, document: Document) -> None:
        """Adds the part to the package."""
        _declare_styles(document)
        notes = "".join(_note(number, text) for number, text in enumerate(self._texts, start=1))
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_SPACE}>{_SEPARATORS}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _declare_styles(document: Document) -> None:
    """The two styles by which Word, WPS and LibreOffice set a note small and its mark raised."""
    words = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    words.font.size = Pt(9)
    raised = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    raised.font.superscript = True


def _note(number: int, text: str) -> str:
    small = f'<w:rPr>{_FONT}<w:sz w:val="18"/></w:rPr>'
    raised = f'<w:rPr><w:rStyle w:val="footnotereference"/>{_FONT}<w:sz w:val="18"/><w:vertAlign w:val="superscript"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="footnotetext"/><w:snapToGrid w:val="0"/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r>{raised}<w:footnoteRef/></w:r>"
        f'<w:r>{small}<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
