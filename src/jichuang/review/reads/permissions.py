"""谁能对专家库、轮次和评审做什么. Deny by default; every answer carries its reason and the next step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.hall.reads.desks import Seat as DeskSeat
from jichuang.hall.reads.desks import at_desk
from jichuang.registry.models import Delegation
from jichuang.registry.reads import has_role, holds_any
from jichuang.registry.terms import Role
from jichuang.review.models import Review, Round, Seat
from jichuang.review.reads.rounds import scoring_of, stage_of
from jichuang.review.terms import ReviewState, RoundState, SeatState

if TYPE_CHECKING:
    from jichuang.accounts.models import User

SIGN_IN = Decision.no("您尚未登录。", "请先登录。")
NOT_YOURS = Decision.no("这份评审不是分给您的。", "请从“我的评审”进入自己的项目。")


def may_keep_pool(user: User | None, on: date) -> Decision:
    """The pool holds personal data: provincial officers and administrators only."""
    if user is None or user.pk is None:
        return SIGN_IN
    return holds_any(user, (Role.PROVINCE_OFFICER, Role.ADMINISTRATOR), on=on)


def may_organise(user: User | None, round: Round) -> Decision:
    """The desk that holds the panel stage of every case, and nobody who acts for one of the applicants."""
    if user is None or user.pk is None:
        return SIGN_IN
    on = clock.today()
    desk = stage_of(round).desks[0]
    cases = [one.case for one in round.proposals.select_related("case__party")]
    decision = Decision.no("这一轮没有待评项目。")
    for case in cases:
        decision = at_desk(user, DeskSeat.of(desk, case), on=on)
        if not decision:
            return decision
    mine = Delegation.objects.filter(
        user=user,
        state="authorised",
        valid__contains=on,
        party__in=[case.party_id for case in cases],
    )
    if mine.exists() or user.pk in {case.applicant_id for case in cases}:
        return Decision.no(
            "这一轮里有您或您所代表单位的项目，按回避要求您不能组织。", "请由同岗位的其他人员办理。"
        )
    if any(seat.expert.user_id == user.pk for seat in round.seats.select_related("expert")):
        return Decision.no("您是这一轮的评审专家，不能同时组织。", "请由同岗位的其他人员办理。")
    return decision


def may_see_round(user: User | None, round: Round) -> Decision:
    """Organisers and auditors; the chair of the round, who sees codes only where it is blind."""
    organiser = may_organise(user, round)
    if organiser or user is None or user.pk is None:
        return organiser
    auditor = has_role(user, Role.AUDITOR, on=clock.today())
    if auditor:
        return auditor
    seat = seat_of(user, round)
    return Decision.yes("您是这一轮的组长。") if seat is not None and seat.chair else organiser


def may_see_applicants(user: User | None, round: Round) -> Decision:
    """Who applied, and why somebody is kept away: organisers and auditors; the chair only where the round is not blind."""
    allowed = may_see_round(user, round)
    if allowed and scoring_of(round).blind and seat_of(user, round) is not None:
        return Decision.no("这一轮是盲评，组长只看项目代号。")
    return allowed


def may_see_scores(user: User | None, round: Round) -> Decision:
    """Nobody sees another's scores before the round is closed, the organiser included."""
    allowed = may_see_round(user, round)
    if allowed and not RoundState(round.state).shows_scores:
        return Decision.no("评分尚未截止，任何人都看不到他人的分数。", "截止后可看均分、离群和排序。")
    return allowed


def seat_of(user: User | None, round: Round) -> Seat | None:
    """The user's own sitting seat in a round, None without one."""
    if user is None or user.pk is None:
        return None
    rows = Seat.objects.filter(round=round, expert__user=user, state__in=["invited", "accepted"])
    return rows.select_related("expert", "round").first()


def may_chair(user: User | None, round: Round) -> Decision:
    """The chair, once the round is closed."""
    seat = seat_of(user, round)
    if seat is None or not seat.chair:
        return Decision.no("您不是这一轮的组长。", "请向组织评审的岗位了解。")
    if not RoundState(round.state).shows_scores:
        return Decision.no("评分尚未截止，组长也看不到他人的分数。", "截止后再来汇总。")
    return Decision.yes("您是这一轮的组长。")


def may_answer(user: User | None, seat: Seat) -> Decision:
    """Accept or decline: the invited expert himself."""
    if user is None or user.pk is None:
        return SIGN_IN
    if seat.expert.user_id != user.pk:
        return Decision.no("这份邀请不是给您的。", "请从“我的评审”进入自己的邀请。")
    if SeatState(seat.state) is not SeatState.INVITED:
        return Decision.no(f"这份邀请{SeatState(seat.state).label}，不能再答复。")
    return Decision.yes("您是受邀专家。")


def may_declare(user: User | None, seat: Seat) -> Decision:
    """The expert of a sitting seat, while the round runs."""
    if user is None or user.pk is None:
        return SIGN_IN
    if seat.expert.user_id != user.pk:
        return NOT_YOURS
    if not SeatState(seat.state).sits:
        return Decision.no(f"您在这一轮的席位{SeatState(seat.state).label}。")
    if RoundState(seat.round.state) is not RoundState.REVIEWING:
        return Decision.no(f"这一轮{RoundState(seat.round.state).label}，现在不能声明。")
    return Decision.yes("您是这一轮的专家。")


def may_open(user: User | None, review: Review) -> Decision:
    """Reading a proposal: its own expert, after accepting and declaring; never one he has to avoid."""
    if user is None or user.pk is None:
        return SIGN_IN
    seat = review.seat
    if seat.expert.user_id != user.pk:
        return NOT_YOURS
    state = ReviewState(review.state)
    if state in {ReviewState.AVOIDED, ReviewState.RELEASED}:
        return Decision.no(f"这一项{state.label}，材料不再向您开放。")
    if SeatState(seat.state) is not SeatState.ACCEPTED:
        return Decision.no("您还没有接受邀请，看不到项目材料。", "请先接受或谢绝邀请。")
    if seat.declared_at is None:
        return Decision.no("您还没有作回避与保密声明，看不到项目材料。", "请先逐项声明。")
    return Decision.yes("您是这一项的评审专家。")


def may_write(user: User | None, review: Review) -> Decision:
    """Scoring: as for reading, while the round runs and before the closing second."""
    allowed = may_open(user, review)
    if not allowed:
        return allowed
    round = review.seat.round
    if RoundState(round.state) is not RoundState.REVIEWING:
        return Decision.no(
            f"这一轮{RoundState(round.state).label}，评分不能再改。", "如有更正，请联系组织评审的岗位。"
        )
    if clock.now() > round.closes_at:
        at = round.closes_at.astimezone(clock.SHANGHAI)
        return Decision.no(f"评分已于{at:%m月%d日%H:%M}截止。", "确需补交的，请联系组织评审的岗位延长。")
    if ReviewState(review.state) is ReviewState.SUBMITTED:
        return Decision.no("这一项已经提交。", "截止前可先“取回修改”。")
    return allowed
