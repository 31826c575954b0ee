"""Cases: conditions with no law of their own, that say where something else applies or which of two numbers counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jichuang.policy.algebra import Value
from jichuang.policy.conditions.condition import Condition
from jichuang.policy.conditions.leaves import entries
from jichuang.policy.errors import DeclarationError
from jichuang.policy.evaluation import Evaluation, Judgement
from jichuang.policy.facts import Choice, Fact, Flag, Text
from jichuang.policy.numbers import Number, aligned, number
from jichuang.policy.parameters import Law, Parameter

_HOW = {">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than", "==": "equal"}


class Given(Condition):
    """A flag as it is given."""

    def __init__(self, flag: Flag) -> None:
        self.code, self.title, self.flag = flag.key, flag.title, flag

    def _judge(self, ev: Evaluation) -> Judgement:
        held = self.flag.judge_value(ev)
        return Judgement(held, ev.algebra.unknown(held))

    def facts(self) -> Iterator[Fact]:
        yield self.flag


class Case(Condition):
    """A word that is one of some words; one ending in * stands for all that begin so."""

    def __init__(self, fact: Text, words: tuple[str, ...]) -> None:
        if isinstance(fact, Choice) and (unknown := set(words) - set(fact.options)):
            raise DeclarationError(f"{fact.key} 没有选项 {sorted(unknown)}")
        self.code, self.title, self.fact, self.words = fact.key, fact.title, fact, entries(list(words))

    def _judge(self, ev: Evaluation) -> Judgement:
        held = self.fact.judge_value(ev)
        return Judgement(ev.algebra.one_of(held, *self.words), ev.algebra.unknown(held))

    def facts(self) -> Iterator[Fact]:
        yield self.fact


class InForce(Condition):
    """A parameter that has a value on the day of the law: decided by the law alone."""

    def __init__(self, parameter: Parameter) -> None:
        self.parameter = parameter

    def _judge(self, ev: Evaluation) -> Judgement:
        return Judgement(self.fixed(ev.law), False)

    def fixed(self, law: Law) -> bool | None:
        return law.get(self.parameter) is not None


class Answered(Condition):
    """A fact that is given. Where it is `needed`, its absence leaves open what it would decide; else it is an answer of its own."""

    def __init__(self, fact: Fact, *, needed: bool) -> None:
        self.code, self.title, self.fact, self.needed = fact.key, fact.title, fact, needed

    def _judge(self, ev: Evaluation) -> Judgement:
        a = ev.algebra
        absent = a.unknown(a.read(self.fact.key))
        return Judgement(a.choose(absent, None if self.needed else False, True), self.needed and absent)

    def facts(self) -> Iterator[Fact]:
        yield self.fact


class Listed(Condition):
    """A word that is in a list of the law; being unverified does not make a case of law a person's decision."""

    def __init__(self, fact: Text, law: Parameter) -> None:
        self.code, self.title, self.fact, self.parameter = fact.key, fact.title, fact, law

    def _judge(self, ev: Evaluation) -> Judgement:
        held = self.fact.judge_value(ev)
        if ev.law.get(self.parameter) is None:
            return Judgement(None, False)
        found = ev.algebra.one_of(held, *entries(ev.law.value(self.parameter)))
        return Judgement(found, ev.algebra.unknown(held))

    def facts(self) -> Iterator[Fact]:
        yield self.fact

    def parameters(self) -> Iterator[Parameter]:
        yield self.parameter


class Holds(Condition):
    """A comparison of two numbers."""

    def __init__(self, left: Number, how: str, right: Number) -> None:
        self.left, self.how, self.right = left, how, right

    def _judge(self, ev: Evaluation) -> Judgement:
        left, right = aligned(ev, self.left.amount(ev), self.right.amount(ev))
        found: Value = ev.algebra.keep(getattr(ev.algebra, self.how)(left.units, right.units))
        return Judgement(found, ev.algebra.unknown(found))

    def _is_law(self, law: Law) -> bool:
        return self.left.is_law(law) and self.right.is_law(law)

    def lacking(self, ev: Evaluation) -> Iterator[Fact]:
        yield from self.left.lacking(ev)
        yield from self.right.lacking(ev)

    def facts(self) -> Iterator[Fact]:
        yield from self.left.facts()
        yield from self.right.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield from self.left.parameters()
        yield from self.right.parameters()


class Where(Condition):
    """A condition that applies only where another holds; elsewhere it leaves its group."""

    def __init__(self, case: Condition, condition: Condition) -> None:
        self.case, self.condition = case, condition
        self.code, self.title = condition.code, condition.title

    def _judge(self, ev: Evaluation) -> Judgement:
        return within(ev, self.case, self.condition.judge(ev))

    def _is_law(self, law: Law) -> bool:
        return self.condition.is_law(law) and self.case.is_law(law)

    def members(self) -> tuple[Condition, ...]:
        return (self.condition, self.case)


def within(ev: Evaluation, case: Condition, inner: Judgement) -> Judgement:
    """A judgement that counts only where the case holds."""
    a, found = ev.algebra, case.judge(ev)
    inside = a.both(found.applies, found.holds)
    # not knowing whether it applies matters only where it would not pass
    holds = a.choose(a.unknown(inside), a.choose(inner.holds, True, None), inner.holds)
    lacks = a.both(a.either(inner.lacks, found.lacks), a.unknown(holds))
    return Judgement(holds, lacks, a.both(inner.applies, a.choose(a.negate(inside), False, True)))


def given(flag: Flag) -> Condition:
    """The case that a flag is true."""
    return Given(flag)


def case(fact: Text, *words: str) -> Condition:
    """The case that a choice or a code is one of `words`."""
    return Case(fact, words)


def listed(fact: Text, law: Parameter) -> Condition:
    """The case that a choice or a code is in the law's list."""
    return Listed(fact, law)


def in_force(parameter: Parameter) -> Condition:
    """The case that a parameter is law on the day."""
    return InForce(parameter)


def answered(fact: Fact) -> Condition:
    """The case that a fact which may be left out is given."""
    return Answered(fact, needed=False)


def needed(fact: Fact) -> Condition:
    """The fact has to be given before anything is decided."""
    return Answered(fact, needed=True)


def holds(left: Number, how: str, right: Number | int | Decimal) -> Condition:
    """The case that two numbers compare so: >= <= > < ==."""
    return Holds(left, _HOW[how], number(right))


def where(case: Condition, condition: Condition) -> Condition:
    """`condition`, only where `case` holds."""
    return Where(case, condition)
