"""Stops files that carry a secrecy mark (秘密★、机密★、绝密★): 本系统不得存储、处理国家秘密."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
import zlib
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from jichuang.base.errors import Refused
from jichuang.base.files import kinds

MARK = re.compile(r"(绝密|机密|秘密)[★☆✩✭⭐]")
MOST_TEXT = 60 * 1024 * 1024  # bytes of text read from one file
MOST_PAGES = 60  # a mark stands on the first page; a long annex is not read to its end
_TAGS = re.compile(rb"<[^>]*>")


def marked(text: str) -> str | None:
    """The mark found in `text` (as `机密★`), spaces and letter forms aside; None when there is none."""
    found = MARK.search("".join(unicodedata.normalize("NFKC", text).split()))
    return found.group(0) if found else None


def refuse_marked(path: Path, filename: str, kind: kinds.Kind) -> None:
    """Raises Refused when the name or the text of the file carries a secrecy mark."""
    where = "文件名" if marked(filename) else "正文" if marked(_text(path, kind)) else ""
    if where:
        raise Refused(
            f"“{filename}”的{where}带有国家秘密标志，系统没有保存这个文件。",
            clause="本系统不得存储、处理、传输国家秘密。",
            remedy="请按保密规定通过涉密渠道报送，并从本机删除误放的文件。",
            field="file",
        )


def _text(path: Path, kind: kinds.Kind) -> str:
    if kind is kinds.TEXT:
        with path.open("rb") as stream:
            content = stream.read(MOST_TEXT)
        return content.decode("utf-8", "ignore") + content.decode("gb18030", "ignore")
    if kind is kinds.PDF:
        return _pdf_text(path)
    if kind in {kinds.DOCX, kinds.XLSX, kinds.OFD}:
        try:
            return _archive_text(path)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
            raise kinds.broken("所选文件") from fault
    return ""


def _archive_text(path: Path) -> str:
    """The text of every XML part, tags removed and character references read: headers, footers, text boxes and cells alike."""
    parts: list[str] = []
    left = MOST_TEXT
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if left <= 0 or not entry.filename.endswith(".xml"):
                continue
            with archive.open(entry) as stream:
                content = stream.read(left)
            left -= len(content)
            parts.append(html.unescape(_TAGS.sub(b"", content).decode("utf-8", "ignore")))
    return "\n".join(parts)


def _pdf_text(path: Path) -> str:
    try:
        pages = PdfReader(path).pages
        return "\n".join(pages[number].extract_text() for number in range(min(len(pages), MOST_PAGES)))
    except UNREADABLE as fault:
        raise Refused(
            "所选 PDF 文件无法读取（可能损坏），系统不能确认它不涉密。",
            remedy="请上传能正常打开的 PDF。",
            field="file",
        ) from fault


UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError)
"""What reading a damaged PDF may raise."""
