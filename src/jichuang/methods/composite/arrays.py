"""数组: the engine's array types, the tie tolerance and ranks. Knows no indicator.

Tie tolerance: two figures are equal when they agree in `SIGNIFICANT` = 12 significant digits. 0.1 + 0.2 and
0.3 tie; without the rule three equal values that differ in the last binary digit would get three ranks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]  # (units,)
Matrix = NDArray[np.float64]  # (units, indicators), or with leading axes: one per replication
Flags = NDArray[np.str_]  # (units, indicators): "" where nothing was done
Rows = NDArray[np.intp]

SIGNIFICANT = 12


def significant(values: NDArray[np.float64], digits: int = SIGNIFICANT) -> NDArray[np.float64]:
    """Values rounded to `digits` significant digits; zero, NaN and infinity stay as they are."""
    out = np.array(values, dtype=np.float64)
    finite = np.isfinite(out) & (out != 0)
    size = np.floor(np.log10(np.abs(out, where=finite, out=np.ones_like(out))))
    scale = 10.0 ** np.clip(digits - 1 - size, -290, 290)
    np.copyto(out, np.round(out * scale) / scale, where=finite)
    return out


def ascending(values: Column) -> Column:
    """Ranks from 1 for the lowest; ties take the lower rank; NaN keeps no rank (R's rank, ties "min")."""
    ranks = np.full(values.shape, np.nan)
    there = ~np.isnan(values)
    rounded = significant(values[there])
    ranks[there] = np.searchsorted(np.sort(rounded), rounded, side="left") + 1
    return ranks


def places(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """名次: 1 for the highest along the last axis, ties share the better place. Any leading axes."""
    rounded = significant(scores)
    if np.isnan(rounded).any():
        raise ValueError("a place needs every score")
    order = np.argsort(-rounded, axis=-1, kind="stable")
    ordered = np.take_along_axis(rounded, order, axis=-1)
    position = np.broadcast_to(np.arange(ordered.shape[-1]), ordered.shape).copy()
    position[..., 1:][ordered[..., 1:] == ordered[..., :-1]] = 0
    place = np.maximum.accumulate(position, axis=-1) + 1
    out = np.empty(scores.shape, dtype=np.intp)
    np.put_along_axis(out, order, place, axis=-1)
    return out


def same(left: Any, right: Any) -> bool:
    """Whether two numbers tie."""
    pair = significant(np.array([left, right], dtype=np.float64))
    return bool(pair[0] == pair[1])
