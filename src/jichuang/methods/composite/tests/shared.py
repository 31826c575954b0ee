"""Files of published figures beside the repository; a test that needs one is skipped where it is absent."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from jichuang.methods.composite.coin_tables import Table

ROOT = Path(__file__).resolve().parents[5]


def shared(*names: str) -> Path:
    """`../shared/data/...`, seen from the repository (or from a checkout one folder deeper)."""
    for base in (ROOT.parent, ROOT.parent.parent):
        path = base.joinpath("shared", "data", *names)
        if path.exists():
            return path
    pytest.skip(f"shared/data/{'/'.join(names)} is not here")


def table(*names: str) -> Table:
    """A file as a table of text."""
    with shared(*names).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    return Table(names[-1], tuple(header), tuple(tuple(row) for row in rows))


def expected(name: str, units: tuple[str, ...], codes: tuple[str, ...]) -> np.ndarray:
    """A published matrix in the order of `units` and `codes`; blanks as NaN."""
    rows = {row["uCode"]: row for row in table("asem", f"asem_expected_{name}.csv").dicts()}
    return np.array(
        [[float(rows[u][c]) if rows[u][c] not in ("", "NA") else np.nan for c in codes] for u in units]
    )
