"""归一化: rules that bring every indicator to points where more is better. Knows no weights."""

from jichuang.methods.composite.normalise.bars import (
    DistanceToReference,
    DistanceToTarget,
    FixedStandard,
    Goalposts,
    RatioToReference,
)
from jichuang.methods.composite.normalise.contract import Normaliser, Normalisers, normalised
from jichuang.methods.composite.normalise.ranks import Borda, PercentileRank, Rank
from jichuang.methods.composite.normalise.spread import (
    DistanceToMax,
    FractionOfBest,
    FractionOfMax,
    MinMax,
    Scaled,
    ZScore,
)

__all__ = [
    "Borda",
    "DistanceToMax",
    "DistanceToReference",
    "DistanceToTarget",
    "FixedStandard",
    "FractionOfBest",
    "FractionOfMax",
    "Goalposts",
    "MinMax",
    "Normaliser",
    "Normalisers",
    "PercentileRank",
    "Rank",
    "RatioToReference",
    "Scaled",
    "ZScore",
    "normalised",
]
