"""The flow network of an assignment: reviews flow from proposals through kinds and units to experts.

    proposal --free seats--> kind --(at most 1)--> unit --> expert --1st, 2nd, 3rd review--> done
                               `--a seat that nobody can take--> done

One unit of flow is one review. Costs make the cheapest flow the stated optimum, in this order: the fewest empty seats, the
largest total fit, the most even load (least sum of squares).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from jichuang.methods.assignment.problem import MOST_FIT, Mask, Problem, Whole


@dataclass(frozen=True, slots=True)
class Flow:
    """One solved network: `chosen` pairs as rows (proposal, expert), empty seats for (proposal, kind), and the cost."""

    chosen: Whole
    empty: dict[tuple[int, int], int]
    cost: int


class Network:
    """The network of one problem; `solve` may be asked again with fewer pairs allowed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.kind_of, self.unit_of = problem.kind_of, problem.unit_of
        self.groups = len(problem.kinds) + 1  # the last one holds every kind that no quota names
        reviews = sum(one.reviews for one in problem.proposals)
        highest = max((one.cap + one.busy for one in problem.experts), default=0)
        self.step = 2 * reviews * (highest + 1) + 1
        """One thousandth of fit weighs more than any difference in balance."""
        self.empty_seat = (reviews + 1) * MOST_FIT * self.step
        """One empty seat weighs more than any difference in fit."""

    def solve(self, allowed: Mask) -> Flow:
        """The optimum over the allowed pairs. An assignment always exists: what cannot be filled is an empty seat."""
        solver = min_cost_flow.SimpleMinCostFlow()
        pairs = np.argwhere(allowed)
        first_pair = self._pairs(solver, pairs)
        self._loads(solver)
        seats = self._proposals(solver)
        if solver.solve() != solver.OPTIMAL:  # cannot happen: empty seats take any supply
            raise RuntimeError("assignment network has no optimum")
        flows = solver.flows(np.arange(first_pair, first_pair + len(pairs), dtype=np.int32))
        empty = {key: int(solver.flow(arc)) for key, arc in seats.items() if solver.flow(arc)}
        return Flow(pairs[flows > 0], empty, int(solver.optimal_cost()))

    # nodes: done, then experts, then (proposal, kind), then proposals, then (proposal, kind, unit)

    def _expert(self, expert: Whole) -> Whole:
        return expert + 1

    def _group(self, proposal: Whole, kind: Whole) -> Whole:
        return 1 + len(self.problem.experts) + proposal * self.groups + kind

    def _proposal(self, proposal: int) -> int:
        return 1 + len(self.problem.experts) + len(self.problem.proposals) * self.groups + proposal

    def _pairs(self, solver: min_cost_flow.SimpleMinCostFlow, pairs: Whole) -> int:
        """Adds an arc for each allowed pair, through its unit where units count; returns the first arc's number."""
        proposals, experts = pairs[:, 0], pairs[:, 1]
        tails = self._group(proposals, self.kind_of[experts])
        first = 0
        if self.problem.one_per_unit and len(pairs):
            tails, first = self._units(solver, tails, self.unit_of[experts])
        costs = (MOST_FIT - self.problem.fit[proposals, experts]) * self.step
        ones = np.ones(len(pairs), dtype=np.int64)
        solver.add_arcs_with_capacity_and_unit_cost(tails, self._expert(experts), ones, costs)
        return first

    def _units(
        self, solver: min_cost_flow.SimpleMinCostFlow, groups: Whole, units: Whole
    ) -> tuple[Whole, int]:
        """Puts a gate of width 1 before the experts of one unit; returns where each pair now starts, and the arcs used."""
        held = units >= 0
        width = int(units.max()) + 1
        keys, inverse = np.unique(groups[held] * width + units[held], return_inverse=True)
        gates = self._proposal(len(self.problem.proposals)) + np.arange(len(keys), dtype=np.int64)
        ones = np.ones(len(keys), dtype=np.int64)
        if len(keys):
            solver.add_arcs_with_capacity_and_unit_cost(keys // width, gates, ones, ones * 0)
        tails = groups.copy()
        tails[held] = gates[inverse]
        return tails, len(keys)

    def _loads(self, solver: min_cost_flow.SimpleMinCostFlow) -> None:
        """An expert's n-th review costs 2n - 1, so that the sum over experts is the sum of squared loads."""
        rows = [
            (at + 1, 2 * (one.busy + nth) - 1)
            for at, one in enumerate(self.problem.experts)
            for nth in range(1, one.cap + 1)
        ]
        if rows:
            table = np.array(rows, dtype=np.int64)
            ones = np.ones(len(rows), dtype=np.int64)
            solver.add_arcs_with_capacity_and_unit_cost(table[:, 0], ones * 0, ones, table[:, 1])

    def _proposals(self, solver: min_cost_flow.SimpleMinCostFlow) -> dict[tuple[int, int], int]:
        """Supplies: each quota at its kind, the free seats at the proposal. Returns the arcs of empty seats."""
        kinds = self.problem.kinds
        seats: dict[tuple[int, int], int] = {}
        for at, one in enumerate(self.problem.proposals):
            node, free = self._proposal(at), one.reviews - sum(one.quota.values())
            solver.set_node_supply(node, free)
            for kind in range(self.groups):
                group = int(self._group(np.int64(at), np.int64(kind)))  # type: ignore[arg-type]
                least = one.quota.get(kinds[kind], 0) if kind < len(kinds) else 0
                solver.set_node_supply(group, least)
                if free:
                    solver.add_arc_with_capacity_and_unit_cost(node, group, free, 0)
                if least:
                    seats[at, kind] = solver.add_arc_with_capacity_and_unit_cost(
                        group, 0, least, self.empty_seat
                    )
            if free:
                seats[at, -1] = solver.add_arc_with_capacity_and_unit_cost(node, 0, free, self.empty_seat)
        solver.set_node_supply(0, -sum(one.reviews for one in self.problem.proposals))
        return seats
