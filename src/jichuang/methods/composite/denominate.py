"""换算: raw figures divided by what makes units comparable (人口, 国内生产总值). Knows no tree above indicators."""

from __future__ import annotations

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError, listed
from jichuang.methods.composite.framework import Framework


def denominated(data: Data, framework: Framework) -> Matrix:
    """(rows, indicators): raw / denominator where one is declared, the raw figure otherwise.

    A missing denominator leaves the cell missing. Raises CompositeError (unknown_code) for a denominator that is
    no column and (denominator) for one that is zero or negative: dividing by it has no meaning.
    """
    values = data.matrix(framework.codes).copy()
    for at, element in enumerate(framework.indicators):
        if element.denominator is None:
            continue
        if element.denominator not in data.figures:
            raise CompositeError(
                "unknown_code", f"指标“{element.code}”的分母“{element.denominator}”不在数据中"
            )
        below = data.figures[element.denominator]
        wrong = [data.place(int(row)) for row in np.flatnonzero(below <= 0)]
        if wrong:
            raise CompositeError("denominator", f"分母“{element.denominator}”应大于 0：{listed(wrong)}")
        values[:, at] /= below
    if (empty := np.isnan(values).all(axis=0)).any():
        raise CompositeError(
            "all_missing",
            f"这些指标换算后所有单元都没有数据：{listed([framework.codes[i] for i in np.flatnonzero(empty)])}",
        )
    return values
