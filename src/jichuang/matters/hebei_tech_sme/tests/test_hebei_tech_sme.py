"""河北省科技型中小企业认定: the city recognises, and only a firm within the size."""

import pytest

from jichuang.base.errors import Refused
from jichuang.hall.errors import NotPassed
from jichuang.matters.hebei_tech_sme.matter import HEBEI_TECH_SME as MATTER

ANSWERS = {
    "sector": "industry", "staff": "46", "revenue": "3200", "college_share": "0.35", "rd_ratio": "0.075", "has_ip": "是",
}  # fmt: skip


def test_the_city_recognises_and_the_province_has_no_part_in_it(journey):
    assert {desk.value for part in MATTER.route.parts for desk in part.desks} == {"city"}
    entry = journey.whole(MATTER.code, ANSWERS)
    assert (entry.register, entry.number) == ("hebei_tech_sme", "KX2018900001") and entry.valid_to is None


def test_a_firm_already_recognised_need_not_apply(journey):
    journey.whole(MATTER.code, ANSWERS)
    with pytest.raises(Refused, match="已在省级科技型中小企业名录"):
        journey.file(MATTER.code, ANSWERS)


def test_either_figure_within_the_size_is_enough_and_both_beyond_are_refused(journey):
    with pytest.raises(NotPassed):
        journey.file(MATTER.code, {**ANSWERS, "staff": "1200", "revenue": "50000"})
    assert journey.file(MATTER.code, {**ANSWERS, "staff": "1200"}).findings["verdict"] == "pass"


def test_too_few_graduates_are_refused_with_the_clause(journey):
    with pytest.raises(NotPassed, match="大专") as refusal:
        journey.file(MATTER.code, {**ANSWERS, "college_share": "0.19"})
    assert refusal.value.clause
