"""Uploads and commits as a page asks for them: short files at once, long ones as a job with progress."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, BinaryIO

from django.db import transaction

from jichuang.base.errors import Invalid, Refused
from jichuang.base.jobs import defer
from jichuang.registry import tasks
from jichuang.registry.models import ImportBatch
from jichuang.registry.terms import BatchState
from jichuang.registry.verbs.guards import require_importer
from jichuang.registry.verbs.imports import commit_import, open_import
from jichuang.registry.verbs.reading import read_batch

if TYPE_CHECKING:
    from jichuang.accounts.models import User

SHORT_FILE = 600_000  # bytes; about ten thousand rows, read in under three seconds
SHORT_BATCH = 10_000  # rows


def upload(
    *, register: str, file: BinaryIO | IO[bytes], filename: str, by: User, basis: str = ""
) -> ImportBatch:
    """Opens a batch; a short file is judged at once, a long one by a job. The batch says how far it is.

    A file that cannot be read gives a batch in state 无法读取; one that may not be stored raises Refused.
    """
    with transaction.atomic():
        batch = open_import(register=register, file=file, filename=filename, by=by, basis=basis)
        if batch.file is not None and batch.file.size > SHORT_FILE:
            defer(tasks.read_import, batch=batch.pk)
            return batch
    try:
        return read_batch(batch)
    except Invalid:
        batch.refresh_from_db()
        return batch


@transaction.atomic
def write(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Commits a short batch at once and hands a long one to a job. Refused unless it waits for confirmation."""
    require_importer(by)
    if batch.total <= SHORT_BATCH:
        return commit_import(batch=batch, by=by)
    changed = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED).update(
        state=BatchState.COMMITTING, fault=""
    )
    batch.refresh_from_db()
    if not changed:
        raise Refused(f"这一批{batch.get_state_display()}，不能写入。", conflict=True)
    defer(tasks.write_import, batch=batch.pk, user=by.pk)
    return batch
