"""文件的记忆: a custom XML part that lists where each passage came from and which figures it printed.

Word and WPS keep such parts when the text around them is edited. Nothing in it is trusted: opening the file again only
says what to look up, as whoever opens it.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, unescape

from docx.document import Document
from docx.opc.part import Part

from jichuang.base.refs import Ref
from jichuang.passages.reads import Stated
from jichuang.passages.sources import Figure
from jichuang.passages.terms import Form
from jichuang.passages.word.pieces import Piece

SPACE = "urn:jichuang:passages:1"
LARGEST = 20 * 1024 * 1024
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_OPEN, _CLOSE = f'<passages xmlns="{SPACE}">', "</passages>"


class NotOurs(ValueError):
    """The file cannot be compared; the message says why and what would be right."""


def remember(document: Document, pieces: Sequence[Piece], made_on: date) -> None:
    """Adds the part."""
    body = {"made_on": made_on.isoformat(), "items": [_item(piece) for piece in pieces]}
    text = escape(json.dumps(body, ensure_ascii=False))
    part = Part(
        document.part.package.next_partname("/customXml/item%d.xml"),
        "application/xml",
        f"{_OPEN}{text}{_CLOSE}".encode(),
        document.part.package,
    )
    document.part.relate_to(part, _RELATION)


def stated_in(content: bytes) -> tuple[date, list[Stated]]:
    """The day the file was made and what it states. Raises NotOurs for anything else than a file made here."""
    text = _found(content)
    try:
        body = json.loads(text)
        return date.fromisoformat(body["made_on"]), [_stated(one) for one in body["items"]]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotOurs("文件里的素材记录已损坏，不能比对。请用重新生成的文件。") from fault


def _found(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for info in archive.infolist():
                if not info.filename.startswith("customXml/") or info.file_size > LARGEST:
                    continue
                text = archive.read(info).decode("utf-8-sig", "replace")
                if SPACE in text:
                    inner = text[text.index(">", text.index(SPACE)) + 1 :]
                    return unescape(inner[: inner.rindex("</")], {"&quot;": '"', "&apos;": "'"})
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fault:
        raise NotOurs(
            "这不是 .docx 文件，或文件已损坏。请上传在这里生成、用 Word 或 WPS 编辑过的 .docx。"
        ) from fault
    raise NotOurs(
        "文件里没有素材记录，比不出变化。只有在“素材夹”里生成的文件带着出处；另存为 .doc 会丢掉它。"
    )


def _item(piece: Piece) -> dict[str, Any]:
    passage = piece.passage
    return {
        "ref": str(piece.ref),
        "params": dict(piece.params),
        "form": str(piece.form),
        "title": passage.title,
        "as_of": passage.as_of.isoformat(),
        "figures": [[figure.key, figure.title, figure.text] for figure in passage.figures],
    }


def _stated(one: dict[str, Any]) -> Stated:
    return Stated(
        Ref.parse(one["ref"]),
        {str(key): str(value) for key, value in one["params"].items()},
        Form(one["form"]),
        str(one["title"]),
        date.fromisoformat(one["as_of"]).isoformat(),
        tuple(Figure(str(key), str(title), str(text)) for key, title, text in one["figures"]),
    )
