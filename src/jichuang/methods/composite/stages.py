"""各步骤的数据: raw, denominated, imputed, treated, normalised, each kept for whoever asks where a figure came from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Matrix, Rows
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.denominate import denominated
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.impute import Imputed, imputed
from jichuang.methods.composite.normalise import normalised
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.treat import Treated, treated


@dataclass(frozen=True)
class Stages:
    """`data`, `raw`, `denominated`, `imputed`: every row. `kept`: rows that passed screening.

    `units` (the kept rows' data), `treated`, `normalised`: the kept rows only, in their order.
    """

    data: Data
    raw: Matrix
    denominated: Matrix
    imputed: Imputed
    kept: Rows
    units: Data
    treated: Treated
    normalised: Matrix


def staged(data: Data, framework: Framework, recipe: Recipe) -> Stages:
    """Runs the steps before weighting. Raises CompositeError naming what a step cannot take."""
    raw = data.matrix(framework.codes)
    divided = denominated(data, framework)
    filled = imputed(divided, data, recipe.impute, _blocks(data, recipe), framework.codes)
    kept = recipe.screen.kept(divided, data)
    units = data.keep(kept)
    blocks = _blocks(units, recipe)
    drawn = treated(filled.values[kept], recipe.treat, blocks, framework.codes)
    points = normalised(drawn.values, recipe.normalise, units, framework, blocks)
    return Stages(data, raw, divided, filled, kept, units, drawn, points)


def _blocks(data: Data, recipe: Recipe) -> tuple[Rows, ...]:
    return data.blocks if recipe.over == "period" else (np.arange(len(data.units)),)
