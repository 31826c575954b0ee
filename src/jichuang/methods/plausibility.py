"""合理性审核: is a figure the kind of figure it should be? Range, jump, a slip of the unit, parts and whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SLIPS = ((1000, "千"), (10_000, "万"), (100_000_000, "亿"))
"""Factors by which a figure is off when it was written in 元 instead of 千元, 万元, 亿元."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to explain before the figure counts: `key` names the check, `words` say what is seen and what is usual."""

    key: str
    words: str


def outside(value: Decimal, low: Decimal | None, high: Decimal | None, unit: str = "") -> Doubt | None:
    """值域: below `low` or above `high` (the bounds themselves are inside)."""
    if low is not None and value < low:
        return Doubt("range", f"{_plain(value)}{unit}低于常见范围的下限{_plain(low)}{unit}")
    if high is not None and value > high:
        return Doubt("range", f"{_plain(value)}{unit}高于常见范围的上限{_plain(high)}{unit}")
    return None


def jump(value: Decimal, before: Decimal | None, percent: int, against: str = "上期") -> Doubt | None:
    """突变: differs from a positive earlier figure by `percent` or more. Exact: nothing is divided to compare."""
    if before is None or before <= 0 or abs(value - before) * 100 < before * percent:
        return None
    change = (abs(value - before) * 100 / before).quantize(Decimal("0.1"))
    return Doubt(
        "jump", f"比{against}{'增加' if value > before else '减少'}{change}%（{against}{_plain(before)}）"
    )


def unit_slip(value: Decimal, before: Decimal | None, against: str = "上期") -> Doubt | None:
    """单位: about a thousand, ten thousand or a hundred million times an earlier figure, or that part of it.

    “About” is between a third and three times the factor; nearest factor first.
    """
    if before is None or before <= 0 or value <= 0:
        return None
    for factor, name in SLIPS:
        if before * factor <= value * 3 and value <= before * factor * 3:
            words = f"约为{against}（{_plain(before)}）的{name}倍，可能把元写成了{name}元"
            return Doubt("unit", words)
        if value * factor <= before * 3 and before <= value * factor * 3:
            return Doubt("unit", f"约为{against}（{_plain(before)}）的{name}分之一，可能单位用大了")
    return None


def not_the_sum(total: Decimal, parts: Sequence[Decimal], title: str = "合计") -> Doubt | None:
    """和数: the whole is not the sum of its parts."""
    whole = sum(parts, Decimal())
    if total == whole:
        return None
    return Doubt("sum", f"{title}{_plain(total)}不等于分项之和{_plain(whole)}，差{_plain(total - whole)}")


def part_exceeds(part: Decimal, whole: Decimal, title: str = "其中项") -> Doubt | None:
    """其中项: a part is larger than its whole."""
    return Doubt("part", f"{title}{_plain(part)}大于总数{_plain(whole)}") if part > whole else None


def _plain(number: Decimal) -> str:
    written = f"{number:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
