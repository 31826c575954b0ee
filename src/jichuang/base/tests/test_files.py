"""Uploads: what is stored, what is stopped, what is left behind (nothing)."""

import errno
import io
import zipfile

import pytest
import typst
from pypdf import PdfWriter

from jichuang.base import files
from jichuang.base.errors import Refused
from jichuang.base.files.storing import plain_name
from jichuang.base.models import StoredFile
from jichuang.base.refs import Ref

pytestmark = pytest.mark.django_db
BY = Ref("user", "7")


def put(content, name):
    return files.store(io.BytesIO(content), name, by=BY)


def office(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def test_the_same_content_twice_lies_once_on_disk_with_two_rows(data_directory):
    first, second = put("营业执照".encode(), "甲.txt"), put("营业执照".encode(), "乙.txt")
    assert first.sha256 == second.sha256
    assert first.pk != second.pk
    assert len([p for p in (data_directory / "files").rglob("*") if p.is_file()]) == 1


def test_what_was_stored_comes_back_as_a_download_with_its_chinese_name():
    answer = files.response(put("研发费用".encode(), "研发费用辅助账.txt"))
    assert b"".join(answer.streaming_content).decode() == "研发费用"
    assert "filename*=UTF-8''%E7%A0%94" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def bomb():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40 * 1024 * 1024))
    return target.getvalue()


def lying():
    """An archive whose list says that a part is shorter than it is."""
    content = office({"word/document.xml": "甲" * 4000})
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + (10).to_bytes(4, "little") + content[at + 28 :]


def pages(count, password=""):
    book, target = PdfWriter(), io.BytesIO()
    for _ in range(count):
        book.add_blank_page(200, 200)
    if password:
        book.encrypt(password, algorithm="RC4-128")
    book.write(target)
    return target.getvalue()


def locked_pdf():
    return pages(1, "secret")


REFUSED = {
    "empty": (b"", "空.txt", "0 字节"),
    "program": (b"\x7fELF\x00\x00", "a.txt", "不是可以上传"),
    "old office": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "老.doc", "旧版 Office"),
    "macro": (office({"word/document.xml": "<w/>", "word/vbaProject.bin": "x"}), "宏.docx", "宏"),
    "wrong ending": (b"%PDF-1.7 ...", "图.png", "后缀不一致"),
    "broken archive": (b"PK\x03\x04broken", "坏.docx", "已损坏"),
    "broken pdf": (b"%PDF-1.7 nothing here", "坏.pdf", "已损坏"),
    "html": (b"<!-- x -->\n<!DOCTYPE html><script>1</script>", "页.txt", "网页或 SVG"),
    "script in svg": (b'<?xml version="1.0"?><svg onload="x()"/>', "图.svg", "网页或 SVG"),
    "svg as png": (b"<svg xmlns='x'><script/></svg>", "图.png", "网页或 SVG"),
    "zip bomb": (bomb(), "弹.docx", "远大于文件本身"),
    "many parts": (office({f"word/{n}.xml": "" for n in range(20_001)} | {"word/document.xml": "<w/>"}), "多.docx", "部分"),
    "lying archive": (lying(), "谎.docx", "已损坏"),
    "macro sheet": (office({"xl/workbook.xml": "<w/>", "xl/macrosheets/sheet1.xml": "x"}), "宏.xlsx", "宏或活动控件"),
    "locked pdf": (locked_pdf(), "密.pdf", "打开密码"),
    "mark in name": (b"x", "机密★ 名单.txt", "国家秘密"),
    "mark in text": ("秘 密 ★ 5年".encode(), "名单.txt", "国家秘密"),
    "mark in GBK text": ("绝密★".encode("gb18030"), "名单.txt", "国家秘密"),
    "mark split over runs": (office({"word/document.xml": "<w:t>机密</w:t><w:t>★</w:t>"}), "文.docx", "国家秘密"),
    "mark in a header": (office({"word/document.xml": "<w/>", "word/header1.xml": "秘密★"}), "文.docx", "国家秘密"),
    "mark as character references": (office({"word/document.xml": "<w:t>&#26426;&#x5BC6;&#9733;</w:t>"}), "文.docx", "国家秘密"),
    "mark in a cell": (office({"xl/workbook.xml": "<w/>", "xl/sharedStrings.xml": "<t>绝密★</t>"}), "表.xlsx", "国家秘密"),
}  # fmt: skip


@pytest.mark.parametrize("content, name, words", REFUSED.values(), ids=REFUSED)
def test_a_file_that_must_not_come_in_is_refused_and_leaves_nothing_behind(
    content, name, words, data_directory
):
    with pytest.raises(Refused) as caught:
        put(content, name)
    assert words in str(caught.value)
    assert caught.value.remedy
    assert not StoredFile.objects.exists()
    assert not [p for p in (data_directory / "files").rglob("*") if p.is_file()]


def test_a_marked_pdf_is_refused_and_an_unmarked_one_is_stored(tmp_path):
    def pdf(text):
        source = tmp_path / "a.typ"
        source.write_text(f'#set text(font: ("Noto Sans SC", "Noto Sans CJK SC"))\n{text}')
        return typst.compile(source)

    assert put(pdf("annual report"), "a.pdf").media_type == "application/pdf"
    marked = pdf("机密★ 三年")
    with pytest.raises(Refused, match="国家秘密"):
        put(marked, "b.pdf")


def test_the_words_alone_without_the_star_are_no_mark():
    assert put("本办法不涉及国家秘密、商业秘密。".encode(), "办法.txt").pk


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    with pytest.raises(Refused, match="超过 1 MB"):
        put(b"a" * (1024 * 1024 + 1), "大.txt")


@pytest.mark.parametrize(
    "given, kept",
    [("../../etc/passwd", "passwd"), ("C:\\材料\\a.txt", "a.txt"), ("a\x00\n.txt", "a.txt"), ("", "未命名")],
)
def test_a_file_name_is_only_a_name(given, kept):
    assert plain_name(given) == kept


def test_a_very_long_name_keeps_its_ending():
    assert plain_name("长" * 300 + ".pdf").endswith(".pdf")
    assert len(plain_name("长" * 300 + ".pdf")) == 200


def test_more_pages_or_bytes_than_declared_are_refused_with_the_number():
    with pytest.raises(Refused, match="有 4 页，最多 3 页"):
        files.store(io.BytesIO(pages(4)), "长.pdf", by=BY, limits=files.Limits(pages=3))
    with pytest.raises(Refused, match="超过 1 MB"):
        files.store(
            io.BytesIO(b"a" * (1024 * 1024 + 1)), "大.txt", by=BY, limits=files.Limits(bytes=1024 * 1024)
        )
    assert files.store(io.BytesIO(pages(3)), "短.pdf", by=BY, limits=files.Limits(pages=3)).pk


def test_a_pdf_that_only_its_owner_may_change_opens_for_everybody_and_is_taken():
    book, target = PdfWriter(), io.BytesIO()
    book.add_blank_page(200, 200)
    book.encrypt("", owner_password="x", algorithm="RC4-128")
    book.write(target)
    assert put(target.getvalue(), "只读.pdf").pk


def test_a_full_disk_is_said_and_leaves_neither_row_nor_file(monkeypatch, data_directory):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("jichuang.base.files.storing.os.fsync", full)
    with pytest.raises(Refused, match="存储空间已满"):
        put("营业执照".encode(), "甲.txt")
    assert not StoredFile.objects.exists()
    assert not [p for p in (data_directory / "files").rglob("*") if p.is_file()]
