"""分母: the published figures that a scheme's lines are divided by, one per unit, each with source, vintage and how far it was checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from jichuang.indicators import catalogue
from jichuang.indicators.declare import Indicator, Observed


@dataclass(frozen=True)
class Below:
    """One unit's figure. `text` as published, `known_on` an ISO day, `check` 核对状态 in words."""

    value: float
    text: str
    period: str
    source: str
    known_on: str
    check: str


@dataclass(frozen=True)
class Denominator:
    """One published indicator over the units of a table; None where nothing was published for a unit."""

    code: str
    cells: tuple[Below | None, ...]

    @property
    def declared(self) -> Indicator:
        """The indicator. Raises KeyError when this installation no longer declares it."""
        return catalogue.get(self.code)

    @property
    def known(self) -> list[Below]:
        """The cells there are."""
        return [one for one in self.cells if one is not None]

    @property
    def says(self) -> str:
        """常住人口（万人）2017年，11 个地区；待核对 11 个: for pages and the method note."""
        periods = "、".join(sorted({one.period for one in self.known}))
        checks = {one.check: sum(each.check == one.check for each in self.known) for one in self.known}
        told = "，".join(f"{check} {count} 个" for check, count in sorted(checks.items()))
        lacking = len(self.cells) - len(self.known)
        tail = f"；缺 {lacking} 个地区，缺的不计" if lacking else ""
        title = f"{self.declared.title}（{self.declared.unit}）"
        return f"{title}{periods}年公开发布数，{len(self.known)} 个地区：{told}{tail}"

    def data(self) -> dict[str, Any]:
        """As kept in a table."""
        return {"cells": [None if one is None else asdict(one) for one in self.cells]}

    @classmethod
    def of(cls, code: str, kept: Mapping[str, Any]) -> Denominator:
        """From what was kept."""
        return cls(code, tuple(None if one is None else Below(**one) for one in kept["cells"]))

    def over(self, count: int) -> Denominator:
        """The same over a table to which units were added: they have none yet."""
        return Denominator(self.code, (*self.cells, *[None] * (count - len(self.cells))))


def column_of(code: str, times: float) -> str:
    """The name of a denominator's column in the engine: no code of an indicator begins with a stroke."""
    return f"/{code}/{times:g}"


def may_divide(code: str) -> bool:
    """Whether the code names an indicator that others publish: only those divide."""
    found = catalogue.find(code)
    return found is not None and isinstance(found.value, Observed)


def divisors() -> Sequence[Indicator]:
    """Indicators that may divide, for the list of a form."""
    return [one for one in catalogue.all_indicators() if isinstance(one.value, Observed)]
