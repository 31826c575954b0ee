"""Reads an opened batch row by row and stores how each row was judged. The register itself is not touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table
from jichuang.registry import registers
from jichuang.registry.models import ImportBatch, ImportRow
from jichuang.registry.roster.cells import RowReader
from jichuang.registry.roster.columns import match
from jichuang.registry.roster.judge import Judge
from jichuang.registry.terms import BatchState, RowState

Progress = Callable[[int], None]
CHUNK = 2000
COLUMNS = ("batch_id", "number", "state", "name", "subject", "data", "problems", "note", "replaces")


def read_batch(batch: ImportBatch, progress: Progress | None = None) -> ImportBatch:
    """Judges every row of the batch's file and leaves it in state 待确认; reading again starts afresh.

    `progress` is told the number of rows done after each chunk of 2,000. A file that cannot be read leaves the batch
    in state 无法读取 with the reason and raises Invalid; files are read in chunks, each kept when the next fails.
    """
    batch.rows.all().delete()
    ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.READING, done=0, judged_on=clock.today())
    try:
        counts, notes, done = _judge_file(batch, progress)
    except (Invalid, CodeError, Refused) as error:
        problems = (
            error.problems if isinstance(error, Invalid) else [Problem("file", str(error).rstrip("。"))]
        )
        fault = "；".join(
            f"{problem.field}：{problem}" if problem.field != "file" else str(problem) for problem in problems
        )
        ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.FAILED, fault=fault[:1000])
        batch.refresh_from_db()
        raise Invalid(problems) from error
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=BatchState.PREVIEWED, counts=counts, notes=notes, done=done, total=done, fault=""
    )
    batch.refresh_from_db()
    return batch


def _judge_file(batch: ImportBatch, progress: Progress | None) -> tuple[dict[str, int], list[str], int]:
    declared = registers.get(batch.register)
    today = clock.today()
    counts: Counter[str] = Counter()
    pending: list[tuple[Any, ...]] = []
    done = 0
    assert batch.file is not None
    titles = [column.title for column in declared.columns]
    with files.open_file(batch.file) as stream:
        table = read_table(stream, batch.filename, max_bytes=settings.UPLOAD_LIMIT, expected=titles)
        layout = match(declared, [(header.text, header.address) for header in table.headers])
        reader, judge = RowReader(declared, layout, today), Judge(declared, today)
        for source in table:
            row = reader.read(source.number, source.cells)
            verdict = judge.judge(row)
            counts[verdict.state.value] += 1
            note = "；".join(filter(None, [verdict.note, *row.notes]))[:400]
            pending.append(
                (batch.pk, row.number, verdict.state.value, row.name[:200], row.subject[:200], Jsonb(verdict.data),
                 Jsonb(row.problems), note, verdict.replaces)
            )  # fmt: skip
            done += 1
            if len(pending) >= CHUNK:
                _keep(batch, pending, done, progress)
    _keep(batch, pending, done, progress)
    if not done:
        raise Invalid.one("file", "表里没有数据行", "请在表头下面填写数据后重新上传")
    notes = [f"未导入的列：{'、'.join(layout.ignored)}"] if layout.ignored else []
    return dict(counts), notes, done


def _keep(batch: ImportBatch, pending: list[tuple[Any, ...]], done: int, progress: Progress | None) -> None:
    table = connection.ops.quote_name(ImportRow._meta.db_table)
    with transaction.atomic():
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for values in pending:
                copy.write_row(values)
        ImportBatch.objects.filter(pk=batch.pk).update(done=done, total=done)
    pending.clear()
    if progress is not None:
        progress(done)


def has_written_rows(batch: ImportBatch) -> bool:
    """Whether committing would write anything."""
    return any(batch.counts.get(state) for state in (RowState.NEW, RowState.EXPIRED, RowState.CHANGED))
