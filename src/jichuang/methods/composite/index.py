"""指数: builds an index from data, framework and recipe, and keeps every step. Knows no page, no file, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, places
from jichuang.methods.composite.climb import climb
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.framework import Element, Framework
from jichuang.methods.composite.normalise import FractionOfMax
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.stages import Stages, staged
from jichuang.methods.composite.weights import checked


@dataclass(frozen=True)
class Index:
    """An index built. Rows of `scores` and `places` are `units` (after screening), in the data's order.

    `scores`: element code -> (units,), NaN only where `blanks` says why. `weights`: parent -> (siblings,).
    """

    framework: Framework
    recipe: Recipe
    stages: Stages
    scores: Mapping[str, Column]
    weights: Mapping[str, Column]

    @property
    def units(self) -> Data:
        """The units that were ranked."""
        return self.stages.units

    @property
    def total(self) -> Column:
        """The index's own scores, (units,)."""
        return self.scores[self.framework.root.code]

    def places(self, code: str | None = None) -> Column:
        """名次 by an element (default the index): 1 is best, within each period; ties share; NaN where blank."""
        scores = self.scores[code or self.framework.root.code]
        out = np.full(scores.shape, np.nan)
        for rows in self.units.blocks:
            there = rows[~np.isnan(scores[rows])]
            out[there] = places(scores[there])
        return out

    def share(self, code: str, above: str | None = None) -> float:
        """What part of an ancestor's weight (default the index's) an element carries, 0..1, all data being there."""
        out = 1.0
        for parent in self.framework.ancestors(code):
            held = self.weights[parent.code]
            position = [each.code for each in self.framework.children[parent.code]].index(code)
            out *= float(held[position] / held.sum())
            code = parent.code
            if code == above:
                break
        return out

    @cached_property
    def blanks(self) -> tuple[tuple[str, str], ...]:
        """(place, element) of every aggregate left blank because too few siblings had data."""
        return tuple(
            (self.units.place(int(row)), each.code)
            for each in self.framework.aggregates
            for row in np.flatnonzero(np.isnan(self.scores[each.code]))
        )

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What a careful reader must be told with the result; Chinese sentences."""
        return (*self._still_skewed(), *self._reversed(), *self._few_units())

    def _still_skewed(self) -> list[str]:
        return [
            f"指标“{each.code}”处理后偏度、峰度仍超过界限"
            for each in self.stages.treated.columns
            if not each.passes
        ]

    def _reversed(self) -> list[str]:
        values = self.stages.treated.values
        turned = []
        for at, element in enumerate(self.framework.indicators):
            rule = self.recipe.normalise.of(element.code)
            if isinstance(rule, FractionOfMax) and rule.reverses(values[:, at], element):
                turned.append(element.code)
        return (
            [f"最大值的比例（fracmax）把越小越好的指标次序颠倒了：{'、'.join(turned)}；可改用 fracbest"]
            if turned
            else []
        )

    def _few_units(self) -> list[str]:
        most = max(len(children) for children in self.framework.children.values())
        few = self.recipe.weights.from_data and len(self.units.units) < 3 * most
        return ["单元不多，由数据得出的权重不稳定，请同时看其区间"] if few else []


def build(data: Data, framework: Framework, recipe: Recipe | None = None) -> Index:
    """The index of some data under a framework and a recipe (default: no imputation, winsorising, 0 to 100, means).

    Raises CompositeError with a Chinese sentence naming the unit, column or element at fault.
    """
    chosen = recipe or Recipe()
    stages = staged(data, framework, chosen)

    def weigh(parent: str, siblings: tuple[Element, ...], scores: Matrix) -> Matrix:
        return checked(chosen.weights.siblings(parent, siblings, scores), parent, siblings)

    climbed = climb(stages.normalised, framework, chosen.aggregate, weigh, stages.units)
    return Index(framework, chosen, stages, climbed.scores, climbed.weights)
