"""Province → 考核归属: a number's parts in the fixed order of regions, adding up to the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.indicators.reads import Known, figures
from jichuang.registry.reads import homes

ELSEWHERE = "未归属"


@dataclass(frozen=True)
class Level:
    """One region's part. `kind` is city, county or area for the fourteen units."""

    code: str
    name: str
    value: int
    kind: str = ""


def drill(code: str, day: date, known: Known = None) -> list[Level]:
    """All fourteen units in display order, zeros included; entries without a unit come last as 未归属. One query."""
    found = figures([code], [day], by_home=True, known=known).by_home(code, day) or {}
    units = homes(day)
    levels = [Level(unit.code, unit.short, found.get(unit.code, 0), str(unit.kind)) for unit in units]
    listed = {unit.code for unit in units}
    rest = sum(value for home, value in found.items() if home not in listed)
    return [*levels, Level("", ELSEWHERE, rest)] if rest else levels
