"""Finds the optimum: one flow in the common case, a short search where kinds and units cut across each other.

Objective, in this order: the fewest empty seats; the largest total fit; the most even load. With `fairest` the lowest fit
of any pair is raised as far as no seat is lost by it, before the total is looked at.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jichuang.methods.assignment.network import Flow, Network
from jichuang.methods.assignment.problem import Mask, Problem
from jichuang.methods.assignment.report import Assignment, assignment_of

MOST_PAIRS = 2_000_000
"""Pairs of (proposal, expert) that the search may put into networks, all together: a few seconds at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best flow, the cost below which no flow can be, and the networks solved for it."""

    flow: Flow
    bound: int
    solved: int


def assign(problem: Problem, *, fairest: bool = False) -> Assignment:
    """The best assignment of the problem, with its report; what cannot be filled is named in `lacking`.

    `fairest` lifts the worst pair first; the plain optimum is kept where that would not serve the worst proposal better.
    `gap` is above zero only when the search was cut short: no assignment has more total fit than that above this one.
    """
    network = Network(problem)
    found = _best(network, problem.allowed)
    plain = _told(network, found)
    if not fairest or not len(found.flow.chosen):
        return plain
    return max(
        plain, _told(network, _lifted(network, found)), key=lambda one: (one.report.worst, one.report.total)
    )


def _told(network: Network, found: Found) -> Assignment:
    gap = -(-(found.flow.cost - found.bound) // network.step)
    return assignment_of(network.problem, found.flow, gap=gap, solved=found.solved)


def _best(network: Network, allowed: Mask) -> Found:
    """Best-first over networks with ever fewer pairs, after a first dive that gives something to beat.

    A network lets two colleagues of different kinds meet at one proposal, so its cost is a bound; a flow without such a
    meeting is an assignment. Splitting one meeting into its two ways out loses no assignment.
    """
    first = network.solve(allowed)
    if _meeting(network, first) is None:
        return Found(first, first.cost, 1)
    best, solved = _dive(network, allowed, first)
    most = solved + max(8, MOST_PAIRS // max(1, allowed.size))
    waiting = [(first.cost, 0, allowed, first)]
    while waiting and waiting[0][0] < best.cost and solved < most:
        _, _, pairs, flow = heapq.heappop(waiting)
        meeting = _meeting(network, flow)
        if meeting is None:
            best = flow
            continue
        for fewer in _ways_out(network, pairs, *meeting):
            solved += 1
            tried = network.solve(fewer)
            heapq.heappush(waiting, (tried.cost, solved, fewer, tried))
    return Found(best, min([best.cost, *(one[0] for one in waiting[:1])]), solved)


def _meetings(network: Network, flow: Flow) -> Iterator[tuple[int, int]]:
    """Each (proposal, unit) at which colleagues meet in a flow: within one kind the network lets only one through."""
    if not network.problem.one_per_unit:
        return
    seen: set[tuple[int, int]] = set()
    for proposal, expert in flow.chosen.tolist():
        key = (proposal, int(network.unit_of[expert]))
        if key[1] >= 0 and key in seen:
            yield key
        seen.add(key)


def _meeting(network: Network, flow: Flow) -> tuple[int, int] | None:
    return next(_meetings(network, flow), None)


def _ways_out(network: Network, allowed: Mask, proposal: int, unit: int) -> Iterator[Mask]:
    """Either this kind gives the unit's expert, or one of the other kinds does: together they hold every solution."""
    of_unit = (network.unit_of == unit) & allowed[proposal]
    first = int(network.kind_of[of_unit].min())
    for gone in (of_unit & (network.kind_of == first), of_unit & (network.kind_of != first)):
        fewer = allowed.copy()
        fewer[proposal, gone] = False
        yield fewer


def _dive(network: Network, allowed: Mask, flow: Flow) -> tuple[Flow, int]:
    """Settles every meeting at once for the colleague who fits best, and solves again until nobody meets."""
    fewer, solved = allowed.copy(), 1
    while meetings := list(_meetings(network, flow)):
        for proposal, unit in meetings:
            met = [e for p, e in flow.chosen.tolist() if p == proposal and network.unit_of[e] == unit]
            stays = max(met, key=lambda e: int(network.problem.fit[proposal, e]))
            gone = (network.unit_of == unit) & (network.kind_of != network.kind_of[stays])
            fewer[proposal, gone] = False
        flow, solved = network.solve(fewer), solved + 1
    return flow, solved


def _lifted(network: Network, found: Found) -> Found:
    """The flow whose worst pair fits best, found by halving the range of fits."""
    problem, flow = network.problem, found.flow
    steps = np.unique(problem.fit[problem.allowed])
    least = int(problem.fit[flow.chosen[:, 0], flow.chosen[:, 1]].min())
    low, high = int(np.searchsorted(steps, least)), len(steps) - 1
    best, solved, wanted = found, found.solved, sum(flow.empty.values())
    while low < high:
        middle = (low + high + 1) // 2
        tried = _best(network, problem.allowed & (problem.fit >= steps[middle]))
        solved += tried.solved
        if sum(tried.flow.empty.values()) == wanted:
            best, low = tried, middle
        else:
            high = middle - 1
    return Found(best.flow, best.bound, solved)
