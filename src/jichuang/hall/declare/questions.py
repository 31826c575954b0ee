"""由规则的事实得出填报项: title, type, unit, bounds and options come from the policy, so that nothing is written twice.

Knows no matter and no law: which figures are bars is the policy's own affair.
"""

from __future__ import annotations

from typing import Any

from jichuang import policy
from jichuang.hall.declare.form import Field, FieldType
from jichuang.hall.declare.kit import DeclarationError, nearest
from jichuang.policy.facts import Choice, Day, Fact, Figure, Flag, Sequence

YEARS = ("前三年度", "前二年度", "上年度")
MONEY_SHOWN = "万元"


class Questions:
    """The questions of one policy. `ask("staff", "area")` gives a field for each fact; `**more` overrides any of its parts."""

    def __init__(self, rules: str) -> None:
        self.rules = rules

    def __call__(self, *keys: str, **more: Any) -> tuple[Field, ...]:
        """Fields in the order named; a fact of several years becomes one field a year, the oldest first and optional."""
        return tuple(field for key in keys for field in self._fields(key, more))

    def _fields(self, key: str, more: dict[str, Any]) -> tuple[Field, ...]:
        known = policy.get(self.rules).facts
        if key not in known:
            raise DeclarationError(f"规则“{self.rules}”没有事实“{key}”{nearest(key, known)}")
        fact = known[key]
        if isinstance(fact, Sequence):
            last = len(YEARS) - 1
            return tuple(
                Field(f"{key}_{at}", f"{fact.title}（{year}）", fact=key, at=at, required=at == last, **_shape(fact.figure) | more)
                for at, year in enumerate(YEARS)
            )  # fmt: skip
        return (Field(key, fact.title, fact=key, **_shape(fact) | more),)


def _shape(fact: Fact) -> dict[str, Any]:
    """Type, unit, bounds, options and help of the field that asks for a fact."""
    if isinstance(fact, Flag):
        return {"type": FieldType.BOOLEAN, "help": fact.help}
    if isinstance(fact, Choice):
        return {"type": FieldType.CHOICE, "choices": tuple(fact.options.items()), "help": fact.help}
    if isinstance(fact, Day):
        return {"type": FieldType.DATE, "help": fact.help}
    if isinstance(fact, Figure) and fact.unit == "元":
        return {"type": FieldType.MONEY, "unit": MONEY_SHOWN, "help": fact.help, "minutes": 2}
    if isinstance(fact, Figure):
        share = fact.unit == ""
        return {
            "type": FieldType.DECIMAL if fact.scale else FieldType.INTEGER,
            "unit": fact.unit,
            "minimum": fact.min,
            "maximum": fact.max,
            "help": fact.help or ("按小数填写，如30%填0.3" if share else ""),
            "minutes": 1,
        }
    return {"type": FieldType.TEXT, "help": fact.help}
