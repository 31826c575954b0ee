"""核验灯: the one light of a case for lists, weighed from what is pinned to it. Pure over one row; asks no database.

Written by the verbs that judge or change the answers, so that a list of cases reads two small columns and no judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jichuang.hall.models import Case

ALL_GREEN = "ok"
WORDS = {"bad": "{} 项不符", "none": "缺 {} 项", "warn": "请核对 {} 处"}


@dataclass(frozen=True, slots=True)
class Weight:
    """`state`: ok | warn | bad | none, '' for what was never judged; `points`: how many things to look at."""

    state: str
    points: int


def weigh(case: Case) -> Weight:
    """What fails comes before what is missing, what is missing before what should be checked.

    To be checked: figures at the very edge, answers that differ from the registry or from the party's earlier filing.
    """
    found = case.findings or {}
    verdict, rows = found.get("verdict"), found.get("rows", [])
    if verdict in {"fail", "not_applicable"}:
        failed = sum(row["state"] == "fail" and not row.get("alternative") for row in rows)
        return Weight("bad", max(failed, 1))
    if verdict in {"missing", "manual"}:
        return Weight("none", max(sum(row["state"] in {"missing", "manual"} for row in rows), 1))
    differing = sum(case.answers.get(key) != held.get("value") for key, held in (case.prefill or {}).items())
    doubts = len(found.get("officer_notes", [])) + differing + len(case.earlier or [])
    if doubts:
        return Weight("warn", doubts)
    return Weight(ALL_GREEN if found else "none", 0)


def write_light(case: Case) -> None:
    """Sets the two columns; the caller saves them with what made them change."""
    weight = weigh(case)
    case.check_state, case.check_points = weight.state, weight.points


LIGHT = ("check_state", "check_points")


def light_words(state: str, points: int) -> str:
    """全绿, 请核对 2 处, 3 项不符, 缺 1 项; 人工核对 where the matter has no rules."""
    if not points:
        return "全绿" if state == ALL_GREEN else "人工核对"
    return WORDS[state].format(points)
