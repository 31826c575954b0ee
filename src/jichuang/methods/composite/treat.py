"""离群值处理: test, winsorise up to a number of points, else transform; with a log of every point. Knows no scale.

A column passes when |skewness| < 2 or kurtosis < 3.5 (JRC practice; sample-adjusted, type 2). One that fails is
winsorised at the end its skewness points to, one value at a time with its ties together, until it passes or
`winmax` points are used; if it still fails, the transformation is applied to the original column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from jichuang.methods.composite.arrays import Column, Matrix, Rows
from jichuang.methods.composite.moments import shape
from jichuang.methods.composite.transforms import Transform, log_range, named

HIGH, LOW = "winsorised-high", "winsorised-low"


@dataclass(frozen=True)
class Treatment:
    """How one column is treated. `winmax` points at most; `transform` None: winsorised is all that is done."""

    winmax: int = 5
    skew: float = 2.0
    kurt: float = 3.5
    transform: Transform | None = log_range

    def passes(self, values: Column) -> bool:
        """Whether a column needs nothing; a column too short or constant cannot be tested and passes."""
        moments = shape(values)
        return moments is None or abs(moments[0]) < self.skew or moments[1] < self.kurt


UNTREATED = Treatment(winmax=0, transform=None)


@dataclass(frozen=True)
class TreatedPoint:
    """One figure that was changed: row, indicator, what it was, what it became, how."""

    row: int
    code: str
    before: float
    after: float
    how: str


@dataclass(frozen=True)
class TreatedColumn:
    """What was done to one column: moments (skewness, kurtosis) before and after, points, transformation."""

    code: str
    before: tuple[float, float] | None
    after: tuple[float, float] | None
    winsorised: int
    transform: str
    passes: bool


@dataclass(frozen=True)
class Treated:
    """`values` (rows, indicators), one entry per column that was touched, one per point."""

    values: Matrix
    columns: tuple[TreatedColumn, ...] = ()
    points: tuple[TreatedPoint, ...] = ()


@dataclass(frozen=True)
class Treatments:
    """The treatment of every column, with exceptions by indicator code."""

    usual: Treatment = field(default_factory=Treatment)
    exceptions: Mapping[str, Treatment] = field(default_factory=dict)

    def of(self, code: str) -> Treatment:
        """The treatment of an indicator."""
        return self.exceptions.get(code, self.usual)


def treated(values: Matrix, rule: Treatments, blocks: tuple[Rows, ...], codes: tuple[str, ...]) -> Treated:
    """Treats each column within each block of rows."""
    out = values.copy()
    columns: list[TreatedColumn] = []
    points: list[TreatedPoint] = []
    for rows in blocks:
        for at, code in enumerate(codes):
            before = values[rows, at]
            treatment = rule.of(code)
            if treatment.passes(before):
                continue
            after, how, done = _column(before, treatment)
            out[rows, at] = after
            transform = done if done else ""
            changed = np.flatnonzero(how != "")
            columns.append(
                TreatedColumn(
                    code,
                    shape(before),
                    shape(after),
                    0 if done else changed.size,
                    transform,
                    treatment.passes(after),
                )
            )
            points += [
                TreatedPoint(int(rows[i]), code, float(before[i]), float(after[i]), str(how[i]))
                for i in changed
            ]
    return Treated(out, tuple(columns), tuple(points))


def winsorised(values: Column, treatment: Treatment) -> tuple[Column, Column]:
    """The column with outlying values drawn in, and what was done to each point ("" nothing).

    Ties move together, so the number of points may pass `winmax` by the size of the last tie. Points already
    drawn in count once, however often their value is drawn in again.
    """
    out = values.copy()
    how = np.full(values.shape, "", dtype="<U16")
    while np.count_nonzero(how) < treatment.winmax and not treatment.passes(out):
        moments = shape(out)
        high = moments is not None and moments[0] >= 0
        edge = np.nanmax(out) if high else np.nanmin(out)
        at_edge = out == edge
        rest = out[~at_edge & ~np.isnan(out)]
        out[at_edge] = rest.max() if high else rest.min()
        how[at_edge] = HIGH if high else LOW
    return out, how


def _column(values: Column, treatment: Treatment) -> tuple[Column, Column, str]:
    """The treated column, what was done to each point, and the transformation's name ("" when none was needed)."""
    drawn, how = winsorised(values, treatment)
    if treatment.passes(drawn) or treatment.transform is None:
        return drawn, how, ""
    name = named(treatment.transform)
    return treatment.transform(values), np.where(np.isnan(values), "", name), name
