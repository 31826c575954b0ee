"""Two at once: a draw happens once, a review is written by one page only, whoever presses first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from jichuang.base.errors import Refused
from jichuang.hall.models import StageRecord
from jichuang.review import verbs
from jichuang.review.models import Draw, Review, Round, Seat
from jichuang.review.tests.cast import GOOD, WORDS, fresh

pytestmark = pytest.mark.django_db(transaction=True)


def _both(deed: Callable[[], object]) -> list[str]:
    """What two simultaneous tries came to: `done` or `refused`."""

    def one(_: int) -> str:
        try:
            deed()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


def test_a_round_is_drawn_once(play, pool, case):
    round = play.open([case])
    assert _both(lambda: verbs.draw_experts(round=round, by=play.organiser)) == ["done", "refused"]
    assert Draw.objects.count() == 1 and Seat.objects.filter(state="invited").count() == 5
    assert Review.objects.count() == 5


def test_of_two_pages_of_one_review_one_is_kept(play, pool, case):
    round = play.drawn([case])
    seat = play.ready(round)[0]
    review = seat.reviews.get()

    def submit() -> None:
        verbs.submit_review(
            review=review, by=seat.expert.user, scores=GOOD, comments={}, opinion=WORDS, revision=1
        )

    assert _both(submit) == ["done", "refused"]
    assert Review.objects.get(pk=review.pk).revision == 2


def test_a_result_is_handed_in_once_and_a_failure_hands_in_nothing(play, pool, cases, monkeypatch):
    round = play.score_all(play.drawn(cases[:2]), ["80"])
    verbs.write_minutes(round=round, by=play.organiser, text="……")
    plain = verbs.closing.conclude
    calls: list[int] = []

    def dies_at_the_second(**given: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise ConnectionError("the database went away")
        return plain(**given)

    monkeypatch.setattr(verbs.closing, "conclude", dies_at_the_second)
    with pytest.raises(ConnectionError):
        verbs.conclude_round(round=fresh(round), by=play.organiser)
    assert not StageRecord.objects.exists() and fresh(round).state == "closed"
    monkeypatch.undo()
    assert _both(lambda: verbs.conclude_round(round=Round.objects.get(pk=round.pk), by=play.organiser)) == [
        "done",
        "refused",
    ]
    assert StageRecord.objects.count() == 2
