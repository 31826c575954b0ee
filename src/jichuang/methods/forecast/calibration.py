"""校准: the whole procedure replayed over the past, and how often its range and its probability were right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jichuang.methods.forecast.choosing import ENOUGH, choose, told
from jichuang.methods.forecast.weeks import STEP, Value, Weeks, known_by

FEWEST = 8
"""Replays below which nothing is claimed."""
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Bin:
    """Replays whose probability lay between `low` and `high`: the mean that was `said`, the share that `happened`."""

    low: float
    high: float
    said: float
    happened: float
    times: int


@dataclass(frozen=True)
class Calibration:
    """校准结果 of `times` replays over `weeks` weeks ahead: `inside` of their 80 % ranges held.

    `brier` is the mean squared distance between probability and outcome (0 perfect, 0.25 = always saying one half);
    None when no change was asked about.
    """

    times: int
    inside: int
    weeks: int
    brier: float | None
    bins: tuple[Bin, ...]

    @property
    def coverage(self) -> float:
        """Share of ranges that held what came (0 to 1); 0.8 is what they promise."""
        return self.inside / self.times


def calibrate(
    dates: Sequence[date],
    values: Sequence[Value],
    on: date,
    deadline: date,
    *,
    change: float | None = None,
    never_falls: bool = False,
) -> Calibration | None:
    """Replays from every second week of the past that is followed by as many weeks as lie between `on` and `deadline`.

    Each replay sees only what lay before it. `change`: also ask each how likely at least this change was. None when
    fewer than eight replays are possible: then nothing is known about how good the forecasts are.
    """
    known = known_by(dates, values, on)
    if not known or on >= deadline:
        return None
    weeks = Weeks.read(known, on)
    ahead = math.ceil((deadline - on).days / STEP)
    asked: list[tuple[float, bool]] = []
    inside = times = 0
    for origin in range(weeks.last - ahead, ENOUGH - 1, -2):
        best = choose(weeks, ahead, at=origin)
        if best is None:
            break
        said = told(weeks, best, ahead, deadline, never_falls=never_falls, at=origin)
        came = weeks.levels[origin + ahead]
        times += 1
        inside += said.low <= came <= said.high
        chance = None if change is None else said.probability(weeks.levels[origin] + change)
        if chance is not None and change is not None:
            asked.append((chance, came >= weeks.levels[origin] + change))
    if times < FEWEST:
        return None
    return Calibration(times, inside, ahead, _brier(asked), _bins(asked))


def _brier(asked: list[tuple[float, bool]]) -> float | None:
    return sum((chance - came) ** 2 for chance, came in asked) / len(asked) if asked else None


def _bins(asked: list[tuple[float, bool]]) -> tuple[Bin, ...]:
    found = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        there = [(p, came) for p, came in asked if low <= p < high or (high == 1.0 and p == 1.0)]
        if there:
            said, happened = (sum(float(pair[k]) for pair in there) / len(there) for k in (0, 1))
            found.append(Bin(low, high, said, happened, len(there)))
    return tuple(found)
