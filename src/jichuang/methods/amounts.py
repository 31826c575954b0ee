"""数量的写法: exact figures as an officer writes them. Knows units and digits; knows no target.

Figures are ``Fraction`` (never float); money is in 元 and is written in 万元 or 亿元 when that is shorter.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Exact = Fraction | int | Decimal

_WAN = 10_000
_YI = 100_000_000


def exact(value: Exact) -> Fraction:
    """A figure as a Fraction. Raises ``TypeError`` for float: a float has already lost its digits."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} 是浮点数，已丢失精度；请用整数、Decimal 或 Fraction")
    return Fraction(value)


def number(value: Exact, places: int = 2) -> str:
    """Thousands separators, at most ``places`` decimals, halves away from zero, no trailing zeros."""
    quotient = exact(value)
    scaled = Decimal(quotient.numerator) / Decimal(quotient.denominator)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Exact, unit: str, *, difference: bool = False) -> str:
    """Figure with unit: ``9 家``, ``86.4 亿元``, ``1.43%``; a difference of percentages is in 个百分点."""
    quotient = exact(value)
    if unit == "%":
        return f"{number(quotient)} 个百分点" if difference else f"{number(quotient)}%"
    if unit == "元":
        if abs(quotient) >= _YI:
            return f"{number(quotient / _YI)} 亿元"
        if abs(quotient) >= _WAN:
            return f"{number(quotient / _WAN)} 万元"
    return f"{number(quotient)} {unit}".rstrip()


def counts_whole(unit: str) -> bool:
    """Whether a unit is counted in whole pieces, so that "more than 4000" needs 4001."""
    return unit not in {"%", "元", "件/万人", "‰", "个百分点", ""} and "/" not in unit
