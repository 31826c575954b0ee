"""增减: how a figure stands to an earlier one, exactly, in words that agree with the printed number.

Pure. A growth rate exists only over a positive base; shares and rates change by 百分点, amounts by %.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Move(StrEnum):
    """Which way a printed change points."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"

    @property
    def arrow(self) -> str:
        """A sign beside the word, never instead of it."""
        return {"up": "↑", "down": "↓", "flat": "→", "unknown": "—"}[self.value]

    @property
    def word(self) -> str:
        """上升, 下降, 持平, or 不可比."""
        return {"up": "上升", "down": "下降", "flat": "持平", "unknown": "不可比"}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """`amount` is rounded as printed: percent, or percentage points where `points`; None with `why` where there is none."""

    move: Move
    amount: Decimal | None = None
    points: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        """“上升 3.2%”, “下降 0.4 个百分点”, “持平”, or why there is no rate."""
        if self.amount is None:
            return self.why
        if self.move is Move.FLAT:
            return "持平"
        return f"{self.move.word} {abs(self.amount)}{' 个百分点' if self.points else '%'}"


def change(
    now: Decimal | int | None, before: Decimal | int | None, *, points: bool = False, places: int = 1
) -> Change:
    """The change from `before` to `now`, rounded half up to `places` decimals; what rounds to zero is 持平.

    `points` subtracts (shares, rates: as many decimals as the share is published with), otherwise the change is in
    percent of a positive base.
    """
    if now is None:
        return Change(Move.UNKNOWN, why="本期缺数")
    if before is None:
        return Change(Move.UNKNOWN, why="没有对比期的数")
    new, old = Decimal(now), Decimal(before)
    if points:
        return _rounded(new - old, places, points=True)
    if old <= 0:
        return Change(Move.UNKNOWN, why="对比期为零或负数，不计算增速")
    return _rounded((new - old) * 100 / old, places, points=False)


def _rounded(difference: Decimal, places: int, *, points: bool) -> Change:
    amount = difference.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    move = Move.FLAT if amount == 0 else Move.UP if amount > 0 else Move.DOWN
    return Change(move, abs(amount) if amount == 0 else amount, points)
