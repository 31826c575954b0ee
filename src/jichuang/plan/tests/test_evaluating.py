"""考评: scores add up from their lines, an evaluator sees what it was given and nothing else, cities are ranked by share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.plan.reads.ranking import ranking
from jichuang.plan.reads.scoring import scores
from jichuang.plan.terms import ChargeState
from jichuang.plan.tests.conftest import DAY, NEW, _person, rows
from jichuang.plan.verbs import (
    Measure,
    open_evaluation,
    press,
    record_award,
    record_self_score,
    score_sampled,
    share_out,
    split_policy,
    submit_evaluation,
    submit_report,
    verify_report,
)

NOVEMBER = date(2018, 11, 1)
HELD = {"item": 4, "department": "高新技术处"}


@pytest.fixture
def evaluator(db):
    return _person("evaluator", None)


@pytest.fixture
def reported(working, load, chief, officer) -> None:
    """October's report in time and accepted, with a file."""
    load("hnte_reserve", rows("r", 1000, NEW))
    clock.set_demonstration_day(date(2018, 10, 24))
    report = submit_report(
        plan=working, period="2018-10", progress="已入库一千家", by=chief,
        evidence=[("入库名单.txt", BytesIO("名单".encode()))], **HELD,
    )  # fmt: skip
    verify_report(report=report, accepted=True, by=officer)
    clock.set_demonstration_day(NOVEMBER)


@pytest.fixture
def evaluation(working, reported, evaluator, officer):
    return open_evaluation(
        plan=working, title="第三方评估", body="评估机构（演示）", basis="合同", evaluator=evaluator, opens_on=NOVEMBER,
        closes_on=date(2018, 11, 30), codes=["T04.5", "D04.1"], by=officer,
    )  # fmt: skip


def test_every_point_is_explained_by_the_lines_below_it(working, reported, chief, officer):
    record_award(
        plan=working,
        department="高新技术处",
        title="改革案例",
        document="国科〔2018〕1号",
        points=Decimal(2),
        by=officer,
    )
    found = scores(working, NOVEMBER)[0]
    parts = {part.title: part for part in found.parts}
    assert parts["完成情况"].points == Fraction(1, 2) * 60  # T04.5 alone has a figure: 1,000 of 2,000
    assert parts["报送及时"].points == 15 and parts["佐证充分"].points == 15
    assert parts["创新与表彰"].points == 2 and parts["督办扣分"].points == 0
    assert found.total == 62
    assert [line.text.split()[0] for line in parts["完成情况"].lines] == ["T04.5"]


def test_a_slip_costs_what_the_parameter_says(working, reported):
    before = scores(working, NOVEMBER)[0].total
    press(working, NOVEMBER)
    assert working.letters.filter(kind="slip").count() == 1
    assert scores(working, NOVEMBER)[0].total == before - 1


def test_nobody_adds_points_to_his_own_department(working, reported, chief):
    with pytest.raises(Refused, match="本单位"):
        record_award(
            plan=working, department="高新技术处", title="好", document="文", points=Decimal(2), by=chief
        )


def test_an_evaluator_opens_its_sample_and_no_other_page(
    working, evaluation, evaluator, outsider, signed_in, real
):
    client = signed_in(evaluator)
    page = client.get(evaluation.get_absolute_url())
    assert page.status_code == 404 or "已入库一千家" in page.content.decode()
    for address in ("", "charges/T04.5/", "scores/", "letters/", "reports/"):
        assert client.get(f"/plan/2018/follow/{address}").status_code == 403
    assert client.get("/plan/2018/?view=inside").status_code == 403
    other = signed_in(outsider)
    assert other.get(evaluation.get_absolute_url()).status_code == 403
    assert other.get("/plan/2018/follow/evaluations/").status_code == 403


def test_files_reach_the_evaluator_through_the_sample_alone(evaluation, evaluator, outsider, signed_in):
    held = evaluation.sample.first().files.first()
    address = f"/plan/2018/follow/evaluations/files/{held.pk}/"
    assert signed_in(evaluator).get(address).status_code == 200
    assert signed_in(outsider).get(address).status_code == 403


def test_material_is_what_it_was_when_given(evaluation, working, chief, officer):
    clock.set_demonstration_day(date(2018, 11, 22))
    late = submit_report(plan=working, period="2018-11", progress="十一月的新进展", by=chief, **HELD)
    verify_report(report=late, accepted=True, by=officer)
    assert "十一月" not in str(evaluation.sample.first().material)


