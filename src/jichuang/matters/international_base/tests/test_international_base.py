"""国际科技合作基地: the partner's country comes from the table of countries and regions, and the country table counts it."""

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.matters.international_base.countries import by_country, said
from jichuang.matters.international_base.matter import INTERNATIONAL_BASE as MATTER

ANSWERS = {
    "base": "气体传感国际联合研究中心（演示）", "kind": "research", "direction": "低漂移气体传感材料", "partner": "某国立大学（演示）",
    "country": "德国", "agreement_on": "2017-05-01", "agreement_until": "2020-04-30",
    "projects": "低漂移材料；2017-2019；120\n气体标定\t2018-2020\t80", "exchanges": "12",
}  # fmt: skip
URL = "/matters/international-base/tables/countries/"


def test_a_partner_in_no_known_country_is_refused_and_what_was_typed_is_kept(journey):
    with pytest.raises(Invalid, match="不在国家和地区表内"):
        journey.file(MATTER.code, {**ANSWERS, "country": "亚特兰蒂斯"})


def test_a_partner_inside_the_mainland_makes_no_international_base(journey):
    with pytest.raises(Invalid, match="不是境外合作方"):
        journey.file(MATTER.code, {**ANSWERS, "country": "中国"})


def test_a_listed_base_adds_its_country_to_the_table(journey, client):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert (entry.register, entry.name) == ("international_base", ANSWERS["base"])
    assert by_country(clock.today()) == [("德国", "国家", 1)] and "合作国家1个" in said(clock.today())
    page = client.get(URL).content.decode()
    assert "德国" in page and ANSWERS["base"] not in page
    assert client.get(f"{URL[:-1]}.xlsx").status_code == 200


def test_hong_kong_is_listed_as_a_region_and_counted_as_no_country(journey):
    entry = journey.whole(MATTER.code, {**ANSWERS, "country": "香港"})
    assert entry.attrs["country"] == "中国香港"
    assert by_country(clock.today()) == [("中国香港", "地区", 1)] and "合作国家0个" in said(clock.today())


def test_a_table_row_with_a_cell_too_few_is_named(journey):
    with pytest.raises(Invalid, match="第2行“经费”没有填写"):
        journey.file(MATTER.code, {**ANSWERS, "projects": "甲；2017；10\n乙；2018"})
