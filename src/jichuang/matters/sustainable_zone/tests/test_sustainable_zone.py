"""可持续发展实验区: listed with its goals; the yearly check falls due next year."""

from datetime import date

import pytest

from jichuang.base.errors import Refused
from jichuang.matters.sustainable_zone.matter import SUSTAINABLE_ZONE as MATTER
from jichuang.returns.chores import open_periods
from jichuang.returns.models import Owed

ANSWERS = {
    "name": "裕华区可持续发展实验区（演示）", "theme": "城市更新与绿色出行", "area_km2": "60.5", "years": "5",
    "goals": "绿化覆盖率 40% 45% 2022",
}  # fmt: skip


def story(journey):
    """The place itself applies."""
    return {"answers": ANSWERS, "party": journey.government()}


def test_an_enterprise_is_turned_away_with_the_clause(journey):
    with pytest.raises(Refused, match="主体类别是“企业”.*第23项"):
        journey.file(MATTER.code, ANSWERS)


def test_a_zone_is_listed_and_its_check_falls_due_next_year(journey):
    entry = journey.whole(MATTER.code, **story(journey))
    assert entry.number == "SY2018900001" and "绿化覆盖率" in entry.attrs["goals"]
    journey.stand(date(2019, 1, 2))
    open_periods(date(2019, 1, 2))
    owed = Owed.objects.get(party=entry.party)
    assert (owed.period.code, owed.due_on) == ("sustainable-zone-yearly", date(2019, 4, 1))
