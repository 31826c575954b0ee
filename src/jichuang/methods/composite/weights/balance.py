"""优化权重: weights under which each sibling's influence on the result matches what was meant. Knows no experts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.weights.contract import Given, complete


@dataclass(frozen=True)
class Balanced:
    """均衡影响: squared correlations with the parent in proportion to the meant weights (equal or given).

    Multiplicative steps from the meant weights; the best weights met are kept, so the result is never worse than
    the start. A sibling that runs against the others cannot be balanced; its weight falls towards 0.
    """

    equal: bool = True
    steps: int = 400
    from_data: bool = True

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """Weights summing to 1."""
        rows = complete(scores, parent)
        meant = np.ones(len(elements)) if self.equal else Given().siblings(parent, elements, scores)
        meant = meant / meant.sum()
        weights, best, least = meant.copy(), meant.copy(), np.inf
        for _ in range(self.steps):
            shares = influence(rows, weights)
            miss = float(np.abs(shares - meant).sum())
            if miss < least:
                best, least = weights.copy(), miss
            if miss < 1e-10:
                break
            weights = weights * (meant / np.maximum(shares, 1e-6)) ** 0.25
            weights = weights / weights.sum()
        return np.asarray(best)


def influence(rows: Matrix, weights: Column) -> Column:
    """Each sibling's share of the squared correlations with the weighted mean; a constant sibling has none."""
    parent = rows @ weights
    away, up = rows - rows.mean(axis=0), parent - parent.mean()
    size = np.sqrt((away**2).sum(axis=0) * (up**2).sum())
    correlation = np.divide(away.T @ up, size, out=np.zeros(len(weights)), where=size > 0)
    square = np.maximum(correlation, 0) ** 2
    total = square.sum()
    return np.asarray(square / total if total > 0 else np.full(len(weights), 1 / len(weights)))
