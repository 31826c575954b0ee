"""不是表格的、危险的、损坏的文件都被拒绝，并说下一步怎么办。"""

import io
import zipfile
from pathlib import Path

import pytest

from jichuang.codes import xlsx_package
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table
from jichuang.codes.tests.workbooks import repacked, workbook


def test_an_open_quote_is_refused_with_its_line():
    with pytest.raises(CodeError, match="第3行"):
        list(read_table(io.BytesIO('甲,乙\n1,2\n"3,4\n'.encode()), "a.csv"))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "filename", "said"),
    [
        (b"", "a.xlsx", "0字节"),
        (OLE, "a.xls", "97-2003 格式"),
        (OLE, "a.xlsx", "打开密码"),
        (b"<html><table></table></html>", "a.xls", "另存为 .xlsx"),
        (b"PK\x03\x04", "a.xlsm", "可以带宏"),
        (b"PK\x03\x04garbage", "a.xlsx", "可能已损坏"),
        (b"a,b\n1,2", "a.xlsx", "内容却不是"),
        (b"PK\x03\x04", "a.csv", "内容却不是文本"),
        (b"%PDF-1.4", "a.csv", "内容却不是文本"),
        (b"\x80\x81\xff\xff\x00", "a.csv", "文字编码不认识"),
        (b"a\x00b", "a.csv", "文字编码不认识"),
        (b"\n , \n", "a.csv", "没有内容"),
        (b"x", "a.pdf", "不支持.pdf文件"),
        (b"x", "名单", "没有扩展名"),
    ],
)
def test_what_is_no_table_is_refused_with_the_next_step(data, filename, said):
    with pytest.raises(CodeError) as caught:
        read_table(io.BytesIO(data), filename)
    assert said in str(caught.value)
    assert caught.value.remedy


def test_a_file_over_the_limit_is_refused_without_reading_the_rest(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 100)
    assert read_table(path, "a.csv", max_bytes=400).headers
    with pytest.raises(CodeError, match="超过399字节"):
        read_table(path, "a.csv", max_bytes=399)


def test_a_workbook_with_macros_or_without_content_is_refused():
    stream = workbook(["甲"])
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    stream.seek(0)
    with pytest.raises(CodeError, match="含有宏"):
        read_table(stream, "a.xlsx")
    with pytest.raises(CodeError, match="没有内容"):
        read_table(workbook(), "a.xlsx")


def test_a_zip_bomb_is_refused_by_its_declared_size():
    stream = workbook(["甲"])
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(xlsx_package.RATIO_FROM + 1))
    stream.seek(0)
    with pytest.raises(CodeError, match="展开后异常庞大"):
        read_table(stream, "a.xlsx")


def test_an_entity_bomb_and_a_broken_sheet_are_refused():
    def bomb(name, data):
        if not name.startswith("xl/worksheets/sheet"):
            return data
        return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + data

    def cut(name, data):
        return data[: len(data) // 2] if name.startswith("xl/worksheets/sheet") else data

    for change in (bomb, cut):
        with pytest.raises(CodeError, match="可能已损坏"):
            read_table(repacked(workbook(["甲", "乙"], [1, 2]), change), "a.xlsx")


def test_another_kind_of_zip_is_no_workbook():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    stream.seek(0)
    with pytest.raises(CodeError, match="不是 Excel 工作簿"):
        read_table(stream, "a.xlsx")
