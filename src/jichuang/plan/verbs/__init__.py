"""Every write of the room: adopting a plan, following it, pressing its owners, releasing a quarter."""

from jichuang.plan.verbs.adjusting import ask_adjustment, decide_adjustment, decide_pace, set_pace
from jichuang.plan.verbs.answering import answer_letter, judge_answer
from jichuang.plan.verbs.charging import Assignment, assign_all, assign_owner, open_ledger
from jichuang.plan.verbs.chasing import chase_reports
from jichuang.plan.verbs.closing import decide_closing, propose_closing
from jichuang.plan.verbs.documents import (
    add_draft,
    give_opinion,
    issue_document,
    open_consultation,
    publish_summary,
    reply_to,
)
from jichuang.plan.verbs.evaluating import (
    open_evaluation,
    record_award,
    record_self_score,
    score_sampled,
    submit_evaluation,
)
from jichuang.plan.verbs.following import release_quarter, report_step
from jichuang.plan.verbs.goals import report_goal
from jichuang.plan.verbs.handling import claim_done, close, judge_done, reopen, sign
from jichuang.plan.verbs.leading import link_leader
from jichuang.plan.verbs.loading import load_shipped_plan, write_plan
from jichuang.plan.verbs.pressing import escalate, press, urge
from jichuang.plan.verbs.reading import adopt_draft, correct_draft, upload_plan
from jichuang.plan.verbs.reporting import submit_report, verify_report
from jichuang.plan.verbs.splitting import Measure, share_out, split_policy

__all__ = [
    "Assignment",
    "Measure",
    "add_draft",
    "adopt_draft",
    "answer_letter",
    "ask_adjustment",
    "assign_all",
    "assign_owner",
    "chase_reports",
    "claim_done",
    "close",
    "correct_draft",
    "decide_adjustment",
    "decide_closing",
    "decide_pace",
    "escalate",
    "give_opinion",
    "issue_document",
    "judge_answer",
    "judge_done",
    "link_leader",
    "load_shipped_plan",
    "open_consultation",
    "open_evaluation",
    "open_ledger",
    "press",
    "propose_closing",
    "publish_summary",
    "record_award",
    "record_self_score",
    "release_quarter",
    "reopen",
    "reply_to",
    "report_goal",
    "report_step",
    "score_sampled",
    "set_pace",
    "share_out",
    "sign",
    "split_policy",
    "submit_evaluation",
    "submit_report",
    "upload_plan",
    "urge",
    "verify_report",
    "write_plan",
]
