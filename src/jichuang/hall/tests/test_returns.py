"""Returns of every kind, inside parallel stages too: the case is always with somebody, and agreed opinions stand."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, Supplement, Task
from jichuang.hall.tests.recognition_cast import refused

ITEM = [("field", "staff", "与社保人数不符")]


def mend(case, by):
    """The clerk answers everything that was asked, by explanation."""
    asked = reads.open_supplement(case)
    why = {f"{item.kind}:{item.key}": "核对无误" for item in asked.items.all()}
    return verbs.resubmit(case=case, by=by, explanations=why)


def test_a_branch_returned_to_the_applicant_leaves_the_other_branch_at_work(cast, clerk):
    case = cast.drive(cast.file(), "review")
    case = verbs.return_for_supplement(case=case, by=cast.people["city"], items=ITEM, part="site_visit")
    assert cast.open(case) == {("site_visit", "city", "applicant"), ("panel", "province", "desk")}
    place = reads.place_of(case)
    assert place.label == "待补正" and place.holder == "澄光传感有限公司（演示）、省科技厅"
    assert cast.clerk in reads.holders(case) and cast.people["province"] in reads.holders(case)
    case = cast.do(case, "province", "panel")
    assert cast.open(case) == {("site_visit", "city", "applicant")} and reads.stuck() == []
    case = mend(case, cast.signer)
    assert cast.open(case) == {("site_visit", "city", "desk")}
    assert Task.objects.get(case=case, done_at=None).scope == [["field", "staff", "与社保人数不符"]]
    assert cast.do(case, "city", "site_visit").stage == "joint_decision"


def test_a_second_desk_adds_its_items_to_the_letter_already_out(cast):
    case = cast.drive(cast.file(), "review")
    case = verbs.return_for_supplement(case=case, by=cast.people["city"], items=ITEM, part="site_visit")
    more = [("field", "staff", ""), ("material", "licence", "看不清")]
    case = verbs.return_for_supplement(case=case, by=cast.people["province"], items=more, part="panel")
    letter = Supplement.objects.get(case=case, answered_at=None)
    assert [(item.kind, item.key) for item in letter.items.all()] == [
        ("field", "staff"),
        ("material", "licence"),
    ]
    assert {holder for _, _, holder in cast.open(case)} == {"applicant"} and reads.stuck() == []
    case = mend(case, cast.signer)
    assert {holder for _, _, holder in cast.open(case)} == {"desk"} and case.state == "open"


def test_sent_back_to_the_previous_stage_only_that_branch_looks_again_and_agreed_opinions_stand(cast):
    case = cast.drive(cast.file(), "joint_decision")
    case = cast.do(case, "province_tax", "joint_decision")
    case = verbs.send_back(case=case, by=cast.people["province"], why="专家意见缺页", items=ITEM)
    assert (case.stage, case.resume_at) == ("review", "joint_decision")
    assert cast.open(case) == {("panel", "province", "desk")}, "the site visit stands"
    case = cast.do(case, "province", "panel")
    assert case.stage == "joint_decision" and case.resume_at == ""
    assert {desk for _, desk, _ in cast.open(case)} == {"province", "province_finance"}, "tax has spoken"
    assert reads.stuck() == []


def test_sent_back_to_a_named_stage_the_case_returns_to_where_it_was_sent_from(cast):
    case = cast.drive(cast.file(), "joint_decision")
    case = verbs.send_back(case=case, by=cast.people["province_finance"], to="form_check", why="主体变更")
    assert cast.open(case) == {("form_check", "city", "desk")}
    assert cast.do(case, "city", "form_check").stage == "joint_decision"


def test_sent_back_for_the_whole_way_every_stage_is_walked_anew(cast):
    case = cast.drive(cast.file(), "joint_decision")
    case = verbs.send_back(case=case, by=cast.people["province"], to="recommend", why="重新推荐", whole=True)
    assert {desk for _, desk, _ in cast.open(case)} == {"recommender", "city_finance", "city_tax"}
    case = cast.drive(case, "review")
    assert {stage for stage, _, _ in cast.open(case)} == {"site_visit", "panel"}
    assert cast.drive(case, "joint_decision").resume_at == ""


def test_a_finished_branch_is_opened_again_while_the_other_one_goes_on(cast):
    case = cast.drive(cast.file(), "review")
    case = cast.do(case, "province", "panel")
    case = verbs.send_back(
        case=case, by=cast.people["city"], to="panel", why="现场情况与意见不符", part="site_visit"
    )
    assert cast.open(case) == {("site_visit", "city", "desk"), ("panel", "province", "desk")}
    case = cast.do(case, "city", "site_visit")
    assert case.stage == "review" and cast.open(case) == {("panel", "province", "desk")}
    assert cast.do(case, "province", "panel").stage == "joint_decision"


def test_what_a_desk_refused_before_the_case_was_sent_back_is_asked_again(cast):
    case = cast.drive(cast.file(), "joint_decision")
    case = cast.do(case, "province_finance", "joint_decision", agreed=False)
    case = verbs.send_back(case=case, by=cast.people["province"], to="panel", why="补充评审")
    case = cast.drive(case, "joint_decision")
    assert {desk for _, desk, _ in cast.open(case)} == {"province", "province_finance", "province_tax"}
    assert cast.drive(case, "external_filing").outcome == ""


def test_after_a_supplement_an_earlier_stage_looks_at_the_changed_part_first(cast):
    case = cast.drive(cast.file(), "joint_decision")
    case = verbs.return_for_supplement(
        case=case, by=cast.people["province"], items=ITEM, review_by="form_check"
    )
    case = mend(case, cast.signer)
    assert cast.open(case) == {("form_check", "city", "desk")} and case.resume_at == "joint_decision"
    assert Task.objects.get(case=case, done_at=None).scope[0][1] == "staff"
    assert cast.do(case, "city", "form_check").stage == "joint_decision"


def test_a_return_needs_a_reason_and_a_stage_that_exists(cast):
    case = cast.drive(cast.file(), "joint_decision")
    for changes, says in (
        ({"why": " "}, "没有写明退回的理由"),
        ({"to": "certificate"}, "不能退回到"),
        ({"to": "submission"}, "不能退回到"),
    ):
        with pytest.raises(Invalid, match=says):
            verbs.send_back(case=case, by=cast.people["province"], **{"why": "x", **changes})
    assert Case.objects.get(pk=case.pk).stage == "joint_decision"


def test_a_case_on_a_public_list_is_not_sent_back(waiting_case, province_officer):
    verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=province_officer)
    assert "已列入公示名单" in refused(
        lambda: verbs.send_back(case=waiting_case, by=province_officer, why="重新核对")
    )


def test_from_a_batch_a_case_may_go_back_to_the_form_check(waiting_case, province_officer, city_officer):
    case = verbs.send_back(case=waiting_case, by=province_officer, why="研发费用有误")
    assert case.stage == "form_check" and reads.holders(case) == {city_officer}
    assert verbs.accept_complete(case=case, by=city_officer).stage == "batch"
    assert reads.stuck() == [] and date(2018, 9, 3) <= case.stage_opened_on


def test_while_a_letter_is_out_no_other_desk_sends_the_case_away(cast):
    case = cast.drive(cast.file(), "review")
    case = verbs.return_for_supplement(case=case, by=cast.people["city"], items=ITEM, part="site_visit")
    assert "已告知申请人补正" in refused(
        lambda: verbs.send_back(case=case, by=cast.people["province"], why="重做", part="panel")
    )
    assert cast.open(case) == {("site_visit", "city", "applicant"), ("panel", "province", "desk")}
