"""办结时限: a count with its unit, comparable across units. Knows no matter and no calendar."""

from __future__ import annotations

from fractions import Fraction

from jichuang.hall.declare.kit import declaration, demand

CALENDAR_DAYS = {"工作日": Fraction(7, 5), "日": Fraction(1), "月": Fraction(30), "年": Fraction(365)}
"""How many calendar days a unit counts when two limits are compared. A convention of this house (推定): no source found."""


@declaration
class Limit:
    """20工作日. `unit` is one of 工作日, 日, 月, 年."""

    count: int
    unit: str = "工作日"

    def __post_init__(self) -> None:
        demand(self.count >= 0, "办结时限", "不能为负")
        demand(self.unit in CALENDAR_DAYS, "办结时限", f"单位“{self.unit}”应为{'、'.join(CALENDAR_DAYS)}之一")

    @property
    def calendar_days(self) -> Fraction:
        """For comparison only; a due date is always computed on the calendar."""
        return self.count * CALENDAR_DAYS[self.unit]

    def __str__(self) -> str:
        return f"{self.count}个{self.unit}" if self.unit in {"工作日", "月"} else f"{self.count}{self.unit}"
