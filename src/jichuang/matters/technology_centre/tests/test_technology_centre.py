"""省技术创新中心: a centre of the old name becomes one of the new and is counted once."""

from datetime import date

import pytest

from jichuang.base.errors import Refused
from jichuang.matters.technology_centre.matter import TECHNOLOGY_CENTRE as MATTER
from jichuang.registry.reads import entries
from jichuang.registry.verbs import record_entry

ANSWERS = {
    "name": "河北省智能传感技术创新中心（演示）", "field": "传感器", "host": "enterprise", "above_scale": "是", "rd_unit": "是",
    "technology_spend": "260", "own_technology": "是", "fixed_staff": "24", "plan_reviewed": "是", "support_pledged": "是",
    "joint": "否",
}  # fmt: skip


def story(journey):
    """Filed while a window is open."""
    journey.window(MATTER.code)
    return {"answers": ANSWERS}


def test_without_a_window_nothing_is_submitted_and_the_draft_stays(journey):
    with pytest.raises(Refused, match="没有提交。现在没有开放的批次"):
        journey.file(MATTER.code, ANSWERS)


@pytest.fixture
def old_centre(journey):
    """The engineering centre of 2014, while a window is open."""
    journey.window(MATTER.code)
    return record_entry(
        register="tech_innovation_centre", party=journey.firm, subject="GC2014001", number="GC2014001",
        name="河北省传感器工程技术研究中心（演示）", valid_from=date(2014, 5, 1), source="import:1", by=None,
    )  # fmt: skip


def test_a_renamed_centre_is_counted_once_and_keeps_its_old_name_as_alias(old_centre, journey):
    entry = journey.whole(MATTER.code, {**ANSWERS, "former_number": "GC2014001"})
    assert entries("tech_innovation_centre").in_force(date(2018, 12, 31)).count() == 1
    assert (entry.name, entry.valid_from) == (ANSWERS["name"], date(2014, 5, 1))
    assert entry.attrs["former_name"] == "河北省传感器工程技术研究中心（演示）"


def test_without_an_old_number_a_centre_is_new(old_centre, journey):
    assert journey.whole(MATTER.code, ANSWERS).number == "JC2018900001"
    assert entries("tech_innovation_centre").in_force(date(2018, 12, 31)).count() == 2


def test_an_old_number_that_does_not_stand_stops_the_announcement(journey):
    journey.window(MATTER.code)
    with pytest.raises(Refused, match="没有编号GC9"):
        journey.drive(journey.file(MATTER.code, {**ANSWERS, "former_number": "GC9"}))
    assert not entries("tech_innovation_centre").exists()
