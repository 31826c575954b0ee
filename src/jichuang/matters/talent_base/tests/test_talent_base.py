"""技术转移人才培养基地: listed for good; its return is asked for and missed without ending it."""

from datetime import date

import pytest

from jichuang.base.errors import Invalid
from jichuang.hall.chores.reports import watch_reports
from jichuang.hall.declare import Purpose
from jichuang.matters.talent_base.matter import TALENT_BASE as MATTER
from jichuang.registry.reads import entries

ANSWERS = {
    "base": "澄光技术转移人才培养基地（演示）", "teachers": "12", "courses": "初级技术经纪人 40学时", "site": "石家庄高新区（演示）",
    "capacity": "200",
}  # fmt: skip


def test_a_base_is_listed_with_its_capacity_and_outlives_a_missed_return(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert entry.number == "RC2018900001" and entry.attrs["capacity"] == "200"
    journey.stand(date(2019, 9, 1))
    watch_reports(date(2019, 9, 1))
    assert entries("tech_transfer_talent_base").in_force(date(2019, 9, 1)).count() == 1


def test_more_certificates_than_people_taught_are_refused(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    journey.stand(date(2019, 1, 10))
    told = {"classes_year": "2", "trained_year": "30", "certified_year": "31"}
    with pytest.raises(Invalid, match="多于参训"):
        journey.file(MATTER.code, told, purpose=Purpose.REPORT, source=f"entry:{entry.pk}")
