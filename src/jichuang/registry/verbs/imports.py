"""Roster imports: open, read and judge, commit in one transaction, undo, discard. Knows no page."""

from __future__ import annotations

from datetime import date, datetime
from typing import IO, TYPE_CHECKING, BinaryIO

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from jichuang.base import clock, files, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.registry import registers
from jichuang.registry.models import Entry, ImportBatch
from jichuang.registry.terms import WRITTEN_STATES, BatchState, RowState
from jichuang.registry.verbs.bulk import EntryRow, load_entries, mark_first_entries
from jichuang.registry.verbs.guards import after, lock_register, require_importer
from jichuang.registry.verbs.reading import Progress, read_batch

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def _changed_meanwhile() -> Refused:
    return Refused(
        "预检之后名录有了变化，这一批不能照原判断写入；什么都没有写。",
        remedy="请重新上传同一文件，再看一遍预检结果。",
        conflict=True,
    )


@transaction.atomic
def open_import(
    *, register: str, file: BinaryIO | IO[bytes], filename: str, by: User | None, basis: str = ""
) -> ImportBatch:
    """Stores the file and opens a batch in state 正在读取; `read_batch` (here or in a job) judges its rows.

    Raises Refused without the right to import or for a file that may not be stored, Invalid for an unknown register.
    """
    require_importer(by)
    declared = registers.find(register)
    if declared is None:
        raise Invalid.one("register", f"没有名录“{register}”", f"应为 {'、'.join(registers.codes())} 之一")
    if declared.personal:
        raise Refused(
            f"“{declared.title}”是人员名录，不按名册导入。", remedy="请由发证的环节逐人写入。", conflict=True
        )
    stored = files.store(file, filename, by=by)
    batch = ImportBatch.objects.create(
        register=register, file=stored, filename=stored.name, state=BatchState.READING, basis=basis, uploaded_by=by,
        uploaded_at=clock.now(), judged_on=clock.today(),
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="import.open",
        subject=Ref("import", str(batch.pk)),
        summary=f"上传{registers.get(register).title}名册 {stored.name}",
        detail={"sha256": stored.sha256, "size": stored.size},
    )
    return batch


def preview_import(
    *,
    register: str,
    file: BinaryIO | IO[bytes],
    by: User | None,
    filename: str = "",
    basis: str = "",
    progress: Progress | None = None,
) -> ImportBatch:
    """Opens a batch and judges every row at once (the dry run: nothing enters the register).

    `filename` defaults to the file object's name. Raises Invalid when the file as a whole cannot be read; a single
    wrong row is a row of the preview, never an exception.
    """
    name = filename or str(getattr(file, "name", "") or "名册.xlsx")
    batch = open_import(register=register, file=file, filename=name, by=by, basis=basis)
    return read_batch(batch, progress)


@transaction.atomic
def commit_import(*, batch: ImportBatch, by: User | None) -> ImportBatch:
    """Writes the batch's new and changed rows in one transaction: all or nothing. Wrong rows stay out and stay listed.

    Committing a committed batch again changes nothing. Raises Refused when the register changed since the preview.
    """
    require_importer(by)
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state == BatchState.COMMITTED:
        return batch
    if batch.state not in {BatchState.PREVIEWED, BatchState.COMMITTING}:
        raise Refused(f"这一批{batch.get_state_display()}，不能写入。", conflict=True)
    lock_register(batch.register)
    mark = f"import:{batch.pk}"
    replaced = [key for key in batch.rows.values_list("replaces", flat=True) if key is not None]
    moment = _close_all(replaced, mark, clock.now())
    rows = [*_written_rows(batch, mark, moment), *_shortened(batch, moment)]
    _refuse_taken_numbers(batch.register, rows)
    try:
        with transaction.atomic():
            load_entries(batch.register, rows, by, source=mark, batch=batch)
    except IntegrityError as error:
        raise _changed_meanwhile() from error
    batch.state, batch.committed_at = BatchState.COMMITTED, clock.now()
    batch.save(update_fields=["state", "committed_at"])
    journal.record(
        actor=by,
        verb="import.commit",
        subject=Ref("import", str(batch.pk)),
        summary=f"写入{registers.get(batch.register).title}名册 {batch.filename}：{summary(batch)}",
        detail={"counts": batch.counts},
    )
    return batch


