"""Points that only experts can give: anything up to a maximum, or within the span of the case at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jichuang.policy.conditions import Condition
from jichuang.policy.evaluation import Evaluation, Mark
from jichuang.policy.facts import Fact
from jichuang.policy.numbers import Number
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores.score import Score, narrowed


class Judged(Score):
    """From 0 to the table's maximum, unless the experts' score is given."""

    def __init__(self, code: str, title: str, maximum: Parameter, given: Number | None = None) -> None:
        self.code, self.title, self.maximum, self.given, self.unit = code, title, maximum, given, "分"

    def _mark(self, ev: Evaluation) -> Mark:
        shaky = ev.law.unverified((self.maximum,))
        return narrowed(ev, Mark(0, self.highest(ev.law), False, shaky=shaky), self.given)

    def _highest(self, law: Law) -> int:
        return int(law.value(self.maximum))

    def facts(self) -> Iterator[Fact]:
        if self.given is not None:
            yield from self.given.facts()

    def parameters(self) -> Iterator[Parameter]:
        yield self.maximum


class ByCase(Score):
    """The span [low, high] of the first case that holds; where none does it does not apply and gives 0."""

    def __init__(
        self, code: str, title: str, cases: tuple[tuple[Condition, Parameter], ...], given: Number | None
    ) -> None:
        self.code, self.title, self.cases, self.given, self.unit = code, title, cases, given, "分"

    def _mark(self, ev: Evaluation) -> Mark:
        a = ev.algebra
        low: Any = 0
        high: Any = 0
        lacks: Any = False
        shaky: Any = False
        applies: Any = False
        for case, span in reversed(self.cases):
            least, most = ev.law.value(span)
            found = case.judge(ev)
            # a case that may yet hold leaves everything possible from here on
            unsure = a.unknown(found.holds)
            low = a.choose(unsure, a.smaller(low, least), a.points(found.holds, least, low))
            high = a.choose(unsure, a.larger(high, most), a.points(found.holds, most, high))
            lacks = a.choose(unsure, a.either(lacks, found.lacks), a.choose(found.holds, False, lacks))
            applies = a.either(applies, a.either(found.holds, unsure))
            shaky = a.choose(found.holds, ev.law.unverified((span,)), shaky)
        return narrowed(ev, Mark(a.keep(low), a.keep(high), a.keep(lacks), applies, shaky), self.given)

    def _highest(self, law: Law) -> int:
        return max(int(law.value(span)[1]) for _, span in self.cases)

    def facts(self) -> Iterator[Fact]:
        for case, _ in self.cases:
            yield from case.facts()

    def parameters(self) -> Iterator[Parameter]:
        for _, span in self.cases:
            yield span


def judged(code: str, maximum: Parameter, title: str, given: Number | None = None) -> Judged:
    """Experts give anything from 0 to `maximum`."""
    return Judged(code, title, maximum, given)


def by_case(
    code: str, title: str, *cases: tuple[Condition, Parameter], experts: Number | None = None
) -> ByCase:
    """Experts give points within the span of the first case that holds."""
    return ByCase(code, title, cases, experts)
