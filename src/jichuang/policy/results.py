"""What a check answers: a verdict, a score, amounts, and every finding. Carries figures and codes; the words are in `wording`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from jichuang.policy.amounts import Worked

Figure = Fraction | bool | str | None
CONDITION, MARK, POINTS = (
    "condition",
    "mark",
    "points",
)  # a condition of its own, a mark a score must reach, a score


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the rule looked at.

    `state`: pass | fail | missing | manual | not_applicable | score. `value`, `bar` and `shortfall` are exact Fractions in `unit`
    (yuan, persons, ...; a share has unit "" and is a fraction of one), bools for flags, text for choices and codes, None when absent. `points` of a score is
    a whole number or (min, max). `part_of` names the finding this one is a part of ("" at the top); `alternative` marks one of
    several ways, whose failing alone decides nothing. `kind`: condition | mark (of a score) | points. `elsewhere`: of a case that is not this one. `coachable`: a future fact can
    still move it. `elsewhere`: it belongs to a case that is not this one. `verified`: its parameters are more than memory. `near_edge`: 恰在门槛. `words` is the short Chinese remark (差 0.6 个百分点)."""

    code: str
    title: str
    state: str
    value: Figure
    bar: Figure
    shortfall: Figure
    unit: str
    clause: str
    cite: str
    points: int | tuple[int, int] | None = None
    max_points: int | None = None
    words: str = ""
    value_text: str = ""
    bar_text: str = ""
    part_of: str = ""
    alternative: bool = False
    verified: bool = True
    near_edge: bool = False
    kind: str = CONDITION
    coachable: bool = False
    elsewhere: bool = False

    def as_dict(self) -> dict[str, Any]:
        figures = {"value": self.value, "bar": self.bar, "shortfall": self.shortfall}
        return {
            "code": self.code,
            "state": self.state,
            **{k: plain(v) for k, v in figures.items()},
            "cite": self.cite,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one policy for one set of facts on one business date.

    `verdict`: pass | fail | missing | manual | not_applicable. `score`: a number, [min, max] while facts are missing, None for
    a policy without score. `amounts`: exact Fractions (yuan, or a share), a letter, [min, max], None where a fact is missing. `missing`: keys of the absent facts
    that could still decide. `depends`: codes of the findings that only a person can decide and on which the verdict depends. `notes`: what a reader must know about the law used."""

    policy: str
    on: date
    known: date | None
    verdict: str
    score: int | list[int] | None
    amounts: dict[str, Worked]
    findings: list[Finding]
    missing: tuple[str, ...] = ()
    depends: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def finding(self, code: str) -> Finding:
        """The finding of that code; KeyError naming the codes there are."""
        for each in self.findings:
            if each.code == code:
                return each
        raise KeyError(f"{code}: {[f.code for f in self.findings]}")

    def as_dict(self) -> dict[str, Any]:
        """The JSON of the command line: amounts in yuan and shares as decimal numbers, absent = null."""
        return {
            "policy": self.policy,
            "on": self.on.isoformat(),
            "verdict": self.verdict,
            "score": self.score,
            "amounts": {key: plain(value) for key, value in self.amounts.items()},
            "findings": [each.as_dict() for each in self.findings],
        }


def plain(value: Figure | Worked) -> Any:
    """An exact figure as a JSON number: an int when whole, else the nearest float; ranges as [min, max]."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if value is None or isinstance(value, bool | str):
        return value
    return int(value) if value.denominator == 1 else float(value)
