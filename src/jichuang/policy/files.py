"""Files as facts: .xlsx, .csv or .parquet (one file, a folder or a pattern of parts) read piece by piece, in bounded memory.

Rows that cannot be read are not dropped and not guessed: a piece says what is wrong with them, by cell. Knows files and columns; judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import Cell, Row, Table, read_table
from jichuang.policy.checking import refuse_contradictions
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import FactError, PolicyError
from jichuang.policy.facts import Choice, Day, Fact, Figure, Flag, Text
from jichuang.policy.frame_facts import ExactFrame, exact_frame, kind_of
from jichuang.policy.parameters import Law
from jichuang.policy.sheet_columns import Column, assembled, columns_of

CHUNK = 50_000
MAX_BYTES = 2 << 30
PROBLEM = "problem"
_YES, _NO = {"是", "true", "1", "y", "yes", "有"}, {"否", "false", "0", "n", "no", "无"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows as given; the facts of those that can be judged; and for each row what is wrong with it (null: nothing)."""

    given: pl.DataFrame
    exact: ExactFrame
    problems: pl.Series

    def spread(self, answers: pl.DataFrame) -> pl.DataFrame:
        """The answers of the rows that could be judged, set beside the rows as given; null for the others."""
        if answers.height == self.given.height:
            return answers
        places = pl.DataFrame({"row": self.problems.is_null().arg_true()}).cast(pl.UInt32)
        every = pl.DataFrame({"row": range(self.given.height)}, schema={"row": pl.UInt32})
        found = every.join(places.hstack(answers.get_columns()), on="row", how="left", maintain_order="left")
        return found.drop("row")


def pieces(policy: Policy, law: Law, source: Path) -> Iterator[Piece]:
    """`source` piece by piece. PolicyError or CodeError when the file or its columns cannot be used at all."""
    parts = _parts(source)
    if parts:
        yield from _parquet_pieces(policy, law, parts)
    else:
        yield from _table_pieces(policy, law, read_table(source, source.name, max_bytes=MAX_BYTES))


def _parts(source: Path) -> list[Path]:
    """The Parquet files meant: one, those below a folder, those of a pattern; none for a table of cells."""
    if source.is_dir():
        found = sorted(source.rglob("*.parquet"))
    elif any(sign in source.name for sign in "*?["):
        found = sorted(each for each in source.parent.glob(source.name) if each.suffix == ".parquet")
    else:
        return [source] if source.suffix.lower() == ".parquet" else []
    if not found:
        raise PolicyError(f"{source} 里没有 .parquet 文件")
    return found


# a table of cells
def _table_pieces(policy: Policy, law: Law, table: Table) -> Iterator[Piece]:
    columns = columns_of(policy, table)
    names = _unique([h.text for h in table.headers])
    rows = iter(table)
    while chunk := list(islice(rows, CHUNK)):
        read = [_read_row(policy, law, columns, row) for row in chunk]
        texts = {n: [row.cells[at].value or None for row in chunk] for at, n in enumerate(names)}
        given = pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String))
        yield _piece(given, list(dict.fromkeys(column.whole for column in columns)), read)


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return found


Read = tuple[dict[str, Any], str]  # exact facts of a row, and what is wrong with it


def _read_row(policy: Policy, law: Law, columns: list[Column], row: Row) -> Read:
    values: dict[str, Any] = {}
    problems = []
    places = {column.whole.key: row.cells[column.position].address for column in columns}
    parts: dict[str, list[tuple[Column, Any]]] = {}
    for column in columns:
        cell = row.cells[column.position]
        try:
            given = _given(column, cell)
            parsed = column.fact.parse(given)
        except (FactError, CodeError) as error:
            problems.append(_at(cell.address, error))
            continue
        if column.holder is None:
            values[column.fact.key] = parsed
        else:
            parts.setdefault(column.holder.key, []).append((column, given))
    for key, held in parts.items():
        values[key] = policy.facts[key].parse(assembled(policy.facts[key], held))
    with suppress(KeyError):
        try:
            refuse_contradictions(
                policy, law, values, {c.whole.key: row.cells[c.position].value for c in columns}
            )
        except FactError as error:
            problems.append(_at(places[error.fact], error))
    return values, "；".join(problems)


def _at(address: str, error: FactError | CodeError) -> str:
    return str(error.at(address)) if isinstance(error, CodeError) else f"{address} {error}"


def _given(column: Column, cell: Cell) -> object:
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


def _piece(given: pl.DataFrame, facts: list[Fact], read: list[Read]) -> Piece:
    clean = [values for values, problem in read if not problem]
    kinds = {f.key: kind_of(f) for f in facts}
    columns = {key: [values.get(key) for values in clean] for key in kinds}
    exact = ExactFrame(pl.DataFrame(columns, schema=kinds), {f.key: f.scale for f in facts})
    return Piece(given, exact, pl.Series(PROBLEM, [problem or None for _, problem in read], dtype=pl.String))


# a file of columns
def _parquet_pieces(policy: Policy, law: Law, parts: list[Path]) -> Iterator[Piece]:
    offset = 0
    for chunk in pl.scan_parquet(parts).collect_batches(chunk_size=CHUNK, maintain_order=True):
        if not offset and not set(policy.facts) & set(chunk.columns):
            raise PolicyError(f"没有一列是本政策的事实；列名应为：{'、'.join(policy.facts)}")
        yield frame_piece(policy, law, chunk, offset)
        offset += chunk.height


def frame_piece(policy: Policy, law: Law, chunk: pl.DataFrame, offset: int = 0) -> Piece:
    """The rows of a frame as a piece; `offset` rows came before them (for the numbers of rows in problems)."""
    try:
        exact = exact_frame(policy, law, chunk)
    except FactError:
        present = [fact for key, fact in policy.facts.items() if key in chunk.columns]
        rows = chunk.select(f.key for f in present).iter_rows(named=True)
        read = [_checked_row(policy, law, row, offset + number) for number, row in enumerate(rows, start=1)]
        if not any(problem for _, problem in read):
            raise
        return _piece(chunk, present, read)
    return Piece(chunk, exact, pl.Series(PROBLEM, [None] * chunk.height, dtype=pl.String))


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
