"""Expert assignment at full size: 300 proposals x 600 experts x 5 reviews with conflicts and caps; peers where installed.

    python benchmarks/assignment.py [rounds]

Medians of interleaved rounds in milliseconds, network building included, on the clock and of processor time (which another
load on the machine does not change); objectives relative to the optimum.
openreview-matcher is compared when it can be imported, else one line says that it is not.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from jichuang.methods.assignment import Expert, Problem, Proposal, assign

UNITS = 60


def problem(
    proposals: int, experts: int, reviews: int, cap: int, *, quotas: bool = False, one_per_unit: bool = False
) -> Problem:
    """Synthetic fits; an expert avoids his own unit's proposals and 2 % of the rest. The same on every run."""
    dice = random.Random(7)
    kinds = ["technical"] * 7 + ["finance"] * 3
    people = [Expert(cap, dice.choice(kinds), f"单位{dice.randrange(UNITS)}") for _ in range(experts)]
    owners = [f"单位{dice.randrange(UNITS)}" for _ in range(proposals)]
    topics = np.random.default_rng(7).random((proposals + experts, 12)) ** 3
    topics /= np.linalg.norm(topics, axis=1, keepdims=True)
    fit = np.clip(np.rint(topics[:proposals] @ topics[proposals:].T * 1000), 0, 1000).astype(np.int64)
    conflicts = [
        (p, e)
        for p in range(proposals)
        for e in range(experts)
        if people[e].unit == owners[p] or dice.random() < 0.02
    ]
    quota = {"technical": 3, "finance": 1} if quotas else {}
    return Problem([Proposal(reviews, quota)] * proposals, people, fit, conflicts, one_per_unit=one_per_unit)


def greedy(given: Problem) -> int:
    """The best pair first, while caps and seats last: the total fit."""
    order = np.dstack(np.unravel_index(np.argsort(-given.fit, axis=None), given.fit.shape))[0]
    seats, caps = [one.reviews for one in given.proposals], [one.cap for one in given.experts]
    total = 0
    for p, e in order.tolist():
        if seats[p] and caps[e] and given.allowed[p, e]:
            seats[p], caps[e], total = seats[p] - 1, caps[e] - 1, total + int(given.fit[p, e])
    return total


def openreview() -> Callable[[Problem], int] | None:
    """Its MinMax solver as a function to the total fit; None when the package is not there."""
    try:
        from matcher.encoder import EncoderError  # noqa: F401
        from matcher.solvers import MinMaxSolver
    except ImportError:
        return None

    class Encoded:
        def __init__(self, given: Problem) -> None:
            self.aggregate_score_matrix = given.fit.T.astype(float)
            self.constraint_matrix = np.where(given.allowed.T, 0, -1)
            self.cost_matrix = -given.fit.T

    def run(given: Problem) -> int:
        solver = MinMaxSolver(
            [0] * len(given.experts),
            [one.cap for one in given.experts],
            [one.reviews for one in given.proposals],
            Encoded(given),
        )
        return int((np.asarray(solver.solve()).T * given.fit).sum())

    return run


def timed(call: Callable[[], Any]) -> tuple[float, float, Any]:
    """Milliseconds on the clock, milliseconds of processor time, and the answer."""
    began, busy = time.perf_counter(), time.process_time()
    answer = call()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000, answer


def main(rounds: int) -> None:
    """Prints one row for each shape and method."""
    peer = openreview()
    if peer is None:
        print("openreview-matcher is not installed: left out")
    shapes = {
        "300x600x5 cap 4": {"proposals": 300, "experts": 600, "reviews": 5, "cap": 4},
        "300x600x5 quotas": {"proposals": 300, "experts": 600, "reviews": 5, "cap": 4, "quotas": True},
        "300x600x5 one a unit": {
            "proposals": 300,
            "experts": 600,
            "reviews": 5,
            "cap": 4,
            "one_per_unit": True,
        },
        "300x600x5 both": {
            "proposals": 300,
            "experts": 600,
            "reviews": 5,
            "cap": 4,
            "quotas": True,
            "one_per_unit": True,
        },
        "206x1000x4 cap 1": {"proposals": 206, "experts": 1000, "reviews": 4, "cap": 1},
    }
    for name, shape in shapes.items():
        given = problem(**shape)  # type: ignore[arg-type]
        methods: dict[str, Callable[[], Any]] = {"ours": lambda given=given: assign(given)}
        if "both" not in name:
            methods["ours, fairest"] = lambda given=given: assign(given, fairest=True)
        if " cap " in name:
            methods["greedy"] = lambda given=given: greedy(given)
            if peer is not None:
                methods["openreview MinMax"] = lambda given=given: peer(given)
        times: dict[str, list[tuple[float, float]]] = {key: [] for key in methods}
        answers: dict[str, Any] = {}
        for _ in range(rounds):
            for key, call in methods.items():
                took, busy, answers[key] = timed(call)
                times[key].append((took, busy))
        best = answers["ours"].report.total
        for key, answer in answers.items():
            total = answer if isinstance(answer, int) else answer.report.total
            took, busy = (statistics.median(column) for column in zip(*times[key], strict=True))
            line = f"{name:22} {key:18} {took:7.0f} ms ({busy:6.0f} processor)  objective {total / best:.4f}"
            if not isinstance(answer, int):
                told = answer.report
                line += (
                    f"  worst {told.worst} of at most {told.ceiling}, worst pair {told.worst_pair},"
                    f" loads {told.loads}, empty {sum(one.seats for one in answer.lacking)},"
                    f" networks {answer.solved}{'' if answer.proven else f', at most {answer.gap} below the optimum'}"
                )
            print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
