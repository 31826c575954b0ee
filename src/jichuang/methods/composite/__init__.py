"""综合指数: trees, steps and rankings, every figure traceable. Pure (numpy); knows no Django, no file, no database.

    from jichuang.methods import composite
    index = composite.build(composite.data(units, figures), composite.framework("key", "标题", elements))

Steps live in the modules of this package; `words` has their names on the command line.
"""

from jichuang.methods.composite.aggregate import Arithmetic, Generalised, Geometric, Harmonic, Total
from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.data import Data, data
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element, Framework, Grade, framework, in_force
from jichuang.methods.composite.impute import Average, Grouped, Latest, Leave, Linear, Median
from jichuang.methods.composite.index import Index, build
from jichuang.methods.composite.normalise import (
    Borda,
    DistanceToMax,
    DistanceToReference,
    DistanceToTarget,
    FixedStandard,
    FractionOfBest,
    FractionOfMax,
    Goalposts,
    MinMax,
    Normalisers,
    PercentileRank,
    Rank,
    RatioToReference,
    Scaled,
    ZScore,
)
from jichuang.methods.composite.outranking import BordaCount, Copeland
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.screen import Screen
from jichuang.methods.composite.treat import UNTREATED, Treatment, Treatments

__all__ = [
    "UNTREATED",
    "Aggregation",
    "Arithmetic",
    "Average",
    "Borda",
    "BordaCount",
    "CompositeError",
    "Copeland",
    "Data",
    "DistanceToMax",
    "DistanceToReference",
    "DistanceToTarget",
    "Element",
    "FixedStandard",
    "FractionOfBest",
    "FractionOfMax",
    "Framework",
    "Generalised",
    "Geometric",
    "Goalposts",
    "Grade",
    "Grouped",
    "Harmonic",
    "Index",
    "Latest",
    "Leave",
    "Linear",
    "Median",
    "MinMax",
    "Normalisers",
    "PercentileRank",
    "Rank",
    "RatioToReference",
    "Recipe",
    "Scaled",
    "Screen",
    "Total",
    "Treatment",
    "Treatments",
    "ZScore",
    "build",
    "data",
    "framework",
    "in_force",
]
