"""主成分与因子: weights from how siblings vary together. With 11 to 14 units they are unstable: show intervals.

They correct for overlapping information; they do not measure importance (Handbook on Constructing Composite
Indicators, OECD/JRC 2008, step 6).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, same
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.weights.contract import complete


@dataclass(frozen=True)
class PrincipalComponent:
    """主成分权重: loadings of the first principal component of the correlation matrix; `squared` their squares."""

    squared: bool = False
    from_data: bool = True

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """Raises CompositeError (opposed) when a sibling runs against the others: its weight would be negative."""
        first = eigen(scores, parent, elements)[1][:, 0]
        if self.squared:
            return np.asarray(first**2)
        opposed = [each.code for each, loading in zip(elements, first, strict=True) if loading < 0]
        if opposed:
            raise CompositeError(
                "opposed", f"“{parent}”之下这些指标与同组其他指标反向变动，主成分权重为负：{listed(opposed)}"
            )
        return first


@dataclass(frozen=True)
class FactorAnalysis:
    """因子权重: rotated factors; each indicator takes its strongest factor's share of variance.

    `factors` None: those with an eigenvalue of at least 1. Weight = squared loading over the factor's explained
    variance, times the factor's share of the explained variance (Nicoletti et al. 2000), scaled to sum to 1.
    """

    factors: int | None = None
    from_data: bool = True

    def siblings(self, parent: str, elements: tuple[Element, ...], scores: Matrix) -> Column:
        """Weights summing to 1."""
        values, vectors = eigen(scores, parent, elements)
        count = self.factors or max(1, int(np.count_nonzero(values >= 1 - 1e-12)))
        loadings = varimax(vectors[:, :count] * np.sqrt(np.maximum(values[:count], 0)))
        square = loadings**2
        # the squared loading over its factor's variance, times the factor's part of all: the factor's variance cancels
        weights = square.max(axis=1) / square.sum()
        return np.asarray(weights / weights.sum())


def eigen(scores: Matrix, parent: str, elements: tuple[Element, ...]) -> tuple[Column, Matrix]:
    """Eigenvalues, largest first, and vectors of the correlation matrix, each vector's sum not negative.

    Raises CompositeError (constant) naming siblings that do not vary.
    """
    rows = complete(scores, parent)
    edges = zip(rows.min(axis=0), rows.max(axis=0), strict=True)
    flat = [each.code for each, (low, high) in zip(elements, edges, strict=True) if same(low, high)]
    if flat:
        raise CompositeError("constant", f"“{parent}”之下这些指标没有变化，不能由数据定权：{listed(flat)}")
    if len(elements) == 1:
        return np.ones(1), np.ones((1, 1))
    values, vectors = np.linalg.eigh(np.corrcoef(rows, rowvar=False))
    values, vectors = values[::-1], vectors[:, ::-1]
    signs = np.where(vectors.sum(axis=0) < 0, -1.0, 1.0)
    return values, vectors * signs


def varimax(loadings: Matrix, turns: int = 200) -> Matrix:
    """Loadings (indicators, factors) rotated to a simple structure, Kaiser's normalisation, signs by column sum."""
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    length[length == 0] = 1
    normal = loadings / length
    rotation = np.eye(loadings.shape[1])
    before = 0.0
    for _ in range(turns):
        turned = normal @ rotation
        target = turned**3 - turned * (turned**2).mean(axis=0)
        left, size, right = np.linalg.svd(normal.T @ target)
        rotation = left @ right
        if size.sum() <= before * (1 + 1e-12):
            break
        before = float(size.sum())
    out = (normal @ rotation) * length
    return np.asarray(out * np.where(out.sum(axis=0) < 0, -1.0, 1.0))
