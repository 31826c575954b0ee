"""xlsx 文件包：先验安全（宏、加密、压缩炸弹），再取工作表清单、共享字符串和日期格式。

不读工作表里的行（见 xlsx_sheet），不知道业务。
"""

import io
import re
import zipfile
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO

from jichuang.codes.errors import CodeError
from jichuang.codes.xml_stream import CHUNK, each_element, local, new_parser

MAX_PARTS = 2_000
MAX_UNPACKED = 512 << 20
MAX_STRINGS = 128 << 20
# 真实名单的压缩比约 10 至 30 倍，整列重复也少有过百；只在展开后确实大时才按比例判断
MAX_RATIO, RATIO_FROM = 150, 16 << 20
_BUILTIN_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_FORMAT_NOISE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """工作簿里的一张表：名称、包内路径、是否隐藏。"""

    name: str
    path: str
    hidden: bool


class Package:
    """打开的 xlsx 包。不安全或不是 xlsx 时抛出 CodeError。"""

    def __init__(self, data: bytes, filename: str) -> None:
        self._filename = filename
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError):
            raise self.damaged() from None
        self._refuse_unsafe()
        self._strings_path, self._styles_path = "xl/sharedStrings.xml", "xl/styles.xml"
        self.sheets, self.since_1904 = self._read_workbook()
        self.date_styles = self._read_date_styles()

    def open(self, path: str) -> IO[bytes]:
        """包内一个部件的字节流（读出的量不会超过目录里声明的量）。"""
        return self._zip.open(path)

    def damaged(self) -> CodeError:
        """文件损坏时抛给用户的错误。"""
        return CodeError(
            "文件", self._filename, "打不开，可能已损坏", "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传"
        )

    def _refuse_unsafe(self) -> None:
        entries = self._zip.infolist()
        names = {entry.filename.lower() for entry in entries}
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            raise CodeError("文件", self._filename, "含有宏", "请另存为不带宏的 .xlsx 再上传")
        if any(entry.flag_bits & 1 for entry in entries):
            raise CodeError("文件", self._filename, "设了打开密码", "请取消密码后再上传")
        unpacked = sum(entry.file_size for entry in entries)
        packed = max(sum(entry.compress_size for entry in entries), 1)
        if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED:
            raise self._bomb()
        if unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO:
            raise self._bomb()
        if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
            raise CodeError("文件", self._filename, "不是 Excel 工作簿", "请上传 .xlsx 或 .csv")

    def _bomb(self) -> CodeError:
        return CodeError(
            "文件", self._filename, "展开后异常庞大，已拒绝", "请删去空白行列和图片，另存后再上传"
        )

    def _read_workbook(self) -> tuple[list[SheetEntry], bool]:
        found: list[tuple[str, str, bool]] = []
        since_1904 = False

        def visit(name: str, attrs: dict[str, str]) -> None:
            nonlocal since_1904
            if name == "sheet":
                target = next(
                    (value for key, value in attrs.items() if local(key) == "id" and ":" in key), ""
                )
                found.append((attrs.get("name", ""), target, attrs.get("state", "visible") != "visible"))
            elif name == "workbookPr":
                since_1904 = attrs.get("date1904", "0") in ("1", "true")

        with self.open("xl/workbook.xml") as stream:
            each_element(stream, visit)
        targets = self._relations("xl/workbook.xml")
        present = set(self._zip.namelist())
        sheets = [SheetEntry(title, targets.get(key, ""), hidden) for title, key, hidden in found]
        return [sheet for sheet in sheets if sheet.path in present], since_1904

    def _relations(self, part: str) -> dict[str, str]:
        """工作表的关系号 → 包内路径；顺带记下共享字符串和样式的路径。"""
        targets: dict[str, str] = {}
        folder, _, name = part.rpartition("/")

        def visit(element: str, attrs: dict[str, str]) -> None:
            if element == "Relationship" and attrs.get("TargetMode") != "External":
                target, kind = attrs.get("Target", ""), attrs.get("Type", "").rpartition("/")[2]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                if kind == "worksheet":
                    targets[attrs.get("Id", "")] = path
                elif kind == "sharedStrings":
                    self._strings_path = path
                elif kind == "styles":
                    self._styles_path = path

        path = f"{folder}/_rels/{name}.rels"
        if path in self._zip.namelist():
            with self.open(path) as stream:
                each_element(stream, visit)
        return targets

    def _read_date_styles(self) -> frozenset[int]:
        if self._styles_path not in self._zip.namelist():
            return frozenset()
        formats: dict[int, str] = {}
        cell_formats: list[int] = []
        inside = False

        def visit(name: str, attrs: dict[str, str]) -> None:
            nonlocal inside
            if name == "numFmt":
                formats[int(attrs.get("numFmtId", "0"))] = attrs.get("formatCode", "")
            elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                cell_formats.append(int(attrs.get("numFmtId", "0")))

        with self.open(self._styles_path) as stream:
            each_element(stream, visit)
        dates = _BUILTIN_DATES | {key for key, code in formats.items() if _is_date_format(code)}
        return frozenset(at for at, key in enumerate(cell_formats) if key in dates)

    def shared_strings(self) -> list[str]:
        """共享字符串表；富文本连成一段，注音略去。"""
        path = self._strings_path
        if path not in self._zip.namelist():
            return []
        if self._zip.getinfo(path).file_size > MAX_STRINGS:
            raise self._bomb()
        reader = _StringReader()
        parser = new_parser(reader.start, reader.end, reader.text)
        with self.open(path) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        return reader.strings


class _StringReader:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._inside = False
        self._phonetic = False

    def start(self, name: str, _attrs: dict[str, str]) -> None:
        name = local(name)
        if name == "t":
            self._inside = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.strings.append(unescape("".join(self._parts)))
            self._parts.clear()


def unescape(text: str) -> str:
    """还原 OOXML 的 _xHHHH_ 转义。"""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _is_date_format(code: str) -> bool:
    plain = _FORMAT_NOISE.sub("", code.split(";")[0]).lower()
    return any(mark in plain for mark in ("y", "d", "e年", "年", "月")) and "general" not in plain
