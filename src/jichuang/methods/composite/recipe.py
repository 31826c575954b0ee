"""算法: the choice made at every step, as data that can be kept with the index it made. Computes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.impute import Imputer, Leave
from jichuang.methods.composite.normalise import MinMax, Normalisers
from jichuang.methods.composite.screen import Screen
from jichuang.methods.composite.treat import Treatments
from jichuang.methods.composite.weights import Given, Weighting


@dataclass(frozen=True)
class Recipe:
    """One rule per step. `over`: whether a panel is imputed, treated and normalised over all periods together

    (scores can be compared over time) or within each period. Places are always within a period.
    """

    impute: Imputer = Leave()
    screen: Screen = Screen()
    treat: Treatments = field(default_factory=Treatments)
    normalise: Normalisers = field(default_factory=lambda: Normalisers(MinMax()))
    weights: Weighting = Given()
    aggregate: Aggregation = field(default_factory=Aggregation)
    over: Literal["all", "period"] = "all"
