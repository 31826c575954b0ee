"""Named queries of the room: plans, the board, items, the text with its quotes."""

from jichuang.plan.reads.board import Board, board
from jichuang.plan.reads.plans import latest_release, plan_by_slug, plans, releases
from jichuang.plan.reads.rows import Row

__all__ = ["Board", "Row", "board", "latest_release", "plan_by_slug", "plans", "releases"]
