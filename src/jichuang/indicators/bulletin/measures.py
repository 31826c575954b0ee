"""公报的指标: which answers of the survey are summed, in which unit they are printed, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jichuang.indicators.bulletin.changes import rounded


@dataclass(frozen=True, slots=True)
class Measure:
    """`unit` as asked; tables print `printed` = unit × `per`, exactly; texts print `large` = printed × 10 000."""

    key: str
    title: str
    unit: str
    printed: str
    per: int
    large: str = ""
    compared: bool = True
    """Whether the same months of last year are asked beside it."""

    def table(self, value: int | None) -> str:
        """The figure of a table cell, with as many decimals as make it exact."""
        if value is None:
            return "—"
        return f"{Decimal(value) / self.per:,.1f}" if self.per > 1 else f"{value:,}"

    def number(self, value: int | None) -> Decimal | int | None:
        """The figure of a spreadsheet cell, in the printed unit."""
        return None if value is None else Decimal(value) / self.per if self.per > 1 else value

    def text(self, value: int | None) -> str:
        """The figure in a sentence, with its unit: two decimals of the large unit once it reaches one of it."""
        if value is None:
            return "（不公布）"
        if not self.large:
            return f"{value:,}{self.printed}"
        exact = Decimal(value) / self.per
        if abs(exact) >= 10_000:
            return f"{rounded(exact / 10_000, 2):,.2f}{self.large}"
        return f"{exact:,.1f}{self.printed}"


MEASURES: tuple[Measure, ...] = (
    Measure("income", "营业收入", "千元", "万元", 10, "亿元"),
    Measure("output", "工业总产值", "千元", "万元", 10, "亿元"),
    Measure("value_added", "增加值", "千元", "万元", 10, "亿元"),
    Measure("profit", "净利润", "千元", "万元", 10, "亿元"),
    Measure("taxes", "上缴税费总额", "千元", "万元", 10, "亿元"),
    Measure("exports", "出口总额", "千美元", "万美元", 10, "亿美元"),
    Measure("rd", "研究开发费用", "千元", "万元", 10, "亿元"),
    Measure("hitech_income", "高新技术产品（服务）收入", "千元", "万元", 10, "亿元", compared=False),
    Measure("staff", "从业人员", "人", "人", 1, compared=False),
    Measure("rd_staff", "研发人员", "人", "人", 1, compared=False),
)
BY_KEY = {one.key: one for one in MEASURES}
CROSSED = "income"
"""The measure of the table by place and field."""


def amount(answers: Any, key: str) -> int | None:
    """A stored whole number; None for no answer."""
    held = answers.get(key)
    return None if held is None or held == "" or isinstance(held, bool) else int(held)
