"""评分统计: weighted totals, trimmed means, z-scores, outliers and the ranking line, in exact decimals.

Knows no expert and no proposal by name. Nothing passes through a float; what is rounded is rounded half up, once, and only
to be shown or compared at the stated place.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

CENT = Decimal("0.01")
_SQUARE_ROOT = Context(prec=50)


def rounded(value: Fraction | Decimal | int, place: Decimal = CENT) -> Decimal:
    """`value` rounded half up at `place`; exact before that."""
    exact = Fraction(value)
    scaled = exact / Fraction(place)
    whole = abs(scaled.numerator) * 2 // scaled.denominator
    steps = (whole + 1) // 2
    return (Decimal(steps if exact >= 0 else -steps) * place).quantize(place, rounding=ROUND_HALF_UP)


def weighted(scores: Mapping[K, Decimal | Fraction], weights: Mapping[K, Decimal]) -> Decimal:
    """加权总分: the sum of score times weight over the sum of weights, to two decimals.

    Raises KeyError for a criterion without a score, ValueError when the weights add up to nothing.
    """
    whole = sum(weights.values(), Decimal(0))
    if whole <= 0:
        raise ValueError("权重之和应大于零")
    return rounded(
        sum((Fraction(scores[key]) * Fraction(weight) for key, weight in weights.items()), Fraction(0))
        / Fraction(whole)
    )


def trimmed_mean(values: Sequence[Decimal], *, trim_from: int) -> Decimal | None:
    """截尾平均: of `trim_from` or more values one highest and one lowest are left out; None without values."""
    kept = sorted(values)
    if len(kept) >= max(trim_from, 3):
        kept = kept[1:-1]
    return rounded(sum(map(Fraction, kept), Fraction(0)) / len(kept)) if kept else None


def median(values: Sequence[Decimal]) -> Fraction:
    """中位数, exact. Raises ValueError without values."""
    if not values:
        raise ValueError("没有数值")
    ordered = sorted(map(Fraction, values))
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def z_scores(values: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """标准分: how many standard deviations (of all values, not of a sample) each lies above their mean, to four decimals.

    For one expert's scores of several proposals it takes his own severity and range out. {} for fewer than two values or
    when all are equal: there is nothing to compare with.
    """
    exact = {key: Fraction(value) for key, value in values.items()}
    if len(set(exact.values())) < 2:
        return {}
    mean = sum(exact.values(), Fraction(0)) / len(exact)
    variance = sum(((one - mean) ** 2 for one in exact.values()), Fraction(0)) / len(exact)
    deviation = Fraction(_root(variance))
    return {key: rounded((one - mean) / deviation, Decimal("0.0001")) for key, one in exact.items()}


def _root(value: Fraction) -> Decimal:
    return _SQUARE_ROOT.sqrt(_SQUARE_ROOT.divide(Decimal(value.numerator), Decimal(value.denominator)))


def standardised(by_expert: Mapping[str, Mapping[K, Decimal]]) -> dict[K, Decimal]:
    """For each proposal the mean of its experts' z-scores, to four decimals; experts who cannot be compared are left out."""
    gathered: dict[K, list[Fraction]] = {}
    for scores in by_expert.values():
        for key, z in z_scores(scores).items():
            gathered.setdefault(key, []).append(Fraction(z))
    return {key: rounded(sum(zs, Fraction(0)) / len(zs), Decimal("0.0001")) for key, zs in gathered.items()}


def outliers(values: Mapping[K, Decimal], *, bar: Decimal) -> dict[K, Decimal]:
    """离群分: each value more than `bar` away from the median of the *others*, with how far (above positive).

    Of five values none can lie more than 1.79 standard deviations from their common mean, so a bar in deviations would never
    be met by a panel; the others' median does not move with the value that is judged. Needs three values at least.
    """
    if len(values) < 3:
        return {}
    found = {}
    for key, value in values.items():
        distance = Fraction(value) - median([other for one, other in values.items() if one != key])
        if abs(distance) > Fraction(bar):
            found[key] = rounded(distance)
    return found


class Standing(Enum):
    """与分数线的关系. `TIED`: several share the last place that fits, so the score alone does not decide."""

    ABOVE = "above"
    TIED = "tied"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Ranked(Generic[K]):
    """One place of a ranking: equal scores share a place, the next one is counted on (1, 2, 2, 4)."""

    key: K
    score: Decimal
    place: int
    standing: Standing


def ranking(
    scores: Mapping[K, Decimal], *, line: int | None = None, mark: Decimal | None = None
) -> list[Ranked[K]]:
    """排序与划线: highest first, in the order given among equals. `line` go on at most, none below `mark`.

    When those who share a place do not all fit above the line, all of them are `TIED`: a person decides, with minutes.
    """
    ordered = sorted(scores.items(), key=lambda pair: -pair[1])
    found: list[Ranked[K]] = []
    for at, (key, score) in enumerate(ordered):
        place = found[-1].place if found and found[-1].score == score else at + 1
        last = sum(other >= score for other in scores.values())
        if (mark is not None and score < mark) or (line is not None and place > line):
            standing = Standing.BELOW
        else:
            standing = Standing.ABOVE if line is None or last <= line else Standing.TIED
        found.append(Ranked(key, score, place, standing))
    return found
