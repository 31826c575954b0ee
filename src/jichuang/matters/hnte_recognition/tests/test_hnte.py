"""高新技术企业认定: the route reads like the official flow and ends in the register for three years."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.hall import reads, verbs
from jichuang.hall.declare import Opinion, Purpose
from jichuang.hall.errors import NotPassed
from jichuang.hall.models import Case
from jichuang.hall.tests.recognition import experts, paper
from jichuang.hall.tests.recognition_cast import refused
from jichuang.matters.hnte_recognition.matter import HNTE_RECOGNITION as MATTER
from jichuang.matters.hnte_recognition.outcome import already_certified
from jichuang.registry.reads import entries


def in_force(firm, day):
    """The firm's certificate on a day."""
    return entries("hnte").in_force(day).filter(subject=firm.credit_code).first()


@pytest.fixture
def certified(hnte, long_route):
    """A firm certified on 2018-09-21."""
    case = hnte.drive(hnte.file(), "external_publicity")
    long_route(date(2018, 9, 21))
    return hnte.drive(case, "closed")


def test_the_route_is_the_official_flow():
    titles = [stage.title for stage in MATTER.route.stages]
    assert titles == ["地方推荐", "形式审查", "专家评审", "联合审定", "报送备案", "全国公示", "公告发证"]
    assert MATTER.record.elsewhere and MATTER.faults() == []
    assert "受理" not in str(MATTER.nature.words), "a confirmation, not a permit"


def test_the_self_test_reads_three_years_and_leaves_the_experts_their_share(hnte):
    case = hnte.file()
    assert case.findings["verdict"] in {"missing", "manual"} and case.findings["score"][1] >= 71
    states = {row["code"]: row["state"] for row in case.findings["rows"]}
    assert states["tech_staff"] == states["rd_domestic"] == states["registered"] == "pass"


def test_too_little_research_is_refused_with_its_clause(hnte):
    with pytest.raises(NotPassed) as refusal:
        hnte.file(rd_expense_2="50", rd_expense_1="50", rd_expense_0="50", rd_domestic="150")
    assert "32号" in refusal.value.clause


def test_a_firm_is_certified_for_three_years_and_then_lapses(certified, firm):
    entry = in_force(firm, date(2018, 9, 21))
    assert entry.number == "GR201813900001" and entry.valid_to == date(2021, 9, 20)
    assert in_force(firm, date(2021, 9, 20)) and not in_force(firm, date(2021, 9, 21))
    assert "持有有效的高新技术企业证书" in already_certified(party=firm, on=date(2019, 1, 1))


def test_three_technical_and_two_finance_experts_sit_and_two_and_three_do_not(hnte):
    case = hnte.drive(hnte.file(), "panel")
    said = Opinion(held_on=date(2018, 9, 3), members=experts(2, 3))
    with pytest.raises(Invalid, match="技术专家2人，共5人"):
        verbs.conclude(case=case, by=hnte.people["province"], opinion=said)
    said = Opinion(held_on=date(2018, 9, 3), members=experts(3, 2))
    assert verbs.conclude(case=case, by=hnte.people["province"], opinion=said).stage == "joint_decision"


@pytest.mark.parametrize(("score", "outcome"), [("70", "not_met"), ("71", "")])
def test_the_mark_is_the_laws(hnte, score, outcome):
    case = hnte.drive(hnte.file(), "panel")
    assert hnte.do(case, "province", "panel", score=score).outcome == outcome


def test_outside_a_demonstration_the_number_is_the_national_offices(hnte, long_route, settings):
    case = hnte.drive(hnte.file(), "external_publicity")
    long_route(date(2018, 9, 21))
    case = hnte.drive(case, "certificate")
    settings.DEMONSTRATION = False
    try:
        assert "本系统不生成" in refused(lambda: hnte.do(case, "province", "certificate"))
        said = Opinion(number="GR201813000123")
        done = verbs.conclude(case=case, by=hnte.people["province"], opinion=said)
    finally:
        settings.DEMONSTRATION = True
    assert done.outcome == "granted" and entries("hnte").get().number == "GR201813000123"


def test_a_new_name_keeps_number_and_validity(certified, hnte, firm):
    case = verbs.start(
        matter=MATTER.code,
        party=firm,
        by=hnte.clerk,
        purpose=Purpose.CHANGE,
        source=Ref.parse(certified.result),
    )
    case = verbs.save_draft(case=case, by=hnte.clerk, answers={"new_name": "澄光智能（演示）"}, revision=1)
    verbs.attach(case=case, by=hnte.clerk, material="approval", file=paper("核准.txt"))
    case = verbs.submit(case=case, by=hnte.clerk, key="rename")
    case = verbs.accept_complete(case=case, by=hnte.people["city"])
    case = hnte.drive(case, "closed")
    entry = in_force(firm, date(2018, 9, 21))
    assert (entry.name, entry.number) == ("澄光智能（演示）", "GR201813900001")
    assert entry.valid_to == date(2021, 9, 20)


def test_a_holder_does_not_apply_anew_but_renews_half_a_year_before_the_end(
    certified, hnte, firm, long_route
):
    with pytest.raises(Refused, match="请办理重新认定"):
        hnte.file()
    long_route(date(2021, 4, 1))
    again = {"purpose": Purpose.RENEWAL, "source": Ref.parse(certified.result)}
    case = verbs.start(matter=MATTER.code, party=firm, by=hnte.clerk, **again)
    assert case.declaration.title == "高新技术企业认定：重新认定"
    assert Case.objects.get(pk=case.pk).state == "draft" and reads.stuck() == []
