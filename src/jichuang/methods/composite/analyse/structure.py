"""结构分析: how indicators go together: correlations, internal consistency, the weights that really act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from jichuang.methods.composite.arrays import Matrix, ascending, significant
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.index import Index

COLLINEAR, OPPOSED = 0.92, -0.4


@dataclass(frozen=True)
class Pair:
    """Two siblings whose scores go together too closely (`collinear`) or against each other (`opposed`)."""

    left: str
    right: str
    correlation: float
    kind: Literal["collinear", "opposed"]


def correlations(values: Matrix, method: Literal["pearson", "spearman", "kendall"] = "pearson") -> Matrix:
    """(columns, columns) over the rows each pair has in common; NaN where a column does not vary or rows are too few."""
    columns = values.shape[1]
    out = np.full((columns, columns), np.nan)
    for left in range(columns):
        for right in range(left, columns):
            both = ~np.isnan(values[:, left]) & ~np.isnan(values[:, right])
            out[left, right] = out[right, left] = _pair(values[both, left], values[both, right], method)
    return out


def flagged(index: Index, collinear: float = COLLINEAR, opposed: float = OPPOSED) -> tuple[Pair, ...]:
    """Pairs of siblings at every level beyond the thresholds, strongest first."""
    found: list[Pair] = []
    for parent in index.framework.aggregates:
        children = index.framework.children[parent.code]
        matrix = correlations(np.column_stack([index.scores[each.code] for each in children]))
        for at, left in enumerate(children):
            for to in range(at + 1, len(children)):
                value = float(matrix[at, to])
                if value > collinear:
                    found.append(Pair(left.code, children[to].code, value, "collinear"))
                elif value < opposed:
                    found.append(Pair(left.code, children[to].code, value, "opposed"))
    return tuple(sorted(found, key=lambda pair: -abs(pair.correlation)))


def alpha(values: Matrix) -> float:
    """Cronbach's alpha of (units, items) over complete rows. Raises CompositeError (too_few_items)."""
    rows = values[~np.isnan(values).any(axis=1)]
    items = rows.shape[1]
    if items < 2 or len(rows) < 2 or rows.sum(axis=1).var() == 0:
        raise CompositeError("too_few_items", "一致性系数至少需要两项、两个单元，且总分有差别")
    return float(items / (items - 1) * (1 - rows.var(axis=0, ddof=1).sum() / rows.sum(axis=1).var(ddof=1)))


def effective_weights(index: Index) -> dict[str, float]:
    """Every element's share of the index's weight through all levels; each level's shares add up to 1."""
    return {each.code: index.share(each.code) for each in index.framework.elements}


def influences(index: Index) -> dict[str, float]:
    """Each indicator's squared correlation with the index, as shares: what really moves it, beside its weight."""
    total = index.total
    square = {}
    for code in index.framework.codes:
        both = ~np.isnan(index.scores[code]) & ~np.isnan(total)
        value = _pair(index.scores[code][both], total[both], "pearson")
        square[code] = 0.0 if np.isnan(value) else value**2
    whole = sum(square.values()) or 1.0
    return {code: value / whole for code, value in square.items()}


def _pair(left: Matrix, right: Matrix, method: str) -> float:
    if left.size < 3:
        return float("nan")
    if method == "kendall":
        return _kendall(significant(left), significant(right))
    if method == "spearman":
        left, right = _middle(left), _middle(right)
    left, right = left - left.mean(), right - right.mean()
    size = float(np.sqrt((left**2).sum() * (right**2).sum()))
    return float((left * right).sum()) / size if size > 0 else float("nan")


def _middle(values: Matrix) -> Matrix:
    """Ranks with ties at their middle."""
    return np.asarray((ascending(values) - ascending(-values) + values.size + 1) / 2)


def _kendall(left: Matrix, right: Matrix) -> float:
    """Tau-b."""
    a, b = np.sign(left[:, None] - left), np.sign(right[:, None] - right)
    size = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float((a * b).sum()) / size if size > 0 else float("nan")
