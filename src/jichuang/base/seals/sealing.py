"""Adds committed rows to the chain. One sealer at a time; the order is the order of sealing, so no commit is missed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import connection, transaction

from jichuang.base.models import JournalRow, Seal, SealHead, Unsealed
from jichuang.base.seals import heads
from jichuang.base.seals.digest import ALGORITHM, COLUMNS, GENESIS, row_digest
from jichuang.base.today import SHANGHAI, machine_now

SEALER_LOCK = 5_201_808  # advisory lock number of the sealer


def seal_pending(batch: int = 1000) -> int:
    """Seals up to `batch` waiting rows and renews the latest head on file; returns how many it sealed.

    Returns 0 when nothing waits or another process is sealing.
    """
    now = machine_now()
    with transaction.atomic():
        if not _alone():
            return 0
        waiting = list(Unsealed.objects.order_by("row_id").values_list("row_id", flat=True)[:batch])
        if not waiting:
            return 0
        last = _extend(waiting, now)
        Unsealed.objects.filter(row_id__in=waiting).delete()
    # after the commit: a head on file must never run ahead of the chain
    heads.replace_latest(heads.sign("latest", last.position, last.digest, now))
    return len(waiting)


def sign_yesterday(today: date | None = None) -> SealHead | None:
    """Signs the chain's state at the end of the last machine day, once; None when done already or nothing is sealed.

    Its line is in the file before the row commits: on a full disk neither is there, and the next round tries again.
    """
    now = machine_now()
    midnight = datetime.combine(today or now.date(), time.min, SHANGHAI)
    day = midnight.date() - timedelta(days=1)
    last = Seal.objects.filter(sealed_at__lt=midnight).order_by("-position").first()
    if last is None:
        return None
    with transaction.atomic():
        if not _alone() or SealHead.objects.filter(day__gte=day).exists():
            return None
        head = heads.sign(day.isoformat(), last.position, last.digest, now)
        row = SealHead.objects.create(
            day=day,
            position=head.position,
            digest=head.digest,
            key_id=head.key_id,
            signature=head.signature,
            signed_at=now,
        )
        heads.append_daily(head)
    return row


def _extend(row_ids: list[int], now: datetime) -> Seal:
    last = Seal.objects.order_by("-position").first()
    position, previous = (last.position, last.digest) if last else (0, GENESIS)
    seals: list[Seal] = []
    for row in JournalRow.objects.filter(id__in=row_ids).order_by("id").values(*COLUMNS):
        position += 1
        previous = row_digest(previous, row)
        seals.append(
            Seal(position=position, row_id=row["id"], digest=previous, algorithm=ALGORITHM, sealed_at=now)
        )
    Seal.objects.bulk_create(seals)
    return seals[-1]


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        return bool(cursor.fetchone()[0])
