"""敏感性: which declared step moves the places most. Shares of variance, first order and total, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.uncertainty.declared import Declared, Factor
from jichuang.methods.composite.uncertainty.runs import Runs
from jichuang.methods.composite.uncertainty.sobol import Effect, decompose


@dataclass(frozen=True)
class Sensitivity:
    """`effects`: factor by factor. The output is the mean absolute shift of places, or one unit's place.

    `variance` 0: nothing that was declared changes the output.
    """

    factors: tuple[Factor, ...]
    effects: tuple[Effect, ...]
    output: str
    mean: float
    variance: float
    runs: int


def sensitivity(
    data: Data,
    framework: Framework,
    recipe: Recipe,
    declared: Declared,
    *,
    base: int = 1024,
    seed: int = 1,
    unit: str | None = None,
    period: str | None = None,
) -> Sensitivity:
    """base x (factors + 2) replications over what was declared. `unit`: explain this unit's place instead of all.

    Raises CompositeError (nothing_varies, unknown_unit), and whatever a declared option cannot take.
    """
    model = Runs(data, framework, recipe, declared, seed)
    nominal = model.nominal.places()
    row = None if unit is None else model.nominal.units.row(unit, period)

    def output(points: Matrix) -> Column:
        places = model.places(model.scores(model.design(points)))
        shift: Column = (
            np.abs(places - nominal).mean(axis=1) if row is None else places[:, row].astype(np.float64)
        )
        return shift

    found = decompose(output, len(model.factors), base, seed=seed)
    return Sensitivity(
        model.factors,
        found.effects,
        "mean_shift" if unit is None else f"place:{unit}",
        found.mean,
        found.variance,
        found.runs,
    )
