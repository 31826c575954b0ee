"""众创空间: listed under its own name; the national filing has bars, the province's of 2018 were not found."""

import pytest

from jichuang.hall.errors import NotPassed
from jichuang.matters.maker_space.matter import MAKER_SPACE as MATTER

ANSWERS = {
    "name": "澄光众创空间（演示）", "level": "provincial", "clear_model": "是", "legal_person": "是", "running_months": "20",
    "stats_years": "1", "area": "800", "open_area": "650", "seats": "60", "residents": "22", "new_companies": "11", "financed": "3",
    "model_cases": "2", "staff": "5", "mentors": "6", "events": "14", "true_statistics": "是",
}  # fmt: skip


def test_a_space_is_visited_by_the_city_and_listed_by_the_province(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert entry.number == "ZC2018900001" and entry.attrs["level"] == "省级备案"


def test_a_national_filing_below_the_mentors_is_refused_and_a_provincial_one_is_not(journey):
    few = {**ANSWERS, "mentors": "0", "events": "0"}
    with pytest.raises(NotPassed):
        journey.file(MATTER.code, {**few, "level": "national"})
    assert journey.file(MATTER.code, few).state == "open"
