"""Every write of the room: adopting a plan, following it, releasing a quarter."""

from jichuang.plan.verbs.following import assign_owner, release_quarter, report_step
from jichuang.plan.verbs.loading import load_shipped_plan, write_plan

__all__ = ["assign_owner", "load_shipped_plan", "release_quarter", "report_step", "write_plan"]
