"""不确定性与敏感性: how far places are to be trusted and which declared step moves them. Reads data and recipe."""

from jichuang.methods.composite.uncertainty.declared import Declared, Factor
from jichuang.methods.composite.uncertainty.replications import PlaceInterval, Uncertainty, uncertainty
from jichuang.methods.composite.uncertainty.runs import Runs
from jichuang.methods.composite.uncertainty.sensitivity import Sensitivity, sensitivity
from jichuang.methods.composite.uncertainty.sobol import Decomposition, Effect, decompose, points

__all__ = [
    "Declared",
    "Decomposition",
    "Effect",
    "Factor",
    "PlaceInterval",
    "Runs",
    "Sensitivity",
    "Uncertainty",
    "decompose",
    "points",
    "sensitivity",
    "uncertainty",
]
