"""文件: reads tables of text from CSV and writes the steps as CSV. The only module here that opens files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.coin_tables import Table
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.index import Index

ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets in China save as


def read(path: Path) -> Table:
    """A CSV file as a table. Raises CompositeError (empty, encoding) and OSError."""
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            rows = list(csv.reader(io.StringIO(content.decode(encoding), newline="")))
            break
        except UnicodeDecodeError:
            continue
    else:
        raise CompositeError("encoding", f"{path.name} 不是 UTF-8 或 GB18030 编码的文本")
    filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        raise CompositeError("empty", f"{path.name} 没有数据行")
    return Table(path.name, tuple(cell.strip() for cell in filled[0]), tuple(filled[1:]))


def write_steps(index: Index, folder: Path) -> list[Path]:
    """denominated, imputed, treated, normalised and aggregated .csv, first column uCode (and Time for a panel)."""
    folder.mkdir(parents=True, exist_ok=True)
    stages, codes = index.stages, index.framework.codes
    everything = [*codes, *(each.code for each in index.framework.aggregates)]
    steps: tuple[tuple[str, Data, list[str], Matrix], ...] = (
        ("denominated", stages.data, list(codes), stages.denominated),
        ("imputed", stages.data, list(codes), stages.imputed.values),
        ("treated", stages.units, list(codes), stages.treated.values),
        ("normalised", stages.units, list(codes), stages.normalised),
        (
            "aggregated",
            stages.units,
            everything,
            np.column_stack([index.scores[code] for code in everything]),
        ),
    )
    return [write(folder / f"{name}.csv", units, columns, values) for name, units, columns, values in steps]


def write(path: Path, units: Data, columns: list[str], values: Matrix) -> Path:
    """One matrix with its units; every digit of a float is kept, blank means not available."""
    panel = len(units.blocks) > 1
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["uCode", *(["Time"] if panel else []), *columns])
        for row, unit in enumerate(units.units):
            out.writerow([unit, *([units.period(row)] if panel else []), *map(_text, values[row].tolist())])
    return path


def _text(value: float) -> str:
    if np.isnan(value):
        return ""
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
