"""A whole file through one policy: .xlsx, .csv or .parquet in, the same rows with their answers out, in bounded memory.

Rows that cannot be judged keep an empty verdict and say, by cell, what is wrong. Knows no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from jichuang.codes.tabular import write_xlsx
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.files import PROBLEM, Piece, pieces
from jichuang.policy.frames import judged_exact
from jichuang.policy.parameters import Law


@dataclass
class Summary:
    """What a batch did: rows by verdict, and what was wrong by cell."""

    verdicts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(self.verdicts.values())


def run_batch(policy: Policy, law: Law, source: Path, target: Path) -> Summary:
    """Judge every row of `source` (a file; for Parquet also a folder or a pattern) into `target`. Money in yuan, or in 万元 where the
    header says so.

    PolicyError or CodeError when the file or its columns cannot be used at all."""
    if target.suffix.lower() not in (".xlsx", ".csv", ".parquet"):
        raise PolicyError(f"不能写 {target.name}：结果文件应为 .xlsx、.csv 或 .parquet")
    if target.resolve() == source.resolve() or source.resolve() in target.resolve().parents:
        raise PolicyError("结果文件不能就是原文件，也不能写在原文件夹里")
    summary = Summary()
    _write((_answered(policy, law, piece, summary) for piece in pieces(policy, law, source)), target)
    return summary


def _answered(policy: Policy, law: Law, piece: Piece, summary: Summary) -> pl.DataFrame:
    """The given rows with their answers; rows with a problem keep empty answers."""
    found = piece.spread(judged_exact(policy, piece.exact, law))
    found = found.with_columns(pl.col("verdict").cast(pl.String), piece.problems)
    for verdict, count in found["verdict"].value_counts().iter_rows():
        summary.verdicts[verdict or PROBLEM] += count
    summary.problems.extend(piece.problems.drop_nulls().to_list())
    return piece.given.drop(found.columns, strict=False).hstack(found.get_columns())


def _write(frames: Iterator[pl.DataFrame], target: Path) -> None:
    first = next(frames, None)
    if first is None:
        raise PolicyError("文件里没有数据行")

    def all_frames() -> Iterator[pl.DataFrame]:
        yield first
        yield from frames

    if target.suffix.lower() == ".xlsx":
        rows = (row for frame in all_frames() for row in frame.iter_rows())
        write_xlsx(target, first.columns, rows, text_columns=_text_columns(first))
        return
    lazy = register_io_source(lambda *_: all_frames(), schema=first.schema)
    if target.suffix.lower() == ".csv":
        lazy.sink_csv(target, include_bom=True)
    else:
        lazy.sink_parquet(target)


def _text_columns(frame: pl.DataFrame) -> list[str]:
    return [name for name, kind in frame.schema.items() if kind == pl.String and name != PROBLEM]
