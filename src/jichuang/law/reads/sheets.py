"""算账单: the amounts of a result in words, each with the documents it was worked out by; and what could still change it.

Follows the branch of the rule that was taken: a rate that did not apply is neither cited nor asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jichuang import policy
from jichuang.law.figures import SHARES, value_text, words_of
from jichuang.policy import Policy
from jichuang.policy.algebra import Algebra
from jichuang.policy.amount_titles import amount_title
from jichuang.policy.amounts import Amount, Between
from jichuang.policy.conditions import Condition
from jichuang.policy.conditions.cases import Answered
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import Fact, parse_all
from jichuang.policy.numbers import EitherWay, Number, Share
from jichuang.policy.parameters import Parameter, ParameterInForce
from jichuang.policy.scores import Letter
from jichuang.policy.wording import decimal_text, figure_text


@dataclass(frozen=True, slots=True)
class Line:
    """One amount: its title, its value in words (empty while a fact is missing), the law it was worked out by that no line
    before it names, and how many provisions it shares with those lines."""

    key: str
    title: str
    text: str
    law: list[tuple[ParameterInForce, str]]
    shared: int = 0


def lines(result: policy.Result) -> list[Line]:
    """The amounts in the order they are declared."""
    one = policy.get(result.policy)
    ev = _evaluation(one, result)
    found: list[Line] = []
    named: set[str] = set()
    for key, value in result.amounts.items():
        amount = one.amounts[key]
        used = dict.fromkeys(parameter for node in _nodes(amount) for parameter in _worked_by(node, ev))
        held = [each for each in map(ev.law.get, used) if each is not None]
        fresh = [each for each in held if each.key not in named]
        named |= {each.key for each in held}
        law = [(each, value_text(each.value, each.unit, words_of(one))) for each in fresh]
        text = amount_text(value, _unit(amount))
        found.append(Line(key, amount_title(key), text, law, len(held) - len(fresh)))
    return found


def wanted(result: policy.Result) -> set[str]:
    """Keys of absent facts that could still change the verdict, or an amount where the verdict may be a pass."""
    one = policy.get(result.policy)
    conditional = bool(one.require or one.pass_if)
    found = set(result.missing) if conditional else set()
    if result.verdict in ("fail", "not_applicable"):
        return found
    ev = _evaluation(one, result)
    for key, value in result.amounts.items():
        amount = one.amounts[key]
        if value is None or isinstance(value, list):
            open_facts = (fact for node in _nodes(amount) for fact in _open(node, ev))
            found |= {fact.key for fact in open_facts if fact.absent(ev.algebra.read(fact.key))}
    return found


def _evaluation(one: Policy, result: policy.Result) -> Evaluation:
    return Evaluation(
        Algebra(parse_all(one.facts, result.facts)), one.law_for(result.facts, result.on, result.known)
    )


def _nodes(amount: Amount) -> tuple[Any, ...]:
    if isinstance(amount, Between):
        return (amount.low, amount.high)
    if isinstance(amount, Share):
        return (amount.part, amount.whole)
    return (amount.table,) if isinstance(amount, Letter) else (amount,)


def _worked_by(node: Any, ev: Evaluation) -> Iterator[Parameter]:
    """The parameters on the way that was taken; both ways while it is undecided."""
    if isinstance(node, EitherWay):
        yield from node.condition.parameters()
        for way in _ways(node, ev):
            yield from _worked_by(way, ev)
    elif isinstance(node, Parameter):
        yield node
    elif isinstance(node, Number) and node.parts():
        for part in node.parts():
            yield from _worked_by(part, ev)
    else:
        yield from node.parameters()


def _open(node: Any, ev: Evaluation) -> Iterator[Fact]:
    """The facts on the ways still open, and those that may be left out but would choose another way."""
    if isinstance(node, EitherWay):
        yield from _may_be_left_out(node.condition)
        for undecided in node.condition.undecided(ev):
            yield from undecided.facts()
        for way in _ways(node, ev):
            yield from _open(way, ev)
    elif isinstance(node, Number) and node.parts():
        for part in node.parts():
            yield from _open(part, ev)
    else:
        yield from node.facts()


def _may_be_left_out(condition: Condition) -> Iterator[Fact]:
    if isinstance(condition, Answered):
        yield condition.fact
    for member in condition.members():
        yield from _may_be_left_out(member)


def _ways(node: EitherWay, ev: Evaluation) -> list[Number]:
    holds = node.condition.judge(ev).holds
    return [
        way for way, taken in ((node.then, holds is not False), (node.otherwise, holds is not True)) if taken
    ]


def _unit(amount: Amount) -> str:
    first = _nodes(amount)[0]
    return first.measured_in() if isinstance(first, Number) and not isinstance(amount, Share) else ""


def amount_text(value: Any, unit: str) -> str:
    """180 万元, 75%, 0 至 45 万元, A; empty for an amount that is not known."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        low, high = (amount_text(each, unit) for each in value)
        return low if low == high else f"{low} 至 {high}"
    if unit == "年":
        return f"{int(value)} 年"
    return (
        decimal_text(Fraction(value), 2)
        if unit == "分"
        else figure_text(value, "" if unit in SHARES else unit)
    )
