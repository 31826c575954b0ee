"""多次重算: many replications of an index at once, each with its own options and weights. Knows no statistics of them.

Data are prepared once per combination of options that occurs; all replications that share it climb the tree together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from jichuang.methods.composite.arrays import Matrix, Rows, places
from jichuang.methods.composite.climb import climb, fixed
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.index import Index, build
from jichuang.methods.composite.left_out import without
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.stages import Stages, staged
from jichuang.methods.composite.uncertainty.declared import STEPS, Declared, Factor, chosen, options
from jichuang.methods.composite.words import spell

Weights = Mapping[str, Matrix]
CELLS = 8_000_000  # scores held at once: 64 MB


@dataclass
class Runs:
    """A model of the index: a point in [0, 1) per factor -> the units' scores.

    `sets`: how many sets of noisy weights are drawn (once, from `seed`); a point of the factor `noise` picks one.
    Raises CompositeError (nothing_varies) when nothing was declared.
    """

    data: Data
    framework: Framework
    recipe: Recipe
    declared: Declared
    seed: int = 1
    sets: int = 2048
    _stages: dict[tuple[int, ...], Stages] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.nominal: Index = build(self.data, self.framework, self.recipe)
        self.factors = _factors(self.framework, self.recipe, self.declared)
        if not self.factors:
            raise CompositeError("nothing_varies", "没有声明任何可变动的步骤，结果不会变")
        lost = [place for place, code in self.nominal.blanks if code == self.framework.root.code]
        if lost:
            raise CompositeError("no_siblings", f"这些单元没有指数，不能分析名次：{listed(lost)}")
        self.noise = self._noise()

    def design(self, points: Matrix) -> Rows:
        """(runs, factors): the option number each point picks; for `noise` the number of the weight set."""
        sizes = np.array([self.sets if each.key == "noise" else len(each.options) for each in self.factors])
        return np.asarray(np.minimum((points * sizes).astype(np.intp), sizes - 1))

    def scores(self, design: Rows) -> Matrix:
        """(runs, units) of the index."""
        keys = [each.key for each in self.factors]
        steps = [at for at, key in enumerate(keys) if key in STEPS]
        out = np.empty((len(design), len(self.nominal.units.units)))
        combinations, member = np.unique(design[:, steps], axis=0, return_inverse=True)
        for number, combination in enumerate(combinations):
            picked = {keys[at]: int(option) for at, option in zip(steps, combination, strict=True)}
            alike = np.flatnonzero(member.reshape(-1) == number)
            for at in range(0, len(alike), self._step):
                rows = alike[at : at + self._step]
                sets = design[rows, keys.index("noise")] if "noise" in keys else None
                left = design[rows, keys.index("left_out")] if "left_out" in keys else None
                out[rows] = self._together(picked, sets, left)
        lost = np.flatnonzero(np.isnan(out).any(axis=0))
        if lost.size:
            places = listed([self.nominal.units.place(int(row)) for row in lost])
            raise CompositeError("no_siblings", f"有的重算中这些单元没有指数（数据不足）：{places}")
        return out

    @property
    def _step(self) -> int:
        """How many replications are held at once."""
        return max(1, CELLS // (len(self.nominal.units.units) * len(self.framework.elements)))

    def places(self, scores: Matrix) -> Rows:
        """(runs, units): places within each period."""
        out = np.empty(scores.shape, dtype=np.intp)
        for rows in self.nominal.units.blocks:
            out[:, rows] = places(scores[:, rows])
        return out

    def _together(self, picked: dict[str, int], sets: Rows | None, left: Rows | None) -> Matrix:
        """The replications of one combination of options."""
        recipe = chosen(self.recipe, self.declared, picked)
        key = tuple(picked.get(step, 0) for step in ("impute", "treat", "normalise"))
        if key not in self._stages:
            self._stages[key] = staged(self.data, self.framework, recipe)
        stages = self._stages[key]
        plain = climb(
            stages.normalised, self.framework, recipe.aggregate, recipe.weights.siblings, stages.units
        )
        weights = dict(plain.weights)
        if sets is not None:
            weights = {parent: held * self.noise[parent][sets] for parent, held in weights.items()}
        if left is not None:
            weights = self._left_out(weights, left)
        if sets is None and left is None:
            return plain.scores[self.framework.root.code]
        climbed = climb(stages.normalised, self.framework, recipe.aggregate, fixed(weights), stages.units)
        return climbed.scores[self.framework.root.code]

    def _left_out(self, weights: Weights, left: Rows) -> dict[str, Matrix]:
        """Weights per replication, with the indicator that a replication leaves out at 0."""
        lead = len(left)
        out = {
            parent: np.array(np.broadcast_to(held, (lead, held.shape[-1])))
            for parent, held in weights.items()
        }
        for option in np.unique(left[left > 0]):
            rows = left == option
            some = without(
                {p: held[rows] for p, held in out.items()}, self.framework, self.framework.codes[option - 1]
            )
            for parent, held in (some or {}).items():
                out[parent][rows] = held
        return out

    def _noise(self) -> Weights:
        """parent -> (sets, siblings): factors between 1 - noise and 1 + noise."""
        draw = np.random.default_rng(self.seed)
        moved = self.declared.noise_levels
        found = {}
        for parent, children in self.framework.children.items():
            factor = 1 + self.declared.noise * draw.uniform(-1, 1, (self.sets, len(children)))
            still = [moved is not None and self.framework.levels[each.code] not in moved for each in children]
            found[parent] = np.where(still, 1.0, factor)
        return found


def _factors(framework: Framework, recipe: Recipe, declared: Declared) -> tuple[Factor, ...]:
    found = []
    for step in STEPS:
        held = options(recipe, declared, step)
        if len(held) > 1:
            found.append(Factor(step, tuple(spell(each) for each in held)))
    if declared.noise > 0:
        found.append(Factor("noise", (f"±{declared.noise:.0%}",)))
    if declared.left_out:
        found.append(Factor("left_out", ("", *framework.codes)))
    return tuple(found)
