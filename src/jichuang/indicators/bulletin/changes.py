"""变动的说法: words for how a figure stands to another that can never say more than the two numbers do. Pure and exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any


class Way(StrEnum):
    """Which way a figure went, or why no rate is given."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"
    FROM_ZERO = "from_zero"
    TO_PROFIT = "to_profit"
    TO_LOSS = "to_loss"
    LESS_LOSS = "less_loss"
    MORE_LOSS = "more_loss"
    SAME_LOSS = "same_loss"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Change:
    """`rate` in % to one decimal, only where a positive base stands below a figure that is not negative."""

    way: Way
    rate: Decimal | None = None

    @property
    def short(self) -> str:
        """For a table cell: 12.3, -4.5, 0.0, or a dash where no rate is given."""
        return "—" if self.rate is None else f"{self.rate:.1f}"

    @property
    def words(self) -> str:
        """比上年同期……: a clause that stands behind the figure."""
        rate = "" if self.rate is None else f"{abs(self.rate):.1f}%"
        small = self.rate is not None and self.rate == 0
        return {
            Way.UP: "比上年同期略有增长，增幅不足0.05%" if small else f"比上年同期增长{rate}",
            Way.DOWN: "比上年同期略有下降，降幅不足0.05%" if small else f"比上年同期下降{rate}",
            Way.FLAT: "与上年同期持平",
            Way.UNKNOWN: "没有上年同期数，不计算增速",
            Way.FROM_ZERO: "上年同期为零，不计算增速",
            Way.TO_PROFIT: "上年同期为亏损，本期转为盈利",
            Way.TO_LOSS: "上年同期为盈利，本期转为亏损",
            Way.LESS_LOSS: "亏损额比上年同期减少",
            Way.MORE_LOSS: "亏损额比上年同期增加",
            Way.SAME_LOSS: "亏损额与上年同期持平",
            Way.SECRET: "上年同期数按统计保密要求不公布，不计算增速",
        }[self.way]

    @property
    def brief(self) -> str:
        """The same without 比上年同期: for a list that has said so once."""
        return self.words.removeprefix("比上年同期").removeprefix("与上年同期")


def rounded(number: Decimal, places: int = 1) -> Decimal:
    """Half away from zero, never −0."""
    found = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(found) if found == 0 else found


def change(now: int | None, before: int | None) -> Change:
    """How `now` stands to `before`, the same months of last year. A missing figure is no zero."""
    if now is None or before is None:
        return Change(Way.UNKNOWN)
    if before < 0:
        return Change(_from_loss(now, before))
    if now < 0:
        return Change(Way.TO_LOSS if before > 0 else Way.FROM_ZERO)
    if before == 0:
        return Change(Way.FLAT if now == 0 else Way.FROM_ZERO)
    way = Way.UP if now > before else Way.DOWN if now < before else Way.FLAT
    return Change(way, rounded(Decimal(now - before) * 100 / before))


def change_of(figures: Mapping[str, Any]) -> Change:
    """How the `now` of a table's cell stands to its `before`; no rate where last year's sum is secret."""
    return Change(Way.SECRET) if figures.get("base_secret") else change(figures["now"], figures["before"])


def _from_loss(now: int, before: int) -> Way:
    if now >= 0:
        return Way.TO_PROFIT
    if now == before:
        return Way.SAME_LOSS
    return Way.LESS_LOSS if now > before else Way.MORE_LOSS


def share(part: int | None, whole: int | None, places: int = 1) -> Decimal | None:
    """`part` in % of `whole`; None without a positive whole."""
    if part is None or whole is None or whole <= 0:
        return None
    return rounded(Decimal(part) * 100 / whole, places)


def points(now: Decimal | None, before: Decimal | None) -> str:
    """提高、下降、持平 of a share in 百分点, from the shares as printed."""
    if now is None or before is None:
        return "没有上年同期数可比"
    if now == before:
        return "与上年同期持平"
    return f"比上年同期{'提高' if now > before else '下降'}{abs(now - before):.1f}个百分点"


def shares_that_sum(parts: list[int], whole: int) -> list[Decimal]:
    """Shares in % to one decimal that sum to 100.0: the largest remainders are rounded up.

    `parts` are not negative and sum to `whole` > 0. Raises ValueError otherwise.
    """
    if whole <= 0 or sum(parts) != whole or min(parts, default=0) < 0:
        raise ValueError("各部分之和不等于总数，不能按结构列出")
    exact = [divmod(part * 1000, whole) for part in parts]
    missing = 1000 - sum(whole_part for whole_part, _ in exact)
    order = sorted(range(len(parts)), key=lambda at: (-exact[at][1], at))
    up = set(order[:missing])
    return [rounded(Decimal(whole_part + (at in up)) / 10) for at, (whole_part, _) in enumerate(exact)]
