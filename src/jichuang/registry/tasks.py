"""Background jobs of the registry: reading and writing long rosters. Each may run twice without harm."""

from __future__ import annotations

from jichuang.accounts.models import User
from jichuang.base.errors import Invalid, Refused
from jichuang.base.jobs import task
from jichuang.registry.models import ImportBatch
from jichuang.registry.terms import BatchState
from jichuang.registry.verbs.imports import commit_import
from jichuang.registry.verbs.reading import read_batch


@task("registry.read_import")
def read_import(batch: int) -> None:
    """Judges the rows of a batch still being read; a file that cannot be read leaves its reason on the batch."""
    row = ImportBatch.objects.get(pk=batch)
    if row.state != BatchState.READING:
        return
    try:
        read_batch(row)
    except Invalid:
        return  # the batch says 无法读取 and why


@task("registry.commit_import")
def write_import(batch: int, user: int | None) -> None:
    """Writes a batch; a refusal puts it back to 待确认 with the reason."""
    row = ImportBatch.objects.get(pk=batch)
    if row.state != BatchState.COMMITTING:
        return
    by = User.objects.get(pk=user) if user is not None else None
    try:
        commit_import(batch=row, by=by)
    except Refused as refusal:
        ImportBatch.objects.filter(pk=batch).update(state=BatchState.PREVIEWED, fault=str(refusal)[:1000])
