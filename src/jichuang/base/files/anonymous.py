"""去标识副本: a file served without who made it: author, company, comments' authors, camera and place. Knows no case.

The words and pictures inside stay as they are. Kinds it cannot clean are refused rather than served as they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

from jichuang.base.errors import Refused
from jichuang.base.files import kinds
from jichuang.base.files.storing import open_file
from jichuang.base.models import StoredFile

_PROPERTIES = re.compile(
    rb"(<(?:dc:creator|cp:lastModifiedBy|dc:title|dc:subject|dc:description|cp:keywords|cp:category|Company|Manager)>)[^<]*(</)"
)
_CUSTOM = re.compile(rb"(<vt:(?:lpwstr|bstr|lpstr)>)[^<]*(</)")
_AUTHORS = re.compile(rb'(\b(?:\w+:)?(?:author|initials|displayName|userId|lastModifiedBy)=")[^"]*(")')
_COMMENT_AUTHORS = re.compile(rb"(<author>)[^<]*(</author>)")
_OFD = re.compile(rb"(<(?:\w+:)?(?:Author|Creator|Title|Subject|Abstract|Keyword)>)[^<]*(</)")
_JPEG_KEPT = {0xE0, 0xE2, 0xEE}  # JFIF, colour profile, Adobe colour transform: needed to draw the picture
_PNG_DROPPED = {b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"}


def content(file: StoredFile) -> bytes:
    """The bytes to serve. Raises Refused for a file that cannot be read, so that nothing is served uncleaned."""
    clean = _CLEANERS.get(file.media_type)
    with open_file(file) as stream:
        data = stream.read()
    if clean is None:
        raise _unclean(file)
    try:
        return clean(data)
    except (
        PyPdfError,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise _unclean(file) from error


def _unclean(file: StoredFile) -> Refused:
    return Refused(
        "这份材料不能去除作者信息，没有打开。", remedy="请联系组织评审的岗位换用 PDF。", conflict=True
    )


def _pdf(data: bytes) -> bytes:
    reader = PdfReader(BytesIO(data))
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    for page in writer.pages:
        for key in ("/Metadata", "/PieceInfo"):
            page.pop(NameObject(key), None)
        for one in page.get("/Annots") or ():
            note = one.get_object()
            for key in ("/T", "/Subj", "/CreationDate", "/M"):
                note.pop(NameObject(key), None)
    writer.metadata = None
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _office(data: bytes) -> bytes:
    return _rewritten(data, _office_part)


def _office_part(name: str, part: bytes) -> bytes:
    if name in {"docProps/core.xml", "docProps/app.xml"}:
        return _PROPERTIES.sub(rb"\1\2", part)
    if name == "docProps/custom.xml":
        return _CUSTOM.sub(rb"\1\2", part)
    if name.endswith(".xml") and name.startswith(
        ("word/", "xl/comments", "xl/persons", "xl/threadedComments", "xl/workbook")
    ):
        return _COMMENT_AUTHORS.sub(rb"\1\2", _AUTHORS.sub(rb"\1\2", part))
    return part


def _ofd(data: bytes) -> bytes:
    return _rewritten(data, lambda name, part: _OFD.sub(rb"\1\2", part) if name.endswith("OFD.xml") else part)


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for info in source.infolist():
            if info.filename.startswith("docProps/thumbnail"):
                continue
            plain = zipfile.ZipInfo(info.filename)  # neither the day of writing nor the system stays
            plain.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(plain, change(info.filename, source.read(info)))
    return target.getvalue()


def _jpeg(data: bytes) -> bytes:
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture itself follows
            return bytes(kept + data[at:])
        application = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not application or marker in _JPEG_KEPT:
            kept += data[at : at + 2 + length]
        at += 2 + length
    raise ValueError("no picture in the JPEG")


def _png(data: bytes) -> bytes:
    kept, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind not in _PNG_DROPPED:
            kept += data[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            return bytes(kept)  # what is hidden behind the end is dropped too
    raise ValueError("no end of the PNG")


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    kinds.PDF.media_type: _pdf,
    kinds.DOCX.media_type: _office,
    kinds.XLSX.media_type: _office,
    kinds.OFD.media_type: _ofd,
    kinds.JPEG.media_type: _jpeg,
    kinds.PNG.media_type: _png,
    kinds.TEXT.media_type: bytes,
}
