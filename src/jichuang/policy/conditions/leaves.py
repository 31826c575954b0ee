"""Leaves: a number against a bar of the law, a flag the law names, a word in or out of the law's list."""

from __future__ import annotations

from collections.abc import Iterator

from jichuang.policy.algebra import Value
from jichuang.policy.conditions.condition import Condition, Leaf, settled
from jichuang.policy.errors import DeclarationError
from jichuang.policy.evaluation import Evaluation, Judgement, Measure
from jichuang.policy.facts import Fact, Flag, Sequence, Text
from jichuang.policy.numbers import (
    Measurable,
    Number,
    Quantity,
    aligned,
    defined,
    reaches,
    shown,
    unit_of,
)
from jichuang.policy.parameters import Law, Parameter


class Compare(Leaf):
    """A number or share against a bar. `how`: at_least | at_most (the bar itself passes) | more_than | less_than.

    A share that does not exist (of zero) leaves the group, unless it is `essential`: then a person decides."""

    def __init__(
        self,
        code: str,
        title: str,
        measured: Measurable,
        bar: Number,
        how: str,
        under: Parameter,
        essential: bool,
    ) -> None:
        self.code, self.title, self.measured, self.bar, self.parameter = code, title, measured, bar, under
        self.how, self.unit, self.essential = how, unit_of(measured), essential

    @property
    def rises(self) -> bool:
        """Whether more is better."""
        return self.how in ("at_least", "more_than")

    def _judge(self, ev: Evaluation) -> Judgement:
        a = ev.algebra
        bar = self.bar.amount(ev)
        (applies, lacks), unknown = defined(ev, self.measured), a.unknown(bar.units)
        if unknown is not False:
            lacks = a.either(lacks, a.both(applies, unknown))
        holds = a.keep(reaches(ev, self.measured, bar, self.how))
        if self.essential and applies is not True:
            holds, applies = a.choose(applies, holds, None), True
        return settled(ev, holds, lacks, applies, (self.parameter, *self.bar.parameters()))

    def measure(self, ev: Evaluation) -> Measure:
        a = ev.algebra
        value, bar = a.keep(shown(ev, self.measured)), a.keep(shown(ev, self.bar))
        gap = a.minus(bar, value) if self.rises else a.minus(value, bar)
        return Measure(value, bar, a.positive(gap))

    def _is_law(self, law: Law) -> bool:
        return all(law.get(p) is not None for p in self.parameters())

    def lacking(self, ev: Evaluation) -> Iterator[Fact]:
        yield from self.measured.lacking(ev)
        yield from self.bar.lacking(ev)

    def facts(self) -> Iterator[Fact]:
        yield from self.measured.facts()
        yield from self.bar.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield self.parameter
        yield from (p for p in self.bar.parameters() if p is not self.parameter)
        yield from self.measured.parameters()


class Multiple(Leaf):
    """A number that must be a whole multiple of a step of the law."""

    how = "multiple"

    def __init__(self, code: str, title: str, measured: Number, step: Parameter) -> None:
        self.code, self.title, self.measured, self.bar, self.parameter = code, title, measured, step, step
        self.unit = unit_of(measured)

    def _judge(self, ev: Evaluation) -> Judgement:
        a = ev.algebra
        (applies, lacks), left = defined(ev, self.measured), self._left(ev)
        return settled(ev, a.keep(a.equal(left.units, 0)), lacks, applies, (self.parameter,))

    def _left(self, ev: Evaluation) -> Quantity:
        measured, step = aligned(ev, self.measured.amount(ev), self.parameter.amount(ev))
        return Quantity(ev.algebra.remainder(measured.units, step.units), step.scale, step.bound)

    def measure(self, ev: Evaluation) -> Measure:
        left = self._left(ev)
        over = ev.algebra.quotient(left.units, 10**left.scale)
        return Measure(shown(ev, self.measured), shown(ev, self.parameter), over)

    def facts(self) -> Iterator[Fact]:
        yield from self.measured.facts()


class Must(Leaf):
    """A flag that must have the value the law names (`true` for "must", `false` for "must not")."""

    def __init__(self, code: str, flag: Flag, wanted: bool, law: Parameter, title: str) -> None:
        self.code, self.title, self.flag, self.wanted, self.parameter = code, title, flag, wanted, law

    def _judge(self, ev: Evaluation) -> Judgement:
        held = self.flag.judge_value(ev)
        holds = held if self.wanted else ev.algebra.negate(held)
        return settled(ev, holds, ev.algebra.unknown(held), True, (self.parameter,))

    def measure(self, ev: Evaluation) -> Measure:
        return Measure(self.flag.judge_value(ev), self.wanted, None)

    def facts(self) -> Iterator[Fact]:
        yield self.flag


class OfWord(Leaf):
    """A word against the law."""

    def __init__(self, code: str, fact: Text, law: Parameter, title: str) -> None:
        self.code, self.title, self.fact, self.parameter = code, title, fact, law

    def measure(self, ev: Evaluation) -> Measure:
        return Measure(self.fact.judge_value(ev), None, None)

    def facts(self) -> Iterator[Fact]:
        yield self.fact


class HasForm(OfWord):
    """A word that must have, as a whole, the form the law writes as a regular expression."""

    def _judge(self, ev: Evaluation) -> Judgement:
        a, held = ev.algebra, self.fact.judge_value(ev)
        holds = a.keep(a.has_form(held, str(ev.law.value(self.parameter))))
        return settled(ev, holds, a.unknown(held), True, (self.parameter,))


