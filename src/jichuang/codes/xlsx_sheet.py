"""逐行读一张 xlsx 工作表：直接流式解析表的 XML，六万行只占一块缓冲的内存。

比通用库快得多，代价是只取值：字号、颜色、图表一概不看。
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from xml.parsers import expat

from jichuang.codes.cell_text import clean, looks_mangled, number_text
from jichuang.codes.dates import from_excel_serial
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell, CellKind, Row
from jichuang.codes.xlsx_package import Package, SheetEntry, unescape
from jichuang.codes.xlsx_parts import column_letters
from jichuang.codes.xml_stream import CHUNK, ForbiddenMarkup, local, new_parser

MAX_COLUMNS = 2_000
_SHEET_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    expat.ExpatError,
    ForbiddenMarkup,
    ValueError,
    LookupError,
)


class _Raw(NamedTuple):
    column: int
    text: str
    type: str
    style: int
    formula: bool


class _RowReader:
    """解析器的回调：把标签拼成一行行未解释的格子，攒在 ready 里。"""

    def __init__(self) -> None:
        self.ready: list[tuple[int, list[_Raw]]] = []
        self._number = 0
        self._column = 0
        self._cells: list[_Raw] = []
        self._parts: list[str] = []
        self._collect = False
        self._phonetic = False
        self._type = ""
        self._style = 0
        self._formula = False
        self._columns: dict[str, int] = {}

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            ref = attrs.get("r")
            self._column = self._column_of(ref) if ref else self._column + 1
            self._type = attrs.get("t", "n")
            self._style = int(attrs.get("s", 0))
            self._formula = False
        elif name in ("v", "t"):
            self._collect = not self._phonetic
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._number = int(attrs.get("r", self._number + 1))
            self._column = 0
            self._cells = []
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._collect:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name in ("v", "t"):
            self._collect = False
        elif name == "c":
            if self._parts or self._formula:
                text = "".join(self._parts)
                self._parts.clear()
                self._cells.append(_Raw(self._column, text, self._type, self._style, self._formula))
        elif name == "row":
            self.ready.append((self._number, self._cells))
        elif name == "rPh":
            self._phonetic = False

    def _column_of(self, ref: str) -> int:
        letters = ref.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return column


def open_package(data: bytes, filename: str) -> Package:
    """打开文件包；不安全、损坏或不是 xlsx 抛出 CodeError。"""
    try:
        return Package(data, filename)
    except CodeError:
        raise
    except _BROKEN:
        raise CodeError(
            "文件", filename, "打不开，可能已损坏", "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传"
        ) from None


def read_rows(package: Package, sheet: SheetEntry) -> Iterator[Row]:
    """逐行读出非空行，单元格从 A 列起连续排列。文件损坏或列数异常抛出 CodeError。"""
    try:
        strings = package.shared_strings()
        merges = _Merges(_merges(package, sheet.path))
        interpret = _Interpreter(package, sheet.name, strings)
        reader = _RowReader()
        parser = new_parser(reader.start, reader.end, reader.text)
        with package.open(sheet.path) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
                for number, raws in reader.ready:
                    cells = interpret.row(number, raws)
                    if any(cell.value for cell in cells):
                        yield Row(number, merges.fill(number, cells))
                reader.ready.clear()
            parser.Parse(b"", True)
    except CodeError:
        raise
    except _BROKEN:
        raise package.damaged() from None


class _Interpreter:
    """把未解释的格子变成 Cell。"""

    def __init__(self, package: Package, sheet: str, strings: list[str]) -> None:
        self._strings = strings
        self._dates = package.date_styles
        self._since_1904 = package.since_1904
        self._sheet = sheet
        self._prefixes: list[str] = []

    def row(self, number: int, raws: list[_Raw]) -> list[Cell]:
        if not raws:
            return []
        width = max(raw.column for raw in raws)
        if width > MAX_COLUMNS:
            raise CodeError(
                f"{self._sheet}!第{number}行", "", f"有内容的列超过{MAX_COLUMNS}列", "请删去右侧多余的内容"
            )
        prefixes = self._prefixes
        while len(prefixes) < width:
            prefixes.append(f"{self._sheet}!{column_letters(len(prefixes) + 1)}")
        cells: list[Cell] = []
        for raw in sorted(raws) if _disordered(raws) else raws:
            while len(cells) < raw.column - 1:
                cells.append(Cell("", f"{prefixes[len(cells)]}{number}", False, False, "blank"))
            if len(cells) < raw.column:
                cells.append(self._cell(raw, f"{prefixes[raw.column - 1]}{number}"))
        return cells

    def _cell(self, raw: _Raw, address: str) -> Cell:
        text, kind = raw.text, raw.type
        if kind == "s":
            text = self._strings[int(text)]
        elif kind in ("inlineStr", "str"):
            text = unescape(text)
        elif kind == "n":
            return self._number(raw, address)
        elif kind == "b":
            return Cell("TRUE" if text == "1" else "FALSE", address, False, raw.formula, "bool", False, text)
        elif kind == "e":
            return Cell(text, address, False, raw.formula, "error", False, text)
        elif kind == "d":
            return Cell(text[:10], address, False, raw.formula, "date", False, text)
        value = clean(text)
        shown: CellKind = "text" if value else "blank"
        return Cell(value, address, looks_mangled(value), raw.formula, shown, False, text)

    def _number(self, raw: _Raw, address: str) -> Cell:
        if not raw.text:
            return Cell("", address, False, raw.formula, "blank")
        if raw.style in self._dates:
            shown = self._date(raw.text)
            if shown:
                return Cell(shown, address, False, raw.formula, "date", False, raw.text)
        value, long = number_text(raw.text)
        return Cell(value, address, long, raw.formula, "number", False, raw.text)

    def _date(self, text: str) -> str:
        try:
            moment = float(text)
            day = from_excel_serial(int(moment), since_1904=self._since_1904)
        except (ValueError, OverflowError):
            return ""
        seconds = round((moment - int(moment)) * 86_400)
        if not seconds:
            return day.isoformat()
        return f"{day + timedelta(days=seconds // 86_400)} {timedelta(seconds=seconds % 86_400)}"


def _disordered(raws: list[_Raw]) -> bool:
    return any(raws[at].column >= raws[at + 1].column for at in range(len(raws) - 1))


class _Merges:
    """纵向合并的单元格：下面各行的同一列补上首格的值。横向合并不补，免得把一个数算成几个。"""

    def __init__(self, areas: list[tuple[int, int, int]]) -> None:
        self._areas = sorted((area for area in areas if area[1] > area[0]), reverse=True)
        self._active: list[tuple[int, int, int, Cell]] = []

    def fill(self, number: int, cells: list[Cell]) -> list[Cell]:
        """areas 为（首行, 末行, 列），行须递增地来。"""
        if self._areas or self._active:
            self._active = [area for area in self._active if area[1] >= number]
            for _top, _bottom, column, anchor in self._active:
                if column <= len(cells) and not cells[column - 1].value:
                    cells[column - 1] = anchor._replace(address=cells[column - 1].address, merged=True)
            while self._areas and self._areas[-1][0] <= number:
                top, bottom, column = self._areas.pop()
                if top == number and column <= len(cells):
                    self._active.append((top, bottom, column, cells[column - 1]))
        return cells


def _merges(package: Package, path: str) -> list[tuple[int, int, int]]:
    """合并单元格写在表的末尾，读行时要先知道，所以先扫一遍文件尾。"""
    tail, found = b"", False
    with package.open(path) as stream:
        while chunk := stream.read(CHUNK):
            tail += chunk
            if not found:
                end = _SHEET_END.search(tail)
                found = end is not None
                tail = tail[end.end() :] if end else tail[-64:]
            elif len(tail) > 8 << 20:
                break
    if not found:
        return []
    return [
        (int(match[2]), int(match[3]), column_number(match[1].decode())) for match in _MERGE.finditer(tail)
    ]


def column_number(letters: str) -> int:
    """列字母换成列号：A → 1，AA → 27。"""
    number = 0
    for char in letters:
        if not "A" <= char <= "Z":
            raise ValueError(f"列地址不对：{letters}")
        number = number * 26 + ord(char) - 64
    return number


def neighbour(address: str, row: int, column: int) -> str:
    """与 address 同一张表、第 row 行第 column 列的地址，写法与 address 一致。"""
    sheet, mark, _cell = address.rpartition("!")
    return f"{sheet}!{column_letters(column)}{row}" if mark else f"第{row}行第{column}列"
