"""One row of the board: value, light, forecast and the words that explain them. Knows no query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jichuang.indicators import catalogue
from jichuang.indicators.declare import NotYet
from jichuang.indicators.models import Observation
from jichuang.methods.amounts import amount, number
from jichuang.methods.forecast import Forecast
from jichuang.methods.lights import Light
from jichuang.methods.pace import PaceCurve
from jichuang.plan.models import Explanation, RungReport, Target
from jichuang.plan.reads.adjusting import Adjusted
from jichuang.plan.reads.ahead import Ahead


@dataclass(frozen=True)
class Beside:
    """A further figure shown next to a target and never judged."""

    code: str
    title: str
    text: str
    unit: str


@dataclass(frozen=True)
class Step:
    """One member of a promise and the step it reached; `report` None when nothing was reported."""

    member: str
    reached: int
    names: tuple[str, ...]
    report: RungReport | None

    @property
    def name(self) -> str:
        """The step's name, or 尚未报告."""
        return self.names[self.reached - 1] if self.reached else "尚未报告"


@dataclass(frozen=True)
class Row:
    """A target on a day. Figures are exact; `why` says in a sentence why a value or light is missing.

    `promised` is the plan's own figure where an approved adjustment has replaced it (`target` then holds the new one);
    `curve` the approved quarterly pace.
    """

    target: Target
    light: Light
    value: Fraction | None = None
    value_text: str = ""
    value_unit: str = ""
    base: Fraction | None = None
    pace: Fraction | None = None
    points: list[tuple[date, Fraction]] = field(default_factory=list)
    ahead: Ahead | None = None
    beside: list[Beside] = field(default_factory=list)
    notes: list[Explanation] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    owner: str = ""
    observation: Observation | None = None
    why: str = ""
    promised: str = ""
    change: Adjusted | None = None
    curve: PaceCurve | None = None

    @property
    def goal_value(self) -> Fraction:
        """The target value (lower bound of a range)."""
        return Fraction(self.target.value)

    @property
    def pace_value(self) -> Fraction | None:
        """Where the value should stand today, in the target's unit; None when that is not defined."""
        if self.pace is None or self.target.measure == "ladder":
            return None
        if self.target.kind in {"increment", "count"}:
            return self.goal_value * self.pace
        if self.base is None or self.base >= self.goal_value:
            return None
        return self.base + (self.goal_value - self.base) * self.pace

    @property
    def forecast(self) -> Forecast | None:
        """Where the value is heading; None without a series of our own."""
        return None if self.ahead is None else self.ahead.forecast

    @property
    def chance(self) -> float | None:
        """Probability of reaching the target by its deadline; None where none can be said."""
        return None if self.ahead is None else self.ahead.chance(self.target)

    @property
    def chance_text(self) -> str:
        """`达到目标的可能约 83%`, in words at the ends; empty where none can be said."""
        chance = self.chance
        if chance is None or self.ahead is None or self.ahead.forecast.method == "actual":
            return ""
        if chance < 0.01:
            return "达到目标的可能不到 1%"
        return "达到目标的可能在 99% 以上" if chance > 0.99 else f"达到目标的可能约 {chance * 100:.0f}%"

    @property
    def forecast_text(self) -> str:
        """`预计 583（570–596）家`, empty without a forecast."""
        ahead = self.forecast
        if ahead is None or ahead.method == "actual":
            return ""
        point, low, high = (_rounded(x, self.target.unit) for x in (ahead.point, ahead.low, ahead.high))
        if low == high:
            return f"预计年末 {point}"
        return f"预计年末 {point}（{low}–{high}）"

    @property
    def elsewhere(self) -> bool:
        """Whether another authority decides."""
        return bool(self.target.decided_by)

    @property
    def live(self) -> bool:
        """Whether the value is counted from registers and can be opened."""
        declared = catalogue.find(self.target.indicator)
        return declared is not None and bool(declared.registers) and self.value is not None


def written(value: Fraction | None, unit: str) -> tuple[str, str]:
    """A figure and its unit apart: `("4,008", "家")`, `("86.4", "亿元")`; empty strings for None."""
    if value is None:
        return "", ""
    text = amount(value, unit)
    if text.endswith("%"):
        return text[:-1], "%"
    figure, _, tail = text.partition(" ")
    return figure, tail


def words_for_missing(target: Target, missing: str, observation: Observation | None, stale: bool) -> str:
    """One sentence on why there is no value, or why the value is not judged; empty when nothing is missing."""
    indicator = catalogue.get(target.indicator)
    if isinstance(indicator.value, NotYet):
        return f"将由“{indicator.value.system}”系统供数；接入前不显示数字。"
    if missing == "empty_register":
        return "对应名录尚无条目；导入或办结第一条后开始计数。"
    if missing == "not_published":
        return f"由{indicator.source_text}发布，尚无已公布的数。"
    if stale and observation is not None:
        lag = f"，{indicator.lag}" if indicator.lag else ""
        return f"最近一次公布的是{observation.period}年数{lag}；{target.deadline.year}年数公布后亮灯。"
    return ""


def _rounded(value: float, unit: str) -> str:
    places = 2 if unit in {"%", "件/万人"} else 0
    exact = Fraction(value).limit_denominator(10**6)
    if unit == "元":
        return amount(exact, unit)
    return number(exact, places)
