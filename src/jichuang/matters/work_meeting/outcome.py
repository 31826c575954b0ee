"""会商的效果: one entry of `work_meeting` for the partner, and each agreed matter set as a task with its owner and day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.goals import set_goals
from jichuang.matters.listing import Listing

if TYPE_CHECKING:
    from jichuang.accounts.models import User

listed = Listing(
    register="work_meeting",
    prefix="HS",
    basis="科技工作会商纪要",
    named="partner",
    kept=("kind",),
    slip="会商登记凭单",
)


def hold(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the entry and its tasks; returns the entry's Ref."""
    entry = listed(case=case, by=by, on=on, number=number)
    set_goals(case=case, entry=entry, on=on)
    return entry
