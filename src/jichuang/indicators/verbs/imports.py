"""观测值导入: a file becomes a batch of judged rows; confirming writes what is sound, faulty rows stay out."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.codes.tabular import read_table
from jichuang.indicators.models import Observation, ObservationBatch
from jichuang.indicators.reads.access import RECORDERS
from jichuang.indicators.terms import BatchState
from jichuang.indicators.verbs.observations import record_observation
from jichuang.indicators.verbs.reading import COLUMNS, RowReader
from jichuang.registry.reads import holds_any

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_ROWS = 5000


@transaction.atomic
def preview_batch(*, file: IO[bytes], filename: str, by: User) -> ObservationBatch:
    """预检. Nothing is written; the batch holds every row with its faults and doubts.

    Raises Refused without a provincial officer's appointment, CodeError for a file that cannot be read, Invalid for one
    without rows or with more than 5,000.
    """
    today = clock.today()
    require(holds_any(by, RECORDERS, on=today))
    data = file.read(settings.UPLOAD_LIMIT + 1)
    table = read_table(
        BytesIO(data), filename, max_bytes=settings.UPLOAD_LIMIT, expected=[one.title for one in COLUMNS]
    )
    reader = RowReader(table, today)
    rows = [reader.read(row) for row in table]
    if not rows:
        raise Invalid.one("file", "表里没有数据行", "请在表头下面填写数据后重新上传")
    if len(rows) > MOST_ROWS:
        raise Invalid.one("file", f"有{len(rows)}行，一次最多{MOST_ROWS}行", "请分成几个文件")
    reader.compare(rows, _held(rows))
    batch = ObservationBatch.objects.create(
        filename=filename[:200], digest=hashlib.sha256(data).hexdigest(), uploaded_at=clock.now(), uploaded_by=by,
        rows=rows,
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="observations.preview",
        subject=Ref("observations", str(batch.pk)),
        summary=f"预检观测值文件{batch.filename}：{len(rows)}行，{batch.faulty}行有误，{batch.doubtful}行存疑",
    )
    return batch


def _held(rows: list[dict[str, Any]]) -> list[Observation]:
    """What the house holds of the same indicators and regions. One query."""
    codes = {row["values"].get("indicator", "") for row in rows}
    regions = {row["values"].get("region", "") for row in rows}
    found = Observation.objects.filter(indicator__in=codes, region__in=regions)
    return list(found.order_by("known_on", "pk"))


@transaction.atomic
def commit_batch(*, batch: ObservationBatch, by: User, reason: str = "") -> ObservationBatch:
    """写入 the sound rows. Rows that look wrong (突变, 单位) need a `reason`, kept with each of them.

    Raises Refused when the batch is no longer open or has no sound row, Invalid without a needed reason or when a row
    has become impossible since the preview (its number is named).
    """
    require(holds_any(by, RECORDERS, on=clock.today()))
    batch = ObservationBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state == BatchState.COMMITTED:
        return batch
    if batch.state != BatchState.PREVIEWED or not batch.sound:
        raise Refused(
            f"{batch}{batch.get_state_display()}，没有可写入的行。",
            remedy="请改好后重新上传。",
            conflict=True,
        )
    if batch.doubtful and not reason.strip():
        raise Invalid.one(
            "reason", f"有{batch.doubtful}行存疑", "请写明核实情况，如“已与发布原文核对，确为当期数”"
        )
    written = 0
    for row in batch.rows:
        if not row["problems"]:
            _write(row, reason.strip(), by)
            written += 1
    batch.state, batch.reason, batch.written = BatchState.COMMITTED, reason.strip()[:300], written
    batch.save(update_fields=["state", "reason", "written"])
    journal.record(
        actor=by,
        verb="observations.commit",
        subject=Ref("observations", str(batch.pk)),
        summary=f"写入观测值{written}条（{batch.filename}）",
        detail={"reason": batch.reason, "digest": batch.digest},
    )
    return batch


def _write(row: dict[str, Any], reason: str, by: User) -> None:
    values = row["values"]
    note = values["note"]
    if row["doubts"] and reason:
        note = f"{note}；核实：{reason}" if note else f"核实：{reason}"
    try:
        record_observation(
            indicator=values["indicator"],
            region=values["region"],
            period=values["period"],
            value=Decimal(values["value"]) if values["value"] else None,
            status=values["status"],
            publisher=values["publisher"],
            title=values["title"],
            published_on=date.fromisoformat(values["published_on"]),
            note=note[:300],
            by=by,
        )
    except Invalid as fault:
        raise Invalid.one("rows", f"第{row['number']}行现在不能写入：{fault}") from fault


@transaction.atomic
def discard_batch(*, batch: ObservationBatch, by: User) -> None:
    """放弃; nothing had been written. Refused for a batch that was written."""
    require(holds_any(by, RECORDERS, on=clock.today()))
    changed = ObservationBatch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED).update(
        state=BatchState.DISCARDED
    )
    if not changed:
        raise Refused(f"{batch}已经写入或放弃。", conflict=True)
    journal.record(
        actor=by,
        verb="observations.discard",
        subject=Ref("observations", str(batch.pk)),
        summary=f"放弃{batch}",
    )
