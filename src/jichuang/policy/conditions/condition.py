"""What a condition is, the leaf that is reported as one finding, and groups by three-valued logic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jichuang.policy.evaluation import Evaluation, Judgement, Measure
from jichuang.policy.facts import Fact, absent_among
from jichuang.policy.parameters import Law, Parameter


class Condition:
    """A node that is judged pass, fail or unknown. `a | b` and `a & b` join conditions, `~a` is its opposite."""

    code = ""
    title = ""

    def judge(self, ev: Evaluation) -> Judgement:
        return ev.once(self, "judge", self._judge)

    def _judge(self, ev: Evaluation) -> Judgement:
        raise NotImplementedError

    def is_law(self, law: Law) -> bool:
        """Whether this condition exists on the law's day."""
        return law.once(self, "is law", self._is_law)

    def _is_law(self, law: Law) -> bool:
        return True

    def fixed(self, law: Law) -> bool | None:
        """What the law of the day alone decides, whatever the facts: a condition that is not law holds nowhere; None = nothing."""
        return None if self.is_law(law) else False

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

    def lacking(self, ev: Evaluation) -> Iterator[Fact]:
        """The absent facts that keep this condition unknown, for one record."""
        for node in self.undecided(ev):
            yield from absent_among(node.facts(), ev) if node is self else node.lacking(ev)

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

    def __invert__(self) -> Condition:
        return Opposite(self)


class Leaf(Condition):
    """A condition that is reported as one finding."""

    parameter: Parameter
    unit = ""

    def _is_law(self, law: Law) -> bool:
        return law.get(self.parameter) is not None

    def parameters(self) -> Iterator[Parameter]:
        yield self.parameter

    def measure(self, ev: Evaluation) -> Measure:
        """What the finding shows beside the state."""
        raise NotImplementedError


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
            lacking = each.lacks if each.applies is True else a.both(each.applies, each.lacks)
            holds, lacks = join(holds, counted), a.either(lacks, lacking)
            applies = a.either(applies, each.applies)
        return Judgement(holds, a.both(lacks, a.unknown(holds)), applies)

    def _is_law(self, law: Law) -> bool:
        return any(c.is_law(law) for c in self.conditions)

    def fixed(self, law: Law) -> bool | None:
        found = {c.fixed(law) for c in self.conditions if c.is_law(law)}
        decisive = self.how == "any"
        if decisive in found:
            return decisive
        return None if None in found else not decisive if found else False

    def members(self) -> tuple[Condition, ...]:
        return self.conditions


class Opposite(Condition):
    """Holds where another condition does not."""

    def __init__(self, condition: Condition) -> None:
        self.condition = condition

    def _judge(self, ev: Evaluation) -> Judgement:
        found = self.condition.judge(ev)
        return Judgement(ev.algebra.negate(found.holds), found.lacks, found.applies)

    def _is_law(self, law: Law) -> bool:
        return self.condition.is_law(law)

    def fixed(self, law: Law) -> bool | None:
        found = self.condition.fixed(law)
        return found if found is None or not self.is_law(law) else not found

    def members(self) -> tuple[Condition, ...]:
        return (self.condition,)


def settled(
    ev: Evaluation, holds: Any, lacks: Any, applies: Any, through: tuple[Parameter, ...]
) -> Judgement:
    """A leaf's judgement; failing through an unverified parameter is not failing but a person's decision."""
    if ev.law.unverified(through):
        holds = ev.algebra.choose(holds, True, None)
    return Judgement(holds, lacks, applies)


def all_of(code: str, title: str, *conditions: Condition) -> Condition:
    return Group("all", code, title, conditions)


def any_of(code: str, title: str, *conditions: Condition) -> Condition:
    return Group("any", code, title, conditions)
