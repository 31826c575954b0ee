"""Tables of the law by a word: one amount for each county, kind or class, so that another of them is a row and no rule."""

from __future__ import annotations

from collections.abc import Iterator

from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import Fact, Text
from jichuang.policy.numbers import Number, Quantity, constant, rescaled
from jichuang.policy.parameters import Parameter


class Entry(Number):
    """The entry of a table for a word; unknown where the table has none, or has no value on the day."""

    def __init__(self, table: Parameter, fact: Text) -> None:
        self.table, self.fact = table, fact

    def amount(self, ev: Evaluation) -> Quantity:
        return ev.once(self, "amount", self._amount)

    def _amount(self, ev: Evaluation) -> Quantity:
        if ev.law.get(self.table) is None:
            return Quantity(None, 0, 1)
        entries = {word: constant(value) for word, value in ev.law.value(self.table).items()}
        scale = max(entry.scale for entry in entries.values())
        a, word, units = ev.algebra, self.fact.judge_value(ev), None
        for key, entry in entries.items():
            units = a.choose(a.one_of(word, (key,), ()), rescaled(ev, entry, scale).units, units)
        return Quantity(units, scale, max(entry.bound for entry in entries.values()) * 10**scale)

    def parts(self) -> tuple[Number, ...]:
        return ()

    def facts(self) -> Iterator[Fact]:
        yield self.fact

    def parameters(self) -> Iterator[Parameter]:
        yield self.table

    def measured_in(self) -> str:
        return self.table.unit


def entry_of(table: Parameter, fact: Text) -> Number:
    """The table's entry for the word that is given."""
    return Entry(table, fact)
