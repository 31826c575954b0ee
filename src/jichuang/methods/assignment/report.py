"""What came out: who reviews what, which seats stay empty and why, and how fair it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jichuang.methods.assignment.network import Flow
from jichuang.methods.assignment.problem import MOST_FIT, Problem


@dataclass(frozen=True, slots=True)
class Lack:
    """缺人: seats of a proposal that nobody can take. `kind` is empty when anybody would do.

    Of the `experts` of that kind, `avoiding` must avoid the proposal, `full` have reached their cap, `colleagues` belong to
    a unit that is at the proposal already. The rest could take the seat only by leaving another one empty.
    """

    proposal: int
    kind: str
    seats: int
    experts: int
    avoiding: int
    full: int
    colleagues: int


@dataclass(frozen=True, slots=True)
class Report:
    """公平性报告. Fits in thousandths; `worst` and `ceiling` are mean fits of one proposal.

    `ceiling` is what the worst-served proposal could get at most if it alone were served: no assignment lifts the worst
    one above it. `loads` maps a number of reviews to how many experts have so many.
    """

    total: int
    mean: int
    worst: int
    worst_proposal: int
    worst_pair: int
    ceiling: int
    loads: dict[int, int]

    @property
    def spread(self) -> int:
        """负荷差: the most loaded expert's reviews less the least loaded one's."""
        return max(self.loads) - min(self.loads) if self.loads else 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """分配结果: `pairs` of (proposal, expert) in order; `complete` when no seat is empty.

    `solved` networks were needed; no assignment has more than `gap` thousandths of total fit above this one.
    """

    pairs: tuple[tuple[int, int], ...]
    lacking: tuple[Lack, ...]
    report: Report
    gap: int
    solved: int

    @property
    def proven(self) -> bool:
        """Whether no better assignment exists."""
        return self.gap == 0

    @property
    def complete(self) -> bool:
        """Whether every proposal has all its experts."""
        return not self.lacking

    def experts_of(self, proposal: int) -> tuple[int, ...]:
        """The experts of one proposal, in order."""
        return tuple(expert for one, expert in self.pairs if one == proposal)


def assignment_of(problem: Problem, flow: Flow, *, gap: int, solved: int) -> Assignment:
    """Reads a solved network."""
    pairs = tuple(sorted((int(p), int(e)) for p, e in flow.chosen.tolist()))
    lacking = tuple(_lack(problem, pairs, *key, seats) for key, seats in sorted(flow.empty.items()))
    return Assignment(pairs, lacking, _report(problem, pairs), gap, solved)


def _lack(problem: Problem, pairs: tuple[tuple[int, int], ...], proposal: int, kind: int, seats: int) -> Lack:
    named = problem.kinds[kind] if 0 <= kind < len(problem.kinds) else ""
    loads = np.zeros(len(problem.experts), dtype=np.int64)
    for _, expert in pairs:
        loads[expert] += 1
    units = {problem.experts[e].unit for p, e in pairs if p == proposal and problem.experts[e].unit}
    counted = {"experts": 0, "avoiding": 0, "full": 0, "colleagues": 0}
    for at, one in enumerate(problem.experts):
        if (named and one.kind != named) or (proposal, at) in pairs:
            continue
        counted["experts"] += 1
        if not problem.allowed[proposal, at]:
            counted["avoiding"] += 1
        elif loads[at] >= one.cap:
            counted["full"] += 1
        elif problem.one_per_unit and one.unit in units:
            counted["colleagues"] += 1
    return Lack(proposal, named, seats, **counted)


def _report(problem: Problem, pairs: tuple[tuple[int, int], ...]) -> Report:
    sums = np.zeros(len(problem.proposals), dtype=np.int64)
    loads = np.array([one.busy for one in problem.experts], dtype=np.int64)
    fits = [int(problem.fit[pair]) for pair in pairs]
    for (proposal, expert), fit in zip(pairs, fits, strict=True):
        sums[proposal] += fit
        loads[expert] += 1
    reviews = np.array([max(one.reviews, 1) for one in problem.proposals], dtype=np.int64)
    means = sums // reviews
    at = int(means.argmin()) if len(means) else 0
    values, counts = np.unique(loads, return_counts=True)
    return Report(
        total=sum(fits),
        mean=sum(fits) // len(fits) if fits else 0,
        worst=int(means[at]) if len(means) else 0,
        worst_proposal=at,
        worst_pair=min(fits, default=0),
        ceiling=_ceiling(problem, reviews),
        loads={int(value): int(count) for value, count in zip(values, counts, strict=True)},
    )


def _ceiling(problem: Problem, reviews: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> int:
    """The lowest, over proposals, of the best mean a proposal could get on its own."""
    if not problem.fit.size:
        return 0
    usable = np.where(problem.allowed, problem.fit, 0)
    best = -np.sort(-usable, axis=1)
    return min((int(row[:n].sum()) // int(n) for row, n in zip(best, reviews, strict=True)), default=MOST_FIT)
