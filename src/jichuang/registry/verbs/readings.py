"""Looking at a party is a recorded act: the party can see who looked (谁看过我的数据)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.permissions import require
from jichuang.registry.models import Party
from jichuang.registry.reads.parties import scope_of
from jichuang.registry.reads.personal import may_read_party
from jichuang.registry.verbs.parties import party_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def read_party(*, party: Party, by: User | None, why: str = "查看主体档案") -> bool:
    """Opens a party's file to a reader: Refused with the reason, or journalled. True when the reader is its own."""
    today = clock.today()
    require(may_read_party(by, party, today))
    if by is None:
        return False
    if scope_of(by, party, today) is not None:
        return True
    journal.record(actor=by, verb="party.read", subject=party_ref(party), summary=why)
    return False
