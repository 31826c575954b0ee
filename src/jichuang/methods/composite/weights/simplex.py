"""线性规划: maximise c·x with A x <= b, x >= 0, b >= 0, by the primal simplex with Bland's rule. Small and dense."""

from __future__ import annotations

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix
from jichuang.methods.composite.errors import CompositeError

TINY = 1e-11


def maximise(goal: Column, limits: Matrix, bounds: Column) -> tuple[float, Column]:
    """(best value, x). Bland's rule cannot cycle. Raises CompositeError (unbounded) when there is no best value."""
    rows, columns = limits.shape
    table = np.zeros((rows + 1, columns + rows + 1))
    table[:rows, :columns] = limits
    table[:rows, columns : columns + rows] = np.eye(rows)
    table[:rows, -1] = bounds
    table[-1, :columns] = -goal
    basis = np.arange(columns, columns + rows)
    while True:
        entering = np.flatnonzero(table[-1, :-1] < -TINY)
        if not entering.size:
            break
        column = int(entering[0])
        able = np.flatnonzero(table[:rows, column] > TINY)
        if not able.size:
            raise CompositeError("unbounded", "线性规划没有最大值")
        ratio = table[able, -1] / table[able, column]
        least = able[ratio <= ratio.min() + TINY]
        leaving = int(least[np.argmin(basis[least])])
        table[leaving] /= table[leaving, column]
        others = np.arange(rows + 1) != leaving
        table[others] -= np.outer(table[others, column], table[leaving])
        basis[leaving] = column
    found = np.zeros(columns + rows)
    found[basis] = table[:rows, -1]
    return float(table[-1, -1]), found[:columns]
