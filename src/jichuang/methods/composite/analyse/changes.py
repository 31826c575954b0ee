"""比较: what happens to places when one element is left out, or from one version to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jichuang.methods.composite.arrays import Column
from jichuang.methods.composite.climb import climb, fixed
from jichuang.methods.composite.framework import Element, Grade
from jichuang.methods.composite.index import Index
from jichuang.methods.composite.left_out import without


@dataclass(frozen=True)
class Move:
    """One unit's place and score in two versions; `rose` > 0: it moved up."""

    unit: str
    period: str
    before: int
    after: int
    score_before: float
    score_after: float

    @property
    def rose(self) -> int:
        """Places gained."""
        return self.before - self.after


@dataclass(frozen=True)
class Removal:
    """What leaving one element out does: `places` (units,), the mean and the largest shift from the nominal places.

    A place is NaN where the unit would have nothing left to be judged by.
    """

    element: Element
    places: Column
    mean_shift: float
    most_shift: int


def remove_each(index: Index, level: int = 1) -> tuple[Removal, ...]:
    """Every element of a level left out in turn, its siblings' weights rescaled; (index's order).

    An element that is its parent's only child takes the parent's weight with it. The only element of its level under
    the index cannot be left out and is passed over.
    """
    nominal = index.places()
    rule = index.recipe.aggregate
    blanks_allowed = replace(rule, least=rule.least or 0.0)
    found = []
    for element in index.framework.elements:
        if index.framework.levels[element.code] != level or element.parent is None:
            continue
        weights = without(index.weights, index.framework, element.code)
        if weights is None:
            continue
        climbed = climb(index.stages.normalised, index.framework, blanks_allowed, fixed(weights), index.units)
        places = replace(index, scores=climbed.scores).places()
        shift = np.abs(places - nominal)
        found.append(Removal(element, places, float(np.nanmean(shift)), int(np.nanmax(shift))))
    return tuple(found)


def compare(before: Index, after: Index) -> tuple[Move, ...]:
    """Units both versions rank, largest rise first. Versions may differ in data, tree or recipe (a revised 国内生产总值)."""
    places, later = before.places(), after.places()
    where = {(unit, after.units.period(row)): row for row, unit in enumerate(after.units.units)}
    moves = []
    for row, unit in enumerate(before.units.units):
        to = where.get((unit, before.units.period(row)))
        if to is None or np.isnan(places[row]) or np.isnan(later[to]):
            continue
        moves.append(
            Move(
                unit,
                before.units.period(row),
                int(places[row]),
                int(later[to]),
                float(before.total[row]),
                float(after.total[to]),
            )
        )
    return tuple(sorted(moves, key=lambda move: (-move.rose, move.after)))


@dataclass(frozen=True)
class Jump:
    """One unit's grade in two versions; None: below every bar. `status` of a bar that is only assumed is in the grade."""

    unit: str
    period: str
    before: Grade | None
    after: Grade | None


def jumps(before: Index, after: Index) -> tuple[Jump, ...]:
    """Units whose grade differs, each by the grades of its own version; largest rise in places first."""
    found = []
    for move in compare(before, after):
        old, new = before.framework.grade_of(move.score_before), after.framework.grade_of(move.score_after)
        if (old and old.name) != (new and new.name):
            found.append(Jump(move.unit, move.period, old, new))
    return tuple(found)
