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

    def is_law(self, law: Any) -> bool:
        """Whether it can be worked out by the law of the day."""
        return all(part.is_law(law) for part in self.parts())

    def lacking(self, ev: Any) -> Iterator[Any]:
        """The absent facts that keep it unknown, for one record."""
        if ev.algebra.unknown(self.amount(ev).units):
            for part in self.parts():
                yield from part.lacking(ev)
            if not self.parts():
                yield from (fact for fact in self.facts() if fact.absent(ev.algebra.read(fact.key)))

    def exists(self, ev: Any) -> Value:
        """False where it is a quotient by zero; True otherwise, even where a fact is missing."""
        return ev.once(self, "exists", self._exists)

    def _exists(self, ev: Any) -> Value:
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
            return Quantity(ev.algebra.keep(units), left.scale, max(left.bound, right.bound))
        return Quantity(units, left.scale, left.bound + right.bound)

    def parts(self) -> tuple[Number, ...]:
        return (self.left, self.right)

    def measured_in(self) -> str:
        days = self.how == "minus" and self.left.measured_in() == self.right.measured_in() == DATE
        return "天" if days else super().measured_in()


class EitherWay(Number):
    """One number where a condition holds, another where it does not. Not knowing which matters only where the two differ: then it is
    unknown, or the `smaller` or `larger` of both as `undecided` says.

    Where the law of the day alone decides the condition, the other number need not even be law."""

    def __init__(self, condition: Any, then: Number, otherwise: Number, undecided: str = "") -> None:
        self.condition, self.then, self.otherwise, self.undecided = condition, then, otherwise, undecided

    def amount(self, ev: Any) -> Quantity:
        return ev.once(self, "amount", self._amount)  # type: ignore[no-any-return]

    def _amount(self, ev: Any) -> Quantity:
        fixed = self.condition.fixed(ev.law)
        if fixed is not None:
            return (self.then if fixed else self.otherwise).amount(ev)
        then, otherwise = aligned(ev, self.then.amount(ev), self.otherwise.amount(ev))
        holds = self.condition.judge(ev).holds
        a = ev.algebra
        between = None
        if a.unknown(holds) is not False:
            between = self._between(a, then.units, otherwise.units)
        units = a.choose(holds, then.units, a.choose(a.negate(holds), otherwise.units, between))
        return Quantity(a.keep(units), then.scale, max(then.bound, otherwise.bound))

    def _between(self, a: Any, then: Value, otherwise: Value) -> Value:
        """What it is while the condition is open."""
        if self.undecided:
            return getattr(a, self.undecided)(then, otherwise)
        return a.choose(a.equal(then, otherwise), then, None)

    def is_law(self, law: Any) -> bool:
        fixed = self.condition.fixed(law)
        return super().is_law(law) if fixed is None else (self.then if fixed else self.otherwise).is_law(law)

    def _exists(self, ev: Any) -> Value:
        fixed = self.condition.fixed(ev.law)
        if fixed is not None:
            return (self.then if fixed else self.otherwise).exists(ev)
        holds = self.condition.judge(ev).holds
        return ev.algebra.choose(holds, self.then.exists(ev), self.otherwise.exists(ev))

    def lacking(self, ev: Any) -> Iterator[Any]:
        if not ev.algebra.unknown(self.amount(ev).units):
            return
        holds = self.condition.judge(ev).holds
        for part, counts in ((self.then, True), (self.otherwise, False)):
            if holds is counts or (holds is None and self.undecided):
                yield from part.lacking(ev)
        if holds is not None or self.undecided:
            return
        yield from self.condition.lacking(ev)

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
