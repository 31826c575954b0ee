"""改规则试算: which parameters may be supposed otherwise and how they are written, and the run over a register. Knows no page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from jichuang import policy as rules
from jichuang.law.population import of_register
from jichuang.policy.comparing import GAIN, LOSE, MAY_EITHER, MAY_GAIN, MAY_LOSE, read_by
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.impact import Impact
from jichuang.policy.parameters import Law, ParameterInForce
from jichuang.policy.simulating import simulate_over
from jichuang.policy.wording import figure_text

CHANGE_WORDS = {
    GAIN: "获得", LOSE: "失去", MAY_GAIN: "可能获得（缺数据）", MAY_LOSE: "可能失去（缺数据）", MAY_EITHER: "可能获得或失去（缺数据）",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knob:
    """A parameter that may be supposed otherwise: how it stands, what was typed, what is wrong with that."""

    parameter: ParameterInForce
    now: str
    typed: str
    fault: str = ""

    @property
    def changed(self) -> bool:
        return self.typed != self.now

    @property
    def long(self) -> bool:
        """Whether it is a table, written as JSON."""
        return isinstance(self.parameter.value, list | dict)


def knobs(policy: Policy, law: Law, typed: Mapping[str, str]) -> list[Knob]:
    """The parameters the rule reads, figures first, then tables."""
    read = read_by(policy)
    found = []
    for each in law.in_force():
        if each.key in read and _adjustable(each.value):
            now = _written(each)
            text = typed.get(each.key, "").strip() or now
            found.append(Knob(each, now, text, _fault(policy, law, each.key, text) if text != now else ""))
    return sorted(found, key=lambda knob: knob.long)


def _adjustable(value: Any) -> bool:
    return isinstance(value, int | Decimal | list | dict) and not isinstance(value, bool)


def _written(held: ParameterInForce) -> str:
    if isinstance(held.value, list | dict):
        return json.dumps(held.value, ensure_ascii=False, default=float)
    unit = "" if held.unit == "比例" else held.unit
    return figure_text(held.value, unit).replace(" ", "").replace(",", "")


def _fault(policy: Policy, law: Law, key: str, text: str) -> str:
    try:
        rules.read_changes(policy, law, [f"{key}={text}"])
    except PolicyError as error:
        return str(error).partition("：")[2] or str(error)
    return ""


def changes_of(policy: Policy, law: Law, turned: list[Knob]) -> dict[str, Any]:
    """The supposed values of the knobs that were turned."""
    return rules.read_changes(policy, law, [f"{k.parameter.key}={k.typed}" for k in turned if k.changed])


def tried(policy: Policy, law: Law, changes: Mapping[str, Any], register: str) -> Impact:
    """The impact on everybody who stands in the register on the day of the law."""
    return simulate_over(policy, law, changes, of_register(register, policy, law))


def affected(
    policy: Policy, law: Law, changes: Mapping[str, Any], register: str
) -> Iterator[tuple[str, ...]]:
    """(credit code, name, unit, field, size, verdict now, verdict then, effect) of everybody touched, in the order of codes."""
    comparison = rules.comparison(policy, law, changes)
    words = {
        "pass": "符合",
        "fail": "不符合",
        "missing": "缺数据",
        "manual": "须人工判断",
        "not_applicable": "不适用",
    }
    found = []
    for piece in of_register(register, policy, law).pieces:
        usable = piece.given.filter(piece.problems.is_null())
        said = comparison.over(piece.exact).select("verdict", "verdict_then", "change")
        shown = usable.select("subject", "name", "city", "field", "size").hstack(
            said.cast(pl.String).get_columns()
        )
        found.append(shown.filter(pl.col("change").is_not_null()))
    for row in pl.concat(found).sort("subject").iter_rows() if found else ():
        *who, now, then, change = row
        yield (*(each or "" for each in who), words[now], words[then], CHANGE_WORDS[change])
