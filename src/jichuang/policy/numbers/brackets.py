"""Brackets of a tax: rows of [up to, part that is taxed, quick deduction]; beyond the last row something else applies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jichuang.policy.numbers.number import Number
from jichuang.policy.numbers.quantity import Quantity, aligned, constant, product

Row = tuple[Any, Any, Any]


class ByBracket(Number):
    """(value × part − deduction) × rate by the first row that reaches the value, `beyond` where none does."""

    def __init__(self, value: Number, table: Any, rate: Any, beyond: Number) -> None:
        self.value, self.table, self.rate, self.beyond = value, table, rate, beyond

    def amount(self, ev: Any) -> Quantity:
        return ev.once(self, "amount", self._amount)  # type: ignore[no-any-return]

    def _amount(self, ev: Any) -> Quantity:
        found, value = self.beyond.amount(ev), self.value.amount(ev)
        for row in sorted(ev.law.value(self.table), reverse=True):
            upper, within = aligned(ev, constant(row[0]), value)
            taxed, found = aligned(ev, self._taxed(ev, value, row), found)
            reached = ev.algebra.at_most(within.units, upper.units)
            units = ev.algebra.choose(
                reached, taxed.units, ev.algebra.choose(ev.algebra.negate(reached), found.units, None)
            )
            found = Quantity(ev.algebra.keep(units), found.scale, max(found.bound, taxed.bound))
        return found

    def _taxed(self, ev: Any, value: Quantity, row: Row) -> Quantity:
        counted, deduction = aligned(ev, product(ev, value, constant(row[1])), constant(row[2]))
        units = ev.algebra.minus(counted.units, deduction.units)
        net = Quantity(units, counted.scale, counted.bound + deduction.bound)
        return product(ev, net, self.rate.amount(ev))

    def parts(self) -> tuple[Number, ...]:
        return (self.value, self.table, self.rate, self.beyond)


class MostRelief(Number):
    """By how much the brackets can undercut an ordinary rate at most: the largest value of ordinary tax less bracket tax."""

    def __init__(self, table: Any, rate: Any, ordinary: Any) -> None:
        self.table, self.rate, self.ordinary = table, rate, ordinary

    def amount(self, ev: Any) -> Quantity:
        value = ev.law.value
        ordinary, rate = Decimal(value(self.ordinary)), Decimal(value(self.rate))
        reliefs = [
            upper * ordinary - (upper * part - quick) * rate for upper, part, quick in value(self.table)
        ]
        return constant(max([Decimal(0), *reliefs]))

    def parts(self) -> tuple[Number, ...]:
        return (self.table, self.rate, self.ordinary)

    def measured_in(self) -> str:
        return "元"


def by_bracket(value: Number, table: Any, rate: Any, beyond: Number) -> Number:
    """The tax on a value by the brackets of the law, `beyond` above the last of them."""
    return ByBracket(value, table, rate, beyond)


def most_relief(table: Any, rate: Any, ordinary: Any) -> Number:
    """The most the brackets save against an ordinary rate; reached at the top of one of them."""
    return MostRelief(table, rate, ordinary)
