"""创新型县试点: the county stands in the register by its region, once; its goals are tasks; classes are compared apart."""

import pytest

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.matters.innovative_county.classes import by_class, said
from jichuang.matters.innovative_county.matter import INNOVATIVE_COUNTY as MATTER
from jichuang.matters.models import Goal

ANSWERS = {
    "county_class": "B", "theme": "industry", "hnte": "32", "tech_sme": "410", "rd_intensity": "1.36",
    "path": "以传感器产业为主线", "goals": "高新技术企业；60家；裕华区科技局；2020-12-31",
}  # fmt: skip


def story(journey):
    """The county's government applies."""
    return {"answers": ANSWERS, "party": journey.government()}


def test_an_enterprise_is_turned_away_with_the_clause(journey):
    with pytest.raises(Refused, match="主体类别是“企业”.*县（市、区）人民政府申报.*第18项"):
        journey.file(MATTER.code, ANSWERS)


def test_a_pilot_is_the_county_itself_and_owes_its_goals(journey):
    entry = journey.whole(MATTER.code, **story(journey))
    assert (entry.register, entry.subject) == ("innovative_county", journey.firm.region)
    assert entry.name.endswith("裕华区")
    assert Goal.objects.get(entry=f"entry:{entry.pk}").plan_item == 18


def test_a_county_is_a_pilot_once(journey):
    told = story(journey)
    journey.whole(MATTER.code, **told)
    with pytest.raises(Refused, match="已是省级创新型县"):
        journey.file(MATTER.code, **told)


def test_the_table_compares_the_counties_of_one_class_and_says_its_rule(journey, client):
    entry = journey.whole(MATTER.code, **story(journey))
    assert by_class(clock.today()) == [("B类", entry.name, "产业发展", "32", "410", "1.36")]
    assert "只在同类县之间比较" in said(clock.today())
    page = client.get("/matters/innovative-county/tables/classes/").content.decode()
    assert entry.name in page and "B类" in page
