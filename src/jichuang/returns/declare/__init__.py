"""How a return is declared: pure, frozen, refused at import when inconsistent."""

from jichuang.returns.declare.checks import Balance, Ceiling, Finding, Swing
from jichuang.returns.declare.counted import Counted
from jichuang.returns.declare.cumulative import Pace, UnitSlip
from jichuang.returns.declare.periods import By, Frequency, Period, Within, parse, period_of
from jichuang.returns.declare.relations import Check
from jichuang.returns.declare.report import Consequence, Drawn, InForce, Listed, Return, Skip, Survey

__all__ = [
    "Balance",
    "By",
    "Ceiling",
    "Check",
    "Consequence",
    "Counted",
    "Drawn",
    "Finding",
    "Frequency",
    "InForce",
    "Listed",
    "Pace",
    "Period",
    "Return",
    "Skip",
    "Survey",
    "Swing",
    "UnitSlip",
    "Within",
    "parse",
    "period_of",
]
