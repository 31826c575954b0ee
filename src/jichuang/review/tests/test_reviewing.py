"""评分: declared first, written by its expert only, seen by nobody else before the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.models import JournalRow
from jichuang.review import verbs
from jichuang.review.models import Avoidance, Review, Round
from jichuang.review.reads.permissions import may_chair, may_open, may_see_round, may_see_scores
from jichuang.review.reads.rounds import reviews_of
from jichuang.review.tests.cast import GOOD, WORDS, fresh, refused


def _write(review, by, **changes):
    given = {"scores": GOOD, "comments": {}, "opinion": WORDS, "revision": review.revision, **changes}
    return verbs.save_review(review=review, by=by, **given)


def _first(round, play):
    seat = play.seats(round)[0]
    return seat, seat.reviews.select_related("seat__round", "seat__expert").get()


def test_nothing_is_open_before_the_invitation_is_accepted_and_everything_declared(play, pool, case):
    round = play.drawn([case])
    seat, review = _first(round, play)
    user = seat.expert.user
    assert "没有接受邀请" in may_open(user, review).reason
    verbs.accept(seat=seat, by=user)
    review.refresh_from_db()
    review = Review.objects.select_related("seat__round", "seat__expert").get(pk=review.pk)
    assert "声明" in may_open(user, review).reason
    with pytest.raises(Invalid, match="没有作保密声明"):
        verbs.declare(seat=seat, by=user, independent=True, secret=False, honest=True)
    verbs.declare(seat=seat, by=user, independent=True, secret=True, honest=True)
    assert may_open(user, Review.objects.select_related("seat__round", "seat__expert").get(pk=review.pk))


def test_a_declared_tie_hides_the_proposal_at_once_and_calls_the_next_expert(play, pool, cases):
    round = play.drawn(cases)
    seat = play.seats(round)[0]
    user = seat.expert.user
    verbs.accept(seat=seat, by=user)
    review = seat.reviews.order_by("id").first()
    verbs.declare(
        seat=seat, by=user, independent=True, secret=True, honest=True, ties={review.pk: "去年合作发表论文"}
    )
    review = Review.objects.select_related("seat__round", "seat__expert", "proposal").get(pk=review.pk)
    assert review.state == "avoided" and "不再向您开放" in may_open(user, review).reason
    assert review.pk not in {one.pk for one in reviews_of(seat)}
    assert Avoidance.objects.get(kind="declared").reason == "去年合作发表论文"
    substitute = Review.objects.get(proposal=review.proposal, seat__replaces=seat)
    assert substitute.seat.expert.kind == seat.kind and substitute.seat.state == "invited"
    assert review.proposal.reviews.filter(state="assigned").count() == 5


def test_a_declaration_counts_in_later_rounds_about_the_same_applicant(play, pool, case, firm, clerk):
    first = play.drawn([case])
    seat = play.seats(first)[0]
    verbs.accept(seat=seat, by=seat.expert.user)
    verbs.declare(seat=seat, by=seat.expert.user, independent=True, secret=True, honest=True)
    verbs.avoid(review=seat.reviews.get(), by=seat.expert.user, why="师从负责人")
    Round.objects.filter(pk=first.pk).first().proposals.update(live=False)
    second = play.drawn([case])
    assert seat.expert not in [one.expert for one in second.seats.all()]


def test_a_draft_holds_whatever_is_there_and_a_score_off_its_scale_is_refused(play, pool, case):
    round = play.drawn([case])
    play.ready(round)
    seat, review = _first(round, play)
    review = _write(review, seat.expert.user, scores={"advance": "70"}, opinion="")
    assert (review.state, review.scores, review.revision) == ("draft", {"advance": "70"}, 2)
    for wrong in ("101", "-1", "79.5", "很好"):
        with pytest.raises(Invalid):
            _write(review, seat.expert.user, scores={"advance": wrong})


def test_an_old_page_does_not_overwrite_a_newer_save(play, pool, case):
    round = play.drawn([case])
    play.ready(round)
    seat, review = _first(round, play)
    old = review.revision
    _write(review, seat.expert.user)
    review.refresh_from_db()
    assert "更新的保存" in refused(lambda: _write(review, seat.expert.user, revision=old))


def test_an_extreme_score_needs_a_reason_and_everything_missing_is_said_at_once(play, pool, case):
    round = play.drawn([case])
    play.ready(round)
    seat, review = _first(round, play)

    def submit(scores, comments, opinion):
        return verbs.submit_review(
            review=review, by=seat.expert.user, scores=scores, comments=comments, opinion=opinion,
            revision=review.revision,
        )  # fmt: skip

    with pytest.raises(Invalid) as fault:
        submit({"advance": "60", "team": "95"}, {}, "同意")
    assert [problem.field for problem in fault.value.problems] == [
        "why_advance",
        "why_team",
        "budget",
        "opinion",
    ]
    done = submit({"advance": "61", "team": "94", "budget": "84"}, {}, WORDS)
    assert str(done.total) == "77.80" and done.state == "submitted"
    signed = JournalRow.objects.get(verb="review.submit")
    assert signed.detail["scores"] == done.scores and signed.detail["total"] == "77.80"


def test_only_the_expert_himself_writes_and_only_before_the_closing_second(play, pool, case, settings):
    round = play.drawn([case])
    play.ready(round)
    seat, review = _first(round, play)
    other = play.seats(round)[1].expert.user
    for stranger in (other, play.organiser):
        assert "不是分给您的" in refused(lambda stranger=stranger: _write(review, stranger))
    Round.objects.filter(pk=round.pk).update(closes_at=clock.now() - timedelta(seconds=1))
    assert "截止" in refused(lambda: _write(review, seat.expert.user))


def test_a_review_may_be_taken_back_before_the_end_but_never_after_scores_were_seen(play, pool, case):
    round = play.drawn([case])
    play.ready(round)
    _, review = _first(round, play)
    user = review.seat.expert.user
    assert play.score(review).state == "submitted"
    back = verbs.take_back(review=review, by=user)
    assert (back.state, back.total) == ("draft", None)
    play.score_all(round, ["80"])
    assert "不能再取回" in refused(lambda: verbs.take_back(review=review, by=user))


def test_nobody_sees_scores_before_the_round_is_closed(play, pool, case, auditor, outsider):
    round = play.drawn([case])
    seats = play.ready(round)
    chair, plain = seats[0], seats[1]
    verbs.set_chair(seat=chair, by=play.organiser)
    for who in (play.organiser, auditor, chair.expert.user, plain.expert.user, outsider):
        assert not may_see_scores(who, round)
    assert may_see_round(play.organiser, round) and may_see_round(auditor, round)
    assert not may_see_round(plain.expert.user, round) and not may_see_round(outsider, round)
    round = play.score_all(round, ["80"])
    assert may_see_scores(play.organiser, round) and may_chair(chair.expert.user, round)
    assert not may_see_scores(plain.expert.user, round) and not may_see_scores(outsider, round)


def test_who_is_released_hands_over_what_he_owes(play, pool, cases):
    round = play.drawn(cases)
    seat = play.ready(round)[0]
    done, *_ = seat.reviews.order_by("id")
    play.score(done)
    verbs.release_seat(seat=seat, by=play.organiser, why="出国")
    assert Review.objects.get(pk=done.pk).state == "submitted"
    heir = round.seats.get(replaces=seat)
    assert heir.reviews.count() == len(cases) - 1 and fresh(round).state == "reviewing"
