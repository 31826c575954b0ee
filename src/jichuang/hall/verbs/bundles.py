"""取审计包: who may, the journal row that says so, and the archive."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

from django.db import transaction

from jichuang.base import journal, seals
from jichuang.base.errors import Refused
from jichuang.base.files.storing import NO_ROOM, no_room
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall.bundles import pack
from jichuang.hall.models import Case
from jichuang.hall.reads.permissions import can
from jichuang.hall.terms import CaseState

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_ROUNDS = 20


def take_bundle(*, case: Case, by: User | None) -> IO[bytes]:
    """The archive of a case as an open temporary file, its own taking among the journal rows. `by` is None for the command alone.

    Raises Refused for a draft and for anybody but an auditor or an officer of one of the case's desks. The journal is
    sealed first, so that every row carries its link; a row that another sealer holds is named as not yet sealed. Refused too
    for a full disk.
    """
    with transaction.atomic():
        if by is not None:
            require(can(by, "bundle", case))
        if case.state == CaseState.DRAFT:
            raise Refused("草稿还不是办件，没有审计包。", remedy="提交以后再取。", conflict=True)
        journal.record(
            actor=by,
            verb="case.bundle",
            subject=Ref("case", case.number),
            summary=f"{case.number} 取审计包",
        )
    target = _room()
    try:
        for _ in range(MOST_ROUNDS):
            if not seals.seal_pending():
                break
        pack(case, by=by.name if by is not None else "系统命令", reader=by, target=target)
        target.seek(0)
    except OSError as fault:
        target.close()
        if fault.errno in NO_ROOM:
            raise no_room(f"审计包-{case.number}.zip") from fault
        raise
    return target


def _room() -> IO[bytes]:
    """A file without a name, gone when it is closed."""
    return tempfile.TemporaryFile()
