"""不确定性: Monte Carlo over declared steps; how far each unit's place is to be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, Rows
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.uncertainty.declared import Declared, Factor
from jichuang.methods.composite.uncertainty.runs import Runs
from jichuang.methods.composite.uncertainty.sobol import points


@dataclass(frozen=True)
class PlaceInterval:
    """One unit: the published place, and the mean, median and interval of its places over all replications.

    `kept`: share of replications (0..1) in which it has exactly the published place.
    """

    unit: str
    name: str
    period: str
    nominal: int
    mean: float
    median: float
    low: int
    high: int
    kept: float


@dataclass(frozen=True)
class Replication:
    """What one replication did to the whole: mean score, its spread, and the mean absolute shift of places."""

    mean: float
    deviation: float
    shift: float


@dataclass(frozen=True)
class Uncertainty:
    """`design` (runs, factors) option numbers; `scores`, `places` (runs, units); `nominal` (units,) places.

    `weights`: parent -> (sets, siblings) factors of the weights; the column `noise` of the design picks a set.
    """

    runs: Runs
    factors: tuple[Factor, ...]
    design: Rows
    scores: Matrix
    places: Rows
    nominal: Column

    def intervals(self, level: float = 0.9) -> tuple[PlaceInterval, ...]:
        """One per unit in the data's order; `low` and `high` bound the middle `level` of its places."""
        edge = (1 - level) / 2
        low, median, high = np.quantile(self.places, (edge, 0.5, 1 - edge), axis=0, method="inverted_cdf")
        kept = (self.places == self.nominal).mean(axis=0)
        mean = self.places.mean(axis=0)
        units = self.runs.nominal.units
        return tuple(
            PlaceInterval(
                unit,
                units.name(row),
                units.period(row),
                int(self.nominal[row]),
                float(mean[row]),
                float(median[row]),
                int(low[row]),
                int(high[row]),
                float(kept[row]),
            )  # fmt: skip
            for row, unit in enumerate(units.units)
        )

    def replications(self) -> tuple[Replication, ...]:
        """One per run, to see whether a step moves scores or places."""
        shift = np.abs(self.places - self.nominal).mean(axis=1)
        rows = np.column_stack([self.scores.mean(axis=1), self.scores.std(axis=1), shift])
        return tuple(Replication(*map(float, row)) for row in rows)

    def table(self) -> tuple[list[str], list[list[str | int | float]]]:
        """The design matrix in words, with each run's results: header and rows for a file.

        With noise, `weight:CODE` columns hold the factor each weight was multiplied by.
        """
        steps = [(at, each) for at, each in enumerate(self.factors) if each.key != "noise"]
        codes, noise = self._noise()
        header = ["run", *(each.key for _, each in steps), *codes, "mean_score", "deviation", "mean_shift"]
        rows: list[list[str | int | float]] = []
        for number, done in enumerate(self.replications(), start=1):
            picked = [each.options[self.design[number - 1, at]] for at, each in steps]
            rows.append([number, *picked, *noise[number - 1].tolist(), done.mean, done.deviation, done.shift])
        return header, rows

    def _noise(self) -> tuple[list[str], Matrix]:
        """Column names and (runs, elements) factors of the weights; no columns without noise."""
        keys = [each.key for each in self.factors]
        if "noise" not in keys:
            return [], np.empty((len(self.design), 0))
        sets = self.design[:, keys.index("noise")]
        children = self.runs.framework.children
        codes = [f"weight:{each.code}" for siblings in children.values() for each in siblings]
        return codes, np.hstack([self.runs.noise[parent][sets] for parent in children])


def uncertainty(
    data: Data, framework: Framework, recipe: Recipe, declared: Declared, *, runs: int = 1000, seed: int = 1
) -> Uncertainty:
    """`runs` replications over what was declared; the same seed gives the same answer.

    Raises CompositeError (nothing_varies), and whatever a declared option cannot take.
    """
    model = Runs(data, framework, recipe, declared, seed, sets=max(runs, 1))
    design = model.design(points(runs, len(model.factors), seed))
    if "noise" in (keys := [each.key for each in model.factors]):
        design[:, keys.index("noise")] = np.random.default_rng(seed).permutation(
            runs
        )  # every run its own weights
    scores = model.scores(design)
    return Uncertainty(model, model.factors, design, scores, model.places(scores), model.nominal.places())
