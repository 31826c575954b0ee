"""Figures in Chinese: amounts in 万元, shares in %, shortfalls in 个百分点, titles with the bar in force. Knows no policy."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jichuang.policy.algebra import FAIL, MANUAL, MISSING, NOT_APPLICABLE, PASS, SCORE
from jichuang.policy.numbers import DATE

STATE_WORDS = {
    PASS: "满足", FAIL: "不满足", MISSING: "缺数据", MANUAL: "需人工判断", NOT_APPLICABLE: "不适用", SCORE: "已评分",
}  # fmt: skip

MOST_PLACES = 12
_GAPS = {"at_most": "超出", "less_than": "超出", "multiple": "多出"}
_STRICT = {"more_than": "恰为界限，须高于界限", "less_than": "恰为界限，须低于界限"}


def decimal_text(value: Fraction, places: int) -> str:
    """The number with at most `places` decimals, thousands separated; never rounded to 0 when it is not 0."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    while rounded == 0 and exact != 0 and places < MOST_PLACES:
        places += 1
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=4096, typed=True)  # typed: True is not 1 here
def figure_text(value: Any, unit: str) -> str:
    """A value with its unit: 46 人, 3,200 万元, 2 亿元, 28.3%, 是."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day_text(value)
    value = Fraction(value)
    if unit == DATE:
        return day_text(date.fromordinal(int(value)))
    scale, places, suffix = _scale(value, unit)
    return _written(value, scale, places, suffix)


def beside_text(value: Any, bar: Any, unit: str) -> str:
    """A value as shown next to a bar: with as many digits as it takes not to look equal to a bar it differs from."""
    if not isinstance(value, Fraction) or not isinstance(bar, Fraction | int) or value == bar or unit == DATE:
        return figure_text(value, unit)
    scale, places, suffix = _scale(value, unit)
    while places < MOST_PLACES and decimal_text(value / scale, places) == decimal_text(
        Fraction(bar) / scale, places
    ):
        places += 1
    return _written(value, scale, places, suffix)


def _scale(value: Fraction, unit: str) -> tuple[Fraction, int, str]:
    """In what a figure of this size is written: (divisor, decimals at most, what stands behind)."""
    if unit == "":
        return Fraction(1, 100), 1, "%"
    if unit != "元":
        return Fraction(1), 2, f" {unit}"
    if value and value % 10**8 == 0:
        return Fraction(10**8), 2, " 亿元"
    return (Fraction(10**4), 2, " 万元") if abs(value) >= 10**4 else (Fraction(1), 2, " 元")


def _written(value: Fraction, scale: Fraction, places: int, suffix: str) -> str:
    text = decimal_text(value / scale, places)
    return (text.replace(",", "") if suffix == " 年" else text) + suffix


def gap_text(gap: Any, unit: str) -> str:
    """A distance to a bar: 0.6 个百分点, 8 分, 120 万元."""
    if unit == "":
        return decimal_text(Fraction(gap) * 100, 1) + " 个百分点"
    return figure_text(gap, unit)


def title_text(title: str, bar: Any, unit: str) -> str:
    """The sentence of the rule with the bar in force in place of `{bar}`."""
    if "{bar}" not in title:
        return title
    return title.replace(
        "{bar}", "按规定计算的限额" if bar is None else figure_text(bar, unit).replace(" ", "")
    )


def span_text(low: int, high: int) -> str:
    """Points of a band: 8, or 7 至 8."""
    return str(low) if low == high else f"{low} 至 {high}"


def day_text(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def remark(state: str, shortfall: Any, unit: str, how: str) -> str:
    """The short remark of one finding: what is short, or why it is not decided."""
    if state in (FAIL, MANUAL) and isinstance(shortfall, Fraction) and shortfall > 0:
        gap = _GAPS.get(how, "差") + " " + gap_text(shortfall, unit)
        return gap if state == FAIL else f"{gap}，{STATE_WORDS[MANUAL]}"
    if state == FAIL and shortfall == 0 and how in _STRICT:
        return _STRICT[how]
    if state == SCORE and isinstance(shortfall, Fraction) and shortfall > 0:
        return f"距下一档差 {gap_text(shortfall, unit)}"
    if state == SCORE:
        return ""
    if state == PASS:
        return ""
    return STATE_WORDS[state]
