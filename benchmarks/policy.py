"""Rules over a population: this project, plain NumPy and hand-written Polars on the same data, interleaved.

    python benchmarks/policy.py [ROWS]

Prints medians of the ratios of each round (absolute times do not carry over between machines), the time of one check with full
explanation, of a batch of 100, and the number of decisions that differ from exact rational arithmetic on records laid on the band
edges. The NumPy and Polars versions do less: no missing data, no dates of law, no bounds, no findings. NumPy is not a dependency of
the project; without it that row is left out.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from jichuang import policy
from jichuang.policy.tests import oracle

try:
    import numpy as np
except ImportError:
    np = None  # type: ignore[assignment]

ON = date(2018, 5, 31)
ROUNDS = 9


def population(rows: int, seed: int = 7) -> pl.DataFrame:
    """Enterprises of ordinary size, about a third of which pass. Money in whole yuan."""
    rng = random.Random(seed)
    size = min(
        rows, 50_000
    )  # drawn once, then repeated: Python's generator is slow and the work does not depend on it
    staff = [rng.randint(1, 650) for _ in range(size)]
    sales = [rng.randint(0, 250_000_000) for _ in range(size)]
    cost = [max(1, int(s * rng.uniform(0.5, 1.1))) for s in sales]
    columns: dict[str, list[Any]] = {
        "staff": staff,
        "tech_staff": [int(n * rng.uniform(0, 0.5)) for n in staff],
        "sales": sales,
        "assets": [rng.randint(0, 250_000_000) for _ in range(size)],
        "rd_expense": [min(c, int(s * rng.uniform(0, 0.12))) for s, c in zip(sales, cost, strict=True)],
        "cost_expense": cost,
        "ip_class1": [int(rng.random() < 0.15) for _ in range(size)],
        "ip_class2": [rng.randint(0, 6) for _ in range(size)],
    }
    for flag in oracle.FLAGS:
        odds = 0.99 if flag == "resident_enterprise" else 0.02
        columns[flag] = [rng.random() < odds for _ in range(size)]
    return pl.concat([pl.DataFrame(columns)] * -(-rows // size)).head(rows).rechunk()


def edge_records(rows: int, seed: int = 11) -> pl.DataFrame:
    """Records on, one smallest unit under and one over the edges of every band and limit."""
    rng = random.Random(seed)
    made = []
    for _ in range(rows):
        staff = rng.choice((499, 500, 501, 20, 40, 60, 100, 300))
        sales = rng.choice(
            (199_999_999, 200_000_000, 200_000_001, 10**6 * rng.randint(1, 199), rng.randint(1, 10**8))
        )
        cost = rng.choice((sales, max(1, sales // 5), 10**6 * rng.randint(1, 199)))
        base, percents = rng.choice(((sales, (2, 3, 4, 5, 6)), (cost, (10, 15, 20, 25, 30))))
        record: dict[str, Any] = {flag: rng.random() < 0.03 for flag in oracle.FLAGS}
        record |= {
            "resident_enterprise": rng.random() < 0.98,
            "staff": staff,
            "sales": sales,
            "cost_expense": cost,
        }
        record["tech_staff"] = max(
            0, min(staff, staff * rng.choice((10, 15, 20, 25, 30)) // 100 + rng.randint(-1, 1))
        )
        record["rd_expense"] = max(0, min(cost, base * rng.choice(percents) // 100 + rng.randint(-1, 1)))
        record |= {
            "assets": rng.choice((0, 199_999_999, 200_000_000, 200_000_001)),
            "ip_class1": rng.randint(0, 1),
        }
        made.append(record | {"ip_class2": rng.randint(0, 5)})
    return pl.DataFrame(made)


def by_numpy(a: dict[str, Any]) -> tuple[Any, Any]:
    """The same law in float64 arrays, as it is usually written."""

    def bands(ratio: Any, table: list[tuple[float, int]]) -> Any:
        return np.select([ratio >= t for t, _ in table], [p for _, p in table], 0)

    with np.errstate(divide="ignore", invalid="ignore"):
        people = bands(a["tech_staff"] / a["staff"], [(0.3, 20), (0.25, 16), (0.2, 12), (0.15, 8), (0.1, 4)])
        first = bands(
            a["rd_expense"] / a["sales"], [(0.06, 50), (0.05, 40), (0.04, 30), (0.03, 20), (0.02, 10)]
        )
        second = bands(
            a["rd_expense"] / a["cost_expense"], [(0.3, 50), (0.25, 40), (0.2, 30), (0.15, 20), (0.1, 10)]
        )
    owned = np.where(a["ip_class1"] >= 1, 30, np.minimum(a["ip_class2"], 4) * 6)
    score = people + np.maximum(first, second) + owned
    direct = (
        a["hnte_certificate_valid"] | a["national_award_top3"] | a["provincial_rd_body"] | a["led_standard"]
    )
    clean = ~(a["restricted_industry"] | a["serious_violation"] | a["abnormal_list"] | a["dishonest_list"])
    size = (a["staff"] <= 500) & (a["sales"] <= 2e8) & (a["assets"] <= 2e8)
    return a["resident_enterprise"] & size & clean & (direct | ((score >= 60) & (people > 0))), score


def by_polars(frame: pl.DataFrame) -> pl.DataFrame:
    """The same law in hand-written float expressions."""
    c = pl.col

    def bands(ratio: pl.Expr, table: list[tuple[float, int]]) -> pl.Expr:
        found: pl.Expr = pl.lit(0, pl.Int16)
        for threshold, points in reversed(table):
            found = pl.when(ratio >= threshold).then(pl.lit(points, pl.Int16)).otherwise(found)
        return found

    people = bands(c("tech_staff") / c("staff"), [(0.3, 20), (0.25, 16), (0.2, 12), (0.15, 8), (0.1, 4)])
    first = bands(c("rd_expense") / c("sales"), [(0.06, 50), (0.05, 40), (0.04, 30), (0.03, 20), (0.02, 10)])
    second = bands(
        c("rd_expense") / c("cost_expense"), [(0.3, 50), (0.25, 40), (0.2, 30), (0.15, 20), (0.1, 10)]
    )
    research = pl.when(first >= second).then(first).otherwise(second)
    counted = pl.when(c("ip_class2") > 4).then(4).otherwise(c("ip_class2")).cast(pl.Int16) * pl.lit(
        6, pl.Int16
    )
    score = people + research + pl.when(c("ip_class1") >= 1).then(pl.lit(30, pl.Int16)).otherwise(counted)
    direct = (
        c("hnte_certificate_valid") | c("national_award_top3") | c("provincial_rd_body") | c("led_standard")
    )
    clean = ~(c("restricted_industry") | c("serious_violation") | c("abnormal_list") | c("dishonest_list"))
    size = (c("staff") <= 500) & (c("sales") <= 200_000_000) & (c("assets") <= 200_000_000)
    passed = c("resident_enterprise") & size & clean & (direct | ((score >= 60) & (people > 0)))
    return frame.lazy().select(passed.alias("pass"), score.alias("score")).collect()


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(frame: pl.DataFrame) -> None:
    works: dict[str, Callable[[], object]] = {
        "ours, verdict and score": lambda: policy.evaluate("tech-sme", frame, on=ON),
        "ours, with all findings": lambda: policy.evaluate("tech-sme", frame, on=ON, findings=True),
        "Polars by hand (floats)": lambda: by_polars(frame),
    }
    if np is not None:
        arrays = {name: frame[name].to_numpy() for name in frame.columns}
        works["NumPy by hand (floats)"] = lambda: by_numpy(arrays)
    for work in works.values():
        work()
    rounds = [{name: timed(work) for name, work in works.items()} for _ in range(ROUNDS)]
    print(f"{frame.height:,} records, medians of {ROUNDS} interleaved rounds")
    for name in works:
        line = f"  {name:26} {statistics.median(r[name] for r in rounds):8.1f} ms"
        for peer in ("NumPy by hand (floats)", "Polars by hand (floats)"):
            if peer in works and name.startswith("ours"):
                line += f"   {statistics.median(r[name] / r[peer] for r in rounds):.2f}x {peer.split()[0]}"
        print(line)


def wrong_decisions(rows: int) -> None:
    frame = edge_records(rows)
    ours = policy.evaluate("tech-sme", frame, on=ON)
    exact = [oracle.judge(row) for row in frame.iter_rows(named=True)]
    found = zip(ours["verdict"].to_list(), ours["score"].to_list(), exact, strict=True)
    differ = sum((verdict, (score, score)) != wanted for verdict, score, wanted in found)
    print(f"{rows:,} records on the edges: ours differs from exact rational arithmetic in {differ}")
    if np is not None:
        passed, score = by_numpy(
            {
                n: frame[n].to_numpy().astype("float32")
                if frame[n].dtype == pl.Int64
                else frame[n].to_numpy()
                for n in frame.columns
            }
        )
        wrong = sum(
            (p, int(s)) != (v == "pass", e[0]) for p, s, (v, e) in zip(passed, score, exact, strict=True)
        )
        print(f"  the same law in float32: {wrong}")
    assert differ == 0


def small() -> None:
    facts = next(population(10).iter_rows(named=True)) | {"provincial_rd_body": None}
    hundred = population(100)
    policy.explain(policy.check("tech-sme", facts, on=ON))
    one = statistics.median(timed(lambda: policy.check("tech-sme", facts, on=ON)) for _ in range(50))
    told = statistics.median(
        timed(lambda: policy.explain(policy.check("tech-sme", facts, on=ON))) for _ in range(50)
    )
    batch = statistics.median(timed(lambda: policy.evaluate("tech-sme", hundred, on=ON)) for _ in range(20))
    print(
        f"one check {one:.2f} ms, with full explanation {told:.2f} ms; a batch of 100: {batch * 10:.0f} us a record"
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    compare(population(62_000))
    compare(population(count))
    small()
    wrong_decisions(min(count, 1_000_000) // 5)
