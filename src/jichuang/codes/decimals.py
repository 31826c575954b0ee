"""十进制数的精确读入与书写：从不经过二进制浮点数。

只知道数字怎样写，不知道它量的是什么；金额见 money。
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from jichuang.codes.errors import CodeError
from jichuang.codes.text import tidy

_PLAIN = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
# 缺省的 28 位有效数字装不下“一百位的数”；放宽到读多少位就能比多少位
_WIDE = Context(prec=1000)
MANGLED = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+")


def parse_decimal(
    text: str,
    *,
    field: str = "数值",
    scale: int | None = None,
    minimum: Decimal | int | None = None,
    maximum: Decimal | int | None = None,
) -> Decimal:
    """读一个十进制数：认全角数字、千分位逗号、正负号；值一位不差。

    scale 是允许的小数位数；minimum、maximum 含端点。
    科学计数法、百分号、单位文字、错位的千分位一律拒绝（CodeError）。
    """
    plain = tidy(text).replace(" ", "")
    if not plain:
        raise CodeError(field, text, "没有填写", "请填一个数")
    if MANGLED.fullmatch(plain):
        raise CodeError(
            field, text, "是科学计数法，已丢失精度", "请把单元格设为“文本”或“数值”格式，写出全部数字"
        )
    if plain.endswith("%"):
        raise CodeError(field, text, "带有百分号", "请只填数字，单位按栏目说明")
    if not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise CodeError(field, text, "不是一个数", "请用阿拉伯数字，如 1234.56 或 1,234.56，不带单位")
    number = Decimal(plain.replace(",", ""))
    _refuse_bounds(number, text, field, scale, minimum, maximum)
    return number


def parse_int(
    text: str, *, field: str = "数值", minimum: int | None = None, maximum: int | None = None
) -> int:
    """读一个整数；“12.0”算 12，“12.5”拒绝（CodeError）。"""
    return int(parse_decimal(text, field=field, scale=0, minimum=minimum, maximum=maximum))


def _refuse_bounds(
    number: Decimal,
    text: str,
    field: str,
    scale: int | None,
    minimum: Decimal | int | None,
    maximum: Decimal | int | None,
) -> None:
    if scale is not None and number != number.quantize(Decimal(1).scaleb(-scale), context=_WIDE):
        bar = "应为整数" if scale == 0 else f"最多{scale}位小数"
        raise CodeError(field, text, "小数位数过多", bar)
    if minimum is not None and number < minimum:
        raise CodeError(field, text, "过小", f"应不小于{minimum}")
    if maximum is not None and number > maximum:
        raise CodeError(field, text, "过大", f"应不大于{maximum}")


def round_half_up(number: Decimal, places: int) -> Decimal:
    """四舍五入到 places 位小数（负数按绝对值进位）。"""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)


def format_decimal(number: Decimal | int, places: int | None = None, *, grouped: bool = True) -> str:
    """写成人读的样子：千分位逗号；places 为空时照原值写、去掉小数末尾的零，从不写成科学计数法。"""
    value = Decimal(number)
    if places is not None:
        shown = f"{round_half_up(value, places):{',' if grouped else ''}f}"
    else:
        shown = f"{value:{',' if grouped else ''}f}"
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
