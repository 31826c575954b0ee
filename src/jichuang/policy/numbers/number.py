"""Number nodes: constants, sums, products, the least and greatest of several, one or another by a condition."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.numbers.quantity import Quantity, aligned, constant, product

DATE = "日期"  # the unit of a calendar day; the difference of two is in 天


class Number:
    """A node that yields a quantity. Facts and parameters are numbers; `+ - *` and `least`, `greatest`, `either_way` combine."""

    def amount(self, ev: Any) -> Quantity:
        raise NotImplementedError

    def parts(self) -> tuple[Number, ...]:
        """The numbers this one is made of."""
        raise NotImplementedError

    def facts(self) -> Iterator[Any]:
        """The facts it is made of."""
        for part in self.parts():
            yield from part.facts()

    def parameters(self) -> Iterator[Any]:
        """The parameters of the law it is made of."""
        for part in self.parts():
            yield from part.parameters()

    def exists(self, ev: Any) -> Value:
        """False where it is a quotient by zero; True otherwise, even where a fact is missing."""
        found: Value = True
        for part in self.parts():
            found = ev.algebra.both(found, part.exists(ev))
        return found

    def measured_in(self) -> str:
        """Its unit: that of the first part that has one."""
        return next(filter(None, (part.measured_in() for part in self.parts())), "")

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
        if self.how in ("smaller", "larger"):
            return Quantity(units, left.scale, max(left.bound, right.bound))
        return Quantity(units, left.scale, left.bound + right.bound)

    def parts(self) -> tuple[Number, ...]:
        return (self.left, self.right)

    def measured_in(self) -> str:
        days = self.how == "minus" and self.left.measured_in() == self.right.measured_in() == DATE
        return "天" if days else super().measured_in()


class EitherWay(Number):
    """One number where a condition holds, another where it does not. Not knowing which matters only where the two differ."""

    def __init__(self, condition: Any, then: Number, otherwise: Number) -> None:
        self.condition, self.then, self.otherwise = condition, then, otherwise

    def amount(self, ev: Any) -> Quantity:
        return ev.once(self, "amount", self._amount)  # type: ignore[no-any-return]

    def _amount(self, ev: Any) -> Quantity:
        then, otherwise = aligned(ev, self.then.amount(ev), self.otherwise.amount(ev))
        holds = self.condition.judge(ev).holds
        a = ev.algebra
        same = None
        if a.unknown(holds) is not False:
            same = a.choose(a.equal(then.units, otherwise.units), then.units, None)
        units = a.choose(holds, then.units, a.choose(a.negate(holds), otherwise.units, same))
        return Quantity(units, then.scale, max(then.bound, otherwise.bound))

    def exists(self, ev: Any) -> Value:
        holds = self.condition.judge(ev).holds
        return ev.algebra.choose(holds, self.then.exists(ev), self.otherwise.exists(ev))

    def parts(self) -> tuple[Number, ...]:
        return (self.then, self.otherwise)

    def facts(self) -> Iterator[Any]:
        yield from self.condition.facts()
        yield from super().facts()

    def parameters(self) -> Iterator[Any]:
        yield from self.condition.parameters()
        yield from super().parameters()


def least(first: Number, *others: Number | int) -> Number:
    for other in others:
        first = Combined("smaller", first, number(other))
    return first


def greatest(first: Number, *others: Number | int) -> Number:
    for other in others:
        first = Combined("larger", first, number(other))
    return first


def either_way(condition: Any, then: Number | int, otherwise: Number | int) -> Number:
    """`then` where the condition holds, `otherwise` where it does not."""
    return EitherWay(condition, number(then), number(otherwise))
