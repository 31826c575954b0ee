"""单位提醒: amounts that look as if typed in the wrong unit. Warns, never refuses; knows no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from jichuang.law.answers import TEN_THOUSAND, YUAN, kind_of
from jichuang.law.reads.holdings import Holdings
from jichuang.policy import Policy
from jichuang.policy.wording import figure_text
from jichuang.registry import facts as declared
from jichuang.registry.verbs import FactGiven

HUGE, TINY = Decimal(10**10), Decimal(1000)
"""元: above 100 亿元, or below 1,000 元, an enterprise's figure is worth a second look."""
FAINT = Decimal("0.005")
"""A share below half a percent may have been typed as a decimal."""
FACTOR = Decimal(10_000)
SPREAD = 5  # a figure within a factor of five around 10,000 times the held one


def unit_slips(one: Policy, facts: Mapping[str, Any], money: str, held: Mapping[str, Any] = {}) -> list[str]:  # noqa: B006
    """One sentence for every amount that is probably off by 10,000: against what the register holds, or by size alone."""
    found = []
    for key, value in facts.items():
        fact = one.facts[key]
        if fact.type in ("array", "object") or not value:
            continue
        if kind_of(fact) == "share" and Decimal(str(value)) < FAINT:
            found.append(
                f"“{fact.title}”填的是 {figure_text(Decimal(str(value)), '')}；"
                f"如果是按小数填的，应为 {figure_text(Decimal(str(value)) * 100, '')}，请核对。"
            )
        if kind_of(fact) != "money":
            continue
        amount = Decimal(str(value))
        said = f"“{fact.title}”填的合 {figure_text(amount, '元')}"
        known = held.get(key)
        if known and _is_off(amount, Decimal(str(known))):
            found.append(
                f"{said}，登记的是 {figure_text(Decimal(str(known)), '元')}，相差约一万倍，请核对单位是万元还是元。"
            )
        elif not known and money == TEN_THOUSAND and amount >= HUGE:
            found.append(f"{said}；如果是按元填的，应为 {figure_text(amount / FACTOR, '元')}，请核对单位。")
        elif not known and money != TEN_THOUSAND and 0 < amount < TINY:
            found.append(f"{said}；如果是按万元填的，应为 {figure_text(amount * FACTOR, '元')}，请核对单位。")
    return found


def slips_of_years(given: Iterable[FactGiven], held: Holdings) -> list[str]:
    """One sentence for every amount that is about 10,000 times what the register holds of another year."""
    found = []
    for one in given:
        known = declared.get(one.key)
        others = [row for (key, year), row in held.values.items() if key == one.key and year != one.year]
        if known.unit != YUAN or not others or not one.value:
            continue
        amount, other = Decimal(str(one.value)), Decimal(others[-1].value)
        if other and _is_off(amount, other):
            found.append(
                f"“{known.title}”{one.year}年记下 {figure_text(amount, '元')}，{others[-1].year}年登记的是"
                f" {figure_text(other, '元')}，相差约一万倍；如果单位填错了，请在“更正本单位填报”里改。"
            )
    return found


def _is_off(amount: Decimal, known: Decimal) -> bool:
    ratio = max(amount / known, known / amount) if known else Decimal(0)
    return FACTOR / SPREAD <= ratio <= FACTOR * SPREAD
