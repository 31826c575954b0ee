"""One item of a plan on a day: its targets, milestones and duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.indicators.reads import Known
from jichuang.plan.models import Duty, Item, Plan
from jichuang.plan.reads.adjusting import adjusted
from jichuang.plan.reads.board import Board, board
from jichuang.plan.reads.goals import GoalTask, goal_tasks
from jichuang.plan.reads.ladders import MilestoneRow, milestone_row
from jichuang.plan.reads.plans import owners, rungs
from jichuang.plan.reads.published import with_publications


@dataclass(frozen=True)
class ItemPage:
    """What the item page shows. `previous` and `next` are neighbouring item numbers or None."""

    item: Item
    chapter: str
    board: Board
    milestones: list[MilestoneRow]
    duties: list[tuple[Duty, str]]
    goals: list[GoalTask]
    previous: int | None
    next: int | None


PREAMBLE = 0


def item_page(plan: Plan, number: int, day: date, known: Known = None) -> ItemPage | None:
    """Everything about item `number` as of `day`; 0 is the preamble with its goals; None when there is no such item."""
    if number == PREAMBLE:
        item: Item | None = Item(plan=plan, number=PREAMBLE, title="总体思路与预期目标")
        kept = None
    else:
        item = kept = plan.items.select_related("chapter").filter(number=number).first()
    if item is None:
        return None
    codes = list(plan.targets.filter(item=kept).values_list("code", flat=True))
    reached = with_publications(rungs(plan, day, known), plan, day, known)
    who = owners(plan)
    whole, changes = who.get(str(number), ""), adjusted(plan, day, known)
    milestones = []
    for milestone in plan.milestones.filter(item=kept).order_by("order"):
        milestone.plan = plan
        owner = who.get(milestone.code, whole)
        change = changes.get(milestone.code)
        milestones.append(milestone_row(milestone, day, plan.base_on, reached, owner, change))
    duties = plan.duties.filter(item=kept).order_by("order")
    numbers = [PREAMBLE, *plan.items.order_by("number").values_list("number", flat=True)]
    at = numbers.index(number)
    return ItemPage(
        item,
        str(kept.chapter) if kept else "总体部分",
        board(plan, day, known, only=codes),
        milestones,
        [(duty, who.get(duty.code, whole)) for duty in duties],
        goal_tasks(number, day),
        numbers[at - 1] if at else None,
        numbers[at + 1] if at + 1 < len(numbers) else None,
    )
