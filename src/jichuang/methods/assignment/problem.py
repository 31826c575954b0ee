"""What is to be assigned: proposals with their reviews and quotas, experts with their caps, fits and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_FIT = 1000
"""匹配度 is a whole number of thousandths: 1000 is the best fit. Whole numbers keep the optimum exact."""

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


class Impossible(ValueError):
    """The problem contradicts itself (a fit out of range, more in the quotas than reviews); no data can mend it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """一项待评. `reviews` experts, of whom at least `quota[kind]` of each named kind."""

    reviews: int
    quota: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expert:
    """一位专家. At most `cap` reviews in this assignment; `busy` reviews he has already, counted in the balance only."""

    cap: int
    kind: str = ""
    unit: str = ""
    busy: int = 0


class Problem:
    """Proposals, experts, `fit[p][e]` in thousandths, and the pairs `(p, e)` that must avoid each other.

    `one_per_unit`: no proposal gets two experts of one unit (experts without a unit are nobody's colleagues).
    Raises Impossible when the figures contradict each other.
    """

    def __init__(
        self,
        proposals: Sequence[Proposal],
        experts: Sequence[Expert],
        fit: Sequence[Sequence[int]] | NDArray[Any],
        conflicts: Iterable[tuple[int, int]] = (),
        *,
        one_per_unit: bool = False,
    ) -> None:
        self.proposals, self.experts = tuple(proposals), tuple(experts)
        shape = (len(self.proposals), len(self.experts))
        self.fit: Whole = np.asarray(fit, dtype=np.int64).reshape(shape)
        self.allowed: Mask = np.ones(shape, dtype=bool)
        for proposal, expert in conflicts:
            self.allowed[proposal, expert] = False
        self.one_per_unit = one_per_unit
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        if self.fit.size and (self.fit.min() < 0 or self.fit.max() > MOST_FIT):
            raise Impossible(f"匹配度应为 0 至 {MOST_FIT} 的整数")
        for at, proposal in enumerate(self.proposals):
            asked = sum(proposal.quota.values())
            if proposal.reviews < 0 or asked > proposal.reviews:
                raise Impossible(f"第{at + 1}项需{proposal.reviews}人评审，各类名额合计却是{asked}人")
        if any(expert.cap < 0 or expert.busy < 0 for expert in self.experts):
            raise Impossible("专家的评审上限不能为负")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that some quota names, sorted; everybody else is of the kind ""."""
        return tuple(sorted({kind for one in self.proposals for kind in one.quota}))

    @property
    def kind_of(self) -> Whole:
        """For each expert the position of his kind among `kinds`, or len(kinds) for a kind that no quota names."""
        places = {kind: at for at, kind in enumerate(self.kinds)}
        return np.array([places.get(one.kind, len(places)) for one in self.experts], dtype=np.int64)

    @property
    def unit_of(self) -> Whole:
        """For each expert the number of his unit; -1 without one."""
        units = {unit: at for at, unit in enumerate(sorted({one.unit for one in self.experts if one.unit}))}
        return np.array([units.get(one.unit, -1) for one in self.experts], dtype=np.int64)
