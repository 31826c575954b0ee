"""抽取与回避: quotas, seeds, reasons, replacement."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint, authorise_clerk
from jichuang.review import verbs
from jichuang.review.models import Avoidance, Draw, Review, Round, Seat
from jichuang.review.tests.cast import expert, file_case, fresh, refused, tomorrow


def test_a_panel_of_three_technical_and_two_finance_is_drawn_with_as_many_reserves(play, pool, case):
    round = play.drawn([case])
    kinds = [seat.expert.kind for seat in play.seats(round)]
    assert sorted(kinds) == ["finance", "finance", "technical", "technical", "technical"]
    reserves = Seat.objects.filter(round=round, state="reserve")
    assert sorted(reserves.values_list("kind", flat=True)) == ["finance", "finance"] + ["technical"] * 3
    assert round.state == "reviewing" and Review.objects.filter(proposal__round=round).count() == 5


def test_two_technical_and_three_finance_are_refused_before_anybody_is_drawn(play, pool, case):
    with pytest.raises(Invalid, match="技术专家2人，共5人.*不低于60%"):
        play.open([case], quota={"technical": 2, "finance": 3})


def test_the_same_seed_draws_the_same_experts_and_the_log_can_be_drawn_again(play, pool, case, cases):
    first = play.drawn([cases[0]], seed="2018-09-03 公开摇号")
    second = play.drawn([cases[1]], seed="2018-09-03 公开摇号")
    assert [s.expert for s in play.seats(first)] == [s.expert for s in play.seats(second)]
    row = first.draws.get(kind="draw")
    assert row.seed == "2018-09-03 公开摇号" and verbs.redraw(row) == row.result
    row.result["members"][0] = "ZJ999999"
    assert verbs.redraw(row) != row.result


def test_without_a_seed_a_random_one_is_logged(play, pool, case):
    round = play.open([case])
    row = verbs.draw_experts(round=round, by=play.organiser)
    assert len(row.seed) == 16 and verbs.redraw(row) == row.result


def _reasons(case, who):
    rows = Avoidance.objects.filter(proposal__case=case, expert=who)
    return {(row.kind, row.reason) for row in rows}


def test_everybody_tied_to_the_applicant_is_left_out_and_the_reason_is_shown(play, pool, firm, clerk, season):
    now, before, long_ago, author, old_author, relative, named, applicant = pool[:8]
    verbs.employ(expert=now, unit=firm.name, from_day=date(2016, 1, 1), by=None)
    verbs.employ(
        expert=before,
        unit="旧名",
        credit_code=firm.credit_code,
        from_day=date(2012, 1, 1),
        to_day=date(2015, 9, 3),
        by=None,
    )
    verbs.employ(expert=long_ago, unit=firm.name, from_day=date(2010, 1, 1), to_day=date(2015, 9, 2), by=None)
    verbs.tie(expert=author, kind="coauthor", person="罗澄", to_day=date(2017, 5, 1), by=None)
    verbs.tie(expert=old_author, kind="coauthor", person="罗澄", to_day=date(2015, 5, 1), by=None)
    verbs.tie(expert=relative, kind="relative", person="乙丙", to_day=date(2001, 1, 1), by=None)
    authorise_clerk(party=firm, user=applicant.user, by=None, scope="viewer", valid_from=date(2018, 1, 1))
    barred = pool[8]
    verbs.restrict(
        expert=barred,
        reason="评审违规",
        basis="试诚〔2018〕2号",
        from_day=date(2018, 1, 1),
        to_day=date(2018, 9, 3),
        by=None,
    )
    case = file_case(firm, clerk, members="乙丙、丁", shunned=named.name)
    for number in range(20, 24):
        expert(number, "technical")
    round = play.drawn([case])
    assert _reasons(case, now) == {("same_unit", f"现任职于{firm.name}")}
    assert _reasons(case, before) == {("same_unit", "2015年09月前任职于旧名，未满3年")}
    assert _reasons(case, long_ago) == set()
    assert _reasons(case, author) == {("coauthor", "与罗澄合著，至2017年05月")}
    assert _reasons(case, old_author) == set()
    assert _reasons(case, relative) == {("relative", "与乙丙近亲属")}
    assert _reasons(case, named) == {("named", f"申报人申请{named.name}回避")}
    assert _reasons(case, applicant) == {("self", "本人经办或代表申报单位")}
    away = {now, before, author, relative, named, applicant, barred}
    assert not away & {seat.expert for seat in round.seats.all()}


def test_a_restriction_ends_with_its_last_day(play, pool, case, season):
    for one in pool[8:11]:
        verbs.restrict(
            expert=one,
            reason="违规",
            basis="试诚〔2018〕2号",
            from_day=date(2018, 1, 1),
            to_day=date(2018, 9, 3),
            by=None,
        )
    round = play.open([case])
    with pytest.raises(Invalid, match="财务专家还缺1人"):
        verbs.draw_experts(round=round, by=play.organiser)
    season(date(2018, 9, 4))
    verbs.draw_experts(round=round, by=play.organiser)
    assert len(play.seats(round)) == 5


def test_a_pool_too_small_is_refused_with_the_numbers_and_nothing_is_written(play, pool, case):
    for one in pool[9:12]:
        verbs.set_state(expert=one, state="paused", by=None, why="出国")
    round = play.open([case])
    with pytest.raises(Invalid, match="财务专家还缺1人：在库1人，其中0人须回避"):
        verbs.draw_experts(round=round, by=play.organiser)
    assert fresh(round).state == "preparing" and not Draw.objects.exists() and not Seat.objects.exists()


def test_who_declines_is_replaced_by_the_next_reserve_of_his_kind(play, pool, case):
    round = play.drawn([case])
    seat = next(one for one in play.seats(round) if one.kind == "finance")
    reserve = Seat.objects.filter(round=round, state="reserve", kind="finance").order_by("order").first()
    verbs.decline(seat=seat, by=seat.expert.user, why="时间冲突")
    seats = play.seats(round)
    assert reserve.expert in [one.expert for one in seats] and seat.expert not in [
        one.expert for one in seats
    ]
    assert len(seats) == 5
    row = round.draws.get(kind="replace")
    assert row.result["members"] == [reserve.expert.number] and "时间冲突" in row.note
    assert Review.objects.filter(seat__expert=reserve.expert, state="assigned").count() == 1


def test_after_the_reserves_the_lottery_goes_on_and_then_says_that_nobody_is_left(play, pool, case):
    round = play.drawn([case])
    for _ in range(3):
        seat = next(one for one in play.seats(round) if one.kind == "finance")
        verbs.decline(seat=seat, by=seat.expert.user, why="时间冲突")
    last = round.draws.filter(kind="replace").order_by("-id").first()
    assert last.result["members"] == [] and len(play.seats(round)) == 4


def test_a_reserve_who_has_become_a_colleague_of_the_applicant_is_passed_over(play, pool, case, firm):
    round = play.drawn([case])
    first, second = Seat.objects.filter(round=round, state="reserve", kind="finance").order_by("order")
    verbs.employ(expert=first.expert, unit=firm.name, from_day=date(2018, 9, 1), by=None)
    seat = next(one for one in play.seats(round) if one.kind == "finance")
    verbs.decline(seat=seat, by=seat.expert.user, why="时间冲突")
    assert second.expert in [one.expert for one in play.seats(round)]


def test_colleagues_are_drawn_together_only_where_the_organiser_allows_it(play, season, case):
    for number in range(1, 6):
        expert(number, "technical" if number < 4 else "finance", "同一研究院")
    with pytest.raises(Invalid, match="其余或为同单位"):
        play.drawn([case])
    Round.objects.all().delete()
    assert len(play.seats(play.drawn([case], one_per_unit=False))) == 5


def test_only_the_desk_of_the_stage_organises_and_nobody_who_acts_for_an_applicant(
    play, pool, case, firm, city_officer, outsider, province_officer
):
    for who in (city_officer, outsider):
        with pytest.raises(Refused):
            verbs.open_round(
                title="x", cases=[case], quota={"technical": 3, "finance": 2}, closes_at=tomorrow(), by=who
            )
    round = play.open([case])
    assert "任职" in refused(lambda: verbs.draw_experts(round=round, by=outsider))
    authorise_clerk(party=firm, user=province_officer, by=None, scope="viewer", valid_from=date(2018, 1, 1))
    assert "回避要求" in refused(lambda: verbs.draw_experts(round=round, by=province_officer))


def test_a_case_is_reviewed_in_one_round_at_a_time(play, pool, case):
    play.open([case])
    assert "已在" in refused(lambda: play.open([case]))


def test_an_organiser_who_is_an_expert_of_the_round_organises_no_more(play, pool, case):

    round = play.drawn([case])
    seat = play.seats(round)[0]
    appoint(user=seat.expert.user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None)
    assert "评审专家" in refused(lambda: verbs.close_round(round=round, by=seat.expert.user))


def test_many_proposals_are_spread_by_fit_caps_and_composition(play, pool, cases):
    round = play.open(
        cases, mode="spread", quota={"technical": 8, "finance": 4}, reviews=5, cap=3, one_per_unit=False
    )
    verbs.draw_experts(round=round, by=play.organiser, seed="s")
    row = verbs.assign_reviews(round=fresh(round), by=play.organiser)
    assert row.result["gap"] == 0 and len(row.result["pairs"]) == 20
    for proposal in round.proposals.all():
        kinds = [one.seat.expert.kind for one in proposal.reviews.select_related("seat__expert")]
        assert kinds.count("technical") >= 3 and kinds.count("finance") >= 1 and len(kinds) == 5
    for seat in play.seats(round):
        assert seat.reviews.count() <= 3


def test_an_assignment_that_cannot_be_filled_names_the_proposal_and_whom_it_lacks(play, pool, cases):
    round = play.open(cases, mode="spread", quota={"technical": 4, "finance": 1}, reviews=5, cap=3)
    verbs.draw_experts(round=round, by=play.organiser, seed="s")
    with pytest.raises(Invalid, match="项目A0.还缺.*已满额"):
        verbs.assign_reviews(round=fresh(round), by=play.organiser)
    assert not Review.objects.exists() and fresh(round).state == "drawn"
