"""Every write of the room: adopting a plan, following it, releasing a quarter."""

from jichuang.plan.verbs.following import assign_owner, release_quarter, report_step
from jichuang.plan.verbs.goals import report_goal
from jichuang.plan.verbs.loading import load_shipped_plan, write_plan
from jichuang.plan.verbs.reading import adopt_draft, correct_draft, upload_plan

__all__ = [
    "adopt_draft",
    "assign_owner",
    "correct_draft",
    "load_shipped_plan",
    "release_quarter",
    "report_goal",
    "report_step",
    "upload_plan",
    "write_plan",
]
