"""Every write of expert review. Keyword arguments only; each verb checks, changes and journals in one transaction."""

from jichuang.review.verbs.assigning import assign_reviews
from jichuang.review.verbs.closing import (
    ask_extra_expert,
    close_round,
    conclude_round,
    drop_proposal,
    settle_tie,
    write_minutes,
)
from jichuang.review.verbs.drawing import draw_experts, redraw
from jichuang.review.verbs.opening import cancel_round, extend, open_round
from jichuang.review.verbs.pool import (
    Description,
    apply_for_pool,
    describe,
    employ,
    link_account,
    read_expert,
    register_expert,
    restrict,
    set_state,
    tie,
)
from jichuang.review.verbs.reviewing import open_review, save_review, submit_review, take_back, uphold
from jichuang.review.verbs.seats import accept, avoid, declare, decline, release_seat, set_chair

__all__ = [
    "Description",
    "accept",
    "apply_for_pool",
    "ask_extra_expert",
    "assign_reviews",
    "avoid",
    "cancel_round",
    "close_round",
    "conclude_round",
    "declare",
    "decline",
    "describe",
    "draw_experts",
    "drop_proposal",
    "employ",
    "extend",
    "link_account",
    "open_review",
    "open_round",
    "read_expert",
    "redraw",
    "register_expert",
    "release_seat",
    "restrict",
    "save_review",
    "set_chair",
    "set_state",
    "settle_tie",
    "submit_review",
    "take_back",
    "tie",
    "uphold",
    "write_minutes",
]
