"""What a file is, told by its content; the name must agree. Knows which kinds may be uploaded."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from jichuang.base.errors import Refused

OFFICE = "application/vnd.openxmlformats-officedocument"
ACCEPTED = "PDF、Word（.docx）、Excel（.xlsx）、OFD、PNG、JPG、纯文本（.txt、.csv）"
MOST_UNPACKED = 400 * 1024 * 1024  # bytes an archive may unfold to
MOST_PARTS = 20_000  # files inside an archive
BOMB_FROM, BOMB_RATIO = (
    30 * 1024 * 1024,
    200,
)  # bytes; how many times larger than the archive its content may be
_MACROS = ("vbaproject.bin", "vbadata.xml")
_ACTIVE = ("/activex/", "/macrosheets/")
_MARKUP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|svg|iframe|img)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type and the endings it may carry."""

    media_type: str
    endings: tuple[str, ...]
    title: str


PDF = Kind("application/pdf", (".pdf",), "PDF")
DOCX = Kind(f"{OFFICE}.wordprocessingml.document", (".docx",), "Word")
XLSX = Kind(f"{OFFICE}.spreadsheetml.sheet", (".xlsx",), "Excel")
OFD = Kind("application/ofd", (".ofd",), "OFD")
PNG = Kind("image/png", (".png",), "PNG")
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), "JPG")
TEXT = Kind("text/plain", (".txt", ".csv", ".md", ".json"), "纯文本")


def sniff(path: Path, filename: str) -> Kind:
    """The kind of the file at `path`. Raises Refused for another kind, macros, or a name that says otherwise."""
    kind = _by_content(path, filename)
    if not filename.lower().endswith(kind.endings):
        raise Refused(
            f"“{filename}”的内容是{kind.title}，与文件名后缀不一致。",
            remedy=f"请把后缀改为 {kind.endings[0]} 后重新上传。",
            field="file",
        )
    return kind


def _by_content(path: Path, filename: str) -> Kind:
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if start.startswith(b"\xff\xd8\xff"):
        return JPEG
    if start.startswith(b"PK\x03\x04"):
        return _by_archive(path, filename)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            f"“{filename}”是旧版 Office 文件（.doc、.xls），可能带有宏；或者设了打开密码。",
            remedy="请取消密码，在 Word 或 Excel 里另存为 .docx、.xlsx 或 PDF 后重新上传。",
            field="file",
        )
    if _MARKUP.match(start):
        raise Refused(
            f"“{filename}”是网页或 SVG 图形，可能带有脚本。",
            remedy="请打印或另存为 PDF，图形请导出为 PNG，再上传。",
            field="file",
        )
    if b"\x00" not in start and _is_text(start):
        return TEXT
    raise _unknown(filename)


def _by_archive(path: Path, filename: str) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as fault:
        raise broken(filename) from fault
    _refuse_bomb(entries, path.stat().st_size, filename)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(f"“{filename}”设了打开密码。", remedy="请取消密码后重新上传。", field="file")
    lowered = [f"/{name.lower()}" for name in names]
    if any(name.endswith(_MACROS) or any(part in name for part in _ACTIVE) for name in lowered):
        raise Refused(
            f"“{filename}”含有宏或活动控件。",
            remedy="请另存为不含宏的格式（.docx、.xlsx）或 PDF 后上传。",
            field="file",
        )
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "OFD.xml" in names:
        return OFD
    raise _unknown(filename)


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int, filename: str) -> None:
    """An archive that unfolds to far more than it is fills the disk of whoever opens it."""
    unpacked = sum(entry.file_size for entry in entries)
    swollen = unpacked > BOMB_FROM and unpacked > BOMB_RATIO * size
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen:
        raise Refused(
            f"“{filename}”展开后有 {unpacked // 1024 // 1024} MB、{len(entries)} 个部分，远大于文件本身或超过 "
            f"{MOST_UNPACKED // 1024 // 1024} MB，没有保存。",
            remedy="请拆分，或用 Word、Excel 重新另存；大图请先压缩。",
            field="file",
        )


def broken(filename: str) -> Refused:
    """The refusal of a file that cannot be opened."""
    return Refused(f"“{filename}”已损坏，无法打开。", remedy="请重新生成该文件后上传。", field="file")


def _is_text(start: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the 4096th byte may fall inside a character
            try:
                start[: len(start) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _unknown(filename: str) -> Refused:
    return Refused(f"“{filename}”不是可以上传的文件类型。", remedy=f"可以上传：{ACCEPTED}。", field="file")
