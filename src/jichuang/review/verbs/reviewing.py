"""评分: save a draft, hand it in, take it back before the end, stand by an outlier. Only the expert himself writes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Scoring
from jichuang.review.models import Review
from jichuang.review.reads.permissions import NOT_YOURS, may_open, may_write
from jichuang.review.reads.rounds import scoring_of
from jichuang.review.terms import ReviewState, RoundState
from jichuang.review.verbs.guards import require_allowed, round_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_WORDS = 5000


def locked_review(review: Review) -> Review:
    """The review as it is now, its row locked until the transaction ends."""
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("seat__round", "seat__expert", "proposal").get(pk=review.pk)


@transaction.atomic
def open_review(*, review: Review, by: User) -> None:
    """打开项目材料: the expert's reading of a proposal, or of one of its papers, is journalled. Raises Refused as `may_open`."""
    require_allowed(may_open(by, review))
    journal.record(
        actor=by, verb="review.read", subject=round_ref(review.seat.round),
        summary=f"{review.seat.expert.number}查看项目{review.proposal.code}", detail={"review": review.pk},
    )  # fmt: skip


@transaction.atomic
def save_review(
    *,
    review: Review,
    by: User,
    scores: Mapping[str, str],
    comments: Mapping[str, str],
    opinion: str,
    revision: int,
) -> Review:
    """存草稿: whatever is there, as typed; a score outside its scale is refused. Raises Refused (conflict) for an old page."""
    review = _writable(review, by, revision)
    scoring = scoring_of(review.seat.round)
    given = _read(scoring, scores)
    faults = scoring.wrong(given)
    if faults:
        raise Invalid(faults)
    _put(review, scoring, given, comments, opinion)
    journal.record(
        actor=by, verb="review.save", subject=round_ref(review.seat.round),
        summary=f"{review.seat.expert.number}保存项目{review.proposal.code}的评审草稿",
        detail={"review": review.pk, "revision": review.revision},
    )  # fmt: skip
    return review


@transaction.atomic
def submit_review(
    *,
    review: Review,
    by: User,
    scores: Mapping[str, str],
    comments: Mapping[str, str],
    opinion: str,
    revision: int,
) -> Review:
    """提交: every criterion scored, reasons where a score is extreme, an opinion. The journal keeps what was signed."""
    review = _writable(review, by, revision)
    scoring = scoring_of(review.seat.round)
    given = _read(scoring, scores)
    faults = scoring.lacking(given, comments, opinion)
    if faults:
        raise Invalid(faults)
    _put(review, scoring, given, comments, opinion, submitted=True)
    journal.record(
        actor=by,
        verb="review.submit",
        subject=round_ref(review.seat.round),
        summary=f"{review.seat.expert.number}提交项目{review.proposal.code}的评审",
        detail={"review": review.pk, "scores": review.scores, "total": review.total},
    )
    return review


@transaction.atomic
def take_back(*, review: Review, by: User) -> Review:
    """取回修改: before the closing second, while nobody has seen a score."""
    review = locked_review(review)
    require_allowed(may_open(by, review))
    if ReviewState(review.state) is not ReviewState.SUBMITTED:
        raise Refused(f"这一项{ReviewState(review.state).label}，不用取回。", conflict=True)
    if review.seat.round.closed_at is not None:
        raise Refused("这一轮已经截止过，分数已公开给组织者，不能再取回。", conflict=True)
    review.state = ReviewState.DRAFT
    require_allowed(may_write(by, review))
    review.total, review.submitted_at, review.revision = None, None, review.revision + 1
    review.save(update_fields=["state", "total", "submitted_at", "revision"])
    journal.record(
        actor=by, verb="review.take_back", subject=round_ref(review.seat.round),
        summary=f"{review.seat.expert.number}取回项目{review.proposal.code}的评审",
    )  # fmt: skip
    return review


@transaction.atomic
def uphold(*, review: Review, by: User, note: str) -> Review:
    """复核离群分: the expert stands by his score and says why. The score itself never changes after the end."""
    review = locked_review(review)
    if review.seat.expert.user_id != by.pk:
        raise Refused(NOT_YOURS.reason, remedy=NOT_YOURS.remedy)
    if RoundState(review.seat.round.state) is not RoundState.CLOSED:
        raise Refused("现在没有需要复核的分数。", conflict=True)
    if not note.strip():
        raise Invalid.one("note", "没有写明理由", "请说明为何维持这一分数")
    review.upheld = note.strip()[:500]
    review.save(update_fields=["upheld"])
    journal.record(
        actor=by, verb="review.uphold", subject=round_ref(review.seat.round),
        summary=f"{review.seat.expert.number}维持项目{review.proposal.code}的评分：{review.upheld}",
    )  # fmt: skip
    return review


def _writable(review: Review, by: User, revision: int) -> Review:
    review = locked_review(review)
    require_allowed(may_write(by, review))
    if revision != review.revision:
        raise Refused(
            "这份评审在别的页面或设备上已有更新的保存。",
            remedy="请刷新页面；这一页上没有保存的内容还留在这台设备上。",
            conflict=True,
        )
    return review


def _read(scoring: Scoring, typed: Mapping[str, str]) -> dict[str, Decimal]:
    """Typed scores as decimals, empty ones left out. Raises Invalid for what is no number."""
    found, faults = {}, []
    for one in scoring.criteria:
        text = str(typed.get(one.key) or "").strip()
        if not text:
            continue
        try:
            found[one.key] = parse_decimal(text, field=one.title)
        except CodeError as error:
            faults.append(Problem(one.key, f"“{one.title}”填的是“{text[:20]}”", error.problem))
    if faults:
        raise Invalid(faults)
    return found


def _put(
    review: Review,
    scoring: Scoring,
    scores: Mapping[str, Decimal],
    comments: Mapping[str, str],
    opinion: str,
    *,
    submitted: bool = False,
) -> None:
    review.scores = {key: f"{score:f}" for key, score in scores.items()}
    known = {one.key for one in scoring.criteria}
    review.comments = {
        key: words.strip()[:MOST_WORDS] for key, words in comments.items() if key in known and words.strip()
    }
    review.opinion = opinion.strip()[:MOST_WORDS]
    review.state = ReviewState.SUBMITTED if submitted else ReviewState.DRAFT
    review.total = scoring.total(scores) if submitted else None
    review.saved_at = clock.now()
    review.submitted_at = review.saved_at if submitted else None
    review.revision += 1
    review.save()
