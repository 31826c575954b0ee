"""优于关系: for every pair of units, the weight of indicators in favour. Copeland and Borda scores from it.

Non-compensatory: how much better does not count. Ties (by the tie tolerance) count half to each side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.aggregate import weighted_mean
from jichuang.methods.composite.arrays import Matrix, ascending, significant

CHUNK = 4_000_000  # comparisons held at once


def outranking(values: Matrix, weights: Matrix) -> Matrix:
    """(..., units, units): share of weight for which the row unit is better than the column unit; 0 on the diagonal.

    A pair is compared on the indicators both have; a pair with none in common gets 0.5 each.
    """
    rounded = significant(values)
    lead = (*np.broadcast_shapes(values.shape[:-2], weights.shape[:-1]), values.shape[-2], values.shape[-2])
    ahead, there = np.zeros(lead), np.zeros(lead)
    for at in range(rounded.shape[-1]):
        column = rounded[..., at]
        away = column[..., :, None] - column[..., None, :]
        weight = weights[..., at, None, None]
        both = ~np.isnan(away)
        ahead += weight * np.where(both, (np.sign(np.where(both, away, 0)) + 1) / 2, 0)
        there += weight * both
    share: Matrix = np.divide(ahead, there, out=np.full(lead, 0.5), where=there > 0)
    units = np.arange(share.shape[-1])
    share[..., units, units] = 0
    return share


def copeland_scores(matrix: Matrix) -> Matrix:
    """(..., units): pairs won less pairs lost, a pair being won with more than half of the weight."""
    won = np.sign(significant(matrix - matrix.swapaxes(-1, -2)).round(12))
    return np.asarray(won.sum(axis=-1))


@dataclass(frozen=True)
class Copeland:
    """科普兰法: an aggregator whose score is pairs won less pairs lost."""

    positive: bool = False

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Copeland scores, in pieces when there are many replications."""
        return _in_pieces(values, weights, lambda piece, share: copeland_scores(outranking(piece, share)))


@dataclass(frozen=True)
class BordaCount:
    """波达计数法: the weighted mean of how many units each one is better than."""

    positive: bool = False

    def combine(self, values: Matrix, weights: Matrix) -> Matrix:
        """Mean Borda points over the siblings."""
        flat = values.reshape(-1, *values.shape[-2:])
        points = np.stack(
            [np.column_stack([ascending(piece[:, at]) - 1 for at in range(piece.shape[1])]) for piece in flat]
        )
        return weighted_mean(points.reshape(values.shape), weights)


def _in_pieces(values: Matrix, weights: Matrix, work: Callable[[Matrix, Matrix], Matrix]) -> Matrix:
    """The work over all leading axes, some replications at a time: a pair of units each is a lot of memory."""
    lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
    if not lead:
        return work(values, weights)
    every = np.broadcast_to(values, (*lead, *values.shape[-2:])).reshape(-1, *values.shape[-2:])
    shares = np.broadcast_to(weights, (*lead, weights.shape[-1])).reshape(-1, weights.shape[-1])
    step = max(1, CHUNK // values.shape[-2] ** 2)
    parts = [work(every[at : at + step], shares[at : at + step]) for at in range(0, len(every), step)]
    return np.concatenate(parts).reshape(*lead, values.shape[-2])
