"""技术先进型服务企业: the offshore share is compared as it is, not as it is rounded; two reviews come before the list."""

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.hall.errors import NotPassed
from jichuang.matters.atse.matter import ATSE as MATTER
from jichuang.registry.reads import history_of

ANSWERS = {
    "legal_person": "是", "service_kind": "ito", "advanced_capability": "是", "services": "为境外客户开发传感器软件",
    "staff": "100", "college_staff": "50", "total_income": "1000", "ats_income": "500", "offshore_income": "350",
}  # fmt: skip


def test_an_offshore_share_of_35_0_percent_passes(journey):
    assert journey.file(MATTER.code, ANSWERS).findings["verdict"] == "pass"


@pytest.mark.parametrize("offshore", ["349", "349.99"])
def test_an_offshore_share_of_34_9_percent_fails_and_names_its_clause(journey, offshore):
    with pytest.raises(NotPassed, match="离岸") as refusal:
        journey.file(MATTER.code, {**ANSWERS, "offshore_income": offshore})
    assert "财税〔2017〕79号" in refusal.value.clause


def test_a_scope_known_from_memory_alone_refuses_nobody(journey):
    case = journey.file(MATTER.code, {**ANSWERS, "service_kind": "other"})
    assert case.findings["verdict"] == "manual" and case.state == "open"


def test_city_and_province_review_before_the_firm_is_listed(journey):
    case = journey.file(MATTER.code, ANSWERS)
    assert journey.cast.open(case) == {
        ("recommend", desk, "desk") for desk in ("city", "city_finance", "city_tax")
    }
    case = journey.drive(case, "joint_decision")
    assert {desk for _, desk, _ in journey.cast.open(case)} == {
        "province",
        "province_finance",
        "province_tax",
    }
    journey.drive(case)
    (entry,) = history_of(journey.firm.credit_code, register="atse")
    assert entry.number == "JX2018900001" and entry.attrs["service_kind"] == "信息技术外包（ITO）"
    with pytest.raises(Refused, match="已在技术先进型服务企业名录"):
        journey.file(MATTER.code, ANSWERS)


def test_offshore_income_is_part_of_the_services_income(journey):
    with pytest.raises(Invalid, match="离岸收入大于"):
        journey.file(MATTER.code, {**ANSWERS, "offshore_income": "600"})
