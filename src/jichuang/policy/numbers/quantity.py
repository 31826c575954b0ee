"""Quantities: integer counts of 10**-scale units with a bound on their size, so that nothing leaves 64 bits unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.errors import DeclarationError

WIDEST = 2**62


@dataclass(frozen=True, slots=True)
class Quantity:
    """`units` counts of 10**-`scale`; |units| never exceeds `bound`."""

    units: Value
    scale: int
    bound: int


@lru_cache(maxsize=4096, typed=True)  # typed: True is not 1 here
def constant(value: int | Decimal | date | Fraction | Any) -> Quantity:
    """An exact constant as a quantity (a day as its ordinal); a value without a finite decimal form is refused."""
    if isinstance(value, date):
        value = value.toordinal()
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise DeclarationError(f"{value!r} 不是精确的数")
    scale = max(0, -int(Decimal(value).as_tuple().exponent))
    units = int(Decimal(value).scaleb(scale))
    return Quantity(units, scale, max(1, abs(units)))


def rescaled(ev: Any, q: Quantity, scale: int) -> Quantity:
    factor = 10 ** (scale - q.scale)
    if factor == 1:
        return q
    bound = q.bound * factor
    units = ev.algebra.wide(q.units) if bound > WIDEST else q.units
    return Quantity(ev.algebra.times(units, factor), scale, bound)


def aligned(ev: Any, a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    scale = max(a.scale, b.scale)
    a, b = rescaled(ev, a, scale), rescaled(ev, b, scale)
    if a.bound + b.bound > WIDEST:
        a = Quantity(ev.algebra.wide(a.units), scale, a.bound)
        b = Quantity(ev.algebra.wide(b.units), scale, b.bound)
    return a, b


def product(ev: Any, a: Quantity, b: Quantity) -> Quantity:
    bound = a.bound * b.bound
    left, right = a.units, b.units
    if bound > WIDEST:
        left, right = ev.algebra.wide(left), ev.algebra.wide(right)
    return Quantity(ev.algebra.times(left, right), a.scale + b.scale, bound)
