"""备案的效果: a station valid until its agreement ends; a renewal writes the next period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.listing import Listing

if TYPE_CHECKING:
    from jichuang.accounts.models import User

listed = Listing(
    register="academician_station",
    prefix="YS",
    basis="院士工作站备案名单",
    named="station",
    kept=("academician", "agreement_until"),
    slip="院士工作站备案凭单",
)


def enlist(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the entry; its last day is the agreement's. Raises Refused for an agreement that has ended already."""
    until = date.fromisoformat(str(case.answers["agreement_until"]))
    if until < on:
        raise Refused(f"合作协议已于{until}期满，不能备案。", remedy="请续签协议后重新申报。", conflict=True)
    return listed(case=case, by=by, on=on, number=number, until=until)
