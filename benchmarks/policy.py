"""Rules over a population: this project beside NumPy, Polars, OpenFisca and zen-engine, on the same data, interleaved in one run.

    python benchmarks/policy.py [ROWS]

Prints medians of the ratios of each round (absolute times do not carry over between machines) beside the project's own targets; the
time of one check with full explanation, of batches of 100 and of a what-if; the peak memory of a run of its own; and the number of
decisions that differ from exact rational arithmetic on records laid on the band edges. Peers that are not installed are left out.
To have all of them: a virtual environment outside the project with `polars numpy openfisca-core zen-engine`, and PYTHONPATH=src.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import polars as pl
import policy_peers as peers
from policy_population import edge_records, population

from jichuang import policy
from jichuang.policy.tests import oracle

ON = date(2018, 5, 31)
ROUNDS = 9
SUMMARY, FINDINGS = "ours, verdict and score", "ours, with all findings"
NUMPY, POLARS, OPENFISCA = "NumPy by hand", "Polars by hand", "OpenFisca"
TARGETS = {(SUMMARY, NUMPY): 0.3, (FINDINGS, OPENFISCA): 1.0}
WIDER_SIZE = {"max_staff": 600, "max_sales": 300_000_000}


class Took(NamedTuple):
    """Milliseconds by the clock, and of all the processors' time."""

    clock: float
    processors: float


def took(work: Callable[[], object]) -> Took:
    gc.collect()
    clock, processors = time.perf_counter(), time.process_time()
    work()
    return Took((time.perf_counter() - clock) * 1000, (time.process_time() - processors) * 1000)


def timed(work: Callable[[], object]) -> float:
    return took(work).clock


def works_over(frame: pl.DataFrame) -> dict[str, Callable[[], object]]:
    works: dict[str, Callable[[], object]] = {
        SUMMARY: lambda: policy.evaluate("tech-sme", frame, on=ON),
        FINDINGS: lambda: policy.evaluate("tech-sme", frame, on=ON, findings=True),
        POLARS: lambda: peers.by_polars(frame),
    }
    if peers.np is None:
        print("  NumPy is not installed: left out, and with it OpenFisca")
        return works
    arrays = {name: frame[name].to_numpy() for name in frame.columns}
    works[NUMPY] = lambda: peers.by_numpy(arrays)
    fisca = peers.openfisca()
    if fisca is None:
        print("  OpenFisca is not installed: left out")
    else:
        works[OPENFISCA] = lambda: fisca(arrays)
    return works


def compare(frame: pl.DataFrame) -> None:
    works = works_over(frame)
    for work in works.values():
        work()
    rounds = [{name: took(work) for name, work in works.items()} for _ in range(ROUNDS)]
    print(
        f"{frame.height:,} records, medians of {ROUNDS} interleaved rounds (in brackets: of processor time)"
    )
    for name in works:
        line = f"  {name:24} {statistics.median(r[name].clock for r in rounds):8.1f} ms"
        for peer in (NUMPY, POLARS, OPENFISCA):
            if peer in works and name.startswith("ours"):
                line += "   " + ratio_of(name, peer, rounds, target=frame.height >= 1_000_000)
        print(line)


def ratio_of(name: str, peer: str, rounds: list[dict[str, Took]], *, target: bool) -> str:
    ratio = statistics.median(r[name].clock / r[peer].clock for r in rounds)
    processors = statistics.median(r[name].processors / r[peer].processors for r in rounds)
    asked = TARGETS.get((name, peer)) if target else None
    said = "" if asked is None else f" (target {asked}: {'met' if ratio <= asked else 'missed'})"
    return f"{ratio:.2f}x [{processors:.2f}x] {peer}{said}"


def wrong_decisions(rows: int, chunk: int = 50_000) -> None:
    """Ours and the peers that work on arrays against Fractions on records on, just under and just over the edges."""
    wrong = Counter(ours=0)
    fisca = peers.openfisca() if peers.np is not None else None
    for seed in range(rows // chunk):
        frame = edge_records(chunk, seed)
        exact = [oracle.judge(row) for row in frame.iter_rows(named=True)]
        ours = policy.evaluate("tech-sme", frame, on=ON)
        found = zip(ours["verdict"].to_list(), ours["score"].to_list(), exact, strict=True)
        wrong["ours"] += sum((verdict, (score, score)) != wanted for verdict, score, wanted in found)
        arrays = {name: frame[name].to_numpy() for name in frame.columns} if peers.np is not None else {}
        others = {NUMPY: peers.by_numpy, OPENFISCA: fisca} if arrays else {}
        for name, judge in others.items():
            if judge is not None:
                passed, score = judge(arrays)
                pairs = zip(passed.tolist(), score.tolist(), exact, strict=True)
                wrong[name] += sum((p, int(s)) != (v == "pass", e[0]) for p, s, (v, e) in pairs)
    print(f"{rows:,} records on the edges, answers that differ from exact rational arithmetic:")
    print("  " + "; ".join(f"{name} {count}" for name, count in wrong.items()))
    assert wrong["ours"] == 0


def medians(works: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    for work in works.values():
        work()
    rounds = [{name: timed(work) for name, work in works.items()} for _ in range(times)]
    return {name: statistics.median(r[name] for r in rounds) for name in works}


def small() -> None:
    facts = next(population(10).iter_rows(named=True)) | {"provincial_rd_body": None}
    hundred = population(100)
    plain = [
        {k: float(v) if isinstance(v, Decimal) else v for k, v in r.items()}
        for r in hundred.iter_rows(named=True)
    ]
    works: dict[str, Callable[[], object]] = {
        "check": lambda: policy.check("tech-sme", facts, on=ON),
        "explained": lambda: policy.explain(policy.check("tech-sme", facts, on=ON)),
        "batch": lambda: policy.evaluate("tech-sme", hundred, on=ON),
    }
    engine = peers.zen()
    if engine is not None:
        works["zen"] = lambda: [engine(record) for record in plain]
    found = medians(works, 50)
    print(
        f"one check {found['check']:.2f} ms; with full explanation {found['explained']:.2f} ms (target 5 ms)"
    )
    line = f"batches of 100: {found['batch'] * 10:.0f} us a record (target 45 us)"
    print(
        line
        + (
            f"; zen-engine {found['zen'] * 10:.0f} us"
            if engine is not None
            else "; zen-engine is not installed: left out"
        )
    )


def what_if(rows: int) -> None:
    frame = population(rows)
    works = {"what-if": lambda: policy.simulate("tech-sme", frame, on=ON, changes=WIDER_SIZE)}
    print(f"what-if on {rows:,} enterprises: {medians(works, ROUNDS)['what-if']:.0f} ms (target 1,000 ms)")


def memory(rows: int) -> None:
    """The peak of a process of its own that makes the population and judges it with all findings."""
    command = [sys.executable, __file__, "--peak", str(rows)]
    print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def peak(rows: int) -> None:
    frame = population(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    policy.evaluate("tech-sme", frame, on=ON, findings=True)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(
        f"{rows:,} records with all findings: peak {after // unit} MiB, {before // unit} of it before (target 1,024)"
    )


def main(rows: int) -> None:
    compare(population(62_000))
    compare(population(rows))
    small()
    what_if(62_000)
    memory(rows)
    wrong_decisions(rows)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--peak"]:
        peak(int(arguments[1]))
    else:
        main(int(arguments[0]) if arguments else 1_000_000)
