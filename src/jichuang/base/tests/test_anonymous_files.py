"""去标识副本: who made a file is gone from the served copy; its content is not."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from jichuang.base import files
from jichuang.base.errors import Refused
from jichuang.base.files import anonymous
from jichuang.base.models import StoredFile

WHO = "罗澄"


def _stored(data: bytes, name: str):
    return files.store(BytesIO(data), name, by=None)


def _pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": WHO, "/Title": f"{WHO}的申报书", "/Creator": "澄光传感"})
    writer.add_attachment("作者.txt", WHO.encode())
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _docx() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "docProps/core.xml",
            f"<cp:coreProperties><dc:creator>{WHO}</dc:creator><cp:lastModifiedBy>{WHO}</cp:lastModifiedBy></cp:coreProperties>",
        )
        archive.writestr("docProps/app.xml", f"<Properties><Company>{WHO}公司</Company></Properties>")
        archive.writestr(
            "word/document.xml", f'<w:document><w:ins w:author="{WHO}"/><w:t>方案正文</w:t></w:document>'
        )
        archive.writestr("word/comments.xml", f'<w:comment w:author="{WHO}" w:initials="{WHO}"/>')
    return target.getvalue()


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + b"\0\0\0\0"

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", b"x" * 13)
        + chunk(b"tEXt", f"Author\0{WHO}".encode())
        + chunk(b"IDAT", b"y")
        + chunk(b"IEND", b"")
        + WHO.encode()
    )


def _jpeg() -> bytes:
    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body

    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0")
        + segment(0xE1, f"Exif\0\0{WHO}".encode())
        + segment(0xFE, WHO.encode())
        + segment(0xDA, b"scan")
        + b"picture\xff\xd9"
    )


def _inside(data: bytes, media_type: str) -> bytes:
    """Everything in the file as bytes: an archive unfolded."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "name"), [(_docx, "申报书.docx"), (_png, "图.png"), (_jpeg, "照片.jpg")])
def test_the_author_is_gone_from_every_kind_of_file(make, name):
    data = make()
    file = _stored(data, name)
    assert WHO.encode() in _inside(data, file.media_type)
    served = _inside(anonymous.content(file), file.media_type)
    assert WHO.encode() not in served
    kept = {"申报书.docx": "方案正文".encode(), "图.png": b"IDAT", "照片.jpg": b"picture"}[name]
    assert kept in served


@pytest.mark.django_db
def test_a_pdf_loses_author_title_and_attachments_but_no_page():
    file = _stored(_pdf(), "申报书.pdf")
    served = PdfReader(BytesIO(anonymous.content(file)))
    assert len(served.pages) == 1
    assert not served.attachments
    assert WHO not in str(dict(served.metadata or {})) and "/Metadata" not in served.trailer["/Root"]


@pytest.mark.django_db
def test_what_cannot_be_cleaned_is_not_served():
    file = _stored(_pdf(), "坏.pdf")
    files.path_of(file).chmod(0o600)
    files.path_of(file).write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(Refused, match="没有打开"):
        anonymous.content(file)
    with pytest.raises(Refused, match="没有打开"):
        anonymous.content(StoredFile(sha256=file.sha256, media_type="application/zip", name="x.zip", size=1))
