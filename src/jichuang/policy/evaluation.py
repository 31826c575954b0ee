"""One evaluation: an algebra, the law in force, and what has been worked out so far. Knows no declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from jichuang.policy.algebra import Algebra, Value
from jichuang.policy.parameters import Law

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a condition yields. `holds` is true, false or unknown; where unknown, `lacks` says that an undecided
    leaf lacks a fact (else a person must decide); where `applies` is false the condition leaves its group."""

    holds: Value
    lacks: Value
    applies: Value = True


@dataclass(frozen=True, slots=True)
class Mark:
    """What a score yields: a range of whole points, `low` is `high` when settled. `shaky`: they rest on an unverified parameter."""

    low: Value
    high: Value
    lacks: Value
    applies: Value = True
    shaky: Value = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A number shown beside a rule: value, bar and shortfall in the unit of the rule."""

    value: Value
    bar: Value
    shortfall: Value


class Evaluation:
    """Carries the algebra and the law through a tree and works each node out once."""

    def __init__(self, algebra: Algebra, law: Law) -> None:
        self.algebra, self.law = algebra, law
        self._done: dict[tuple[int, str], object] = {}
        self._nodes: dict[int, Any] = {}

    def within(self, algebra: Algebra) -> Evaluation:
        """The same law over other facts: one record of a list."""
        return Evaluation(algebra, self.law)

    def once(self, node: object, what: str, work: Callable[[Evaluation], T]) -> T:
        """The result of `work(self)`, worked out at most once for this node (nodes live as long as their policy)."""
        key = (id(node), what)
        if key not in self._done:
            self._done[key] = work(self)
            self._nodes[id(node)] = node
        return self._done[key]  # type: ignore[return-value]

    def nodes(self) -> list[Any]:
        """Every node that has been worked out."""
        return list(self._nodes.values())

    def apart_from(self, keys: frozenset[str]) -> Evaluation:
        """What has been worked out without any of these facts."""
        found = Evaluation(self.algebra, self.law)
        found._nodes = {at: node for at, node in self._nodes.items() if keys.isdisjoint(self._facts_of(node))}
        found._done = {key: value for key, value in self._done.items() if key[0] in found._nodes}
        return found

    def _facts_of(self, node: Any) -> frozenset[str]:
        return self.law.once(node, "facts", lambda _: frozenset(fact.key for fact in node.facts()))

    def supposing(self, facts: Mapping[str, Value]) -> Evaluation:
        """The same with some facts otherwise; only from `apart_from` those facts, for what depends on them is not there yet."""
        found = Evaluation(Algebra({**self.algebra.facts, **facts}), self.law)
        found._done = dict(self._done)
        return found
