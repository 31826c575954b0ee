"""催报: one click reminds every unit chosen; nobody is reminded more than once in three working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, permissions
from jichuang.base.errors import Refused
from jichuang.returns.models import Owed
from jichuang.returns.reads.permissions import may_chase
from jichuang.returns.terms import OPEN
from jichuang.returns.verbs.common import note, write_to

if TYPE_CHECKING:
    from jichuang.accounts.models import User

EVERY = 3
"""Working days between two reminders of one unit."""


@dataclass(frozen=True, slots=True)
class Urged:
    """What one click did: units reminded, of which `unreachable` have nobody with an address; and those too soon."""

    sent: int
    unreachable: int
    too_soon: int

    @property
    def words(self) -> str:
        """The sentence of the page."""
        parts = [f"已催报{self.sent}家"]
        if self.unreachable:
            parts.append(f"其中{self.unreachable}家没有登记联系人，请电话联系")
        if self.too_soon:
            parts.append(f"{self.too_soon}家{EVERY}个工作日内已催过，没有重复发")
        return "；".join(parts) + "。"


@transaction.atomic
def urge(*, rows: Iterable[Owed], by: User) -> Urged:
    """催报 every unit of `rows` that still owes. Raises Refused for one outside the officer's scope, or for none at all."""
    held = list(
        Owed.objects.select_for_update(of=("self",))
        .filter(pk__in=[row.pk for row in rows], state__in=OPEN)
        .select_related("period", "party")
        .order_by("id")
    )
    if not held:
        raise Refused("所选单位都不欠报。", remedy="请刷新名单。", conflict=True)
    for row in held:
        permissions.require(may_chase(by, row))
    on, calendar = clock.today(), clock.calendar()
    due = [
        row for row in held if row.urged_on is None or calendar.workdays_between(row.urged_on, on) >= EVERY
    ]
    letters = write_to(due, "催报", "请尽快报送。")
    for row in due:
        row.urged_on, row.urges = on, row.urges + 1
        note(row, by, "urged", f"第{row.urges}次催报")
    Owed.objects.bulk_update(due, ["urged_on", "urges"])
    return Urged(len(due), sum(1 for row in due if not letters[row.pk]), len(held) - len(due))
