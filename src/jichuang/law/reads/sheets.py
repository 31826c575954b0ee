"""算账单: the amounts of a result in words, each with the documents it was worked out by; and what could still change it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jichuang import policy
from jichuang.law.figures import SHARES, value_text
from jichuang.law.topics import amount_title
from jichuang.policy.numbers import Number
from jichuang.policy.parameters import ParameterInForce
from jichuang.policy.wording import decimal_text, figure_text

UNDECIDED = ("missing", "manual", "pass")


@dataclass(frozen=True, slots=True)
class Line:
    """One amount: its title, its value in words (empty while a fact is missing), and the law it was worked out by."""

    key: str
    title: str
    text: str
    law: list[tuple[ParameterInForce, str]]


def lines(result: policy.Result) -> list[Line]:
    """The amounts in the order they are declared."""
    one = policy.get(result.policy)
    law = one.law(result.on, result.known)
    found = []
    for key, value in result.amounts.items():
        held = [each for each in map(law.get, _parameters(one.amounts[key])) if each is not None]
        found.append(
            Line(
                key,
                amount_title(key),
                amount_text(value, _unit(one.amounts[key])),
                [(each, value_text(each.value, each.unit)) for each in held],
            )
        )
    return found


def _parameters(number: Any) -> list[Any]:
    return list(dict.fromkeys(number.parameters())) if hasattr(number, "parameters") else []


def _unit(number: Any) -> str:
    return number.measured_in() if isinstance(number, Number) and hasattr(number, "measured_in") else ""


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


def wanted(result: policy.Result) -> set[str]:
    """Keys of absent facts that could still change the verdict, or an amount where the verdict may be a pass."""
    found = set(result.missing)
    if result.verdict not in UNDECIDED:
        return found
    one = policy.get(result.policy)
    for key, value in result.amounts.items():
        amount: Any = one.amounts[key]
        if value is None or isinstance(value, list | tuple):
            found |= {fact.key for fact in amount.facts() if result.facts.get(fact.key) is None}
    return found
