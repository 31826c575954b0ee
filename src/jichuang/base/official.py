"""公文 PDF: one official document as data, set by GB/T 9704-2012 measures. Knows no room and no matter.

Sizes, distances and typefaces are those of `official/gbt9704.typ`, the one layout of the house: 仿宋 and 小标宋 are
proprietary, so an installation puts its own into `fonts/`, and Noto Serif SC stands in without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from jichuang.base.pdf import compiled
from jichuang.base.tables import DEMONSTRATION_MARK

TEMPLATE = Path(__file__).with_name("official") / "document.typ"
Part = Mapping[str, Any]


def paragraph(text: str) -> Part:
    """A paragraph of the body, indented by two characters."""
    return {"kind": "paragraph", "text": text}


def heading(text: str) -> Part:
    """A first-level heading (一、…) in 黑体."""
    return {"kind": "heading", "text": text}


def table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> Part:
    """A ruled table; `widths` are shares of the line, equal when empty."""
    shares = list(widths) or [1.0] * len(head)
    return {"kind": "table", "head": list(head), "rows": [list(row) for row in rows], "widths": shares}


@dataclass(frozen=True)
class OfficialDocument:
    """One document. `number` is the 发文字号 with six-corner brackets, or what stands for it; no seal is ever drawn."""

    masthead: str
    number: str
    title: str
    addressee: str
    signer: str
    day: date
    body: Sequence[Part] = field(default_factory=list)
    copies: str = ""
    printed_by: str = ""

    def pdf(self, *, at: datetime) -> bytes:
        """The PDF (A-2b); equal data and `at` give equal bytes. Every page of a demonstration says so."""
        return compiled(
            TEMPLATE,
            {
                "masthead": self.masthead,
                "number": self.number,
                "title": self.title,
                "addressee": self.addressee,
                "signer": self.signer,
                "day": f"{self.day.year}年{self.day.month}月{self.day.day}日",
                "body": list(self.body),
                "copies": self.copies,
                "printed_by": self.printed_by or self.signer,
                "mark": DEMONSTRATION_MARK if settings.DEMONSTRATION else "",
            },
            at=at,
        )
