"""偏度和峰度: the sample-adjusted forms (type 2, as in a spreadsheet), of a column without gaps."""

from __future__ import annotations

import math

import numpy as np

from jichuang.methods.composite.arrays import Column

FEWEST = 4


def shape(values: Column) -> tuple[float, float] | None:
    """(skewness, excess kurtosis), both sample-adjusted; None for fewer than 4 values or a constant column.

    Source: Joanes and Gill (1998), type 2. NaN is left out.
    """
    there = values[~np.isnan(values)]
    n = there.size
    if n < FEWEST or there.min() == there.max():
        return None
    away = there - there.mean()
    away /= np.abs(
        away
    ).max()  # neither moment has a unit; tiny and huge figures must not vanish in their powers
    square = away * away
    second = float(square.sum())
    skew = math.sqrt(n) * float((square * away).sum()) / second**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    raw = n * float((square * square).sum()) / second**2 - 3
    kurt = ((n + 1) * raw + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skew, kurt
