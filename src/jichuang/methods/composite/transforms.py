"""变换: the logarithms and powers that pull in a long tail. Knows no test for when to use them.

Each takes a column (NaN stays) and keeps the order of its values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Column
from jichuang.methods.composite.errors import CompositeError

Transform = Callable[[Column], Column]


def log_range(values: Column) -> Column:
    """ln(x - min + (max - min)/100): the COIN Tool's logarithm, free of the column's unit."""
    low, high = np.nanmin(values), np.nanmax(values)
    return np.asarray(np.log(values - low + 0.01 * (high - low)))


def log_range_low(values: Column) -> Column:
    """`log_range` for a tail on the low side: the column is turned round before and after."""
    return -log_range(-values)


def log_shifted(values: Column) -> Column:
    """ln(x - min + 1): the older form; depends on the column's unit."""
    return np.asarray(np.log(values - np.nanmin(values) + 1))


def log_gii(values: Column) -> Column:
    """ln((max - 1)(x - min)/(max - min) + 1), as in the Global Innovation Index.

    Raises CompositeError (transform) when max <= 1: the formula would turn the order round.
    """
    low, high = np.nanmin(values), np.nanmax(values)
    if high <= 1:
        raise CompositeError("transform", "这一列最大值不超过 1，不能用 GII 对数变换（会颠倒次序）")
    return np.asarray(np.log((high - 1) * (values - low) / (high - low) + 1))


def square_root(values: Column) -> Column:
    """√(x - min): milder than a logarithm (European Innovation Scoreboard, for columns with skewness above 1)."""
    return np.asarray(np.sqrt(values - np.nanmin(values)))


@dataclass(frozen=True)
class BoxCox:
    """(x^λ - 1)/λ, or ln x at λ = 0; `positive` first shifts the column so that its least value is 1."""

    power: float
    positive: bool = True

    def __call__(self, values: Column) -> Column:
        """The transformed column. Raises CompositeError (transform) for values <= 0 when not shifted."""
        base = values - np.nanmin(values) + 1 if self.positive else values
        if (base <= 0).any():
            raise CompositeError("transform", "Box-Cox 变换只能用于大于 0 的数")
        return np.asarray(np.log(base) if self.power == 0 else (base**self.power - 1) / self.power)


TRANSFORMS: dict[str, Transform] = {
    "log": log_range,
    "log-low": log_range_low,
    "log-shifted": log_shifted,
    "log-gii": log_gii,
    "sqrt": square_root,
}


def named(transform: Transform) -> str:
    """The name a transformation goes by in logs and on the command line."""
    if isinstance(transform, BoxCox):
        return f"box-cox:{transform.power:g}"
    return next((name for name, each in TRANSFORMS.items() if each is transform), "transform")