class OneOf(OfWord):
    """A word that must (or must not) be in the law's list; an entry ending in * stands for all words that begin so."""

    def __init__(self, code: str, fact: Text, wanted: bool, law: Parameter, title: str) -> None:
        super().__init__(code, fact, law, title)
        self.wanted = wanted

    def _judge(self, ev: Evaluation) -> Judgement:
        a, held = ev.algebra, self.fact.judge_value(ev)
        listed = a.one_of(held, *entries(ev.law.value(self.parameter)))
        holds = a.keep(listed if self.wanted else a.negate(listed))
        return settled(ev, holds, a.unknown(held), True, (self.parameter,))


class AnyBetween(Leaf):
    """At least one of several values lies between two numbers, both included. A gap among the values leaves it open."""

    def __init__(
        self, code: str, values: Sequence, low: Number, high: Number, law: Parameter, title: str
    ) -> None:
        self.code, self.values, self.low, self.high = code, values, low, high
        self.parameter, self.title = law, title

    def _judge(self, ev: Evaluation) -> Judgement:
        a, held = ev.algebra, ev.algebra.read(self.values.key)
        low, high = self.low.amount(ev).units, self.high.amount(ev).units
        length = a.length(held)
        found: Value = False
        for index in range(self.values.longest):
            value = a.item(held, index)
            within = a.both(a.at_least(value, low), a.at_most(value, high))
            found = a.either(found, a.choose(a.more_than(length, index), within, False))
        open_ = a.either(a.unknown(held), a.either(a.unknown(low), a.unknown(high)))
        found = a.keep(a.choose(open_, None, found))
        return settled(ev, found, a.unknown(found), True, (self.parameter,))

    def measure(self, ev: Evaluation) -> Measure:
        return Measure(None, None, None)

    def _is_law(self, law: Law) -> bool:
        return all(law.get(p) is not None for p in self.parameters())

    def facts(self) -> Iterator[Fact]:
        yield self.values
        yield from self.low.facts()
        yield from self.high.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield self.parameter
        yield from self.low.parameters()
        yield from self.high.parameters()


def entries(listed: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(whole words, beginnings) of a list of the law."""
    whole = tuple(each for each in listed if not each.endswith("*"))
    return whole, tuple(each.removesuffix("*") for each in listed if each.endswith("*"))


def _key(measured: Measurable) -> str:
    if not isinstance(measured, Fact):
        raise DeclarationError("比例或算式须写明 code")
    return measured.key


def _compare(
    how: str,
    measured: Measurable,
    bar: Number,
    title: str,
    code: str,
    under: Parameter | None,
    essential: bool = False,
) -> Condition:
    law = under or bar
    if not isinstance(law, Parameter):
        raise DeclarationError(f"{title}：界限是算式时须写明 under（所依据的参数）")
    return Compare(code or _key(measured), title, measured, bar, how, law, essential)


def at_most(
    measured: Measurable, bar: Number, title: str, *, code: str = "", under: Parameter | None = None
) -> Condition:
    """不超过：the bar itself passes. `{bar}` in the title is filled with the bar in force."""
    return _compare("at_most", measured, bar, title, code, under)


def at_least(
    measured: Measurable,
    bar: Number,
    title: str,
    *,
    code: str = "",
    under: Parameter | None = None,
    essential: bool = False,
) -> Condition:
    """不低于：the bar itself passes. A worked-out bar names the parameter it stands under; an `essential` share has to exist."""
    return _compare("at_least", measured, bar, title, code, under, essential)


def more_than(
    measured: Measurable, bar: Number, title: str, *, code: str = "", under: Parameter | None = None
) -> Condition:
    """高于：the bar itself does not pass."""
    return _compare("more_than", measured, bar, title, code, under)


def less_than(
    measured: Measurable, bar: Number, title: str, *, code: str = "", under: Parameter | None = None
) -> Condition:
    """低于：the bar itself does not pass."""
    return _compare("less_than", measured, bar, title, code, under)


def is_multiple(measured: Number, step: Parameter, title: str, *, code: str = "") -> Condition:
    """整数倍：zero is one. `{bar}` in the title is filled with the step in force."""
    return Multiple(code or _key(measured), title, measured, step)


def must(flag: Flag, law: Parameter, title: str, *, code: str = "") -> Condition:
    """The fact has to be true for as long as `law` has a value."""
    return Must(code or flag.key, flag, True, law, title)


def must_not(flag: Flag, law: Parameter, title: str, *, code: str = "") -> Condition:
    """The fact has to be false for as long as `law` has a value."""
    return Must(code or flag.key, flag, False, law, title)


def is_one_of(fact: Text, law: Parameter, title: str, *, code: str = "") -> Condition:
    """The word has to be in the law's list."""
    return OneOf(code or fact.key, fact, True, law, title)


def is_none_of(fact: Text, law: Parameter, title: str, *, code: str = "") -> Condition:
    """The word must not be in the law's list."""
    return OneOf(code or fact.key, fact, False, law, title)


def has_form(fact: Text, law: Parameter, title: str, *, code: str = "") -> Condition:
    """The word has to have the law's form."""
    return HasForm(code or fact.key, fact, law, title)


def any_between(
    code: str, values: Sequence, low: Number, high: Number, law: Parameter, title: str
) -> Condition:
    """At least one of the values (all whole numbers) has to lie between `low` and `high`, both included."""
    return AnyBetween(code, values, low, high, law, title)
