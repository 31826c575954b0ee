"""画像: one unit's strengths and weaknesses, its peers, and which indicators cost it places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.framework import Element
from jichuang.methods.composite.index import Index


@dataclass(frozen=True)
class Standing:
    """A unit in one indicator: place, score, the median score of all, and the share of the index's weight."""

    element: Element
    place: int
    score: float
    median: float
    share: float

    @property
    def gap(self) -> float:
        """Index points won or lost against the median unit in this indicator, as the weights go."""
        return (self.score - self.median) * self.share


@dataclass(frozen=True)
class Portrait:
    """A unit's indicators from strongest to weakest, and units whose pillar scores are nearest to its own."""

    unit: str
    place: int
    score: float
    standings: tuple[Standing, ...]
    peers: tuple[str, ...]

    @property
    def strengths(self) -> tuple[Standing, ...]:
        """The five that win most against the median unit."""
        return tuple(each for each in self.standings if each.gap > 0)[:5]

    @property
    def weaknesses(self) -> tuple[Standing, ...]:
        """The five that cost most, worst first."""
        return tuple(each for each in reversed(self.standings) if each.gap < 0)[:5]


def portrait(index: Index, unit: str, period: str | None = None, peers: int = 3) -> Portrait:
    """The portrait of a ranked unit. Raises CompositeError (unknown_unit)."""
    row = index.units.row(unit, period)
    block = next(rows for rows in index.units.blocks if row in rows)
    standings = []
    for element in index.framework.indicators:
        score = float(index.scores[element.code][row])
        if np.isnan(score):
            continue
        standings.append(
            Standing(
                element,
                int(index.places(element.code)[row]),
                score,
                float(np.nanmedian(index.scores[element.code][block])),
                index.share(element.code),
            )
        )
    standings.sort(key=lambda each: -each.gap)
    place = index.places()[row]
    return Portrait(
        unit, int(place), float(index.total[row]), tuple(standings), _peers(index, row, block.tolist(), peers)
    )


def _peers(index: Index, row: int, block: list[int], count: int) -> tuple[str, ...]:
    """The nearest units by the scores just below the index, each in its own spread."""
    children = index.framework.children[index.framework.root.code]
    scores = np.column_stack([index.scores[each.code][block] for each in children])
    spread = np.nanstd(scores, axis=0)
    away = np.nansum(((scores - scores[block.index(row)]) / np.where(spread > 0, spread, 1)) ** 2, axis=1)
    nearest = [block[at] for at in np.argsort(away, kind="stable") if block[at] != row]
    return tuple(index.units.units[at] for at in nearest[:count])
