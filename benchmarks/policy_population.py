"""Synthetic enterprises for `benchmarks/policy.py`: of ordinary size, and laid on the edges of the law."""

from __future__ import annotations

import random
from typing import Any

import polars as pl

from jichuang.policy.tests import oracle


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
