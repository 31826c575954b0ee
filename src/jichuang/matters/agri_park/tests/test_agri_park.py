"""国家农业科技园区申报: a provincial park becomes a national one and the total stays; a year's evaluation warns who falls short."""

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall.errors import NotPassed
from jichuang.matters.agri_park.evaluation import by_city, evaluate_parks, said
from jichuang.matters.agri_park.matter import AGRI_PARK as MATTER
from jichuang.registry.reads import entries
from jichuang.registry.verbs import record_entry

GRADES_PAGE = "/matters/agri-park/grades/"
ANSWERS = {
    "park": "饶阳农业科技园区（演示）", "city_applies": "是", "provincial_months": "36", "plan_approved": "是", "three_zones": "是",
    "core_area": "33000", "technology_support": "是", "companies_and_training": "是", "management": "是", "firms": "24", "trained": "1800",
    "city_has_park": "否", "failed_2017": "否", "parks_accepted": "10", "parks_monitored": "7", "cities": "11", "cities_covered": "9",
    "recommended": "1",
}  # fmt: skip


def park(serial, party=None, region="131124"):
    return record_entry(
        register="agri_park", party=party, name=f"园区{serial}（演示）", number=f"NY2015{serial:03d}", region=region,
        valid_from=date(2015, 6, 1), source="演示名册", by=None,
    )  # fmt: skip


def story(journey):
    """The firm hosts a provincial park; the bid is made while the eighth batch is open."""
    park(1, journey.firm, journey.firm.region)
    return {"answers": ANSWERS}


def test_an_upgrade_moves_one_park_and_the_total_stays(journey):
    story(journey)
    for serial in range(2, 5):
        park(serial)
    national = journey.whole(MATTER.code, ANSWERS)
    assert (national.register, national.name) == ("national_agri_park", ANSWERS["park"])
    assert entries("agri_park").in_force(clock.today()).count() == 4
    assert by_city(clock.today()) == [("衡水", 3, 0, 0), ("石家庄", 1, 1, 0)]
    with pytest.raises(Refused, match="已是国家农业科技园区"):
        journey.file(MATTER.code, ANSWERS)


def test_who_hosts_no_provincial_park_does_not_bid(journey):
    with pytest.raises(Refused, match="没有在册的省级农业科技园区"):
        journey.file(MATTER.code, ANSWERS)


def test_a_park_younger_than_a_year_and_a_city_with_a_park_are_refused_in_the_eighth_batch(journey):
    story(journey)
    with pytest.raises(NotPassed, match="12"):
        journey.file(MATTER.code, {**ANSWERS, "provincial_months": "11"})
    journey.stand(date(2018, 5, 10))
    with pytest.raises(NotPassed, match="第八批"):
        journey.file(MATTER.code, {**ANSWERS, "city_has_park": "是"})


def test_after_the_eighth_batch_its_additions_no_longer_count(journey):
    story(journey)
    assert journey.file(MATTER.code, {**ANSWERS, "city_has_park": "是"}).state == "open"


def test_a_years_evaluation_warns_three_parks_and_the_table_says_so(stand, client):
    parks = [park(serial) for serial in range(1, 6)]
    grades = dict(zip((one.number for one in parks), ("优秀", "合格", "警示", "警示", "警示"), strict=True))
    evaluate_parks(year=2018, grades=grades, basis="2018年度评估结果（演示）", by=None)
    assert by_city(clock.today()) == [("衡水", 5, 0, 3)] and "警示3个" in said(clock.today())
    assert "衡水" in client.get("/matters/agri-park/tables/cities/").content.decode()


def test_an_evaluation_with_one_wrong_row_writes_nothing(stand):
    one = park(1)
    with pytest.raises(Invalid, match="NY2015999"):
        evaluate_parks(year=2018, grades={one.number: "警示", "NY2015999": "优秀"}, basis="演示", by=None)
    assert by_city(clock.today()) == [("衡水", 1, 0, 0)]


def test_the_province_grades_parks_on_the_page_and_nobody_else_does(journey, client):
    one, two = park(1), park(2)
    client.force_login(journey.people["city"])
    assert client.get(GRADES_PAGE).status_code == 403
    client.force_login(journey.people["province"])
    wrong = client.post(GRADES_PAGE, {"year": "2018", "basis": "", f"grade-{one.pk}": "优秀"})
    assert wrong.status_code == 422 and "没有写明评估依据" in wrong.content.decode()
    sent = {
        "year": "2018",
        "basis": "2018年度评估（演示）",
        f"grade-{one.pk}": "优秀",
        "lines": f"{two.number}\t警示",
    }
    assert client.post(GRADES_PAGE, sent).status_code == 302
    page = client.get(GRADES_PAGE).content.decode()
    assert page.index(two.name) < page.index(one.name), "who is warned stands on top"
    assert by_city(clock.today()) == [("衡水", 2, 0, 1)]


def test_a_pasted_line_that_cannot_be_read_is_named_and_nothing_is_written(journey, client):
    one = park(1)
    client.force_login(journey.people["province"])
    sent = {"year": "2018", "basis": "演示", "lines": f"{one.number} 优秀\n园区二"}
    assert "第2行" in client.post(GRADES_PAGE, sent).content.decode()
    assert "evaluations" not in entries("agri_park").in_force(clock.today()).get().attrs
