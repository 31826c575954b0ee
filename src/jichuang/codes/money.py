"""金额：一律以“分”为单位的整数保存和运算，不用浮点数。

只管读、写和换算单位；不知道预算、补助和账户。
"""

import re
from decimal import Decimal

from jichuang.codes.decimals import format_decimal, parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.codes.text import tidy

FEN_PER = {"分": 1, "元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
_SUFFIX = re.compile(r"(.*?)(分|亿元|千元|万元|元|亿|万)")


def fen(amount: Decimal | int, unit: str = "元") -> int:
    """把 amount（单位 unit）换成分；不足一分的尾数抛出 CodeError，从不悄悄舍入。"""
    if isinstance(amount, float):
        raise TypeError("金额不接受浮点数，请用 Decimal 或整数")
    exact = Decimal(amount) * _per(unit)
    if exact != int(exact):
        raise CodeError("金额", f"{amount}{unit}", "小于一分的尾数无法入账", "请精确到分")
    return int(exact)


def parse_money(text: str, unit: str = "元", *, field: str = "金额", allow_negative: bool = False) -> int:
    """读金额，返回分。unit 是栏目的单位（元、千元、万元、亿元）；文字自带单位（“12.5万元”）时以文字为准。

    认全角、千分位和“¥”；科学计数法、负数（除非 allow_negative）、不足一分的尾数抛出 CodeError。
    """
    plain = tidy(text).replace(" ", "").lstrip("¥")
    match = _SUFFIX.fullmatch(plain)
    if match:
        plain, written = match[1], match[2]
        unit = {"万": "万元", "亿": "亿元"}.get(written, written)
    per = _per(unit)
    number = parse_decimal(plain, field=field)
    if number < 0 and not allow_negative:
        raise CodeError(field, text, "是负数", "金额应不小于0")
    exact = number * per
    if exact != int(exact):
        places = len(str(per)) - 1
        raise CodeError(field, text, "不足一分", f"以{unit}为单位时最多{places}位小数")
    return int(exact)


def format_money(amount: int, unit: str = "元", places: int | None = None, *, with_unit: bool = False) -> str:
    """把分写成 unit 为单位的文字，带千分位。places 为空时：元写两位小数，其他单位照原值去掉末尾的零。"""
    if not isinstance(amount, int):
        raise TypeError("金额以整数的分给出")
    value = Decimal(amount) / _per(unit)
    shown = format_decimal(value, 2 if places is None and unit == "元" else places)
    return shown + unit if with_unit else shown


def _per(unit: str) -> int:
    try:
        return FEN_PER[unit]
    except KeyError:
        raise CodeError("金额单位", unit, "不认识这个单位", f"应为{'、'.join(FEN_PER)}之一") from None
