"""The figures that a situation table may hold: who gives them, their usual range, what must agree with what.

Ranges and jumps are the house's own arrangement (推定): a figure outside is asked about, never refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jichuang.indicators import catalogue
from jichuang.indicators.declare import RegisterCount


@dataclass(frozen=True)
class Item:
    """One line of the table. `owner` gives the figure; `jump` is in percent against the same time last year."""

    code: str
    group: str
    owner: str
    low: Decimal | None = None
    high: Decimal | None = None
    jump: int | None = None

    @property
    def automatic(self) -> bool:
        """Whether the figure is counted here; otherwise somebody types it with its source."""
        return isinstance(catalogue.get(self.code).value, RegisterCount)


@dataclass(frozen=True)
class Relation:
    """What must agree: `whole` is the sum of `parts` (sum), no part exceeds it (part), or level = base + change (balance)."""

    key: str
    kind: str
    whole: str
    parts: tuple[str, ...]


def _typed(code: str, group: str, owner: str, low: str, high: str, jump: int | None = None) -> Item:
    return Item(code, group, owner, Decimal(low), Decimal(high), jump)


ENTERPRISES, PLATFORMS, INDUSTRY, MARKET, PATENTS = (
    "科技企业",
    "创新平台",
    "高新技术产业",
    "技术市场",
    "知识产权",
)

ITEMS: tuple[Item, ...] = (
    Item("hnte-in-force", ENTERPRISES, "系统计数", jump=50),
    Item("hnte-first-certified", ENTERPRISES, "系统计数"),
    Item("hebei-tech-sme-in-force", ENTERPRISES, "系统计数", jump=50),
    Item("tech-sme-numbered", ENTERPRISES, "系统计数"),
    Item("academician-stations", PLATFORMS, "系统计数", jump=50),
    Item("incubators-and-spaces", PLATFORMS, "系统计数", jump=80),
    _typed("hightech-value-added", INDUSTRY, "省统计局高新技术统计负责处", "100", "5000", 30),
    _typed("hightech-value-added-growth", INDUSTRY, "省统计局高新技术统计负责处", "-20", "40"),
    _typed("technology-contracts-month", MARKET, "省技术市场管理部门", "1", "2000", 50),
    _typed("technology-trade-month", MARKET, "省技术市场管理部门", "1", "2000", 50),
    _typed("patents-granted", PATENTS, "知识产权部门", "1000", "200000", 80),
    _typed("patents-granted-invention", PATENTS, "知识产权部门", "100", "30000", 80),
    _typed("patents-granted-utility", PATENTS, "知识产权部门", "100", "150000", 80),
    _typed("patents-granted-design", PATENTS, "知识产权部门", "100", "80000", 80),
)

RELATIONS: tuple[Relation, ...] = (
    Relation(
        "patents-sum", "sum", "patents-granted",
        ("patents-granted-invention", "patents-granted-utility", "patents-granted-design"),
    ),
    Relation("trade-part", "part", "technology-contracts-month", ("technology-trade-month",)),
    Relation("hnte-balance", "balance", "hnte-in-force", ("hnte-net-increase",)),
)  # fmt: skip

_BY_CODE = {one.code: one for one in ITEMS}


def item(code: str) -> Item | None:
    """The line of an indicator, None when no table may hold it."""
    return _BY_CODE.get(code)
