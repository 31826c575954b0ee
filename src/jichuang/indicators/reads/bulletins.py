"""公报: who may see which, the words of a draft, the files as stored, and whether they can be made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import QuerySet

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.base.tables import DEMONSTRATION_MARK
from jichuang.indicators.bulletin import files
from jichuang.indicators.bulletin.papers import paper
from jichuang.indicators.models import Bulletin
from jichuang.indicators.terms import BulletinState, FileKind
from jichuang.registry.reads import has_role
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def may_count(user: User | None) -> Decision:
    """起草、复核、发布、更正: 统计人员 of the whole province."""
    return has_role(user, Role.STATISTICIAN, on=clock.today(), home="")


def may_read(user: User | None, bulletin: Bulletin) -> Decision:
    """Everybody once it is issued; before that 统计人员 alone: a figure not yet issued moves nobody."""
    if bulletin.is_issued:
        return Decision.yes("公报已发布。")
    allowed = may_count(user)
    return allowed or Decision.no("这份公报还没有发布。", "发布后在“统计公报”中公开。")


def bulletins(user: User | None) -> QuerySet[Bulletin]:
    """What the person may read, the newest first."""
    rows = Bulletin.objects.select_related("snapshot", "drafted_by", "reviewed_by").order_by(
        "-period", "survey"
    )
    return rows if may_count(user) else rows.filter(state=BulletinState.ISSUED)


def issued(survey: str, year: int) -> list[Bulletin]:
    """Issued bulletins of a year, the earliest first: what a plan may count."""
    rows = Bulletin.objects.filter(survey=survey, period__startswith=str(year), state=BulletinState.ISSUED)
    return list(rows.defer("paper", "lock", "remark").order_by("period"))


def content(bulletin: Bulletin, *, number: str | None = None, day: date | None = None) -> dict[str, Any]:
    """The issued content as stored; for a draft what it would be now."""
    if bulletin.is_issued and number is None:
        return bulletin.paper
    return paper(
        bulletin.snapshot.data,
        title=bulletin.title,
        office=bulletin.office,
        number=bulletin.number if number is None else number,
        day=day or bulletin.issued_on,
        remark=bulletin.remark,
        identifier=bulletin.snapshot.identifier,
        stamp=DEMONSTRATION_MARK if settings.DEMONSTRATION else "",
    )


def lock_of(bulletin: Bulletin, number: str, day: date) -> dict[str, str]:
    """生成清单: the snapshot, its digests, the issue date, and everything that shapes the files."""
    return {
        "snapshot": bulletin.snapshot.identifier,
        "snapshot_digest": bulletin.snapshot.digest,
        "period_digest": bulletin.snapshot.period_digest,
        "number": number,
        "issued_on": day.isoformat(),
        **files.made_with(),
    }


def made(
    bulletin: Bulletin, printed: dict[str, Any], lock: dict[str, str], prepared: datetime
) -> dict[FileKind, bytes]:
    """The files of a bulletin from its content and lock, without the lock itself."""
    day = date.fromisoformat(lock["issued_on"])
    return {
        FileKind.PDF: files.as_pdf(printed, day),
        FileKind.XLSX: files.as_workbook(printed, lock),
        FileKind.SDMX: files.as_sdmx(
            bulletin.snapshot.data, identifier=bulletin.snapshot.identifier, issued_on=day,
            source=f"{printed['office']} {printed['number']}", prepared=prepared,
        ),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Again:
    """重新生成: whether today's program with the stored lock makes the same PDF, and what differs in the lock if not."""

    same: bool
    digest: str
    differs: tuple[str, ...]


def made_again(bulletin: Bulletin) -> Again:
    """Makes the issued PDF again from the snapshot and compares its SHA-256 with the stored file's."""
    assert bulletin.issued_on is not None
    fresh = content(bulletin, number=bulletin.number, day=bulletin.issued_on)
    digest = hashlib.sha256(files.as_pdf(fresh, bulletin.issued_on)).hexdigest()
    now = lock_of(bulletin, bulletin.number, bulletin.issued_on)
    stored = bulletin.files.select_related("file").get(kind=FileKind.PDF).file.sha256
    differs = tuple(sorted(key for key in now if now[key] != bulletin.lock.get(key)))
    return Again(digest == stored, digest, differs)
