"""填报值: reads what a person typed into the one stored form, and shows it again in the field's unit.

Stored forms: integer -> int; decimal and money -> exact decimal text (money always in 元); boolean -> bool; date ->
ISO text; everything else -> trimmed text. Knows no case.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from jichuang.codes.credit_code import CreditCode
from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import format_decimal, parse_decimal, parse_int
from jichuang.codes.errors import CodeError
from jichuang.codes.money import format_money, parse_money
from jichuang.hall.declare.form import Field, FieldType

Stored = str | int | bool | None

YES = {"true", "1", "on", "yes", "是", "有", "y"}
NO = {"false", "0", "off", "no", "否", "无", "n"}


def read(field: Field, typed: Any) -> Stored:
    """The stored form of what was typed; None for an empty answer. Raises CodeError naming the field's title."""
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    if field.type is FieldType.BOOLEAN:
        return _boolean(field, typed)
    text = typed.isoformat() if isinstance(typed, date) else str(typed).strip()
    if field.type is FieldType.INTEGER:
        return parse_int(text, field=field.title, minimum=field.minimum, maximum=field.maximum)
    if field.type is FieldType.DECIMAL:
        number = parse_decimal(text, field=field.title, minimum=field.minimum, maximum=field.maximum)
        return format_decimal(number, grouped=False)
    if field.type is FieldType.MONEY:
        return _yuan(parse_money(text, field.unit, field=field.title))
    if field.type is FieldType.DATE:
        return parse_date(text, field=field.title).isoformat()
    if field.type is FieldType.CREDIT_CODE:
        return CreditCode.parse(text).value
    if field.type is FieldType.CHOICE:
        return _choice(field, text)
    if len(text) > field.max_length:
        raise CodeError(field.title, text[:20] + "…", f"共{len(text)}字，过长", f"最多{field.max_length}字")
    return text


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
    return str(stored)


def typed_again(field: Field, stored: Stored) -> str:
    """What stands in an input box for a stored answer: no thousands separators, true/false for yes and no."""
    if stored is None or stored == "":
        return ""
    if field.type is FieldType.BOOLEAN:
        return "true" if stored else "false"
    if field.type is FieldType.CHOICE:
        return str(stored)
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
