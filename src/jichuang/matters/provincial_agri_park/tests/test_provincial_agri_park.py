"""省级农业科技园区: the place applies, a new park is counted, an enterprise is turned away."""

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.matters.agri_park.outcome import provincial
from jichuang.matters.provincial_agri_park.matter import PROVINCIAL_AGRI_PARK as MATTER

ANSWERS = {
    "park": "裕华设施农业科技园区（演示）", "industry": "设施蔬菜", "core_area": "3200", "demo_area": "12000", "zones": "核心区在东，示范区环绕",
    "body": "园区管委会，编制12人", "support": "某农业大学（演示）", "firms": "18", "hnte": "3", "trained": "2600",
}  # fmt: skip


def story(journey):
    """The place itself applies."""
    return {"answers": ANSWERS, "party": journey.government()}


def test_a_recognised_park_is_the_one_that_may_bid_for_the_nation_later(journey):
    told = story(journey)
    entry = journey.whole(MATTER.code, **told)
    assert (entry.register, entry.number) == ("agri_park", "NY2018900001")
    assert provincial.held_by(told["party"], clock.today()) == entry


def test_an_enterprise_is_turned_away_with_the_clause(journey):
    with pytest.raises(Refused, match="主体类别是“企业”.*第22项"):
        journey.file(MATTER.code, ANSWERS)


def test_a_core_larger_than_its_surroundings_is_asked_about(journey):
    with pytest.raises(Invalid, match="核心区大于示范区"):
        journey.file(MATTER.code, {**ANSWERS, "core_area": "13000"}, party=journey.government())
