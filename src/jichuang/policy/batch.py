"""A whole file through one policy: .xlsx, .csv or .parquet in, the same rows with their answers out, in bounded memory.

Rows that cannot be judged are not dropped and not guessed: they keep an empty verdict and say, by cell, what is wrong.
Knows files and columns; knows no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import Cell, Row, Table, read_table, write_xlsx
from jichuang.policy.checking import refuse_contradictions
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import FactError, PolicyError
from jichuang.policy.facts import Choice, Day, Fact, Figure, Flag, Record, Sequence, Text
from jichuang.policy.frame_facts import ExactFrame, exact_frame, kind_of
from jichuang.policy.frames import judged_exact
from jichuang.policy.parameters import Law

CHUNK = 50_000
MAX_BYTES = 2 << 30
PROBLEM = "problem"
_YES, _NO = {"是", "true", "1", "y", "yes", "有"}, {"否", "false", "0", "n", "no", "无"}


@dataclass
class Summary:
    """What a batch did: rows by verdict, and what was wrong by cell."""

    verdicts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(self.verdicts.values())


def run_batch(policy: Policy, law: Law, source: Path, target: Path) -> Summary:
    """Judge every row of `source` into `target`. Money in yuan, or in 万元 where the header says so.

    PolicyError or CodeError when the file or its columns cannot be used at all."""
    if target.suffix.lower() not in (".xlsx", ".csv", ".parquet"):
        raise PolicyError(f"不能写 {target.name}：结果文件应为 .xlsx、.csv 或 .parquet")
    if target.resolve() == source.resolve():
        raise PolicyError("结果文件不能就是原文件")
    summary = Summary()
    if source.suffix.lower() == ".parquet":
        frames = _parquet_chunks(policy, law, source, summary)
    else:
        frames = _table_chunks(policy, law, read_table(source, source.name, max_bytes=MAX_BYTES), summary)
    _write(frames, target)
    return summary


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


# a table of cells
@dataclass(frozen=True)
class _Column:
    """Which fact a column holds, and by what its numbers are multiplied (万元)."""

    position: int
    fact: Fact
    factor: int


def _columns(policy: Policy, table: Table) -> list[_Column]:
    known = {name: fact for fact in policy.facts.values() for name in (fact.key, fact.title)}
    found: dict[str, _Column] = {}
    for position, header in enumerate(table.headers):
        name, factor = header.text, 1
        for ending in ("（万元）", "(万元)"):
            if name.endswith(ending):
                name, factor = name.removesuffix(ending), 10_000
        fact = known.get(name.removesuffix("（元）").removesuffix("(元)"))
        if fact is None or isinstance(fact, Sequence | Record):
            continue
        if fact.key in found:
            raise PolicyError(f"{header.address}：“{fact.title}”有两列")
        found[fact.key] = _Column(position, fact, factor)
    if not found:
        names = "、".join(f"{f.key}（{f.title}）" for f in policy.facts.values())
        raise PolicyError(f"没有一列是本政策的事实；表头应为下列名称之一：{names}")
    return list(found.values())


def _table_chunks(policy: Policy, law: Law, table: Table, summary: Summary) -> Iterator[pl.DataFrame]:
    columns = _columns(policy, table)
    names = _unique([h.text for h in table.headers])
    rows = iter(table)
    while chunk := list(islice(rows, CHUNK)):
        read = [_read_row(policy, law, columns, row) for row in chunk]
        texts = {n: [row.cells[at].value or None for row in chunk] for at, n in enumerate(names)}
        given = pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String))
        facts = [column.fact for column in columns]
        yield _answered(policy, law, given, facts, read, summary)


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return found


Read = tuple[dict[str, Any], str]  # exact facts of a row, and what is wrong with it


def _read_row(policy: Policy, law: Law, columns: list[_Column], row: Row) -> Read:
    values: dict[str, Any] = {}
    problems = []
    places = {column.fact.key: row.cells[column.position].address for column in columns}
    for column in columns:
        cell = row.cells[column.position]
        try:
            values[column.fact.key] = column.fact.parse(_given(column, cell))
        except (FactError, CodeError) as error:
            problems.append(_at(cell.address, error))
    with suppress(KeyError):
        try:
            refuse_contradictions(
                policy, law, values, {c.fact.key: row.cells[c.position].value for c in columns}
            )
        except FactError as error:
            problems.append(_at(places[error.fact], error))
    return values, "；".join(problems)


def _at(address: str, error: FactError | CodeError) -> str:
    return str(error.at(address)) if isinstance(error, CodeError) else f"{address} {error}"


def _given(column: _Column, cell: Cell) -> object:
    text = cell.value
    if text == "":
        return None
    if isinstance(column.fact, Flag):
        word = text.casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise column.fact.refuse(text, "不是是非值")
    if isinstance(column.fact, Choice):
        return next((key for key, says in column.fact.options.items() if text == says), text)
    if isinstance(column.fact, Day | Text):
        return text
    number = parse_decimal(text, field=column.fact.title) * column.factor
    return int(number) if number == number.to_integral_value() else Decimal(number)


def _answered(
    policy: Policy, law: Law, given: pl.DataFrame, facts: list[Fact], read: list[Read], summary: Summary
) -> pl.DataFrame:
    """The given rows with their answers; rows with a problem keep empty answers."""
    clean = [values for values, problem in read if not problem]
    kinds = {f.key: kind_of(f) for f in facts}
    columns = {key: [values.get(key) for values in clean] for key in kinds}
    exact = ExactFrame(pl.DataFrame(columns, schema=kinds), {f.key: f.scale for f in facts})
    problems = pl.Series(PROBLEM, [problem or None for _, problem in read], dtype=pl.String)
    return _joined(given, judged_exact(policy, exact, law), problems, summary)


def _joined(
    given: pl.DataFrame, answers: pl.DataFrame, problems: pl.Series, summary: Summary
) -> pl.DataFrame:
    places = pl.DataFrame({"row": problems.is_null().arg_true()})
    spread = pl.DataFrame({"row": range(len(problems))}, schema={"row": pl.UInt32})
    spread = spread.join(
        places.cast(pl.UInt32).hstack(answers.get_columns()), on="row", how="left", maintain_order="left"
    )
    spread = spread.drop("row").with_columns(pl.col("verdict").cast(pl.String), problems)
    for verdict, count in spread["verdict"].value_counts().iter_rows():
        summary.verdicts[verdict or PROBLEM] += count
    summary.problems.extend(problems.drop_nulls().to_list())
    return given.drop(spread.columns, strict=False).hstack(spread.get_columns())


# a file of columns
def _parquet_chunks(policy: Policy, law: Law, source: Path, summary: Summary) -> Iterator[pl.DataFrame]:
    offset = 0
    for chunk in pl.scan_parquet(source).collect_batches(chunk_size=CHUNK, maintain_order=True):
        if not offset and not set(policy.facts) & set(chunk.columns):
            raise PolicyError(f"没有一列是本政策的事实；列名应为：{'、'.join(policy.facts)}")
        yield _parquet_chunk(policy, law, chunk, offset, summary)
        offset += chunk.height


def _parquet_chunk(
    policy: Policy, law: Law, chunk: pl.DataFrame, offset: int, summary: Summary
) -> pl.DataFrame:
    try:
        answers = judged_exact(policy, exact_frame(policy, law, chunk), law)
    except FactError:
        present = [fact for key, fact in policy.facts.items() if key in chunk.columns]
        rows = chunk.select(f.key for f in present).iter_rows(named=True)
        read = [_checked_row(policy, law, row, offset + number) for number, row in enumerate(rows, start=1)]
        if not any(problem for _, problem in read):
            raise
        return _answered(policy, law, chunk, present, read, summary)
    return _joined(chunk, answers, pl.Series(PROBLEM, [None] * chunk.height, dtype=pl.String), summary)


def _checked_row(policy: Policy, law: Law, row: dict[str, Any], number: int) -> Read:
    values: dict[str, Any] = {}
    problems = []
    for key, given in row.items():
        fact = policy.facts[key]
        try:
            numeric = isinstance(fact, Figure) and not isinstance(fact, Day)
            exact = parse_decimal(given, field=fact.title) if numeric and isinstance(given, str) else given
            values[key] = fact.parse(exact)
        except (FactError, CodeError) as error:
            problems.append(f"第{number}行{key}列 {error}")
    try:
        refuse_contradictions(policy, law, values, row)
    except FactError as error:
        problems.append(f"第{number}行{error.fact}列 {error}")
    return values, "；".join(problems)
