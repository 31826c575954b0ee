"""专家答复与声明: accept, decline, declare. A declared tie hides the proposal at once and calls the next expert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.review.models import Avoidance, Review, Round, Seat
from jichuang.review.reads.permissions import may_answer, may_declare
from jichuang.review.terms import (
    OWED,
    AvoidKind,
    DrawKind,
    ReviewState,
    RoundState,
    SeatState,
)
from jichuang.review.verbs.drawing import replace
from jichuang.review.verbs.guards import organised, require_allowed, round_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def locked_seat(seat: Seat) -> Seat:
    """The seat as it is now, its row locked until the transaction ends."""
    rows = Seat.objects.select_for_update(of=("self",))
    return rows.select_related("round", "expert").get(pk=seat.pk)


@transaction.atomic
def accept(*, seat: Seat, by: User) -> Seat:
    """接受邀请."""
    seat = locked_seat(seat)
    require_allowed(may_answer(by, seat))
    seat.state, seat.answered_at = SeatState.ACCEPTED, clock.now()
    seat.save(update_fields=["state", "answered_at"])
    _journal(seat, by, "accept", f"{seat.expert.number}接受邀请")
    return seat


@transaction.atomic
def decline(*, seat: Seat, by: User, why: str) -> Seat:
    """谢绝邀请: the next reserve is invited in the same moment."""
    seat = locked_seat(seat)
    require_allowed(may_answer(by, seat))
    if not why.strip():
        raise Invalid.one("why", "没有写明谢绝的理由", "请写明，如“时间冲突”")
    return _leave(seat, by, SeatState.DECLINED, why.strip())


@transaction.atomic
def release_seat(*, seat: Seat, by: User, why: str) -> Seat:
    """改派: the organiser gives the seat of somebody who does not answer or cannot finish to the next expert."""
    round = organised(seat.round, by, RoundState.DRAWN, RoundState.REVIEWING)
    seat = locked_seat(seat)
    if not SeatState(seat.state).sits:
        raise Refused(f"这一席位{SeatState(seat.state).label}。", conflict=True)
    if not why.strip():
        raise Invalid.one("why", "没有写明改派的理由", "请写明理由")
    seat.round = round
    return _leave(seat, by, SeatState.DECLINED, why.strip())


def _leave(seat: Seat, by: User, state: SeatState, why: str) -> Seat:
    """The seat falls empty; what it still owed goes to the next expert, what it handed in stays."""
    owed = list(seat.reviews.filter(state__in=OWED).select_related("proposal"))
    seat.state, seat.answered_at, seat.why = state, clock.now(), why[:300]
    seat.chair = False
    seat.save(update_fields=["state", "answered_at", "why", "chair"])
    seat.reviews.filter(state__in=OWED).update(state=ReviewState.RELEASED, why=why[:300])
    _journal(seat, by, state.value, f"{seat.expert.number}{state.label}：{why}")
    proposals = [one.proposal for one in owed]
    if proposals or seat.round.state == RoundState.DRAWN:
        replace(seat=seat, proposals=proposals, by=by, kind=DrawKind.REPLACE, why=f"{state.label}：{why}")
    return seat


@transaction.atomic
def declare(
    *,
    seat: Seat,
    by: User,
    independent: bool,
    secret: bool,
    honest: bool,
    ties: Mapping[int, str] | None = None,
) -> Seat:
    """声明: 无须回避（所列除外）、保密、廉洁, all three. `ties` maps a review to the reason why it must be avoided.

    Each named review is closed to the expert at once and given to another. Raises Invalid for a statement not made.
    """
    seat = locked_seat(seat)
    require_allowed(may_declare(by, seat))
    if SeatState(seat.state) is not SeatState.ACCEPTED:
        raise Refused("您还没有接受邀请。", remedy="请先接受邀请。", conflict=True)
    missing = [
        title for title, made in (("回避", independent), ("保密", secret), ("廉洁", honest)) if not made
    ]
    if missing:
        raise Invalid.one(
            "declaration", f"没有作{'、'.join(missing)}声明", "三项声明都要作出，才能看到项目材料"
        )
    seat.declared_at = clock.now()
    seat.save(update_fields=["declared_at"])
    _journal(seat, by, "declare", f"{seat.expert.number}作回避、保密、廉洁声明")
    for review in seat.reviews.filter(pk__in=list(ties or {}), state__in=OWED).select_related("proposal"):
        _avoid(review, by, (ties or {})[review.pk])
    return seat


@transaction.atomic
def avoid(*, review: Review, by: User, why: str) -> Review:
    """发现须回避: also after the declaration, as long as the review has not been handed in."""
    seat = locked_seat(review.seat)
    require_allowed(may_declare(by, seat))
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("proposal", "seat").get(pk=review.pk)
    )
    if not ReviewState(review.state).is_open:
        raise Refused(f"这一项{ReviewState(review.state).label}。", conflict=True)
    return _avoid(review, by, why)


def _avoid(review: Review, by: User, why: str) -> Review:
    reason = why.strip()[:300]
    if not reason:
        raise Invalid.one(
            "why", f"项目{review.proposal.code}没有写明回避的理由", "请写明关系，如“合作发表论文”"
        )
    review.state, review.why = ReviewState.AVOIDED, reason
    review.scores, review.comments, review.opinion = {}, {}, ""
    review.save()
    Avoidance.objects.get_or_create(
        expert_id=review.seat.expert_id,
        proposal=review.proposal,
        kind=AvoidKind.DECLARED,
        reason=reason,
        defaults={"round_id": review.proposal.round_id, "found_at": clock.now()},
    )
    seat = locked_seat(review.seat)
    _journal(seat, by, "avoid", f"{seat.expert.number}声明回避项目{review.proposal.code}：{reason}")
    replace(
        seat=seat,
        proposals=[review.proposal],
        by=by,
        kind=DrawKind.REPLACE,
        why=f"声明回避{review.proposal.code}",
    )
    return review


@transaction.atomic
def set_chair(*, seat: Seat, by: User) -> Seat:
    """指定组长: one of the sitting experts; an earlier chair steps down."""
    organised(seat.round, by, RoundState.DRAWN, RoundState.REVIEWING, RoundState.CLOSED)
    seat = locked_seat(seat)
    if not SeatState(seat.state).sits:
        raise Refused(f"这一席位{SeatState(seat.state).label}，不能任组长。", conflict=True)
    Seat.objects.filter(round=seat.round, chair=True).update(chair=False)
    seat.chair = True
    seat.save(update_fields=["chair"])
    _journal(seat, by, "chair", f"{seat.expert.number}任组长")
    return seat


def _journal(seat: Seat, by: User, verb: str, words: str) -> None:
    journal.record(
        actor=by,
        verb=f"seat.{verb}",
        subject=round_ref(seat.round),
        summary=f"“{seat.round.title}”{words}",
        detail={"seat": seat.pk},
    )


def calls_of(round: Round) -> int:
    """How many seats stay empty because nobody could be called: the organiser has to act."""
    return round.draws.filter(kind__in=[DrawKind.REPLACE, DrawKind.EXTRA], result__members=[]).count()
