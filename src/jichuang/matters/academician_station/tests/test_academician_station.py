"""院士工作站备案: valid as long as the agreement; the dated limit is flagged from its day on and never before."""

from datetime import date

import pytest

from jichuang.hall.declare import Purpose
from jichuang.matters.academician_station.matter import ACADEMICIAN_STATION as MATTER
from jichuang.registry.reads import entries

ANSWERS = {
    "station": "澄光传感院士工作站（演示）", "academician": "江某（演示）", "retired": "否", "stations": "1", "agreement": "是",
    "agreement_months": "24", "agreement_until": "2020-08-31", "real_project": "是", "months_on_site": "4", "task": "低漂移敏感材料",
}  # fmt: skip


def states(case):
    """What each condition of the judged law says."""
    return {row["code"]: row["state"] for row in case.findings["rows"]}


def test_the_entry_ends_with_the_agreement(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert (entry.name, entry.valid_to) == ("澄光传感院士工作站（演示）", date(2020, 8, 31))
    assert not entries("academician_station").in_force(date(2020, 9, 1)).exists()


@pytest.mark.parametrize(("day", "flagged"), [(date(2019, 6, 10), False), (date(2019, 6, 11), True)])
def test_a_third_station_is_flagged_from_the_day_of_the_limit(journey, day, flagged):
    journey.stand(day)
    case = journey.file(MATTER.code, {**ANSWERS, "stations": "3", "months_on_site": "1"})
    assert (states(case).get("stations_working") == "fail") is flagged
    assert case.state == "open", "flagged, and left to the officers"


def test_a_renewed_agreement_follows_on_the_old_one(journey):
    old = journey.whole(MATTER.code, ANSWERS)
    journey.stand(date(2020, 8, 10))
    again = {"purpose": Purpose.RENEWAL, "source": f"entry:{old.pk}"}
    fresh = journey.whole(MATTER.code, {**ANSWERS, "agreement_until": "2022-08-31"}, **again)
    assert fresh.valid_from == date(2020, 9, 1) and fresh.valid_to == date(2022, 8, 31)
