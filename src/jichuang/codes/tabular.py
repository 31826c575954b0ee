"""表格的读入与写出：.xlsx 和 .csv，每格带地址，代码一位不丢。

这里只把文件变成行；不知道是什么名册、哪一列该填什么。读写的门面，细节在 xlsx_*、csv_rows、cell_text。
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from jichuang.codes import csv_rows, xlsx_sheet
from jichuang.codes.cell_text import neutralise
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell, Header, Row, Table, pick_header
from jichuang.codes.xlsx_package import Package, SheetEntry
from jichuang.codes.xlsx_writer import Value, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Header",
    "Readable",
    "Row",
    "Table",
    "Value",
    "neutralise",
    "read_table",
    "write_csv",
    "write_xlsx",
]

DEFAULT_MAX_BYTES = 20 << 20
_HEADER_SEARCH = 30
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_MACRO_SUFFIXES = (".xlsm", ".xltm", ".xlam", ".xlsb")
_REMEDY = "请上传 .xlsx 或 .csv"


class Readable(Protocol):
    """能读出字节的东西：打开的文件、内存流、上传的文件。"""

    def read(self, size: int = ..., /) -> bytes: ...


def read_table(
    source: Path | Readable,
    filename: str,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    sheet: str | None = None,
    expected: Sequence[str] = (),
) -> Table:
    """读一张表。

    source 是文件路径或二进制流，filename 是用户看到的文件名（只用来判断类型和写错误）。
    sheet 指定工作表（可以是隐藏的），不指定取第一张有内容的可见表。
    表头自动认出，越过上面的标题和说明；expected 是期望的列名，给出时认得更准。
    拒绝：空文件、超过 max_bytes、.xls、加密、带宏、压缩炸弹、DTD、损坏、没有内容（CodeError，说明怎样改）。
    """
    data = _load(source, filename, max_bytes)
    suffix = Path(filename).suffix.lower()
    _refuse_type(data, filename, suffix)
    if suffix in _TEXT_SUFFIXES:
        text, encoding = csv_rows.decode(data, filename)
        table = _table(lambda: csv_rows.read_rows(text, filename), "", encoding, expected)
        if table is None:
            raise CodeError("文件", filename, "没有内容", "请检查是否选错了文件")
        return table
    return _read_workbook(data, filename, sheet, expected)


def _read_workbook(data: bytes, filename: str, sheet: str | None, expected: Sequence[str]) -> Table:
    package = xlsx_sheet.open_package(data, filename)
    if sheet is None:
        choices = [entry for entry in package.sheets if not entry.hidden]
    else:
        choices = [entry for entry in package.sheets if entry.name == sheet]
        if not choices:
            names = "、".join(entry.name for entry in package.sheets if not entry.hidden)
            raise CodeError("工作表", sheet, "文件里没有这张表", f"现有：{names}")
    for entry in choices:
        table = _table(_rows_of(package, entry), entry.name, "", expected)
        if table is not None:
            return table
    raise CodeError("文件", filename, "工作表里没有内容", "请检查是否选错了文件，或数据在隐藏的工作表里")


def _rows_of(package: Package, entry: SheetEntry) -> Callable[[], Iterator[Row]]:
    return lambda: xlsx_sheet.read_rows(package, entry)


def _table(
    rows: Callable[[], Iterator[Row]], sheet: str, encoding: str, expected: Sequence[str]
) -> Table | None:
    header = pick_header(list(islice(rows(), _HEADER_SEARCH)), expected)
    if header is None:
        return None
    cells = header.cells[: max(at for at, cell in enumerate(header.cells, start=1) if cell.value)]
    headers = [Header(" ".join(cell.value.split()), cell.address) for cell in cells]
    return Table(headers, sheet, encoding, header.number, lambda: _below(rows(), header.number, len(headers)))


def _below(rows: Iterator[Row], header_row: int, width: int) -> Iterator[Row]:
    for row in rows:
        if row.number <= header_row:
            continue
        cells = row.cells
        while len(cells) > width and not cells[-1].value:
            cells.pop()
        if len(cells) < width:
            place = cells[0].address
            cells.extend(
                Cell("", xlsx_sheet.neighbour(place, row.number, column), False, False, "blank")
                for column in range(len(cells) + 1, width + 1)
            )
        yield row


def _load(source: Path | Readable, filename: str, max_bytes: int) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    else:
        data = source.read(max_bytes + 1)
    if not data:
        raise CodeError("文件", filename, "是空文件（0字节）", "请检查文件后重新上传")
    if len(data) > max_bytes:
        raise CodeError("文件", filename, f"超过{_size(max_bytes)}", "请拆成几个文件，或删去图片后再上传")
    return data


def _size(count: int) -> str:
    return f"{count / (1 << 20):.0f}MB" if count >= 1 << 20 else f"{count}字节"


def _refuse_type(data: bytes, filename: str, suffix: str) -> None:
    if suffix in _MACRO_SUFFIXES:
        raise CodeError("文件", filename, "是可以带宏的工作簿", "请另存为 .xlsx 再上传")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise CodeError(
            "文件", filename, "是 97-2003 格式（.xls）或设了打开密码", "请取消密码并另存为 .xlsx 再上传"
        )
    if suffix == ".xls":
        raise CodeError("文件", filename, "是 .xls 文件", "请另存为 .xlsx 再上传")
    if suffix != ".xlsx" and suffix not in _TEXT_SUFFIXES:
        raise CodeError("文件", filename, f"不支持{suffix or '没有扩展名的'}文件", _REMEDY)
    zipped = data.startswith(b"PK")
    if suffix == ".xlsx" and not zipped:
        raise CodeError(
            "文件", filename, "扩展名是 .xlsx，内容却不是", "请用 Excel 或 WPS 打开后另存为 .xlsx"
        )
    if suffix in _TEXT_SUFFIXES and (zipped or data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff"))):
        raise CodeError("文件", filename, f"扩展名是 {suffix}，内容却不是文本", _REMEDY)
