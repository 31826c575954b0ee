"""填报值: reads what a person typed into the one stored form, and shows it again in the field's unit.

Stored forms: integer -> int; decimal and money -> exact decimal text (money always in 元); boolean -> bool; date ->
ISO text; country -> its two letters; table -> a line a row, cells apart by a tab; everything else -> trimmed text. Knows
no case.
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
from jichuang.hall.declare.form import Field, FieldType

Stored = str | int | bool | None

YES = {"true", "1", "on", "yes", "是", "有", "y"}
NO = {"false", "0", "off", "no", "否", "无", "n"}
CELL = "；"
"""What stands between two cells of a table where no tab does."""
MOST_ROWS = 200


def read(field: Field, typed: Any) -> Stored:
    """The stored form of what was typed; None for an empty answer. Raises CodeError naming the field's title."""
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    if field.type is FieldType.BOOLEAN:
        return _boolean(field, typed)
    text = typed.isoformat() if isinstance(typed, date) else str(typed).strip()
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
        return str(stored).replace("\t", CELL)
    return str(stored)


def rows(field: Field, stored: Stored) -> list[dict[str, str]]:
    """The rows of a table, each cell under its column's title; none for no answer."""
    return [
        dict(zip(field.columns, line.split("\t"), strict=True)) for line in str(stored or "").splitlines()
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
        return show(field, stored)
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


def _table(field: Field, text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    kept = []
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line.replace(";", CELL).replace(CELL, "\t").strip("\n").split("\t")]
        if len(cells) != len(field.columns) or not all(cells):
            raise CodeError(
                field.title,
                line[:40],
                f"第{number}行不是{len(field.columns)}栏",
                f"每行写{CELL.join(field.columns)}",
            )
        kept.append("\t".join(cells))
    least, most = field.minimum or 0, field.maximum or MOST_ROWS
    if not least <= len(kept) <= most:
        raise CodeError(field.title, f"{len(kept)}行", "行数不对", f"应有{least}至{most}行")
    return "\n".join(kept)


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
