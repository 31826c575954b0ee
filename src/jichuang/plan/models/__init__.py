"""Facts of a plan: its text, its promises, and what officers add to them."""

from jichuang.plan.models.following import Owner, QuarterRelease, ReadDraft, RungReport
from jichuang.plan.models.goals import GoalReport
from jichuang.plan.models.plan import Chapter, Item, Plan
from jichuang.plan.models.promises import Duty, Explanation, Milestone, Target

__all__ = [
    "Chapter",
    "Duty",
    "Explanation",
    "GoalReport",
    "Item",
    "Milestone",
    "Owner",
    "Plan",
    "QuarterRelease",
    "ReadDraft",
    "RungReport",
    "Target",
]
