"""批准的效果: the park stands in `national_agri_park`; its provincial entry goes on with another grade, so the total stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.listing import Listing
from jichuang.registry.models import Party
from jichuang.registry.reads import entries
from jichuang.registry.verbs import correct_entry

if TYPE_CHECKING:
    from jichuang.accounts.models import User

NATIONAL_GRADE = "国家级"
listed = Listing(
    register="national_agri_park", prefix="NG", basis="国家农业科技园区批准文件", named="park", kept=("core_area",),
)  # fmt: skip
provincial = Listing(register="agri_park", prefix="NY", basis="省级农业科技园区名单", named="park")


def upgrade(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the national entry and regrades the provincial one. Raises Refused without a national number outside a demonstration."""
    if number is None and not settings.DEMONSTRATION:
        raise Refused("批准文号由国家赋予，本系统不生成。", remedy="请填写批准文件的文号。", conflict=True)
    held = provincial.held_by(case.party, on)
    if held is None:
        raise Refused("省级农业科技园区名录中已没有该园区。", remedy="请先核对省级名录。", conflict=True)
    source = Ref("case", case.number)
    regraded = held.attrs | {"grade": NATIONAL_GRADE}
    correct_entry(entry=held, by=by, reason="晋升国家农业科技园区", source=source, attrs=regraded)
    return listed(case=case, by=by, on=on, number=number)


def no_provincial_park(*, party: Party, on: date) -> str:
    """Only the host of a provincial park bids, and only while the park is not a national one."""
    if provincial.held_by(party, on) is None:
        return "贵单位没有在册的省级农业科技园区；成为省级园区一年以上的方可申报国家级。"
    held = entries("national_agri_park").in_force(on).filter(party=party).first()
    return f"“{held.name}”已是国家农业科技园区（{held.number}）。" if held else ""
