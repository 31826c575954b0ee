"""截止与出结果: the trimmed mean by hand, outliers, extra experts, ties, and the opinion in the hall."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.hall import verbs as hall
from jichuang.hall.models import Case, StageRecord
from jichuang.review import verbs
from jichuang.review.models import Review, Round
from jichuang.review.reads.results import results
from jichuang.review.tests.cast import expert, fresh, refused, tomorrow

D = Decimal


def test_a_round_closes_when_everything_is_in_or_late_without_what_is_missing(play, pool, case):
    round = play.drawn([case])
    seats = play.ready(round)
    for seat in seats[:4]:
        play.score(seat.reviews.get())
    assert "还有1份" in refused(lambda: play.close(round))
    Round.objects.filter(pk=round.pk).update(closes_at=clock.now() - timedelta(hours=1))
    assert "还有1份" in refused(lambda: play.close(round))
    closed = play.close(round, without_missing=True)
    assert closed.state == "closed" and Review.objects.get(seat=seats[4]).state == "released"


def test_the_result_of_seven_is_the_trimmed_mean_by_hand(play, pool, season, case):
    for number in range(20, 24):
        expert(number, "technical")
    round = play.drawn([case], quota={"technical": 5, "finance": 2})
    round = play.score_all(round, ["50", "70", "72", "74", "76", "78", "99"])
    (one,) = results(round)
    assert one.score == D("74.00") and one.mean == D("74.14") and one.spread == D("49.00")


def test_an_outlier_is_flagged_for_its_expert_who_stands_by_it(play, pool, case):
    round = play.score_all(play.drawn([case]), ["80", "82", "84", "86", "60"])
    (one,) = results(round)
    ((key, distance),) = one.outlying.items()
    review = Review.objects.get(pk=key)
    assert review.total == 60 and distance == D("-23.00")
    stranger = Review.objects.exclude(pk=key).first().seat.expert.user
    assert "不是分给您的" in refused(lambda: verbs.uphold(review=review, by=stranger, note="x"))
    verbs.uphold(review=review, by=review.seat.expert.user, note="样机未达指标，见第3页")
    assert Review.objects.get(pk=key).upheld and Review.objects.get(pk=key).total == 60


def test_an_extra_expert_scores_without_anybody_else_writing_again(play, pool, cases):
    round = play.score_all(play.drawn(cases[:2]), ["80", "82", "84", "86", "60"])
    proposal = round.proposals.order_by("position").first()
    again = verbs.ask_extra_expert(
        proposal=proposal, closes_at=tomorrow(2), by=play.organiser, why="一位专家评分离群"
    )
    assert again.state == "reviewing"
    earlier = Review.objects.filter(proposal=proposal, state="submitted").first()
    assert "不能再取回" in refused(lambda: verbs.take_back(review=earlier, by=earlier.seat.expert.user))
    play.ready(again)
    extra = Review.objects.get(proposal=proposal, extra=True)
    play.score(extra, "83")
    round = play.close(again)
    found = {one.proposal.pk: one for one in results(round)}
    assert len(found[proposal.pk].reviews) == 6 and found[proposal.pk].score == D("79.17")


def test_a_tie_on_the_line_is_settled_by_people_with_a_reason(play, pool, cases):
    round = play.score_all(play.drawn(cases, line=2), ["80"])
    assert {one.standing for one in results(round)} == {"tied"}
    verbs.write_minutes(round=round, by=play.organiser, text="会议经过……")
    assert "还没有取舍" in refused(lambda: verbs.conclude_round(round=round, by=play.organiser))
    first, *rest = round.proposals.order_by("position")
    with pytest.raises(Invalid, match="没有写明取舍"):
        verbs.settle_tie(proposal=first, by=play.organiser, goes_on=True, why="")
    verbs.settle_tie(proposal=first, by=play.organiser, goes_on=True, why="领域内唯一")
    for one in rest:
        verbs.settle_tie(proposal=one, by=play.organiser, goes_on=one.pk == rest[0].pk, why="按学科平衡")
    verbs.conclude_round(round=round, by=play.organiser)
    agreed = StageRecord.objects.filter(stage="panel", agreed=True)
    assert {row.case for row in agreed} == {first.case, rest[0].case}
    refused_one = StageRecord.objects.get(case=rest[1].case, stage="panel")
    assert "列" in refused_one.reasons[0]["title"] or "线下" in refused_one.reasons[0]["title"]


def test_the_hall_gets_members_with_kind_unit_and_score_and_the_case_moves_on(play, pool, case):
    round = play.score_all(play.drawn([case]), ["80", "82", "84", "86", "78"])
    assert "纪要" in refused(lambda: verbs.conclude_round(round=round, by=play.organiser))
    verbs.write_minutes(round=round, by=play.organiser, text="专家组一致认为……")
    verbs.conclude_round(round=round, by=play.organiser)
    record = StageRecord.objects.get(case=case)
    assert (record.agreed, record.score) == (True, D("82.00"))
    kinds = [member["discipline"] for member in record.members]
    assert sorted(kinds) == ["finance"] * 2 + ["technical"] * 3
    assert all(member["unit"] and member["score"] for member in record.members)
    assert Case.objects.get(pk=case.pk).stage == "decision" and fresh(round).state == "concluded"


def test_seventy_point_nine_nine_is_below_the_mark_and_seventy_one_passes(play, pool, cases):
    round = play.drawn(cases[:2])
    for seat in play.ready(round):
        one, other = seat.reviews.order_by("proposal__position")
        play.score(one, "71")
        play.score(other, {"advance": "71", "team": "71", "budget": "70" if seat.order == 1 else "71"})
    round = play.close(round)
    verbs.write_minutes(round=round, by=play.organiser, text="……")
    verbs.conclude_round(round=round, by=play.organiser)
    first, second = (StageRecord.objects.get(case=one, stage="panel") for one in cases[:2])
    assert (first.agreed, second.agreed, second.score) == (True, False, D("70.94"))


def test_a_group_that_lost_its_technical_experts_is_refused_by_the_stage(play, pool, case):
    round = play.drawn([case])
    seats = play.ready(round)
    for seat in seats:
        if seat.kind != "technical" or seat == next(one for one in seats if one.kind == "technical"):
            play.score(seat.reviews.get())
    Round.objects.filter(pk=round.pk).update(closes_at=clock.now() - timedelta(hours=1))
    round = play.close(round, without_missing=True)
    verbs.write_minutes(round=round, by=play.organiser, text="……")
    with pytest.raises(Invalid, match="专家3人.*不少于5人"):
        verbs.conclude_round(round=round, by=play.organiser)
    assert fresh(round).state == "closed" and not StageRecord.objects.exists()


def test_the_chair_writes_the_minutes_and_other_experts_do_not(play, pool, case):
    round = play.drawn([case])
    chair, plain = play.ready(round)[:2]
    verbs.set_chair(seat=chair, by=play.organiser)
    round = play.score_all(round, ["80"])
    assert refused(lambda: verbs.write_minutes(round=round, by=plain.expert.user, text="x"))
    verbs.write_minutes(round=round, by=chair.expert.user, text="专家组意见……")
    assert fresh(round).minutes


def test_a_case_withdrawn_meanwhile_is_dropped_and_holds_up_nobody(play, pool, cases):
    round = play.score_all(play.drawn(cases[:2]), ["80"])
    verbs.write_minutes(round=round, by=play.organiser, text="……")
    gone = round.proposals.get(case=cases[1])
    hall.withdraw(case=cases[1], by=cases[1].applicant, reason="方案调整")
    assert refused(lambda: verbs.conclude_round(round=fresh(round), by=play.organiser))
    verbs.drop_proposal(proposal=gone, by=play.organiser, why="申报单位已撤回")
    assert [one.proposal.case for one in results(fresh(round))] == [cases[0]]
    verbs.conclude_round(round=fresh(round), by=play.organiser)
    assert StageRecord.objects.get().case == cases[0]
    last = play.drawn(cases[2:3]).proposals.get()
    assert "最后一项" in refused(lambda: verbs.drop_proposal(proposal=last, by=play.organiser, why="x"))
