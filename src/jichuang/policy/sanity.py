"""Two sets of facts beside each other: figures that look as if given in another unit, and those that differ from an earlier filing.

Both are said, neither decides. Knows facts and their titles; knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jichuang.policy.declaration import Policy
from jichuang.policy.facts import FIXED, Choice, Fact, Figure, Flag, Records, Sequence, parse_all
from jichuang.policy.wording import figure_text

WAN = 10_000
_ROUGHLY = 4  # a figure within this factor of 10,000 times another is taken for the same in 万元


def wrong_units(policy: Policy, values: Mapping[str, Any], reference: Mapping[str, object]) -> Iterator[str]:
    """Money that is about 10,000 times smaller (or larger) than a known figure of the same fact."""
    known = parse_all(policy.facts, {k: v for k, v in reference.items() if k in policy.facts})
    for key, fact in policy.facts.items():
        if fact.unit == "元" and isinstance(fact, Figure | Sequence):
            given, held = _newest(values.get(key)), _newest(known.get(key))
            if given and held and (times := _times(given, held)):
                shown = f"填报 {_money(given, fact)}，已登记的为 {_money(held, fact)}"
                yield f"{fact.title}疑以{times}填报：{shown}。请按元填写。"


def _times(given: int, held: int) -> str:
    ratio = Fraction(held, given)
    if Fraction(WAN, _ROUGHLY) <= ratio <= WAN * _ROUGHLY:
        return "万元"
    return "分或更小的单位" if Fraction(WAN, _ROUGHLY) <= 1 / ratio <= WAN * _ROUGHLY else ""


def _newest(value: Any) -> int | None:
    newest: int | None = value[-1] if isinstance(value, tuple) else value
    return newest


def _money(units: int, fact: Fact) -> str:
    return figure_text(Fraction(units, 10**fact.scale), "元")


def differences(policy: Policy, facts: Mapping[str, object], earlier: Mapping[str, object]) -> Iterator[str]:
    """Figures of closed years that were filed otherwise before: 与前次报送不一致. What can still change is not compared."""
    now = parse_all(policy.facts, {k: v for k, v in facts.items() if k in policy.facts})
    then = parse_all(policy.facts, {k: v for k, v in earlier.items() if k in policy.facts})
    for key, fact in policy.facts.items():
        a, b = now.get(key), then.get(key)
        if fact.kind == FIXED and a is not None and b is not None and a != b:
            yield f"与前次报送不一致：{fact.title} {_text(fact, a)}，前次 {_text(fact, b)}"


def _text(fact: Fact, value: Any) -> str:
    if value is None:
        return "未填"
    if isinstance(fact, Flag):
        return fact.says[0 if value else 1]
    if isinstance(fact, Choice):
        return fact.shown(value)
    if isinstance(fact, Sequence):
        return "、".join(_text(fact.figure, each) for each in value)
    if isinstance(fact, Records):
        return f"{len(value)} 条"
    return figure_text(Fraction(value, 10**fact.scale), fact.unit) if isinstance(fact, Figure) else str(value)
