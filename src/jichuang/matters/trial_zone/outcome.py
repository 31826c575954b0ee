"""认定的效果: one entry of `transfer_trial_zone`, and each goal of its plan set as a task."""

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
    register="transfer_trial_zone", prefix="SY", basis="省级科技成果转移转化试验区名单", named="zone", kept=("area",),
)  # fmt: skip


def recognise(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the entry and its goals; returns the entry's Ref."""
    entry = listed(case=case, by=by, on=on, number=number)
    set_goals(case=case, entry=entry, on=on)
    return entry
