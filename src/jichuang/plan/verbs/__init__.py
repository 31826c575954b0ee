"""Every write of the room: adopting a plan, following it, pressing its owners, releasing a quarter."""

from jichuang.plan.verbs.charging import Assignment, assign_all, assign_owner, open_ledger
from jichuang.plan.verbs.following import release_quarter, report_step
from jichuang.plan.verbs.goals import report_goal
from jichuang.plan.verbs.handling import claim_done, close, judge_done, reopen, sign
from jichuang.plan.verbs.loading import load_shipped_plan, write_plan
from jichuang.plan.verbs.reading import adopt_draft, correct_draft, upload_plan
from jichuang.plan.verbs.reporting import submit_report, verify_report

__all__ = [
    "Assignment",
    "adopt_draft",
    "assign_all",
    "assign_owner",
    "claim_done",
    "close",
    "correct_draft",
    "judge_done",
    "load_shipped_plan",
    "open_ledger",
    "release_quarter",
    "reopen",
    "report_goal",
    "report_step",
    "sign",
    "submit_report",
    "upload_plan",
    "verify_report",
    "write_plan",
]