def summary(batch: ImportBatch) -> str:
    """新增 3、变更 1、无变化 5 … in the order of RowState, empty kinds left out."""
    parts = [f"{state.label} {batch.counts[state]}" for state in RowState if batch.counts.get(state)]
    return "、".join(parts) or "没有数据行"


def _close_all(keys: list[int], mark: str, now: datetime) -> datetime:
    """Closes the beliefs in `keys`; returns the moment their successors begin. Refused when one is closed already."""
    standing = Entry.objects.filter(pk__in=keys, current=True)
    latest = standing.aggregate(latest=Max("recorded__startswith"))["latest"] if keys else None
    moment = after(now, latest)
    if _close(Entry.objects.filter(pk__in=keys), mark, moment) != len(keys):
        raise _changed_meanwhile()
    return moment


def _close(rows: object, mark: str, moment: datetime) -> int:
    keys = list(rows.filter(current=True).order_by().values_list("pk", flat=True))  # type: ignore[attr-defined]
    if not keys:
        return 0
    table = connection.ops.quote_name(Entry._meta.db_table)
    sql = f"UPDATE {table} SET recorded = tstzrange(lower(recorded), %s), closed_by = %s WHERE id = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [moment, mark, keys])
        return int(cursor.rowcount)


def _written_rows(batch: ImportBatch, mark: str, moment: datetime) -> list[EntryRow]:
    found = batch.rows.filter(state__in=WRITTEN_STATES).order_by("number").values_list("data", flat=True)
    return [_entry_row(data, mark, moment, batch.basis) for data in found.iterator(chunk_size=5000)]


def _entry_row(data: dict[str, object], mark: str, moment: datetime, basis: str) -> EntryRow:
    last = data["valid_to"]
    return EntryRow(
        subject=str(data["subject"]),
        name=str(data["name"]),
        number=str(data["number"]),
        region=str(data["region"]),
        home=str(data["home"]),
        valid_from=date.fromisoformat(str(data["valid_from"])),
        valid_to=date.fromisoformat(str(last)) if last else None,
        basis=str(data["basis"]) or basis,
        source=mark,
        attrs=dict(data["attrs"]),  # type: ignore[call-overload]
        recorded_at=moment,
    )


def _refuse_taken_numbers(register: str, rows: list[EntryRow]) -> None:
    numbers = {row.number: row.subject for row in rows if row.number}
    table = connection.ops.quote_name(Entry._meta.db_table)
    sql = f"SELECT number, subject FROM {table} WHERE register = %s AND current AND number = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [register, list(numbers)])
        if any(numbers[number] != subject for number, subject in cursor.fetchall()):
            raise _changed_meanwhile()


def _shortened(batch: ImportBatch, moment: datetime) -> list[EntryRow]:
    """Successors of entries that a renewal cuts short: the same entry, ending the day before the renewal begins."""
    ends: dict[int, date] = {
        row.replaces or 0: date.fromisoformat(row.data["shorten_to"])
        for row in batch.rows.exclude(replaces=None)
        .filter(state=RowState.CHANGED, data__has_key="shorten_to")
        .order_by("number")
    }
    return [
        _row_of(entry, moment, ends[entry.pk]) for entry in Entry.objects.filter(pk__in=ends).order_by("pk")
    ]


