"""One typed answer: text as a person writes it, to the value a fact takes, and back. Knows units; knows no page.

Amounts are typed in 万元 or 元 (a unit written behind the number wins), shares in %. An empty answer is a missing fact,
a typed 0 is a fact.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import parse_decimal, parse_int
from jichuang.codes.errors import CodeError
from jichuang.codes.money import FEN_PER, parse_money
from jichuang.policy import FactError
from jichuang.policy.facts import Fact

YUAN, TEN_THOUSAND = "元", "万元"
MONEY_UNITS = (TEN_THOUSAND, YUAN)
YES, NO = "true", "false"
NOTHING = "无"
SEPARATORS = re.compile(r"[、,，;；\s]+")


class Unreadable(ValueError):
    """What was typed is no value of the fact; the sentence names the problem and the expected range."""


def kind_of(fact: Fact) -> str:
    """flag | choice | code | day | years | money | share | figure, from the fact's own JSON Schema."""
    schema = fact.schema()
    if fact.type == "array":
        return "years"
    if fact.type == "boolean":
        return "flag"
    if "enum" in schema:
        return "choice"
    if schema.get("format") == "date":
        return "day"
    if fact.type == "string":
        return "code"
    if fact.unit == YUAN:
        return "money"
    return "share" if fact.unit == "" else "figure"


def unit_of(fact: Fact, money: str) -> str:
    """The unit beside the box."""
    kind = kind_of(fact)
    if kind == "money":
        return money
    return "%" if kind == "share" else fact.unit if kind == "figure" else ""


def expected(fact: Fact, money: str) -> str:
    """The range in the unit in which it is typed."""
    kind = kind_of(fact)
    if kind == "money":
        per = Decimal(FEN_PER[money]) / 100
        return f"应为 {_plain(fact.min / per, True)} 至 {_plain(fact.max / per, True)} {money}"
    if kind == "share":
        return f"应为 {_plain(fact.min * 100)} 至 {_plain(fact.max * 100)} 之间的百分数"
    if kind == "flag":
        return "应选是或否"
    if kind == "years":
        return f"应为年份，用顿号隔开，如 2016、2018；没有的填“{NOTHING}”"
    if kind == "choice":
        return "应为" + "、".join(fact.options.values()) + "之一"  # type: ignore[attr-defined]
    return f"应为 {fact.expected}"


def read(fact: Fact, typed: str, money: str) -> Any:
    """The fact's value; None for an empty answer. Raises Unreadable."""
    text = typed.strip()
    if not text:
        return None
    try:
        value = _value(fact, text, money)
        fact.parse(value)
    except CodeError as fault:
        raise Unreadable(f"{fault.problem}，{expected(fact, money)}") from fault
    except FactError as fault:
        raise Unreadable(f"{fault.problem}，{expected(fact, money)}") from fault
    return value


def _value(fact: Fact, text: str, money: str) -> Any:
    kind = kind_of(fact)
    if kind == "flag":
        if text not in (YES, NO):
            raise CodeError(fact.title, text, "不是“是”也不是“否”")
        return text == YES
    if kind == "money":
        return Decimal(parse_money(text, money, field=fact.title, allow_negative=True)) / 100
    if kind == "share":
        return parse_decimal(text.removesuffix("%").removesuffix("％"), field=fact.title) / 100
    if kind == "day":
        return parse_date(text, field=fact.title).isoformat()
    if kind == "years":
        return (
            []
            if text == NOTHING
            else [parse_int(one, field=fact.title) for one in SEPARATORS.split(text) if one]
        )
    if kind == "figure":
        number = parse_decimal(text, field=fact.title)
        return int(number) if number == number.to_integral_value() else number
    return text


def typed(fact: Fact, value: Any, money: str) -> str:
    """What stands in the box for a value: no thousands separators."""
    if value is None:
        return ""
    kind = kind_of(fact)
    if kind == "flag":
        return YES if value else NO
    if kind == "years":
        return "、".join(map(str, value)) or NOTHING
    if kind == "money":
        return _plain(Decimal(str(value)) * 100 / FEN_PER[money])
    if kind == "share":
        return _plain(Decimal(str(value)) * 100)
    return _plain(Decimal(str(value))) if kind == "figure" else str(value)


def _plain(number: Decimal | int, grouped: bool = False) -> str:
    text = f"{Decimal(number):{',' if grouped else ''}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
