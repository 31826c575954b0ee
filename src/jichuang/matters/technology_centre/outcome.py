"""批准组建的效果: a new centre, or the old one under its new name: one platform is counted once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.listing import Listing
from jichuang.matters.platforms import renamed
from jichuang.registry.reads import entries

if TYPE_CHECKING:
    from jichuang.accounts.models import User

listed = Listing(
    register="tech_innovation_centre",
    prefix="JC",
    basis="省技术创新中心批准组建名单",
    named="name",
    kept=("field",),
    builds=True,
)


def enlist(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the entry; with an old number, renames that entry. Raises Refused when no such centre stands."""
    former = case.answers.get("former_number")
    if not former:
        return listed(case=case, by=by, on=on, number=number)
    old = entries(listed.register).in_force(on).filter(number=former).first()
    if old is None:
        raise Refused(f"名录中没有编号{former}的工程技术研究中心。", remedy="请核对原编号。", conflict=True)
    return Ref(
        "entry", str(renamed(old, str(case.answers["name"]), by=by, source=Ref("case", case.number)).pk)
    )
