"""权重的约定: siblings of one parent get weights, from the framework, from experts or from their own scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Element

FEWEST_ROWS = 3


class Weighting(Protocol):
    """A rule for the weights of siblings. `from_data`: whether other units would give other weights."""

    @property
    def from_data(self) -> bool: ...

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """(siblings,) from their scores (units, siblings); not below 0, sum above 0, scale free."""
        ...


@dataclass(frozen=True)
class Given:
    """给定权重: what the framework declares."""

    from_data: bool = False

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """The elements' own weights."""
        return np.array([each.weight for each in elements])


@dataclass(frozen=True)
class Equal:
    """等权: the same for every sibling."""

    from_data: bool = False

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """Ones."""
        return np.ones(len(elements))


@dataclass(frozen=True)
class Named:
    """指定权重: by element code; what is not named keeps the framework's weight."""

    weights: Mapping[str, float]
    from_data: bool = False

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """The named weights. Raises CompositeError (weight, zero_weights)."""
        out = np.array([float(self.weights.get(each.code, each.weight)) for each in elements])
        return checked(out, parent, elements)


def checked(weights: Column, parent: str, elements: tuple[Element, ...]) -> Column:
    """The weights, if each is a number not below 0 and their sum is above 0. Raises CompositeError otherwise."""
    wrong = [e.code for e, w in zip(elements, weights, strict=True) if not np.isfinite(w) or w < 0]
    if wrong:
        raise CompositeError("weight", f"“{parent}”之下这些权重不是不小于 0 的数：{listed(wrong)}")
    if weights.sum() == 0:
        raise CompositeError("zero_weights", f"“{parent}”之下各项权重之和为 0")
    return weights


def complete(scores: Matrix, parent: str) -> Matrix:
    """The units that have every sibling. Raises CompositeError (too_few_units) when fewer than 3 do."""
    rows = scores[~np.isnan(scores).any(axis=1)]
    if len(rows) < FEWEST_ROWS:
        raise CompositeError(
            "too_few_units",
            f"“{parent}”之下只有 {len(rows)} 个单元数据齐全，不足 {FEWEST_ROWS} 个，不能由数据定权",
        )
    return rows
