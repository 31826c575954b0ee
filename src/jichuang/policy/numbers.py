"""Exact numbers of a rule: whole numbers of a declared scale, sums, products, least and greatest, and shares.

A quantity is an integer count of 10**-scale units with a bound on its size, so products that could leave 64 bits are widened
and a ratio is compared by cross-multiplication. No division and no float ever decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
def constant(value: int | Decimal | Fraction | Any) -> Quantity:
    """An exact constant as a quantity; a value without a finite decimal form is refused."""
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
    left = ev.algebra.wide(a.units) if bound > WIDEST else a.units
    return Quantity(ev.algebra.times(left, b.units), a.scale + b.scale, bound)


class Number:
    """A node that yields a quantity. Facts and parameters are numbers; `+ - *` and `least`, `greatest`, `either_way` combine."""

    def amount(self, ev: Any) -> Quantity:
        raise NotImplementedError

    def parts(self) -> tuple[Number, ...]:
        """The numbers this one is made of."""
        raise NotImplementedError

    def walk(self) -> Iterator[Number]:
        yield self
        for part in self.parts():
            yield from part.walk()

    def __add__(self, other: Number | int) -> Number:
        return Combined("plus", self, number(other))

    def __sub__(self, other: Number | int) -> Number:
        return Combined("minus", self, number(other))

    def __mul__(self, other: Number | int) -> Number:
        return Combined("times", self, number(other))


def number(value: Number | int | Decimal) -> Number:
    return value if isinstance(value, Number) else Constant(value)


class Constant(Number):
    """A figure that is not law (a factor of a unit, a zero)."""

    def __init__(self, value: int | Decimal) -> None:
        self.quantity = constant(value)

    def amount(self, ev: Any) -> Quantity:
        return self.quantity

    def parts(self) -> tuple[Number, ...]:
        return ()


class Combined(Number):
    """Two numbers joined by plus, minus, times, smaller or larger."""

    def __init__(self, how: str, left: Number, right: Number) -> None:
        self.how, self.left, self.right = how, left, right

    def amount(self, ev: Any) -> Quantity:
        return ev.once(self, "amount", self._amount)  # type: ignore[no-any-return]

    def _amount(self, ev: Any) -> Quantity:
        left, right = self.left.amount(ev), self.right.amount(ev)
        if self.how == "times":
            return product(ev, left, right)
        left, right = aligned(ev, left, right)
        units = getattr(ev.algebra, self.how)(left.units, right.units)
        return Quantity(units, left.scale, left.bound + right.bound)

    def parts(self) -> tuple[Number, ...]:
        return (self.left, self.right)


def least(first: Number, *others: Number | int) -> Number:
    for other in others:
        first = Combined("smaller", first, number(other))
    return first


def greatest(first: Number, *others: Number | int) -> Number:
    for other in others:
        first = Combined("larger", first, number(other))
    return first


class EitherWay(Number):
    """One number where a condition holds, another where it does not; unknown where the condition is."""

    def __init__(self, condition: Any, then: Number, otherwise: Number) -> None:
        self.condition, self.then, self.otherwise = condition, then, otherwise

    def amount(self, ev: Any) -> Quantity:
        then, otherwise = aligned(ev, self.then.amount(ev), self.otherwise.amount(ev))
        holds = self.condition.judge(ev).holds
        a = ev.algebra
        units = a.choose(holds, then.units, a.choose(a.negate(holds), otherwise.units, None))
        return Quantity(units, then.scale, max(then.bound, otherwise.bound))

    def parts(self) -> tuple[Number, ...]:
        return (self.then, self.otherwise)


def either_way(condition: Any, then: Number | int, otherwise: Number | int) -> Number:
    return EitherWay(condition, number(then), number(otherwise))


@dataclass(frozen=True, slots=True)
class Share:
    """One number as a share of another. Undefined where the whole is zero; the whole is never negative."""

    part: Number
    whole: Number

    def walk(self) -> Iterator[Number]:
        yield from self.part.walk()
        yield from self.whole.walk()


def share(part: Number, *, of: Number) -> Share:
    """`part / of`, compared by cross-multiplication."""
    return Share(part, of)


Measurable = Number | Share


def sides(ev: Any, measured: Measurable, scale: int) -> tuple[Quantity, Quantity]:
    """What is measured as two quantities, so that `measured >= t * 10**-scale` is `first >= second * t`."""

    def work(_: Any) -> tuple[Quantity, Quantity]:
        if isinstance(measured, Number):
            held = measured.amount(ev)
            first = rescaled(ev, held, max(scale, held.scale))
            return Quantity(ev.algebra.keep(first.units), 0, first.bound), constant(
                10 ** (first.scale - scale)
            )
        part, whole = aligned(ev, measured.part.amount(ev), measured.whole.amount(ev))
        first = product(ev, Quantity(part.units, 0, part.bound), constant(10**scale))
        return Quantity(ev.algebra.keep(first.units), 0, first.bound), Quantity(whole.units, 0, whole.bound)

    return ev.once(measured, f"sides {scale}", work)  # type: ignore[no-any-return]


def reaches(ev: Any, measured: Measurable, threshold: Quantity, how: str = "at_least") -> Value:
    """`measured >= threshold` (or `at_most`), exactly, by cross-multiplication."""
    first, whole = sides(ev, measured, threshold.scale)
    second = product(ev, whole, Quantity(threshold.units, 0, threshold.bound))
    left = ev.algebra.wide(first.units) if second.bound > WIDEST else first.units
    return getattr(ev.algebra, how)(left, second.units)


def defined(ev: Any, measured: Measurable) -> tuple[Value, Value]:
    """(applies, lacks): whether the measured number exists at all, and whether a fact for it is absent."""
    a = ev.algebra
    if isinstance(measured, Number):
        return True, a.unknown(measured.amount(ev).units)
    whole = measured.whole.amount(ev).units
    zero = a.equal(whole, 0)
    lacks = a.either(a.unknown(measured.part.amount(ev).units), a.unknown(whole))
    if zero is None:
        return True, lacks
    applies = a.choose(zero, False, True)
    return applies, a.both(applies, lacks)


def shown(ev: Any, measured: Measurable) -> Value:
    """The measured number for showing (a Fraction for one record); unknown where a fact is absent."""
    a = ev.algebra
    if isinstance(measured, Number):
        q = measured.amount(ev)
        return a.quotient(q.units, 10**q.scale)
    part, whole = aligned(ev, measured.part.amount(ev), measured.whole.amount(ev))
    return a.quotient(part.units, whole.units)
