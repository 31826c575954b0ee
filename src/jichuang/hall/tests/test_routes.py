"""The long route, step by step: who has the case, what each stage demands, and how it ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import Message
from jichuang.hall import reads, verbs
from jichuang.hall.declare import (
    Certificate,
    Composition,
    DeclarationError,
    Desk,
    Discipline,
    FormCheck,
    JointDecision,
    Mark,
    Member,
    Opinion,
    Panel,
    Publicity,
    Route,
    SiteVisit,
    Submission,
    Together,
)
from jichuang.hall.models import Case, StageRecord
from jichuang.hall.tests.cast import enterprise, officer, person
from jichuang.hall.tests.recognition import EXPERTS, RECOGNITION, experts, opinion, paper
from jichuang.hall.tests.recognition_cast import refused
from jichuang.registry.models import Party
from jichuang.registry.reads import entries, recommender_of
from jichuang.registry.terms import PartyKind, RecommenderKind, Role, Scope
from jichuang.registry.verbs import authorise_clerk, set_recommender

DAY = date(2018, 9, 3)


def test_the_straight_way_passes_every_desk_and_reaches_the_register(cast, long_route):
    case = cast.drive(cast.file(), "external_publicity")
    long_route(date(2018, 9, 21))
    case = cast.drive(case, "closed")
    assert (case.outcome, case.result[:6]) == ("granted", "entry:")
    assert entries("hnte_reserve").in_force(date(2018, 9, 21)).get(subject=case.party.credit_code)
    passed = list(StageRecord.objects.filter(case=case).values_list("stage", "desk"))
    assert len(passed) == 3 + 2 + 3 + 1 + 1 + 1, "every desk's opinion is kept"
    assert reads.stuck() == []


def test_a_filed_case_waits_for_a_second_person_of_the_unit(cast, clerk, firm):
    case = cast.file()
    assert cast.open(case) == {("submission", "unit", "signer")}
    assert reads.holders(case) == {cast.signer} and reads.place_of(case).holder == firm.name
    assert list(Message.objects.filter(subject__startswith="请会签").values_list("user", flat=True)) == [
        cast.signer.pk
    ]
    assert "经办人" in refused(lambda: verbs.cosign(case=case, by=clerk))
    case = cast.sign(case)
    assert case.stage == "form_check" and cast.open(case) == {("form_check", "city", "desk")}


def test_the_signer_may_hand_the_case_back_and_it_is_a_draft_again(cast, clerk):
    case = verbs.hand_back(case=cast.file(), by=cast.signer, why="职工总数有误")
    assert case.state == "draft" and reads.place_of(case).place == "draft"
    assert reads.replay(case.number).tasks == {}
    assert "职工总数有误" in Message.objects.get(user=clerk, subject__endswith="退回修改").body
    case = verbs.save_draft(case=case, by=clerk, answers={"staff": "45"}, revision=case.revision)
    case = verbs.submit(case=case, by=clerk, key="again")
    assert cast.sign(case).stage == "form_check"


def test_a_preparer_may_file_where_another_person_signs(cast, firm, preparer):
    case = verbs.start(matter=RECOGNITION.code, party=firm, by=preparer)
    case = verbs.save_draft(
        case=case, by=preparer, answers={"products": "x", "staff": "1"}, revision=case.revision
    )
    assert verbs.submit(case=case, by=preparer, key="p").stage == "submission"


def test_three_desks_recommend_side_by_side_and_the_last_one_moves_the_case_on(cast):
    case = cast.drive(cast.file(), "recommend")
    assert {desk for _, desk, _ in cast.open(case)} == {"recommender", "city_finance", "city_tax"}
    case = cast.do(case, "city_tax", "recommend")
    assert case.stage == "recommend" and len(cast.open(case)) == 2
    assert "没有未完成的任务" in str(reads.can(cast.people["city_tax"], "conclude", case).reason)
    assert reads.place_of(case).holder == "石家庄高新区管委会、石家庄市财政局"
    case = cast.do(cast.do(case, "recommender", "recommend"), "city_finance", "recommend")
    assert case.stage == "review"


def test_the_tax_officers_of_city_and_province_do_not_sit_at_each_others_desk(cast):
    case = cast.drive(cast.file(), "recommend")
    assert not reads.can(cast.people["province_tax"], "conclude", case)
    case = cast.drive(case, "joint_decision")
    assert not reads.can(cast.people["city_tax"], "conclude", case)
    assert reads.can(cast.people["province_tax"], "conclude", case)


def test_the_recommender_is_a_relation_and_a_university_in_shijiazhuang_never_enters_its_desk(
    cast, city_officer, long_route
):
    university = enterprise(7, "演示大学（演示）")
    Party.objects.filter(pk=university.pk).update(kind=PartyKind.UNIVERSITY)
    university.refresh_from_db()
    assert recommender_of(university, on=DAY) is None, "its place recommends nobody"
    clerk = person("dean", "院办（演示）")
    authorise_clerk(party=university, user=clerk, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
    case = verbs.start(matter=RECOGNITION.code, party=university, by=clerk)
    case = verbs.save_draft(case=case, by=clerk, answers={"products": "x", "staff": "9"}, revision=1)
    assert "没有登记推荐单位" in refused(lambda: verbs.submit(case=case, by=clerk, key="u1"))
    bureau = cast_bureau(long_route)
    set_recommender(
        party=university, department=bureau, kind=RecommenderKind.BUREAU, from_day=date(2018, 1, 1), by=None
    )
    case = verbs.submit(case=case, by=clerk, key="u2")
    assert case.recommender == bureau
    assert not reads.desk_cases(city_officer, "unclaimed", DAY).filter(case=case, desk="recommender").exists()


def cast_bureau(stand):
    from jichuang.hall.tests.cast import office  # noqa: PLC0415

    return office("HEB-JYT", "省教育厅", "province", "130000")


def test_only_people_of_the_recommending_department_recommend(cast, city_officer):
    case = cast.drive(cast.file(), "recommend")
    assert not reads.can(city_officer, "conclude", case)
    other = officer("zone2", "廊坊开发区（演示）", Role.RECOMMENDER, cast_bureau(None))
    assert not reads.can(other, "conclude", case)
    assert reads.can(cast.people["recommender"], "conclude", case)


def test_a_refusal_waits_for_the_other_desks_and_then_closes_with_every_reason(cast):
    case = cast.drive(cast.file(), "joint_decision")
    case = cast.do(case, "province_finance", "joint_decision", agreed=False)
    assert case.state == "open" and len(cast.open(case)) == 2
    case = cast.do(case, "province", "joint_decision")
    case = cast.do(case, "province_tax", "joint_decision")
    assert (case.state, case.outcome) == ("closed", "not_met")
    assert [reason["title"] for reason in case.reasons] == ["材料不实"]
    assert cast.open(case) == set() and reads.stuck() == []


@pytest.mark.parametrize(
    ("technical", "finance", "says"),
    [(3, 2, []), (2, 3, ["技术专家2人，共5人"]), (4, 0, ["专家4人", "财务专家0人"]), (5, 0, ["财务专家0人"])],
)
def test_a_panel_needs_five_experts_three_fifths_technical_and_one_of_finance(technical, finance, says):
    assert [problem.message for problem in EXPERTS.problems(experts(technical, finance))] == says


@pytest.mark.parametrize(("score", "outcome"), [("70", "not_met"), ("70.99", "not_met"), ("71", "")])
def test_seventy_fails_and_seventy_one_passes(cast, score, outcome):
    case = cast.drive(cast.file(), "review")
    case = cast.do(case, "province", "panel", score=score)
    case = cast.do(case, "city", "site_visit")
    assert case.outcome == outcome
    if outcome:
        assert case.reasons[0]["title"] == f"评审得分{Decimal(score):.2f}分，合格线71分"
    else:
        assert case.stage == "joint_decision"


def test_an_opinion_says_everything_it_lacks_at_once(cast):
    case = cast.drive(cast.file(), "joint_decision")
    with pytest.raises(Invalid) as refusal:
        verbs.conclude(case=case, by=cast.people["province"], opinion=Opinion())
    assert [problem.field for problem in refusal.value.problems] == ["held_on", "document"]
    verbs.conclude(case=case, by=cast.people["province_tax"], opinion=Opinion(note="无异议"))
    with pytest.raises(Invalid, match="没有写明理由"):
        verbs.conclude(case=case, by=cast.people["province_finance"], opinion=Opinion(agreed=False))


def test_a_period_elsewhere_shorter_than_declared_is_refused(cast, long_route):
    case = cast.drive(cast.file(), "external_publicity")
    long_route(date(2018, 9, 14))
    short = Opinion(held_on=date(2018, 9, 3), until=date(2018, 9, 14))
    with pytest.raises(Invalid, match="公示只有9个工作日"):
        verbs.conclude(case=case, by=cast.people["province"], opinion=short, file=paper())
    ahead = Opinion(held_on=date(2018, 9, 3), until=date(2018, 9, 20))
    with pytest.raises(Invalid, match="还没有到"):
        verbs.conclude(case=case, by=cast.people["province"], opinion=ahead, file=paper())


def test_one_person_on_site_is_not_enough(cast, city_officer):
    case = cast.drive(cast.file(), "review")
    alone = Opinion(note="已看", held_on=DAY, members=(Member("甲"),))
    with pytest.raises(Invalid, match="不少于2人"):
        verbs.conclude(case=case, by=city_officer, opinion=alone, part="site_visit")


def test_nobody_concludes_for_a_desk_that_is_not_his(cast, outsider, auditor, leader, clerk):
    case = cast.drive(cast.file(), "joint_decision")
    for stranger in (outsider, auditor, leader, clerk, cast.people["city"]):
        with pytest.raises(Refused):
            verbs.conclude(
                case=case,
                by=stranger,
                opinion=opinion("joint_decision", DAY),
                file=paper(),
                part="joint_decision",
            )
    assert Case.objects.get(pk=case.pk).revision == case.revision


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Together(SiteVisit()), "并行须有两个以上环节"),
        (lambda: Together(SiteVisit(), Publicity()), "不能与其他环节并行"),
        (lambda: Together(SiteVisit(then="x"), Panel()), "不能另写下一环节"),
        (lambda: Route(Panel(), Together(SiteVisit(), Panel())), "环节“panel”重复"),
        (lambda: JointDecision(by=Desk.PROVINCE), "两个以上部门"),
        (lambda: Submission(cosign=()), "由谁会签"),
        (lambda: FormCheck(by=(Desk.CITY, Desk.CITY)), "重复的岗位"),
        (lambda: Mark(), "二者择一"),
        (lambda: Mark(71, policy="x", parameter="y"), "二者择一"),
    ],
)
def test_a_route_that_makes_no_sense_is_refused_at_import(make, says):
    with pytest.raises(DeclarationError, match=says):
        make()


def test_stages_in_the_wrong_order_are_named():
    assert Route(FormCheck(), Submission(), Certificate()).faults() == ["单位确认只能是第一个环节"]
    assert "公示之前没有汇总分批" in Route(FormCheck(), Publicity(), Certificate()).faults()


def test_a_group_says_its_rule_in_words():
    rule = Composition(5, shares=((Discipline.TECHNICAL, Fraction(3, 5)),), counts=((Discipline.FINANCE, 1),))
    assert rule.words == "不少于5人，技术专家不低于60%，财务专家不少于1人"
