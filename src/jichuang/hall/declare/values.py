"""填报值: reads what a person typed into the one stored form, and shows it again in the field's unit.

Stored forms: integer -> int; decimal and money -> exact decimal text (money always in 元); boolean -> bool; date ->
ISO text; country -> its two letters; table -> a line a row, cells in stored form apart by a tab; everything else ->
trimmed text. Knows no case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from jichuang.codes import countries
from jichuang.codes.credit_code import CreditCode
from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import format_decimal, parse_decimal, parse_int
from jichuang.codes.errors import CodeError
from jichuang.codes.money import format_money, parse_money
from jichuang.hall.declare import grid
from jichuang.hall.declare.form import Field, FieldType
from jichuang.hall.declare.grid import CELL

Stored = str | int | bool | None

YES = {"true", "1", "on", "yes", "是", "有", "y"}
NO = {"false", "0", "off", "no", "否", "无", "n"}
MOST_ROWS = 200
MOST_KEPT = 5 * MOST_ROWS
"""Rows of a table that are kept as typed until they can be read; a paste of more is refused as a whole."""
MOST_CHARACTERS = 200_000
"""And characters of a table in all."""
MOST_NAMED = 6
KEPT = 1000


def read(field: Field, typed: Any) -> Stored:
    """The stored form of what was typed; None for an empty answer. Raises CodeError naming the field's title."""
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    if field.type is FieldType.BOOLEAN:
        return _boolean(field, typed)
    # a row whose last cells are empty ends with tabs: they belong to the table
    blank = "\r\n" if field.type is FieldType.TABLE else None
    text = typed.isoformat() if isinstance(typed, date) else str(typed).strip(blank)
    return _READ.get(field.type, _text)(field, text)


def show(field: Field, stored: Stored) -> str:
    """The answer as a person reads it, without its unit; empty for no answer."""
    if stored is None or stored == "":
        return ""
    if field.type is FieldType.BOOLEAN:
        return "是" if stored else "否"
    if field.type is FieldType.MONEY:
        return format_money(int(Decimal(str(stored)) * 100), field.unit)
    if field.type in {FieldType.INTEGER, FieldType.DECIMAL}:
        return format_decimal(Decimal(str(stored)), grouped=field.unit != "年")
    if field.type is FieldType.CHOICE:
        return dict(field.choices).get(str(stored), str(stored))
    if field.type is FieldType.COUNTRY:
        return countries.get(str(stored)).name
    if field.type is FieldType.TABLE:
        return "\n".join(CELL.join(row) for row in shown_rows(field, stored))
    return str(stored)


def rows(field: Field, stored: Stored) -> list[dict[str, str]]:
    """The rows of a table, each cell in stored form under its column's title; none for no answer."""
    titles = [column.title for column in grid.columns_of(field)]
    return [dict(zip(titles, cells, strict=True)) for cells in grid.stored(stored)]


def shown_rows(field: Field, stored: Stored) -> list[list[str]]:
    """The rows of a table as a person reads them, without units."""
    columns = grid.columns_of(field)
    return [
        [show(column, _cell(column, cell)) for column, cell in zip(columns, cells, strict=True)]
        for cells in grid.stored(stored)
    ]


def typed_again(field: Field, stored: Stored) -> str:
    """What stands in an input box for a stored answer: no thousands separators, true/false for yes and no."""
    if stored is None or stored == "":
        return ""
    if field.type is FieldType.BOOLEAN:
        return "true" if stored else "false"
    if field.type is FieldType.CHOICE:
        return str(stored)
    if field.type is FieldType.TABLE:
        columns = grid.columns_of(field)
        return grid.joined(
            [typed_again(column, _cell(column, cell)) for column, cell in zip(columns, cells, strict=True)]
            for cells in grid.stored(stored)
        )
    return (
        show(field, stored).replace(",", "")
        if not isinstance(stored, str) or _numeric(field)
        else str(stored)
    )


def fact(field: Field, stored: Stored) -> Any:
    """The answer as the policy's fact: int, Decimal, bool or text; None when there is no answer."""
    if stored is None or stored == "":
        return None
    return Decimal(str(stored)) if field.type in {FieldType.MONEY, FieldType.DECIMAL} else stored


def from_held(field: Field, text: str) -> Stored:
    """A value held by the registry (money in 元, plain digits) in stored form; None when it does not fit the field."""
    try:
        if field.type is FieldType.MONEY:
            return _yuan(parse_money(text, "元", field=field.title))
        return read(field, text)
    except CodeError:
        return None


def _numeric(field: Field) -> bool:
    return field.type in {FieldType.MONEY, FieldType.DECIMAL, FieldType.INTEGER}


def _yuan(fen: int) -> str:
    return format_decimal(Decimal(fen) / 100, grouped=False)


