"""孵化器: the law of the day decides; a half-year without a return is warned of and ends nothing."""

from datetime import date

import pytest

from jichuang.hall.errors import NotPassed
from jichuang.matters.incubator.matter import INCUBATOR as MATTER
from jichuang.registry.reads import entries
from jichuang.returns.chores import DUTIES
from jichuang.returns.models import Consequence

ANSWERS = {
    "name": "澄光孵化器（演示）", "level": "provincial", "kind": "general", "remote": "否", "legal_person": "是", "running_months": "40",
    "stats_years": "2", "area": "12000", "tenant_area": "9600", "fund": "600", "fund_cases": "4", "staff": "12", "college_staff": "11",
    "trained_staff": "5", "professionals": "10", "mentors": "12", "tenants": "56", "financed_tenants": "8", "patent_tenants": "30",
    "ip_tenants": "20", "graduates": "24",
}  # fmt: skip


def test_the_same_answers_meet_another_law_on_14_december_2018(journey):
    national = {**ANSWERS, "level": "national", "tenants": "40"}
    assert journey.file(MATTER.code, national).findings["verdict"] == "manual", (
        "the law of 2010 is from memory"
    )


def test_from_14_december_2018_the_new_law_refuses(journey):
    journey.stand(date(2018, 12, 14))
    with pytest.raises(NotPassed, match="在孵企业"):
        journey.file(MATTER.code, {**ANSWERS, "level": "national", "tenants": "40"})


def test_a_missed_half_year_is_warned_of_and_the_entry_stays(journey):
    journey.whole(MATTER.code, ANSWERS)
    for day in (date(2019, 1, 2), date(2019, 3, 15)):
        journey.stand(day)
        for duty in DUTIES.values():
            duty(day)
    assert Consequence.objects.get().key == "warning"
    assert entries("incubator").in_force(date(2019, 12, 31)).count() == 1
