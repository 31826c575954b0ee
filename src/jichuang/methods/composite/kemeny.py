"""凯梅尼排序: the order that agrees most with all pairwise comparisons, exactly, with every tie reported.

Dynamic programming over sets of units: best[S] is the most agreement an order can have among the units of S
placed on top and between them and the rest. 2^n sets: exact up to 16 units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.errors import CompositeError

MOST_UNITS = 16
MOST_ORDERS = 1000
TIE = 1e-11  # of the whole: sums of shares of weight differ in their last digits with the order of adding


@dataclass(frozen=True)
class Kemeny:
    """`agreement`: the best total; `count`: how many orders reach it; `orders`: they themselves (at most 1000),

    each a tuple of positions in the matrix, best first.
    """

    agreement: float
    count: int
    orders: tuple[tuple[int, ...], ...]

    @property
    def unique(self) -> bool:
        """Whether one order alone is best; otherwise the comparisons do not decide and must be shown as tied."""
        return self.count == 1


def kemeny(matrix: Matrix) -> Kemeny:
    """The best orders of an outranking matrix (units, units). Raises CompositeError (too_many) beyond 16 units."""
    units = matrix.shape[0]
    if units > MOST_UNITS:
        raise CompositeError(
            "too_many", f"精确的凯梅尼排序最多 {MOST_UNITS} 个单元，现有 {units} 个；可改用科普兰法"
        )
    gain, most = _gain(matrix), max(float(matrix.sum()), 1e-300)
    sets = 1 << units
    best, ways = np.full(sets, -np.inf), np.zeros(sets)
    best[0], ways[0] = 0.0, 1.0
    sizes = np.array([index.bit_count() for index in range(sets)])
    for size in range(1, units + 1):
        group = np.flatnonzero(sizes == size)
        options = np.full((units, group.size), -np.inf)
        for unit in range(units):
            has = (group >> unit) & 1 == 1
            before = group[has] ^ (1 << unit)
            options[unit, has] = best[before] + gain[unit, before]
        top = options.max(axis=0)
        best[group] = top
        for unit in range(units):
            tied = options[unit] >= top - TIE * most
            ways[group[tied]] += ways[group[tied] ^ (1 << unit)]
    return Kemeny(float(best[-1]), int(ways[-1]), tuple(_orders(best, gain, TIE * most)))


def agreement(matrix: Matrix, order: tuple[int, ...]) -> float:
    """The total agreement of one order with the comparisons: the sum over pairs of the share for the upper one."""
    return float(sum(matrix[a, b] for at, a in enumerate(order) for b in order[at + 1 :]))


def _gain(matrix: Matrix) -> Matrix:
    """(units, 2^units): what a unit gains by standing above every unit outside the set and itself."""
    units = matrix.shape[0]
    below = np.zeros((units, 1 << units))
    for other in range(units):
        bit = 1 << other
        below[:, bit : 2 * bit] = below[:, :bit] + matrix[:, other][:, None]
    return np.asarray(matrix.sum(axis=1)[:, None] - below - np.diag(matrix)[:, None])


def _orders(best: Matrix, gain: Matrix, slack: float) -> list[tuple[int, ...]]:
    """Every best order, walked back from the full set, at most `MOST_ORDERS`."""
    units = len(gain)
    found: list[tuple[int, ...]] = []
    waiting: list[tuple[int, tuple[int, ...]]] = [((1 << units) - 1, ())]
    while waiting and len(found) < MOST_ORDERS:
        group, tail = waiting.pop()
        if group == 0:
            found.append(tail)
            continue
        for unit in reversed(range(units)):
            before = group ^ (1 << unit)
            if group >> unit & 1 and best[before] + gain[unit, before] >= best[group] - slack:
                waiting.append((before, (unit, *tail)))
    return found