def _row_of(entry: Entry, moment: datetime, last: date | None) -> EntryRow:
    return EntryRow(
        subject=entry.subject, name=entry.name, number=entry.number, region=entry.region, home=entry.home,
        valid_from=entry.valid_from, valid_to=last, basis=entry.basis, source=entry.source, attrs=entry.attrs,
        recorded_at=moment, party_id=entry.party_id,
    )  # fmt: skip


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User | None, reason: str) -> ImportBatch:
    """Takes a committed batch back: its entries are no longer believed, those it replaced are believed again.

    What was believed in between stays readable with `known`. Raises Refused when an entry of the batch was corrected
    later, Invalid without a reason.
    """
    require_importer(by)
    if not reason.strip():
        raise Invalid.one("reason", "没有写明撤回原因", "请写明，如“名册有误，重新下发”")
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state == BatchState.UNDONE:
        return batch
    if batch.state != BatchState.COMMITTED:
        raise Refused(f"这一批{batch.get_state_display()}，没有可撤回的内容。", conflict=True)
    lock_register(batch.register)
    _refuse_later_changes(batch)
    mine = Entry.objects.filter(batch=batch)
    latest = mine.filter(current=True).aggregate(latest=Max("recorded__startswith"))["latest"]
    moment = after(clock.now(), latest)
    subjects = set(mine.order_by().values_list("subject", flat=True))
    taken = _close(mine, f"undo:{batch.pk}", moment)
    restored = _restore(batch, moment)
    mark_first_entries(batch.register, subjects)
    batch.state, batch.undone_at, batch.undo_reason = BatchState.UNDONE, clock.now(), reason.strip()
    batch.save(update_fields=["state", "undone_at", "undo_reason"])
    journal.record(
        actor=by,
        verb="import.undo",
        subject=Ref("import", str(batch.pk)),
        summary=f"撤回{registers.get(batch.register).title}名册 {batch.filename}：{reason.strip()}",
        detail={"taken_back": taken, "restored": restored},
    )
    return batch


def _refuse_later_changes(batch: ImportBatch) -> None:
    rows = Entry.objects.filter(batch=batch)
    believed = set(rows.filter(current=True).order_by().values_list("subject", "number"))
    changed = [
        name
        for name, subject, number in rows.filter(current=False)
        .order_by("name", "pk")
        .values_list("name", "subject", "number")
        if (subject, number) not in believed
    ]
    if changed:
        shown = "、".join(changed[:5])
        raise Refused(
            f"这一批写入的条目后来又有更正（{shown}{'等' if len(changed) > 5 else ''} {len(changed)} 条），整批撤回会抹掉这些更正。",
            remedy="请先撤回后来的更正或批次，再撤回这一批。",
            conflict=True,
        )


def _restore(batch: ImportBatch, moment: datetime) -> int:
    """Believes again in what the batch closed, row for row, keeping each row's own batch and source."""
    table = connection.ops.quote_name(Entry._meta.db_table)
    kept = (
        "register, subject, party_id, name, number, number_year, region, home, valid, basis, source, batch_id, attrs,"
        " first_entry, initials"
    )
    sql = (
        f"INSERT INTO {table} ({kept}, recorded, closed_by)"
        f" SELECT {kept}, tstzrange(%s, NULL), '' FROM {table} WHERE closed_by = %s AND register = %s"
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [moment, f"import:{batch.pk}", batch.register])
            return int(cursor.rowcount)
    except IntegrityError as error:
        raise Refused(
            "这一批取代的旧条目与后来写入的条目重叠，不能恢复。",
            remedy="请先更正后来写入的条目。",
            conflict=True,
        ) from error


@transaction.atomic
def discard_import(*, batch: ImportBatch, by: User | None) -> ImportBatch:
    """Gives a preview up; nothing had been written. Refused for a batch that is written or being read."""
    require_importer(by)
    changed = ImportBatch.objects.filter(
        pk=batch.pk, state__in=[BatchState.PREVIEWED, BatchState.FAILED, BatchState.READING]
    ).update(state=BatchState.DISCARDED)
    if not changed:
        raise Refused("这一批已经写入或撤回，不能放弃。", conflict=True)
    journal.record(
        actor=by,
        verb="import.discard",
        subject=Ref("import", str(batch.pk)),
        summary=f"放弃导入 {batch.filename}",
    )
    batch.refresh_from_db()
    return batch
