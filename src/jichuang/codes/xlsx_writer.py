"""写出 .xlsx 和 .csv：代码按文本保存，公式注入失效，大名单逐行写出不占内存。

只管格子；不知道谁在导出、能不能导出。
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, BinaryIO
from xml.sax.saxutils import escape

from jichuang.codes import xlsx_parts as parts
from jichuang.codes.cell_text import EXACT_DIGITS, neutralise
from jichuang.codes.errors import CodeError

Value = str | int | float | Decimal | date | datetime | bool | None
MAX_CELL = 32_767
META_SHEET, CHOICE_SHEET = "_模板", "_选项"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BAD_TITLE = re.compile(r"[\[\]:*?/\\]")
_EPOCH = date(1899, 12, 30)
_CUT = "……（超过一格的容量，已截断）"


def write_xlsx(
    target: Path | BinaryIO,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    text_columns: Iterable[str] = (),
    notes: Sequence[str] = (),
    sheet: str = "数据",
    choices: Mapping[str, Sequence[str]] | None = None,
    meta: Mapping[str, str] | None = None,
) -> int:
    """写一个工作簿，返回数据行数。

    text_columns 里的列（信用代码、编号）整列设为文本；其他列里超过 15 位的数也按文本写，读回一位不丢。
    notes 写在表头上方，各占一行；choices 给列加下拉选择；meta 存在隐藏表“_模板”里（版本等）。
    以 = + - @ 等开头的文字加撇号，Excel 与再导出的 CSV 都不会当公式。列名不在 headers 里抛出 CodeError。
    """
    if not headers:
        raise CodeError("表头", "", "没有列", "至少要有一列")
    text_at = frozenset(_position(headers, title) for title in text_columns)
    drops = {_position(headers, title): list(values) for title, values in (choices or {}).items()}
    books = [parts.Sheet(_BAD_TITLE.sub("_", sheet)[:31] or "数据", hidden=False)]
    if meta:
        books.append(parts.Sheet(META_SHEET, hidden=True))
    if drops:
        books.append(parts.Sheet(CHOICE_SHEET, hidden=True))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, body in parts.fixed_parts(books):
            archive.writestr(parts.entry(name), body)
        with archive.open(parts.entry(parts.sheet_path(0)), "w", force_zip64=True) as stream:
            count = _write_main(stream, headers, rows, text_at, notes, drops)
        for index, book in enumerate(books[1:], start=1):
            body = _meta_xml(meta or {}) if book.name == META_SHEET else _choice_xml(drops)
            archive.writestr(parts.entry(parts.sheet_path(index)), body)
    return count


def write_csv(
    target: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Value]], *, bom: bool = True
) -> int:
    """写 UTF-8 的 CSV，返回数据行数；bom 供 Excel 认编码。公式注入同样失效，日期写 2018-03-01。"""
    buffer = io.TextIOWrapper(target, "utf-8-sig" if bom else "utf-8", newline="", write_through=True)
    writer = csv.writer(buffer)
    writer.writerow([_plain(title) for title in headers])
    count = 0
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        count += 1
    buffer.detach()
    return count


def _plain(value: Value) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")[:16]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else neutralise(str(value)) if isinstance(value, str) else str(value)


def _position(headers: Sequence[str], title: str) -> int:
    if title not in headers:
        raise CodeError("列名", title, "不在表头里", f"应为{'、'.join(headers)}之一")
    return headers.index(title)


def _write_main(
    stream: IO[bytes],
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    text_at: frozenset[int],
    notes: Sequence[str],
    drops: Mapping[int, Sequence[str]],
) -> int:
    top = len(notes) + 1
    stream.write(parts.sheet_opening(headers, text_at, frozen_rows=top).encode())
    for number, note in enumerate(notes, start=1):
        stream.write(f'<row r="{number}">{_text_cell(f"A{number}", note, parts.NOTE)}</row>'.encode())
    letters = [parts.column_letters(at + 1) for at in range(len(headers))]
    titles = "".join(
        _text_cell(f"{letter}{top}", title, parts.HEADER)
        for letter, title in zip(letters, headers, strict=True)
    )
    stream.write(f'<row r="{top}">{titles}</row>'.encode())
    count, block = 0, []
    for xml in _row_xml(rows, letters, text_at, top):
        count += 1
        block.append(xml)
        if len(block) == 500:
            stream.write("".join(block).encode())
            block.clear()
    stream.write("".join(block).encode())
    stream.write(parts.sheet_closing(letters, top, top + count, len(notes), drops, CHOICE_SHEET).encode())
    return count


def _row_xml(
    rows: Iterable[Sequence[Value]], letters: list[str], text_at: frozenset[int], top: int
) -> Iterator[str]:
    for number, row in enumerate(rows, start=top + 1):
        if len(row) > len(letters):
            raise CodeError(f"第{number}行", "", f"有{len(row)}格", f"应不多于表头的{len(letters)}列")
        cells = [
            _cell(f"{letters[at]}{number}", value, at in text_at)
            for at, value in enumerate(row)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(ref: str, value: Value, as_text: bool) -> str:
    if isinstance(value, str):
        return _text_cell(ref, value, parts.TEXT if as_text else parts.PLAIN) if value else ""
    if isinstance(value, datetime):
        return _text_cell(ref, _plain(value), parts.PLAIN)
    if as_text:
        return _text_cell(ref, _plain(value), parts.TEXT)
    if isinstance(value, bool):
        return f'<c r="{ref}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{ref}" s="{parts.DATE}"><v>{(value - _EPOCH).days}</v></c>'
    return _number_cell(ref, value)


def _number_cell(ref: str, value: int | float | Decimal | None) -> str:
    exact = Decimal(str(value))
    # 超过 15 位有效数字的数，Excel 存不住，只能按文本
    if (
        not exact.is_finite()
        or len(exact.normalize().as_tuple().digits) > EXACT_DIGITS
        or exact.adjusted() >= EXACT_DIGITS
    ):
        return _text_cell(ref, f"{exact:f}" if exact.is_finite() else "", parts.TEXT)
    return f'<c r="{ref}"><v>{exact:f}</v></c>'


def _text_cell(ref: str, value: str, style: int) -> str:
    shown = _LOOKS_ESCAPED.sub("_x005F_", _ILLEGAL.sub("", neutralise(value.replace("\r\n", "\n"))))
    if len(shown) > MAX_CELL:
        shown = shown[: MAX_CELL - len(_CUT)] + _CUT
    safe = escape(shown, {"\r": "_x000D_"})
    return f'<c r="{ref}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{safe}</t></is></c>'


def _meta_xml(meta: Mapping[str, str]) -> str:
    pairs = [("键", "值"), *meta.items()]
    return parts.small_sheet(
        _text_cell(f"A{at}", key, parts.TEXT) + _text_cell(f"B{at}", value, parts.TEXT)
        for at, (key, value) in enumerate(pairs, start=1)
    )


def _choice_xml(drops: Mapping[int, Sequence[str]]) -> str:
    depth = max(map(len, drops.values()))
    columns = list(drops.values())
    return parts.small_sheet(
        "".join(
            _text_cell(f"{parts.column_letters(column)}{at + 1}", values[at], parts.TEXT)
            for column, values in enumerate(columns, start=1)
            if at < len(values)
        )
        for at in range(depth)
    )
