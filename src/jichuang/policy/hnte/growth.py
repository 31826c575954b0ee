"""企业成长性: g = 1/2 x (X2/X1 + X3/X2) - 1, with the cases of zero, negative and short series. Knows no band and no score.

Written as one share, so that it is compared by cross-multiplication: (X2*X2 + X1*X3 - 2*X1*X2) / (2*X1*X2).
"""

from __future__ import annotations

from jichuang.policy.conditions import Condition, holds
from jichuang.policy.facts import Sequence
from jichuang.policy.numbers import Number, Share, either_way, number, share

NOTHING = number(0)


def growth_of(x: Sequence) -> Share:
    """The growth rate of the last two intervals. It does not exist (0 points) where X2 is 0, and for a single year."""
    x1, x2, x3 = x[0], x[1], x[2]
    three, two, from_zero = _years(x, 3), _years(x, 2), holds(x1, "==", 0)
    three_years = _either(from_zero, (x3 - x2, x2), (x2 * x2 + x1 * x3 - x1 * x2 * 2, x1 * x2 * 2))
    part, whole = _either(three, three_years, _either(two, (x2 - x1, x1), (NOTHING, NOTHING)))
    return share(part, of=whole)


def doubtful_growth(x: Sequence) -> Condition:
    """The formula says nothing sensible: some X is negative or zero, other than X1 = 0 (按后两年计算) and X2 = 0 (0分) of three."""
    x1, x2, x3 = x[0], x[1], x[2]
    some_negative = holds(x1, "<", 0) | holds(x2, "<", 0) | holds(x3, "<=", 0)
    three = _years(x, 3) & ~holds(x2, "==", 0) & some_negative
    two = _years(x, 2) & (holds(x1, "<=", 0) | holds(x2, "<", 0))
    return three | two


def one_year_only(x: Sequence) -> Condition:
    """There are figures for one year only."""
    return _years(x, 1)


def _years(x: Sequence, years: int) -> Condition:
    return holds(x.length, "==", years)


def _either(
    case: Condition, then: tuple[Number, Number], otherwise: tuple[Number, Number]
) -> tuple[Number, Number]:
    return either_way(case, then[0], otherwise[0]), either_way(case, then[1], otherwise[1])
