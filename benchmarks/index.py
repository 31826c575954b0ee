"""The composite index: replications and sensitivity on ASEM (51 units, 49 indicators) and on 14 regions, in one run.

    python benchmarks/index.py [FOLDER]

FOLDER holds asem_iData.csv and asem_iMeta.csv (COINr's example data); without it figures of the same shape are drawn. Prints medians of
several rounds beside the project's targets. COINr is timed where Rscript and COINr are installed; elsewhere its recorded figures are
printed as text: measured once on a two-core machine, 1,000 replications 313.95 s, a Sobol analysis of 600 runs 218.4 s.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from jichuang.methods.composite import (
    Aggregation,
    Average,
    Data,
    Element,
    FixedStandard,
    Framework,
    Geometric,
    MinMax,
    Normalisers,
    Rank,
    Recipe,
    Treatment,
    Treatments,
    build,
    data,
    framework,
)
from jichuang.methods.composite.coin_tables import read_data, read_meta
from jichuang.methods.composite.files import read
from jichuang.methods.composite.kemeny import kemeny
from jichuang.methods.composite.outranking import outranking
from jichuang.methods.composite.uncertainty import Declared, sensitivity, uncertainty

ROUNDS = 5
RECORDED = "COINr 1.1.14, recorded, not run here: 1,000 replications 313.95 s; Sobol, 600 runs, 218.4 s"
RECIPE = Recipe(impute=Average(), normalise=Normalisers(MinMax(1, 100)))
VARIED = Declared(
    treat=tuple(Treatments(Treatment(winmax)) for winmax in (1, 2, 3, 4)),
    normalise=(Normalisers(Rank()),),
    aggregate=(Aggregation(Geometric()),),
    noise=0.25,
)


def drawn(units: int, indicators: int, pillars: int) -> tuple[Data, Framework]:
    """Figures of a given shape, a pillar for every run of indicators."""
    draw = np.random.default_rng(1).lognormal(1, 0.9, (units, indicators))
    codes = [f"i{at}" for at in range(indicators)]
    elements = [Element(code, parent=f"p{at % pillars}", standard=10.0) for at, code in enumerate(codes)]
    elements += [Element(f"p{at}", parent="index", aggregate=True) for at in range(pillars)]
    held = data(
        [f"u{at}" for at in range(units)], {code: draw[:, at].tolist() for at, code in enumerate(codes)}
    )
    return held, framework("drawn", "抽取", [*elements, Element("index", aggregate=True)])


def asem(folder: Path | None) -> tuple[Data, Framework, str]:
    if folder is None:
        return *drawn(51, 49, 8), "drawn figures of ASEM's shape"
    meta = read(folder / "asem_iMeta.csv")
    tree = read_meta(meta)
    return read_data(read(folder / "asem_iData.csv"), meta, tree), tree, "ASEM"


def timed(work: Callable[[], object]) -> float:
    """Seconds, median of the rounds after one to warm up."""
    work()
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def line(what: str, seconds: float, target: float | None = None) -> None:
    asked = "" if target is None else f"   target {target:g} s: {'met' if seconds < target else 'MISSED'}"
    print(f"  {what:72} {seconds:8.3f} s{asked}")


def main(folder: Path | None) -> None:
    held, tree, name = asem(folder)
    print(f"{name}: {len(held.units)} units, {len(tree.codes)} indicators, medians of {ROUNDS} rounds")
    line("one build, every step kept", timed(lambda: build(held, tree, RECIPE)))
    line(
        "1,000 replications (winsorising, normalisation, weights, aggregation)",
        timed(lambda: uncertainty(held, tree, RECIPE, VARIED, runs=1000)),
        1,
    )
    line(
        "Sobol, 6,144 runs, the same four, with intervals",
        timed(lambda: sensitivity(held, tree, RECIPE, VARIED)),
        2,
    )
    regions, county = drawn(14, 60, 12)
    fixed = Recipe(normalise=Normalisers(FixedStandard()))
    noise = Declared(noise=0.25, left_out=True)
    line(
        "14 regions, 60 indicators: 10,000 replications (weights, one indicator left out)",
        timed(lambda: uncertainty(regions, county, fixed, noise, runs=10_000)),
        1,
    )
    line(
        "the same with normalisation, winsorising and aggregation too",
        timed(lambda: uncertainty(regions, county, RECIPE, VARIED, runs=10_000)),
        1,
    )
    matrix = outranking(build(regions, county, fixed).stages.normalised, np.ones(60))
    line("exact Kemeny order of 14 regions", timed(lambda: kemeny(matrix)))
    print(
        "COINr: "
        + (
            "Rscript is here; time it with its vignette 'sensitivity'"
            if shutil.which("Rscript")
            else RECORDED
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
