"""截止、增派、纪要、出结果: the organiser's part once the scores are in. The result goes to the hall as its opinion."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.models import StoredFile
from jichuang.hall.declare import Discipline, Member, Opinion
from jichuang.hall.verbs import conclude
from jichuang.methods.scoring import Standing
from jichuang.review.models import Proposal, Review, Round
from jichuang.review.reads.permissions import may_chair, may_organise
from jichuang.review.reads.results import Result, results
from jichuang.review.terms import ALIVE, DROPPED, OWED, DrawKind, ReviewState, RoundState
from jichuang.review.verbs.drawing import replace
from jichuang.review.verbs.guards import locked, organised, require_allowed, round_ref, write

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def close_round(*, round: Round, by: User, without_missing: bool = False) -> Round:
    """截止评分: when everything is in, or after the closing second without what is still missing.

    From now on scores may be seen by organiser and chair. Raises Refused saying how many are missing.
    """
    round = organised(round, by, RoundState.REVIEWING)
    missing = Review.objects.filter(proposal__round=round, state__in=OWED)
    count = missing.count()
    if count and clock.now() <= round.closes_at:
        raise Refused(
            f"还有{count}份评审没有提交，截止时间未到。", remedy="请催办，或改派给其他专家。", conflict=True
        )
    if count and not without_missing:
        raise Refused(
            f"还有{count}份评审没有提交。", remedy="请改派或延长；确认不再等待的，勾选后截止。", conflict=True
        )
    missing.update(state=ReviewState.RELEASED, why="截止时没有提交")
    round.state, round.closed_at = RoundState.CLOSED, clock.now()
    round.save(update_fields=["state", "closed_at"])
    journal.record(
        actor=by,
        verb="round.close",
        subject=round_ref(round),
        summary=f"“{round.title}”评分截止" + (f"，{count}份未交" if count else ""),
    )
    for one in results(round):
        for review in one.reviews:
            if review.pk in one.outlying:
                write(
                    review.seat.expert, round, "请复核一项评分",
                    f"您对项目{one.proposal.code}的评分与其他专家相差较大，请说明维持的理由。分数不会因此改变。",
                )  # fmt: skip
    return round


@transaction.atomic
def ask_extra_expert(*, proposal: Proposal, closes_at: datetime, by: User, why: str) -> Round:
    """增派专家: one more review of a proposal after an outlier. The round runs again for this review only.

    Raises Refused when nobody can be called.
    """
    round = organised(proposal.round, by, RoundState.CLOSED)
    if not why.strip():
        raise Invalid.one("why", "没有写明增派的理由", "如“一位专家的评分与其他人相差较大”")
    if closes_at <= clock.now():
        raise Invalid.one("closes_at", "增派的截止时间已过", "请填写将来的时间")
    review = proposal.reviews.filter(state__in=ALIVE).select_related("seat__round", "seat__expert").first()
    if review is None:
        raise Refused("这一项还没有评审。", conflict=True)
    round.state, round.closes_at = RoundState.REVIEWING, closes_at
    round.save(update_fields=["state", "closes_at"])
    review.seat.round = round
    if replace(seat=review.seat, proposals=[proposal], by=by, kind=DrawKind.EXTRA, why=why.strip()) is None:
        raise Refused("没有可以增派的专家：在库的都已在席或须回避。", remedy="请补充专家库。", conflict=True)
    return round


@transaction.atomic
def drop_proposal(*, proposal: Proposal, by: User, why: str) -> Proposal:
    """移出轮次: a case that was withdrawn or sent back must not hold up the others. What was scored stays, and counts no more."""
    round = organised(proposal.round, by, RoundState.DRAWN, RoundState.REVIEWING, RoundState.CLOSED)
    if not why.strip():
        raise Invalid.one("why", "没有写明移出的理由", "如“申报单位已撤回”")
    if round.proposals.exclude(decided=DROPPED).exclude(pk=proposal.pk).count() == 0:
        raise Refused(
            "这是最后一项，移出后轮次里没有项目了。", remedy="请与申报单位核实后再办。", conflict=True
        )
    proposal.live, proposal.decided, proposal.decided_why = False, DROPPED, why.strip()[:500]
    proposal.save(update_fields=["live", "decided", "decided_why"])
    proposal.reviews.filter(state__in=OWED).update(
        state=ReviewState.RELEASED, why=f"项目移出：{why.strip()}"[:300]
    )
    journal.record(
        actor=by, verb="round.drop", subject=round_ref(round),
        summary=f"“{round.title}”移出项目{proposal.code}：{proposal.decided_why}",
    )  # fmt: skip
    return proposal


@transaction.atomic
def settle_tie(*, proposal: Proposal, by: User, goes_on: bool, why: str) -> Proposal:
    """并列的取舍: decided by people, with the reason that stands in the minutes."""
    round = organised(proposal.round, by, RoundState.CLOSED)
    found = next((one for one in results(round) if one.proposal.pk == proposal.pk), None)
    if found is None or found.ranked is None or found.ranked.standing is not Standing.TIED:
        raise Refused("这一项不在并列之列。", conflict=True)
    if not why.strip():
        raise Invalid.one("why", "没有写明取舍的理由", "请写明理由")
    proposal.decided = (Standing.ABOVE if goes_on else Standing.BELOW).value
    proposal.decided_why = why.strip()[:500]
    proposal.save(update_fields=["decided", "decided_why"])
    journal.record(
        actor=by, verb="round.tie", subject=round_ref(round),
        summary=f"项目{proposal.code}并列，{'进入线上' if goes_on else '列线下'}：{proposal.decided_why}",
    )  # fmt: skip
    return proposal


@transaction.atomic
def write_minutes(*, round: Round, by: User, text: str, file: StoredFile | None = None) -> Round:
    """评审纪要: by the chair or the organiser, once scores may be seen; a signed scan may be attached."""
    chair = may_chair(by, round)
    require_allowed(chair if chair else may_organise(by, round))
    round = locked(round, RoundState.CLOSED)
    if not text.strip():
        raise Invalid.one("minutes", "纪要是空的", "请写明评审过程和意见")
    round.minutes = text.strip()[:20_000]
    round.minutes_file = file or round.minutes_file
    round.save(update_fields=["minutes", "minutes_file"])
    journal.record(
        actor=by, verb="round.minutes", subject=round_ref(round), summary=f"“{round.title}”评审纪要"
    )
    return round


@transaction.atomic
def conclude_round(*, round: Round, by: User) -> Round:
    """出结果: hands each proposal's result to the hall as the opinion of its panel stage, all or none.

    Members with kind, unit and score; the (trimmed) mean as the score; above the line = agreed. The stage checks composition
    and mark. Raises Invalid naming what each proposal lacks, Refused while a tie is open or the minutes are missing.
    """
    round = organised(round, by, RoundState.CLOSED)
    if not round.minutes:
        raise Refused("还没有评审纪要。", remedy="请先写纪要。", conflict=True)
    found = results(round)
    tied = [one.proposal.code for one in found if one.standing == Standing.TIED.value]
    if tied:
        raise Refused(
            f"{'、'.join(tied)}并列在分数线上，还没有取舍。", remedy="请先写明取舍和理由。", conflict=True
        )
    faults: list[Problem] = []
    for one in found:
        faults += _hand_in(round, one, len(found), by)
    if faults:
        raise Invalid(faults)
    round.proposals.update(live=False)
    round.state, round.concluded_at = RoundState.CONCLUDED, clock.now()
    round.save(update_fields=["state", "concluded_at"])
    journal.record(
        actor=by, verb="round.conclude", subject=round_ref(round), summary=f"“{round.title}”出结果",
        detail={"scores": {one.proposal.case.number: one.score for one in found}},
    )  # fmt: skip
    return round


def _hand_in(round: Round, one: Result, of: int, by: User) -> list[Problem]:
    opinion = Opinion(
        agreed=one.standing == Standing.ABOVE.value,
        note=_note(one, of, round.line),
        held_on=clock.today(),
        members=[
            Member(
                review.seat.expert.name,
                Discipline(review.seat.expert.kind),
                review.seat.unit,
                review.total,
            )
            for review in one.reviews
        ],
        score=one.score,
    )
    try:
        with transaction.atomic():
            conclude(
                case=one.proposal.case, by=by, opinion=opinion, file=round.minutes_file, part=round.stage
            )
    except Invalid as invalid:
        return [
            Problem("proposals", f"项目{one.proposal.code}：{problem.message}", problem.remedy)
            for problem in invalid.problems
        ]
    return []


def _note(one: Result, of: int, line: int | None) -> str:
    if one.ranked is None:
        return "没有有效评审"
    words = f"评审得分{one.score:f}分，{of}项中第{one.ranked.place}名"
    if line is not None:
        words += f"，取前{line}名，{one.standing_words}"
    return words + (f"（并列取舍：{one.proposal.decided_why}）" if one.proposal.decided else "")
