"""Conditions of a rule: leaves that compare one thing with the law, and groups of them by three-valued logic.

The helpers at the end read as the sentence of the regulation they stand for. A leaf whose parameter has no value on the
day is not law on that day and leaves the tree; one that fails only through an unverified parameter is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from jichuang.policy.errors import DeclarationError
from jichuang.policy.evaluation import Evaluation, Judgement, Measure
from jichuang.policy.facts import Fact, Flag
from jichuang.policy.numbers import Measurable, Share, constant, defined, reaches, shown
from jichuang.policy.parameters import Law, Parameter


class Condition:
    """A node that is judged pass, fail or unknown. `a | b` and `a & b` join conditions."""

    code = ""
    title = ""

    def judge(self, ev: Evaluation) -> Judgement:
        return ev.once(self, "judge", self._judge)

    def _judge(self, ev: Evaluation) -> Judgement:
        raise NotImplementedError

    def is_law(self, law: Law) -> bool:
        """Whether this condition exists on the law's day."""
        raise NotImplementedError

    def members(self) -> tuple[Any, ...]:
        return ()

    def undecided(self, ev: Evaluation) -> Iterator[Condition | Any]:
        """The leaves (and tables of scores) that keep this condition unknown, for one record."""
        found = self.judge(ev)
        if found.holds is None and found.applies is not False:
            for member in self.members():
                if member.is_law(ev.law):
                    yield from member.undecided(ev)
            if not self.members():
                yield self

    def facts(self) -> Iterator[Fact]:
        for member in self.members():
            yield from member.facts()

    def parameters(self) -> Iterator[Parameter]:
        for member in self.members():
            yield from member.parameters()

    def __or__(self, other: Condition) -> Condition:
        return Group("any", "", "", (self, other))

    def __and__(self, other: Condition) -> Condition:
        return Group("all", "", "", (self, other))


class Leaf(Condition):
    """A condition that is reported as one finding."""

    parameter: Parameter
    unit = ""

    def is_law(self, law: Law) -> bool:
        return law.get(self.parameter) is not None

    def parameters(self) -> Iterator[Parameter]:
        yield self.parameter

    def measure(self, ev: Evaluation) -> Measure:
        """What the finding shows beside the state."""
        raise NotImplementedError


class Compare(Leaf):
    """A number or share against a bar of the law, bar included."""

    def __init__(
        self, code: str, title: str, measured: Measurable, bar: Parameter, how: str, unit: str
    ) -> None:
        self.code, self.title, self.measured, self.parameter = code, title, measured, bar
        self.how, self.unit = how, unit

    def _judge(self, ev: Evaluation) -> Judgement:
        applies, lacks = defined(ev, self.measured)
        holds = ev.algebra.keep(reaches(ev, self.measured, constant(ev.law.value(self.parameter)), self.how))
        return settled(ev, holds, lacks, applies, (self.parameter,))

    def measure(self, ev: Evaluation) -> Measure:
        a = ev.algebra
        value, bar = shown(ev, self.measured), a.figure(Fraction(ev.law.value(self.parameter)))
        gap = a.minus(bar, value) if self.how == "at_least" else a.minus(value, bar)
        return Measure(value, bar, a.positive(gap))

    def facts(self) -> Iterator[Fact]:
        for each in self.measured.walk():
            if isinstance(each, Fact):
                yield each


class Must(Leaf):
    """A flag that must have the value the law names (`true` for "must", `false` for "must not")."""

    def __init__(self, flag: Flag, wanted: bool, law: Parameter, title: str) -> None:
        self.code, self.title, self.flag, self.wanted, self.parameter = flag.key, title, flag, wanted, law

    def _judge(self, ev: Evaluation) -> Judgement:
        held = self.flag.judge_value(ev)
        holds = held if self.wanted else ev.algebra.negate(held)
        return settled(ev, holds, ev.algebra.unknown(held), True, (self.parameter,))

    def measure(self, ev: Evaluation) -> Measure:
        return Measure(self.flag.judge_value(ev), self.wanted, None)

    def facts(self) -> Iterator[Fact]:
        yield self.flag


