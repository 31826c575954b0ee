"""One item of a plan on a day: its targets, milestones and duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.indicators.reads import Known
from jichuang.plan.models import Duty, Item, Plan
from jichuang.plan.reads.board import Board, board
from jichuang.plan.reads.ladders import MilestoneRow, milestone_row
from jichuang.plan.reads.plans import owners, rungs


@dataclass(frozen=True)
class ItemPage:
    """What the item page shows. `previous` and `next` are neighbouring item numbers or None."""

    item: Item
    board: Board
    milestones: list[MilestoneRow]
    duties: list[tuple[Duty, str]]
    previous: int | None
    next: int | None


def item_page(plan: Plan, number: int, day: date, known: Known = None) -> ItemPage | None:
    """Everything about item `number` as of `day`; None when the plan has no such item."""
    item = plan.items.select_related("chapter").filter(number=number).first()
    if item is None:
        return None
    codes = list(item.targets.values_list("code", flat=True))
    reached, who = rungs(plan, day, known), owners(plan)
    whole = who.get(str(number), "")
    milestones = []
    for milestone in item.milestones.order_by("order"):
        milestone.plan = plan
        milestones.append(
            milestone_row(milestone, day, plan.base_on, reached, who.get(milestone.code, whole))
        )
    duties = [(duty, who.get(duty.code, whole)) for duty in item.duties.order_by("order")]
    numbers = list(plan.items.order_by("number").values_list("number", flat=True))
    at = numbers.index(number)
    return ItemPage(
        item,
        board(plan, day, known, only=codes),
        milestones,
        duties,
        numbers[at - 1] if at else None,
        numbers[at + 1] if at + 1 < len(numbers) else None,
    )
