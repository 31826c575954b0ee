"""催报: one message to each owner about the reports it still owes, sent by a keeper from the chase list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.plan.models import Plan
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.people import officers_of
from jichuang.plan.reads.reports import OwedReport, owing

if TYPE_CHECKING:
    from jichuang.accounts.models import User

Wanted = tuple[int, str, str]
"""(item, department, period) of a report."""


@transaction.atomic
def chase_reports(*, plan: Plan, wanted: Iterable[Wanted], by: User) -> list[str]:
    """催报 of the reports named, as far as they are still owed: one message an owner; the departments reached.

    Raises Refused without a keeper's appointment, when none of them is owed any more, and when nobody could be told.
    """
    require(may_keep(by))
    asked, day = set(wanted), clock.today()
    found: dict[str, list[OwedReport]] = {}
    for one in owing(plan, day):
        if (one.holding.item, one.holding.department, one.period) in asked:
            found.setdefault(one.holding.department, []).append(one)
    if not found:
        raise Refused("所选的报告都已报送，或没有选。", remedy="请刷新后再看。", conflict=True)
    reached = [name for name, mine in found.items() if _tell(plan, mine)]
    if not reached:
        raise Refused(
            f"{'、'.join(found)}在系统里没有经办，催报没有人收到。",
            remedy="请先在部门下任命经办。",
            conflict=True,
        )
    for name in reached:
        journal.record(
            actor=by, verb="plan.chase", subject=Ref("plan", plan.slug), summary=f"催报{name}{len(found[name])}份",
            detail={"periods": sorted({one.period for one in found[name]})},
        )  # fmt: skip
    return reached


def _tell(plan: Plan, mine: list[OwedReport]) -> bool:
    """Writes to the officers of one owner; whether there is any."""
    people = officers_of(mine[0].holding.office, clock.today())
    lines = [
        f"{one.holding.place}{one.holding.title}：{one.name}，应于{one.due_on}前报送，{one.words[1]}"
        for one in mine
    ]
    tell(
        people, kind=MessageKind.DUTY, subject=f"请报送{len(mine)}份月报、季报",
        body="\n".join([*lines, "数已由系统取好，只需写文字。"]), about=Ref("plan", plan.slug),
    )  # fmt: skip
    return bool(people)
