"""The smallest change: the cheapest combination of moves on future facts that reaches a pass, by exact search.

Only facts declared `future` with an effort are levers; a closed year's figure is never moved. Cheapest = least total effort, then fewest
units. A verdict changes only where a lever crosses a threshold, so only those values are tried: the search is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

from jichuang.policy.algebra import Algebra
from jichuang.policy.conditions import Compare
from jichuang.policy.declaration import Policy
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import FUTURE, Fact, parse_all
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores import Bands


@dataclass(frozen=True, slots=True)
class Move:
    """One lever: from how many to how many, and the total effort of getting there."""

    fact: str
    title: str
    unit: str
    before: int
    after: int
    effort: int

    @property
    def words(self) -> str:
        return f"{self.after - self.before} {self.unit}{self.title}"


@dataclass(frozen=True, slots=True)
class Change:
    """The cheapest moves that reach a pass, the score then, and the sentence that says so."""

    moves: tuple[Move, ...]
    score: int | None
    words: str


def smallest_change(policy: Policy, facts: Mapping[str, Any], law: Law) -> Change | None:
    """None when the verdict passes already or no combination of levers reaches a pass. A missing lever counts from 0."""
    values = parse_all(policy.facts, facts)
    levers = [f for f in policy.facts.values() if f.kind == FUTURE and f.effort > 0]
    if not levers or _passes(policy, law, values):
        return None
    choices = [[_move(f, values, target) for target in _targets(policy, law, f, values)] for f in levers]
    combinations = (tuple(m for m in each if m.effort) for each in product(*choices))
    best: tuple[Move, ...] | None = None
    for moves in sorted(combinations, key=_cost):
        if _passes(policy, law, {**values, **{m.fact: m.after for m in moves}}):
            best = moves
            break
    return None if not best else _told(policy, law, values, best)


def _cost(moves: tuple[Move, ...]) -> tuple[int, int]:
    return sum(m.effort for m in moves), sum(m.after - m.before for m in moves)


def _move(fact: Fact, values: Mapping[str, Any], target: int) -> Move:
    before = values.get(fact.key) or 0
    return Move(fact.key, fact.title, fact.unit, before, target, (target - before) * fact.effort)


def _targets(policy: Policy, law: Law, fact: Fact, values: Mapping[str, Any]) -> list[int]:
    """The lever as it is, and every higher value at which some table or bar on it is crossed."""
    before = values.get(fact.key) or 0
    return [before, *sorted({t for t in _thresholds(policy, law, fact) if t > before})]


def _thresholds(policy: Policy, law: Law, fact: Fact) -> Iterator[int]:
    for row in policy.rows(law):
        node = row.node
        if isinstance(node, Bands) and is_of(node, fact):
            yield from (_units(t, fact) for t, *_ in node.rows(law))
        elif isinstance(node, Compare) and is_of(node, fact) and isinstance(node.bar, Parameter):
            yield _units(law.value(node.bar), fact) + (not node.rises or node.how == "more_than")


def is_of(node: Bands | Compare, fact: Fact) -> bool:
    """Whether the node measures just this fact."""
    return isinstance(node.measured, Fact) and node.measured is fact


def _units(threshold: Any, fact: Fact) -> int:
    scaled: Fraction = Fraction(threshold) * 10**fact.scale
    return ceil(scaled)


def _passes(policy: Policy, law: Law, values: Mapping[str, Any]) -> bool:
    """Whether the part of the rule that levers can reach holds, and nothing else is known to fail."""
    ev = Evaluation(Algebra(values), law)
    if any(c.judge(ev).holds is False for c in policy.require if c.is_law(law)):
        return False
    target = policy.pass_if or policy.condition
    return target.judge(ev).holds is True


def _told(policy: Policy, law: Law, values: Mapping[str, Any], moves: tuple[Move, ...]) -> Change:
    before, after = (
        Evaluation(Algebra(v), law) for v in (values, {**values, **{m.fact: m.after for m in moves}})
    )
    score = None if policy.score is None else policy.score.mark(after).low
    steps = []
    for move in moves:
        table = _table_of(policy, law, move)
        gained = f"（{table.mark(before).low} 分升为 {table.mark(after).low} 分）" if table else ""
        steps.append(move.words + gained)
    ending = f"，总分 {score} 分" if score is not None else ""
    counted = f"（最小：{policy.words.effort}）" if policy.words.effort else ""
    return Change(moves, score, f"{policy.words.lever} {'、'.join(steps)}{ending}{counted}。")


def _table_of(policy: Policy, law: Law, move: Move) -> Bands | None:
    nodes = (row.node for row in policy.rows(law))
    return next((n for n in nodes if isinstance(n, Bands) and is_of(n, policy.facts[move.fact])), None)
