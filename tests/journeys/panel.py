"""Behind the scenes of the expert walk: the other experts answer and score, by the room's own verbs."""

from __future__ import annotations

import json

from jichuang.accounts.models import User
from jichuang.demo.reviews import seed_for
from jichuang.review import verbs
from jichuang.review.models import Expert, Review, Round, Seat

OPINION = "材料齐全，转化成果有合同和发票佐证，研发组织管理制度基本健全，产学研合作的持续性还不够具体，建议在后续年度报告中补充说明。"
REASON = "已有样机、合同与用户报告佐证，理由充分。"


def main(argv: list[str]) -> str:
    """`seed ROUND USER`, `decline ROUND USER WHY`, `score ROUND USER [[…], …]`: USER is the persona who acts himself."""
    deed, number, persona, *more = argv
    round = Round.objects.get(number=number)
    user = User.objects.get(username=persona)
    if deed == "seed":
        return seed_for(user, round, round.quota)
    others = [seat for seat in _sitting(round) if seat.expert.user_id != user.pk]
    if deed == "decline":
        verbs.decline(seat=others[0], by=others[0].expert.user, why=more[0])
        return others[0].expert.name
    for seat, points in zip(others, json.loads(more[0]), strict=True):
        _score(seat, points)
    return json.dumps(
        [str(review.total) for review in Review.objects.filter(proposal__round=round, state="submitted")]
    )


def _sitting(round: Round) -> list[Seat]:
    rows = Seat.objects.filter(round=round, state__in=["invited", "accepted"])
    return list(rows.select_related("expert__user", "round").order_by("order"))


def _score(seat: Seat, points: list[str]) -> None:
    """Accepts, declares and hands in one review; `points` in the order of the declared criteria."""
    user = Expert.objects.get(pk=seat.expert_id).user
    assert user is not None
    verbs.accept(seat=seat, by=user)
    verbs.declare(seat=seat, by=user, independent=True, secret=True, honest=True)
    review = Review.objects.select_related("proposal__case").get(seat=seat, state="assigned")
    stage = review.proposal.case.declaration.route.part(review.proposal.round.stage)
    keys = [one.key for one in stage.scoring.criteria]  # type: ignore[attr-defined]
    verbs.submit_review(
        review=review,
        by=user,
        scores=dict(zip(keys, points, strict=True)),
        comments=dict.fromkeys(keys, REASON),
        opinion=OPINION,
        revision=review.revision,
    )
