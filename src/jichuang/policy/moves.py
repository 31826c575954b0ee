"""The smallest change: the cheapest combination of moves on future facts that reaches a pass, by exact search.

Only facts declared `future` with an effort are levers; a closed year's figure is never moved. Cheapest = least total effort, then fewest
units. Where nothing reaches a pass, the cheapest that at least no longer fails (experts then decide) is told as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jichuang.policy.algebra import FAIL, MANUAL, PASS, Algebra
from jichuang.policy.declaration import Policy
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import Fact, Flag, parse_all
from jichuang.policy.levers import Levers, levers_of, reachable
from jichuang.policy.parameters import Law
from jichuang.policy.scores import Bands
from jichuang.policy.wording import figure_text, span_text


@dataclass(frozen=True, slots=True)
class Move:
    """One lever: from how many to how many (in its smallest units; of a flag, from false to true), and the effort of it."""

    fact: str
    title: str
    unit: str
    before: int
    after: int
    effort: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """The cheapest moves, the score that is then certain, what they reach (pass, or manual), and the sentence that says so."""

    moves: tuple[Move, ...]
    score: int | None
    words: str
    reaches: str = PASS


def smallest_change(policy: Policy, facts: Mapping[str, Any], law: Law) -> Change | None:
    """None when nothing fails, or no combination of levers makes up for it. A missing number counts from 0."""
    usable = levers_of(policy)
    if not usable:
        return None
    ev = Evaluation(Algebra(parse_all(policy.facts, facts)), law)
    policy.condition.judge(ev)  # all of it: what the levers do not touch is then not worked out again
    if _reached(policy, ev) == PASS:
        return None
    levers = Levers(policy, usable, ev)
    if not reachable([c for c in policy.require if c.is_law(law)], ev, levers.keys):
        return None
    fallback: Change | None = None
    for moves in sorted((_moves(levers, each) for each in levers.combinations()), key=_cost):
        after = levers.at({m.fact: _value(policy, m) for m in moves})
        reached = _reached(policy, after) if moves else FAIL
        if reached == PASS:
            return _told(policy, ev, after, moves, PASS)
        if reached == MANUAL and fallback is None and _fails(policy, ev):
            fallback = _told(policy, ev, after, moves, MANUAL)
    return fallback


def _moves(levers: Levers, values: Mapping[str, Any]) -> tuple[Move, ...]:
    changed = (f for f in levers.levers if values[f.key] != levers.before[f.key])
    return tuple(_move(f, levers.before[f.key], values[f.key]) for f in changed)


def _move(fact: Fact, before: Any, after: Any) -> Move:
    if isinstance(fact, Flag):
        words = f"“{fact.title}”改为{fact.says[0 if after else 1]}"
        return Move(fact.key, fact.title, "", int(bool(before)), int(after), fact.effort, words)
    more = after - before
    text = figure_text(Fraction(more, 10**fact.scale), fact.unit)
    effort = _begun(more, fact.scale) * fact.effort
    return Move(fact.key, fact.title, fact.unit, before, after, effort, f"{text}{fact.title}")


def _begun(units: int, scale: int) -> int:
    """Whole units begun: effort is counted by them."""
    return -(-units // int(10**scale))


def _value(policy: Policy, move: Move) -> Any:
    return bool(move.after) if isinstance(policy.facts[move.fact], Flag) else move.after


def _cost(moves: tuple[Move, ...]) -> tuple[int, int]:
    return sum(m.effort for m in moves), sum(abs(m.after - m.before) for m in moves)


def _fails(policy: Policy, ev: Evaluation) -> bool:
    return policy.condition.judge(ev).holds is False


def _reached(policy: Policy, ev: Evaluation) -> str:
    """PASS when the part that levers can reach holds and nothing is known to fail; MANUAL when a person would decide."""
    if any(c.judge(ev).holds is False for c in policy.require if c.is_law(ev.law)):
        return FAIL
    if policy.pass_if is None or not policy.pass_if.is_law(ev.law):
        return PASS
    found = policy.pass_if.judge(ev)
    if found.holds is None:
        return MANUAL if found.lacks is not True else FAIL
    return PASS if found.holds else FAIL


def _told(
    policy: Policy, before: Evaluation, after: Evaluation, moves: tuple[Move, ...], reaches: str
) -> Change:
    steps = [move.words + _gain(policy, before, after, move) for move in moves]
    ending, score = "", None
    if policy.score is not None and policy.score.is_law(before.law):
        mark = policy.score.mark(after)
        score, ending = mark.low, f"，总分 {span_text(mark.low, mark.high)} 分"
    if reaches == MANUAL:
        ending += f"，不再必然不符合，{policy.words.undecided}"
    return Change(
        moves, score, f"{_verb(policy, moves)}{'、'.join(steps)}{ending}{_counted(policy, moves)}。", reaches
    )


def _verb(policy: Policy, moves: tuple[Move, ...]) -> str:
    flags_only = all(isinstance(policy.facts[m.fact], Flag) for m in moves)
    return "" if flags_only else f"{policy.words.lever} "


def _counted(policy: Policy, moves: tuple[Move, ...]) -> str:
    """What "smallest" counts: as the policy says it, or the declared effort of each lever there is."""
    if policy.words.effort:
        return f"（最小：{policy.words.effort}）"
    weights = "、".join(f"{f.title}每{f.unit or '项'}计 {f.effort}" for f in levers_of(policy))
    return f"（最小：按声明的难易计，{weights}）"


def _gain(policy: Policy, before: Evaluation, after: Evaluation, move: Move) -> str:
    """What a table gives for the lever, before and after."""
    fact = policy.facts[move.fact]
    nodes = (row.node for row in policy.rows(before.law))
    table = next(
        (n for n in nodes if isinstance(n, Bands) and isinstance(n.measured, Fact) and n.measured is fact),
        None,
    )
    if table is None:
        return ""
    old, new = table.mark(before), table.mark(after)
    return f"（{span_text(old.low, old.high)} 分升为 {span_text(new.low, new.high)} 分）"
