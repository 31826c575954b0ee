"""备案的效果: one entry of `alliance` with its field and the members who confirmed; who refused is not among them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.listing import Listing
from jichuang.matters.models import Membership
from jichuang.matters.terms import Answer

if TYPE_CHECKING:
    from jichuang.accounts.models import User

listed = Listing(
    register="alliance", prefix="LM", basis="产业技术创新联盟备案名单", named="alliance", kept=("field",)
)


def enlist(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the entry with the confirmed members by name."""
    confirmed = Membership.objects.filter(case=case, answer=Answer.CONFIRMED).values_list("name", flat=True)
    return listed(case=case, by=by, on=on, number=number, attrs={"members": "、".join(confirmed)})
