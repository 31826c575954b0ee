"""试点的效果: the county itself stands in `innovative_county`, and each goal is set as a task."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.goals import set_goals
from jichuang.matters.listing import Listing
from jichuang.registry.models import Party
from jichuang.registry.reads import entries

if TYPE_CHECKING:
    from jichuang.accounts.models import User

listed = Listing(
    register="innovative_county", prefix="CX", basis="创新型县（市、区）试点名单",
    kept=("county_class", "theme", "hnte", "tech_sme", "rd_intensity"),
)  # fmt: skip


def make_pilot(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the county's entry and its goals; returns the entry's Ref."""
    entry = listed(case=case, by=by, on=on, number=number)
    set_goals(case=case, entry=entry, on=on)
    return entry


def pilot_already(*, party: Party, on: date) -> str:
    """A county is a pilot once, whichever of its bodies applied."""
    held = entries("innovative_county").in_force(on).filter(subject=party.region).first()
    return f"{held.name}已是省级创新型县（市、区）试点（{held.number}）。" if held else ""