def _boolean(field: Field, typed: Any) -> bool:
    if isinstance(typed, bool):
        return typed
    word = str(typed).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise CodeError(field.title, str(typed), "既不是“是”也不是“否”", "请选择“是”或“否”")


def _choice(field: Field, text: str) -> str:
    for value, title in field.choices:
        if text in (value, title):
            return value
    raise CodeError(
        field.title, text, "不在可选项中", f"应为{'、'.join(title for _, title in field.choices)}之一"
    )


class TableFault(CodeError):
    """What is wrong in a table: `cells` are (row from 1, column from 0, sentence); the text names the first few."""

    def __init__(self, field: Field, cells: list[tuple[int, int, str]]) -> None:
        self.cells = cells
        more = f"；另有{len(cells) - MOST_NAMED}处" if len(cells) > MOST_NAMED else ""
        named = "；".join(words for _, _, words in cells[:MOST_NAMED])
        super().__init__(field.title, "", f"{named}{more}", "请改正这些格子")


def table_faults(field: Field, text: str) -> list[tuple[int, int, str]]:
    """Every cell of a typed table that cannot be read: (row from 1, column from 0, sentence)."""
    return _read_table(field, text)[1]


def _read_table(field: Field, text: str) -> tuple[list[list[str]], list[tuple[int, int, str]]]:
    columns = grid.columns_of(field)
    kept: list[list[str]] = []
    faults: list[tuple[int, int, str]] = []
    for number, cells in enumerate(grid.split(field, text), start=1):
        if len(cells) > len(columns):
            faults.append((number, 0, f"第{number}行有{len(cells)}栏，应为{len(columns)}栏"))
            continue
        row = []
        for at, column in enumerate(columns):
            cell = cells[at] if at < len(cells) else ""
            try:
                read_cell = read(column, cell)
            except CodeError as fault:
                faults.append((number, at, f"第{number}行“{column.title}”{fault.at('')}".rstrip("。")))
                continue
            if read_cell is None and column.required:
                faults.append((number, at, f"第{number}行“{column.title}”没有填写"))
            row.append("" if read_cell is None else _plain(read_cell))
        kept.append(row)
    return kept, faults


def _plain(stored: Stored) -> str:
    return ("true" if stored else "false") if isinstance(stored, bool) else str(stored)


def _cell(column: Field, text: str) -> Stored:
    """A cell back in the stored form of its column."""
    if text == "":
        return None
    if column.type is FieldType.INTEGER:
        return int(text)
    return text == "true" if column.type is FieldType.BOOLEAN else text


def _table(field: Field, text: str) -> str | None:
    least, most = field.minimum or 0, field.maximum or MOST_ROWS
    if _too_long(text):
        raise CodeError(
            field.title,
            f"{grid.count(text)}行",
            "行数或字数太多，没有放入",
            f"最多{most}行；更多的内容请作为材料上传",
        )
    kept, faults = _read_table(field, text)
    if faults:
        raise TableFault(field, faults)
    if not kept:
        return None
    if not least <= len(kept) <= most:
        raise CodeError(field.title, f"{len(kept)}行", "行数不对", f"应有{least}至{most}行")
    return "\n".join("\t".join(row) for row in kept)


def kept(field: Field, typed: Any, stored: Stored) -> str:
    """What is kept of an answer that could not be read, to be shown again: a table whole, or as it stood when too long."""
    text = str(typed)
    if field.type is not FieldType.TABLE:
        return text[:KEPT]
    return typed_again(field, stored) if _too_long(text) else text


def _too_long(text: str) -> bool:
    return len(text) > MOST_CHARACTERS or grid.count(text) > MOST_KEPT


def _integer(field: Field, text: str) -> int:
    return parse_int(text, field=field.title, minimum=field.minimum, maximum=field.maximum)


def _decimal(field: Field, text: str) -> str:
    number = parse_decimal(text, field=field.title, minimum=field.minimum, maximum=field.maximum)
    return format_decimal(number, grouped=False)


def _text(field: Field, text: str) -> str:
    if len(text) > field.max_length:
        raise CodeError(field.title, text[:20] + "…", f"共{len(text)}字，过长", f"最多{field.max_length}字")
    return text


_READ: dict[FieldType, Callable[[Field, str], Stored]] = {
    FieldType.INTEGER: _integer,
    FieldType.DECIMAL: _decimal,
    FieldType.MONEY: lambda field, text: _yuan(parse_money(text, field.unit, field=field.title)),
    FieldType.DATE: lambda field, text: parse_date(text, field=field.title).isoformat(),
    FieldType.CREDIT_CODE: lambda _, text: CreditCode.parse(text).value,
    FieldType.COUNTRY: lambda _, text: countries.get(text).alpha2,
    FieldType.TABLE: _table,
    FieldType.CHOICE: _choice,
}
"""How each type is read; the others are text."""
