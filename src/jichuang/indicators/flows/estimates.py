"""加权: from the answers of a sample to the province, stratum by stratum, and the flows between three places.

Pure. A stratum's weight is its units in the frame over those that answered (with certainty units apart, weight 1); a
stratum of which nobody answered is not covered and is named, never counted as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jichuang.indicators.flows.form import MEASURES, Measure
from jichuang.methods.suppression import Cell, Protected, Rule, Unprotectable, protect

CERTAIN = "certain"
PLACES = ("北京", "天津")


@dataclass(frozen=True, slots=True)
class Responses:
    """The answers of one stratum: units in the frame, units asked, and what those who answered said."""

    stratum: str
    frame: int
    asked: int
    answers: tuple[Mapping[str, Any], ...]

    @property
    def weight(self) -> Fraction | None:
        """How many units one answer stands for; None where nobody answered."""
        return Fraction(self.frame, len(self.answers)) if self.answers else None


@dataclass(frozen=True, slots=True)
class Flow:
    """One cell: the weighted amount (None = kept secret), and how many answers it rests on."""

    origin: str
    destination: str
    amount: int | None
    units: int


@dataclass(frozen=True, slots=True)
class Flows:
    """One measure between the three places; `withheld` says why there is no table at all."""

    measure: Measure
    cells: tuple[Flow, ...]
    withheld: str = ""

    def between(self, origin: str, destination: str) -> Flow | None:
        """The cell, None for what the survey does not ask (Beijing and Tianjin between them, and a place to itself)."""
        return next(
            (one for one in self.cells if (one.origin, one.destination) == (origin, destination)), None
        )


def estimated(strata: Sequence[Responses], rule: Rule) -> list[Flows]:
    """The flows of every measure, weighted and with statistical secrecy applied to the four cells and their totals."""
    return [_flows(measure, strata, rule) for measure in MEASURES]


def _flows(measure: Measure, strata: Sequence[Responses], rule: Rule) -> Flows:
    table = [[_cell(key, strata) for key in keys] for keys in (measure.into, measure.out)]
    try:
        marks: Protected = protect(table, rule)
    except Unprotectable as fault:
        return Flows(measure, (), f"{fault}，本表不公布")
    cells = []
    for row, direction in enumerate(("into", "out")):
        for column, place in enumerate(PLACES):
            cell, hidden = table[row][column], marks.cells[row][column].hidden
            ends = (place, "河北") if direction == "into" else ("河北", place)
            cells.append(Flow(*ends, None if hidden else cell.value, cell.units))
    return Flows(measure, tuple(cells))


def _cell(key: str, strata: Sequence[Responses]) -> Cell:
    """The weighted sum of one answer: whole numbers, rounded once a unit so that cells add up to their totals."""
    total = Cell()
    for one in strata:
        for answers in one.answers:
            held = answers.get(key)
            if held in (None, "") or not answers.get("joint") or one.weight is None:
                continue
            amount = round(Fraction(str(held)) * one.weight)
            if amount:
                total = total + Cell.of(amount)
    return total
