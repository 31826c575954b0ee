"""打分表入卷: the reviews of a case for its bundle. Nobody takes a score before the round is closed.

Organisers and auditors read who reviewed; any other officer of the case reads 专家1, 专家2, in the order of the seats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jichuang.hall.declare import Scoring
from jichuang.hall.models import Case
from jichuang.review.models import Proposal, Review
from jichuang.review.reads.permissions import may_see_scores, scoring_of
from jichuang.review.terms import DROPPED, ReviewState, RoundState

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def score_sheets(case: Case, user: User | None) -> dict[str, Any]:
    """{"rounds": [...]} of a case: each criterion's score and comment, totals, how far each sheet was upheld; {} without one."""
    rows = Proposal.objects.filter(case=case).exclude(decided=DROPPED).select_related("round").order_by("id")
    rounds = [_round(one, user) for one in rows if RoundState(one.round.state).shows_scores]
    return {"rounds": rounds} if rounds else {}


def _round(proposal: Proposal, user: User | None) -> dict[str, Any]:
    round, scoring = proposal.round, scoring_of(proposal.round)
    named = user is None or bool(may_see_scores(user, round))
    reviews = proposal.reviews.filter(state=ReviewState.SUBMITTED).select_related("seat__expert")
    return {
        "number": round.number,
        "title": round.title,
        "code": proposal.code,
        "blind": scoring.blind,
        "closed_at": round.closed_at,
        "minutes": round.minutes,
        "experts_named": named,
        "sheets": [
            _sheet(one, scoring, _name(one, at, named))
            for at, one in enumerate(reviews.order_by("seat__order", "id"), start=1)
        ],
    }


def _name(review: Review, at: int, named: bool) -> str:
    expert = review.seat.expert
    return f"{expert.number} {expert.name}" if named else f"专家{at}"


def _sheet(review: Review, scoring: Scoring, expert: str) -> dict[str, Any]:
    return {
        "expert": expert,
        "kind": review.seat.kind,
        "submitted_at": review.submitted_at,
        "criteria": [
            {
                "key": one.key,
                "title": one.title,
                "score": review.scores.get(one.key),
                "comment": review.comments.get(one.key, ""),
            }
            for one in scoring.criteria
        ],
        "opinion": review.opinion,
        "total": review.total,
        "upheld": review.upheld,
        "extra": review.extra,
    }
