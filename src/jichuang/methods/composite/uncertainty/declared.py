"""声明的变动: which steps an uncertainty or sensitivity analysis may vary, and between what. Nothing else varies.

The recipe's own choice is always one of the options. (COINr varied steps the base index did not contain, which its
users could not see: github.com/bluefoxr/COINr/issues/60.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.impute import Imputer
from jichuang.methods.composite.normalise import Normalisers
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.treat import Treatments
from jichuang.methods.composite.weights import Weighting

STEPS = ("impute", "treat", "normalise", "weights", "aggregate")
TITLES = {
    "impute": "填补",
    "treat": "离群值处理",
    "normalise": "归一化",
    "weights": "定权办法",
    "aggregate": "合成",
    "noise": "权重浮动",
    "left_out": "去掉一项指标",
}


@dataclass(frozen=True)
class Declared:
    """Alternatives to the recipe by step; empty: the step stays as it is.

    `noise`: every weight is multiplied by a factor between 1 - noise and 1 + noise, elements independently;
    `noise_levels` names the levels whose elements' weights move (None: all). `left_out`: no indicator or any one of them
    is left out, each with equal chance.
    """

    impute: tuple[Imputer, ...] = ()
    treat: tuple[Treatments, ...] = ()
    normalise: tuple[Normalisers, ...] = ()
    weights: tuple[Weighting, ...] = ()
    aggregate: tuple[Aggregation, ...] = ()
    noise: float = 0.0
    noise_levels: frozenset[int] | None = None
    left_out: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.noise <= 1:
            raise CompositeError("noise", f"权重浮动幅度 {self.noise:g} 应在 0 到 1 之间")


@dataclass(frozen=True)
class Factor:
    """One thing that varies: `key` (a step, `noise` or `left_out`) and its options, in words for the design."""

    key: str
    options: tuple[str, ...]

    @property
    def title(self) -> str:
        """The factor's Chinese name."""
        return TITLES[self.key]


def options(recipe: Recipe, declared: Declared, step: str) -> tuple[Any, ...]:
    """The recipe's own choice first, then the declared alternatives that differ from it and from each other."""
    own = getattr(recipe, step)
    found = [own]
    for each in getattr(declared, step):
        if each not in found:
            found.append(each)
    return tuple(found)


def chosen(recipe: Recipe, declared: Declared, numbers: dict[str, int]) -> Recipe:
    """The recipe with an option number per step."""
    picked = {
        step: options(recipe, declared, step)[number] for step, number in numbers.items() if step in STEPS
    }
    return replace(recipe, **picked)