class Group(Condition):
    """All of, or any of, several conditions. Members that do not apply leave the group; an empty group does not apply."""

    def __init__(self, how: str, code: str, title: str, conditions: tuple[Condition, ...]) -> None:
        self.how, self.code, self.title, self.conditions = how, code, title, conditions

    def _judge(self, ev: Evaluation) -> Judgement:
        a = ev.algebra
        found = [c.judge(ev) for c in self.conditions if c.is_law(ev.law)]
        join, neutral = (a.both, True) if self.how == "all" else (a.either, False)
        holds, lacks, applies = neutral, False, False
        for each in found:
            counted = each.holds if each.applies is True else a.choose(each.applies, each.holds, neutral)
            holds, lacks = join(holds, counted), a.either(lacks, each.lacks)
            applies = a.either(applies, each.applies)
        return Judgement(holds, a.both(lacks, a.unknown(holds)), applies)

    def is_law(self, law: Law) -> bool:
        return any(c.is_law(law) for c in self.conditions)

    def members(self) -> tuple[Condition, ...]:
        return self.conditions


class Given(Condition):
    """A flag as it is given, with no law of its own: the case in which something else applies."""

    def __init__(self, flag: Flag) -> None:
        self.code, self.title, self.flag = flag.key, flag.title, flag

    def _judge(self, ev: Evaluation) -> Judgement:
        held = self.flag.judge_value(ev)
        return Judgement(held, ev.algebra.unknown(held))

    def is_law(self, law: Law) -> bool:
        return True

    def facts(self) -> Iterator[Fact]:
        yield self.flag


class Where(Condition):
    """A condition that applies only where another holds; elsewhere it leaves its group."""

    def __init__(self, case: Condition, condition: Condition) -> None:
        self.case, self.condition = case, condition
        self.code, self.title = condition.code, condition.title

    def _judge(self, ev: Evaluation) -> Judgement:
        a = ev.algebra
        case, inner = self.case.judge(ev), self.condition.judge(ev)
        within = a.both(case.applies, case.holds)
        unsure = a.unknown(within)
        # not knowing whether it applies matters only where it would not pass
        holds = a.choose(unsure, a.choose(inner.holds, True, None), inner.holds)
        lacks = a.both(a.either(inner.lacks, case.lacks), a.unknown(holds))
        return Judgement(holds, lacks, a.both(inner.applies, a.choose(a.negate(within), False, True)))

    def is_law(self, law: Law) -> bool:
        return self.condition.is_law(law) and self.case.is_law(law)

    def members(self) -> tuple[Condition, ...]:
        return (self.condition, self.case)


def settled(
    ev: Evaluation, holds: Any, lacks: Any, applies: Any, through: tuple[Parameter, ...]
) -> Judgement:
    """A leaf's judgement; failing through an unverified parameter is not failing but a person's decision."""
    if ev.law.unverified(through):
        holds = ev.algebra.choose(holds, True, None)
    return Judgement(holds, lacks, applies)


def key_of(measured: Measurable) -> str:
    if not isinstance(measured, Fact):
        raise DeclarationError("比例或算式须写明 code")
    return measured.key


def unit_of(measured: Measurable) -> str:
    """The unit of the first fact measured; a share has none."""
    return (
        ""
        if isinstance(measured, Share)
        else next((f.unit for f in measured.walk() if isinstance(f, Fact)), "")
    )


def at_most(measured: Measurable, bar: Parameter, title: str, *, code: str = "") -> Condition:
    """不超过：the bar itself passes. `{bar}` in the title is filled with the bar in force."""
    return Compare(code or key_of(measured), title, measured, bar, "at_most", unit_of(measured))


def at_least(measured: Measurable, bar: Parameter, title: str, *, code: str = "") -> Condition:
    """不低于：the bar itself passes."""
    return Compare(code or key_of(measured), title, measured, bar, "at_least", unit_of(measured))


def must(flag: Flag, law: Parameter, title: str) -> Condition:
    """The fact has to be true for as long as `law` has a value."""
    return Must(flag, True, law, title)


def must_not(flag: Flag, law: Parameter, title: str) -> Condition:
    """The fact has to be false for as long as `law` has a value."""
    return Must(flag, False, law, title)


def all_of(code: str, title: str, *conditions: Condition) -> Condition:
    return Group("all", code, title, conditions)


def any_of(code: str, title: str, *conditions: Condition) -> Condition:
    return Group("any", code, title, conditions)


def given(flag: Flag) -> Condition:
    """The case that a flag is true."""
    return Given(flag)


def where(case: Condition, condition: Condition) -> Condition:
    """`condition`, only where `case` holds."""
    return Where(case, condition)
