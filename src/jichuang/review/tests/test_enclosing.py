"""Score sheets go into a case's bundle: none before the round is closed, names only for those who may know them."""

from __future__ import annotations

import json
import zipfile

from jichuang.hall import verbs as hall
from jichuang.review.enclosing import score_sheets
from jichuang.review.models import Review


def sheets(case, by):
    with zipfile.ZipFile(hall.take_bundle(case=case, by=by)) as archive:
        return (
            json.loads(archive.read("review.json"))["rounds"] if "review.json" in archive.namelist() else None
        )


def test_nobody_takes_a_score_before_the_round_is_closed(play, pool, case, auditor):
    round = play.drawn([case])
    play.score(play.ready(round)[0].reviews.get())
    assert sheets(case, auditor) is None


def test_sheets_are_enclosed_with_every_score_and_comment(play, pool, case, auditor):
    play.score_all(play.drawn([case]), ["80", "82", "84", "86", "60"])
    (round,) = sheets(case, auditor)
    assert round["experts_named"] and [one["total"] for one in round["sheets"]] == [
        str(one.total) for one in Review.objects.order_by("seat__order", "id")
    ]
    expert = Review.objects.order_by("seat__order").first().seat.expert
    assert round["sheets"][0]["expert"] == f"{expert.number} {expert.name}"
    assert all(one["score"] and one["comment"] for one in round["sheets"][0]["criteria"])


def test_another_officer_of_the_case_reads_no_experts_name(play, pool, case, city_officer):
    play.score_all(play.drawn([case]), ["80", "82", "84", "86", "60"])
    (round,) = score_sheets(case, city_officer)["rounds"]
    words = json.dumps(round, ensure_ascii=False, default=str)
    assert not round["experts_named"] and round["sheets"][0]["expert"] == "专家1"
    for one in Review.objects.select_related("seat__expert"):
        assert one.seat.expert.name not in words and one.seat.expert.number not in words