def test_scores_are_independent_complete_and_final(evaluation, working, evaluator, officer, chief):
    record_self_score(plan=working, department="高新技术处", score=Decimal(95), reasons="逐项自评", by=chief)
    first, second = evaluation.sample.order_by("id")
    with pytest.raises(Refused, match="没有委托给您"):
        score_sampled(sampled=first, score=Decimal(80), finding="名单属实", by=officer)
    with pytest.raises(Invalid, match="评估意见"):
        score_sampled(sampled=first, score=Decimal(80), finding="", by=evaluator)
    score_sampled(sampled=first, score=Decimal(80), finding="名单属实", by=evaluator)
    with pytest.raises(Invalid, match="还有1项"):
        submit_evaluation(evaluation=evaluation, by=evaluator)
    score_sampled(sampled=second, score=Decimal(70), finding="佐证不足", by=evaluator)
    submit_evaluation(evaluation=evaluation, by=evaluator)
    with pytest.raises(Refused, match="已经提交"):
        score_sampled(sampled=first, score=Decimal(99), finding="改", by=evaluator)
    found = scores(working, NOVEMBER)[0]
    assert (found.self_score, found.independent) == (Decimal(95), Decimal(75))


def test_an_insider_is_no_third_party_and_the_dates_hold(evaluation, working, officer, leader, evaluator):
    with pytest.raises(Refused, match="内部岗位"):
        open_evaluation(
            plan=working, title="再评", body="机构", basis="合同", evaluator=leader, opens_on=NOVEMBER, closes_on=NOVEMBER,
            codes=["T04.5"], by=officer,
        )  # fmt: skip
    clock.set_demonstration_day(date(2018, 12, 1))
    with pytest.raises(Refused, match="评估期间"):
        score_sampled(sampled=evaluation.sample.first(), score=Decimal(80), finding="好", by=evaluator)


def test_a_policy_is_split_into_measures_with_owners_that_go_the_same_way(
    plan, officer, section, city_office, city_chief
):
    measures = [
        Measure(f"举措{n}", "高新技术处" if n < 9 else "石家庄市科学技术局", date(2018, 11, n))
        for n in range(1, 10)
    ]
    policy = split_policy(
        plan=plan, title="若干措施", document="冀政〔2018〕1号", under="36", measures=measures, by=officer
    )
    rows_ = list(policy.charges.order_by("order"))
    assert [one.code for one in rows_] == [f"P1.{n}" for n in range(1, 10)]
    assert {one.state for one in rows_} == {ChargeState.ASSIGNED} and rows_[-1].owner.office == city_office
    assert {one.item for one in rows_} == {36}


def test_faults_of_a_split_are_all_named_and_nothing_is_written(plan, officer):
    with pytest.raises(Invalid) as fault:
        split_policy(
            plan=plan, title="", document="", under="99", measures=[Measure("", "", None)], by=officer
        )
    assert [one.field for one in fault.value.problems] == [
        "title",
        "under",
        "measures",
        "measures",
        "measures",
    ]
    assert not plan.policies.exists()


def test_cities_rank_by_completion_and_equals_share_a_rank(plan, load, officer):
    for home, number in (("130100", 30), ("130200", 20), ("130300", 20)):
        load("hnte_reserve", rows(f"c{home}", number, NEW, home=home, county=home[:4] + "02"))
    share_out(
        plan=plan, code="T04.5", document="分解表", by=officer,
        shares={"130100": Decimal(100), "130200": Decimal(40), "130300": Decimal(40)},
    )  # fmt: skip
    found = ranking(_target(plan), DAY, Fraction(1, 2))
    assert [(one.name, one.rank, one.percent) for one in found[:3]] == [
        ("唐山", 1, "50.0%"), ("秦皇岛", 1, "50.0%"), ("石家庄", 3, "30.0%"),
    ]  # fmt: skip
    assert found[0].chip[0] == "ok" and found[2].chip == ("warn", "-20.0 个百分点")
    assert {one.rank for one in found[3:]} == {None}


def _target(plan):
    target = plan.targets.get(code="T04.5")
    target.plan = plan
    return target


def test_the_ranking_is_for_inside_roles(plan, real, officer, outsider, city_officer, signed_in, client):
    address = "/plan/2018/targets/T04.5/cities/"
    assert client.get(address).status_code == 302
    assert signed_in(outsider).get(address).status_code == 403
    assert signed_in(city_officer).get(address).status_code == 200
    assert signed_in(city_officer).post(address, {"document": "文", "share_130100": "5"}).status_code == 403
    assert signed_in(officer).post(address, {"document": "文", "share_130100": "5"}).status_code == 302
    assert plan.city_shares.get().value == 5
