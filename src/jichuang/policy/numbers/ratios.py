"""Ratios: shares, compared by cross-multiplication and never divided; and quotients, rounded where the law says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.numbers.number import Number, number
from jichuang.policy.numbers.quantity import WIDEST, Quantity, aligned, constant, product, rescaled


class Quotient(Number):
    """One number divided by another, rounded half up (away from zero) at a declared decimal place."""

    def __init__(self, part: Number, whole: Number, places: int, unit: str | None) -> None:
        self.part, self.whole, self.places, self.unit = part, whole, places, unit

    def amount(self, ev: Any) -> Quantity:
        return ev.once(self, "amount", self._amount)  # type: ignore[no-any-return]

    def _amount(self, ev: Any) -> Quantity:
        part, whole = self.part.amount(ev), self.whole.amount(ev)
        top = whole.scale + self.places
        first = rescaled(ev, part, max(top, part.scale))
        second = rescaled(ev, whole, whole.scale + max(part.scale - top, 0))
        if 2 * first.bound + second.bound > WIDEST or 2 * second.bound > WIDEST:
            a = ev.algebra
            first = Quantity(a.wide(first.units), first.scale, first.bound)
            second = Quantity(a.wide(second.units), second.scale, second.bound)
        units = ev.algebra.keep(ev.algebra.divided(first.units, second.units))
        return Quantity(units, self.places, first.bound)

    def _exists(self, ev: Any) -> Value:
        a = ev.algebra
        zero = a.equal(self.whole.amount(ev).units, 0)
        return a.both(super()._exists(ev), a.choose(zero, False, True))

    def parts(self) -> tuple[Number, ...]:
        return (self.part, self.whole)

    def measured_in(self) -> str:
        return super().measured_in() if self.unit is None else self.unit


def quotient(part: Number, whole: Number | int, places: int = 2, unit: str | None = "") -> Number:
    """`part / whole` rounded half up at `places` decimals. Without `unit` it is a plain ratio."""
    return Quotient(part, number(whole), places, unit)


def rounded(value: Number, places: int = 2) -> Number:
    """The number itself, rounded half up at `places` decimals."""
    return Quotient(value, number(1), places, None)


class FractionTerm(Number):
    """The numerator or denominator of a fraction of the law written as "2/3"."""

    def __init__(self, parameter: Any, term: str) -> None:
        self.parameter, self.term = parameter, term

    def amount(self, ev: Any) -> Quantity:
        return constant(getattr(Fraction(ev.law.value(self.parameter)), self.term))

    def parts(self) -> tuple[Number, ...]:
        return (self.parameter,)

    def measured_in(self) -> str:
        return ""


def fraction_of(value: Number, parameter: Any, places: int = 2) -> Number:
    """The fraction of the law ("2/3", 三分之二) of a number, rounded half up at `places` decimals."""
    return Quotient(
        value * FractionTerm(parameter, "numerator"), FractionTerm(parameter, "denominator"), places, None
    )


@dataclass(frozen=True, slots=True)
class Share:
    """One number as a share of another. Undefined where the whole is zero; the whole is never negative."""

    part: Number
    whole: Number

    def facts(self) -> Iterator[Any]:
        yield from self.part.facts()
        yield from self.whole.facts()

    def lacking(self, ev: Any) -> Iterator[Any]:
        yield from self.part.lacking(ev)
        yield from self.whole.lacking(ev)

    def parameters(self) -> Iterator[Any]:
        yield from self.part.parameters()
        yield from self.whole.parameters()


def share(part: Number, *, of: Number) -> Share:
    """`part / of`, compared by cross-multiplication."""
    return Share(part, of)


Measurable = Number | Share


def unit_of(measured: Measurable) -> str:
    """The unit of what is measured; a share has none."""
    return "" if isinstance(measured, Share) else measured.measured_in()


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
    """`measured >= threshold` (or `at_most`, `more_than`, `less_than`), exactly, by cross-multiplication."""
    first, whole = sides(ev, measured, threshold.scale)
    second = product(ev, whole, Quantity(threshold.units, 0, threshold.bound))
    left = ev.algebra.wide(first.units) if second.bound > WIDEST else first.units
    return getattr(ev.algebra, how)(left, second.units)


def defined(ev: Any, measured: Measurable) -> tuple[Value, Value]:
    """(applies, lacks): whether the measured number exists at all, and whether a fact for it is absent."""
    a = ev.algebra
    if isinstance(measured, Number):
        exists = measured.exists(ev)
        return exists, a.both(exists, a.unknown(measured.amount(ev).units))
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
