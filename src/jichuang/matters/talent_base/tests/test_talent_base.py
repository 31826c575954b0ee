"""技术转移人才培养基地: listed for good; its return is asked for and missed without ending it."""

from datetime import date

import pytest

from jichuang.base.errors import Invalid
from jichuang.matters.talent_base.matter import TALENT_BASE as MATTER
from jichuang.registry.reads import entries
from jichuang.returns.chores import DUTIES
from jichuang.returns.models import Consequence, Owed
from jichuang.returns.verbs import hand_in, open_period, save

ANSWERS = {
    "base": "澄光技术转移人才培养基地（演示）", "teachers": "12", "courses": "初级技术经纪人 40学时", "site": "石家庄高新区（演示）",
    "capacity": "200",
}  # fmt: skip


def test_a_base_is_listed_with_its_capacity_and_outlives_a_missed_return(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert entry.number == "RC2018900001" and entry.attrs["capacity"] == "200"
    for day in (date(2019, 1, 2), date(2019, 9, 1)):
        journey.stand(day)
        for duty in DUTIES.values():
            duty(day)
    assert Consequence.objects.get().key == "warning"
    assert entries("tech_transfer_talent_base").in_force(date(2019, 9, 1)).count() == 1


def test_more_certificates_than_people_taught_are_refused(journey):
    journey.whole(MATTER.code, ANSWERS)
    journey.stand(date(2019, 1, 10))
    open_period(code="talent-base-yearly", period="2018", by=None)
    owed = Owed.objects.get(party=journey.firm)
    told = {"classes_year": "2", "trained_year": "30", "certified_year": "31"}
    owed = save(owed=owed, by=journey.clerk, answers=told, revision=owed.revision)
    with pytest.raises(Invalid, match="取得证书的人多于参训的人"):
        hand_in(owed=owed, by=journey.clerk, revision=owed.revision)
