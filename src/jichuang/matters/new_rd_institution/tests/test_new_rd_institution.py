"""新型研发机构备案: listed once, for three years; income that does not add up is refused."""

from datetime import date

import pytest

from jichuang.base.errors import Invalid
from jichuang.matters.new_rd_institution.matter import NEW_RD_INSTITUTION as MATTER

ANSWERS = {
    "stage": "growing", "independent": "是", "research_is_main": "是", "running_months": "42", "mode": "市校共建，理事会领导下的院长负责制",
    "has_facilities": "是", "stable_team": "是", "stable_income": "是", "staff": "60", "rd_staff": "40", "equipment": "1200", "site": "3000",
    "income": "2600", "rd_spend": "1500", "income_public": "800", "income_contract": "1200", "income_sales": "600",
}  # fmt: skip


def test_a_journey_ends_in_the_register_for_three_years(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert entry.number == "XY2018900001" and entry.attrs["host"] == journey.firm.name
    assert entry.valid_to == date(entry.valid_from.year + 3, entry.valid_from.month, entry.valid_from.day - 1)


def test_before_september_2019_no_condition_refuses_anybody(journey):
    case = journey.file(MATTER.code, {**ANSWERS, "independent": "否", "rd_staff": "1"})
    assert case.findings["verdict"] in {"manual", "pass"} and case.stage == "recommend"


def test_an_income_larger_than_the_whole_is_refused(journey):
    with pytest.raises(Invalid, match="分项收入大于总收入"):
        journey.file(MATTER.code, {**ANSWERS, "income_contract": "9000"})
