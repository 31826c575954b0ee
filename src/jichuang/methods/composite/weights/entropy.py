"""熵权: an indicator that tells units apart more gets more weight. Knows no experts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, significant
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.weights.contract import complete


@dataclass(frozen=True)
class Entropy:
    """熵权法: weight 1 - e, e the entropy of the units' shares, over ln(units); p ln p = 0 at p = 0.

    A constant column tells nothing apart: weight 0. Scores must not be negative.
    """

    from_data: bool = True

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """Weights summing to 1. Raises CompositeError (negative, constant) by code."""
        rows = complete(scores, parent)
        negative = [each.code for each, low in zip(elements, rows.min(axis=0), strict=True) if low < 0]
        if negative:
            raise CompositeError("negative", f"熵权法不能用于负数，请先归一化为不小于 0：{listed(negative)}")
        varies = significant(rows.min(axis=0)) != significant(rows.max(axis=0))
        if not varies.any():
            raise CompositeError("constant", f"“{parent}”之下各项都没有变化，不能由数据定权")
        share = rows[:, varies] / rows[:, varies].sum(axis=0)
        information = share * np.log(share, where=share > 0, out=np.zeros_like(share))
        weights = np.zeros(len(elements))
        weights[varies] = np.maximum(1 + information.sum(axis=0) / np.log(len(rows)), 0)
        return np.asarray(weights / weights.sum())
