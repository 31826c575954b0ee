"""Sobol 点列与方差分解: low-discrepancy points and variance-based sensitivity. Knows no index.

Points: Sobol's sequence with the direction numbers of Joe and Kuo (2008), the first 21 dimensions, with a random
digital shift. Indices: first order by Saltelli (2010), total by Jansen (1999), with bootstrap intervals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix
from jichuang.methods.composite.errors import CompositeError

BITS = 32
# (degree, coefficients, initial numbers) of dimensions 2 to 21
DIRECTIONS = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
    (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
    (5, 11, (1, 1, 5, 1, 1)),
    (5, 13, (1, 1, 1, 3, 11)),
    (5, 14, (1, 3, 5, 5, 31)),
    (6, 1, (1, 3, 3, 9, 7, 49)),
    (6, 13, (1, 1, 1, 15, 21, 21)),
    (6, 16, (1, 3, 1, 13, 27, 49)),
    (6, 19, (1, 1, 1, 15, 7, 5)),
    (6, 22, (1, 3, 1, 15, 13, 25)),
    (6, 25, (1, 1, 5, 5, 19, 61)),
    (7, 1, (1, 3, 7, 11, 23, 15, 103)),
    (7, 4, (1, 3, 7, 13, 13, 15, 69)),
)
MOST_DIMENSIONS = len(DIRECTIONS) + 1


def points(count: int, dimensions: int, seed: int) -> Matrix:
    """(count, dimensions) in [0, 1), evenly spread. Raises CompositeError (dimensions) beyond 21."""
    if not 1 <= dimensions <= MOST_DIMENSIONS:
        raise CompositeError("dimensions", f"点列最多 {MOST_DIMENSIONS} 维，需要 {dimensions} 维")
    numbers = np.arange(count, dtype=np.uint64)
    gray = numbers ^ (numbers >> np.uint64(1))
    shift = np.random.default_rng(seed).integers(0, 1 << BITS, dimensions, dtype=np.uint64)
    out = np.empty((count, dimensions))
    for dimension in range(dimensions):
        value = np.full(count, shift[dimension], dtype=np.uint64)
        for bit, direction in enumerate(_directions(dimension)):
            value ^= np.where((gray >> np.uint64(bit)) & np.uint64(1), np.uint64(direction), np.uint64(0))
        out[:, dimension] = value / float(1 << BITS)
    return out


@dataclass(frozen=True)
class Effect:
    """One factor: `first` order and `total` effect as shares of variance, with their 90 % bootstrap intervals."""

    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Decomposition:
    """`effects` by factor; `variance` and `mean` of the output. A constant output has effects of 0."""

    effects: tuple[Effect, ...]
    mean: float
    variance: float
    runs: int


def decompose(
    model: Callable[[Matrix], Column], factors: int, base: int = 1024, *, seed: int = 1, resamples: int = 500
) -> Decomposition:
    """Runs the model base x (factors + 2) times, at once: (runs, factors) in [0, 1) -> (runs,).

    `base` is best a power of two.
    """
    pair = points(base, 2 * factors, seed)
    first, second = pair[:, :factors], pair[:, factors:]
    mixed = [np.where(np.arange(factors) == at, second, first) for at in range(factors)]
    output = model(np.concatenate([first, second, *mixed])).reshape(factors + 2, base)
    centre = output[:2].mean()
    ours, theirs, swapped = output[0] - centre, output[1] - centre, output[2:] - centre
    if np.allclose(output, centre, rtol=1e-12, atol=0):
        return Decomposition((Effect(0, 0, 0, 0, 0, 0),) * factors, float(centre), 0.0, output.size)
    first_terms = theirs * (swapped - ours)
    total_terms = (ours - swapped) ** 2 / 2
    counts = np.random.default_rng(seed).multinomial(base, np.full(base, 1 / base), resamples)
    rows = np.concatenate([np.ones((1, base)), counts]) / base  # the sample itself, then the resamples
    mean = rows @ (ours + theirs) / 2
    variance = rows @ (ours**2 + theirs**2) / 2 - mean**2
    firsts, totals = (rows @ first_terms.T) / variance[:, None], (rows @ total_terms.T) / variance[:, None]
    low_first, high_first = np.quantile(firsts[1:], (0.05, 0.95), axis=0)
    low_total, high_total = np.quantile(totals[1:], (0.05, 0.95), axis=0)
    table = np.column_stack([firsts[0], low_first, high_first, totals[0], low_total, high_total])
    effects = tuple(Effect(*map(float, row)) for row in table)
    return Decomposition(effects, float(centre), float(variance[0]), output.size)


def _directions(dimension: int) -> list[int]:
    """The direction numbers of a dimension, one per bit."""
    if dimension == 0:
        return [1 << (BITS - 1 - bit) for bit in range(BITS)]
    degree, coefficients, initial = DIRECTIONS[dimension - 1]
    found = [number << (BITS - 1 - bit) for bit, number in enumerate(initial)]
    for bit in range(degree, BITS):
        value = found[bit - degree] ^ (found[bit - degree] >> degree)
        for k in range(1, degree):
            if (coefficients >> (degree - 1 - k)) & 1:
                value ^= found[bit - k]
        found.append(value)
    return found
