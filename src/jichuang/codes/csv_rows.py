"""逐行读 CSV：认编码（UTF-8、带 BOM、UTF-16、GBK、GB18030）和分隔符，给每格行列地址。

不知道表头和业务。
"""

import csv
import io
from collections.abc import Iterator

from jichuang.codes.cell_text import clean, looks_mangled
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell, Row

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 BOM"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)


def decode(data: bytes, filename: str) -> tuple[str, str]:
    """文字与编码名称；哪种编码都读不通时抛出 CodeError。"""
    attempts = [(data[len(bom) :], codec, label) for bom, codec, label in _BOMS if data.startswith(bom)]
    attempts += [(data, "utf-8", "UTF-8"), (data, "gbk", "GBK"), (data, "gb18030", "GB18030")]
    for body, codec, label in attempts:
        try:
            text = body.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, label
    raise CodeError("文件", filename, "不是文本文件，或文字编码不认识", "请另存为 .xlsx，或“CSV UTF-8”格式")


def delimiter_of(text: str) -> str:
    """前 20 行里出现最多的分隔符：逗号、制表符或分号。"""
    sample = "\n".join(text.split("\n", 20)[:20])
    return max(",\t;", key=sample.count)


def read_rows(text: str, filename: str) -> Iterator[Row]:
    """逐行读出非空行。引号不配对、格子过长时抛出带行号的 CodeError。"""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 1
    try:
        for record in reader:
            cells = [_cell(raw, number, column) for column, raw in enumerate(record, start=1)]
            if any(cell.value for cell in cells):
                yield Row(number, cells)
            number = reader.line_num + 1
    except csv.Error:
        raise CodeError(
            f"第{number}行", filename, "引号不配对，或一格内容过长", "请检查这一行的双引号，或另存为 .xlsx"
        ) from None


def _cell(raw: str, row: int, column: int) -> Cell:
    value = clean(raw)
    return Cell(
        value, f"第{row}行第{column}列", looks_mangled(value), False, "text" if value else "blank", False, raw
    )
