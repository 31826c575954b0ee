"""权重: what the framework gives, what experts say, what the data suggest. Knows no tree, only siblings."""

from jichuang.methods.composite.weights.balance import Balanced, influence
from jichuang.methods.composite.weights.bootstrap import WeightInterval, intervals
from jichuang.methods.composite.weights.components import FactorAnalysis, PrincipalComponent
from jichuang.methods.composite.weights.contract import Equal, Given, Named, Weighting, checked
from jichuang.methods.composite.weights.doubt import BenefitOfDoubt, Doubt
from jichuang.methods.composite.weights.entropy import Entropy
from jichuang.methods.composite.weights.experts import Budget, Hierarchy, budget, consistency_ratio, hierarchy

__all__ = [
    "Balanced",
    "BenefitOfDoubt",
    "Budget",
    "Doubt",
    "Entropy",
    "Equal",
    "FactorAnalysis",
    "Given",
    "Hierarchy",
    "Named",
    "PrincipalComponent",
    "WeightInterval",
    "Weighting",
    "budget",
    "checked",
    "consistency_ratio",
    "hierarchy",
    "influence",
    "intervals",
]
