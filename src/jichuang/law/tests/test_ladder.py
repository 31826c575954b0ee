"""企业梯度: each enterprise once, on its highest rung; every total is the sum of its parts; numbers lead to names."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang.hall.tests.cast import enterprise
from jichuang.law.reads import ladder
from jichuang.law.terms import RUNGS
from jichuang.registry.verbs import end_entry, record_entry

pytestmark = pytest.mark.django_db
DAY = date(2018, 9, 3)


def enter(party, register: str, *, since: date = date(2018, 3, 1), until: date | None = None):
    """One entry of a party."""
    number = {"hnte": f"GR201813{party.pk:06d}", "tech_sme": f"2018{party.region}A0{party.pk:06d}"}
    return record_entry(
        register=register, subject=party.credit_code, name=party.name, party=party, region=party.region,
        valid_from=since, valid_to=until, number=number.get(register, f"DY2018{party.pk:06d}"), basis="演示文件",
        source="演示", by=None,
    )  # fmt: skip


@pytest.fixture
def firms(stand):
    """Three firms of 石家庄 (two counties), one of 廊坊."""
    made = [
        enterprise(11, "甲（演示）", "130108"),
        enterprise(12, "乙（演示）", "130108"),
        enterprise(13, "丙（演示）", "130102"),
        enterprise(14, "丁（演示）", "131003"),
    ]
    enter(made[0], "hebei_tech_sme")
    enter(made[0], "hnte_reserve")
    enter(made[1], "hebei_tech_sme")
    enter(made[2], "hnte", since=date(2015, 10, 1))
    enter(made[3], "tech_micro")
    return made


def test_an_enterprise_is_counted_once_on_its_highest_rung(firms):
    assert ladder.ladder(DAY).whole.counts == (1, 1, 1, 1, 0)


def test_the_province_equals_the_sum_of_its_units_and_each_unit_that_of_its_counties(firms):
    whole = ladder.ladder(DAY)
    for at in range(len(RUNGS)):
        assert whole.whole.counts[at] == sum(place.counts[at] for place in whole.places)
    for place in whole.places:
        within = ladder.ladder(DAY, place.code)
        assert within.whole.counts == place.counts
        assert within.whole.total == sum(county.total for county in within.places)


def test_a_certificate_that_lapses_lowers_the_rung_by_itself(firms):
    assert ladder.ladder(date(2018, 9, 30)).whole.counts[3] == 1
    assert ladder.ladder(date(2018, 10, 1)).whole.counts[3] == 0


def test_a_new_entry_raises_the_rung_by_itself(firms):
    enter(firms[3], "tech_sme", until=date(2018, 12, 31))
    assert ladder.ladder(DAY).whole.counts == (0, 2, 1, 1, 0)


def test_an_entry_that_is_ended_no_longer_counts(firms):
    entry = ladder.entries_of([firms[1].credit_code], DAY)[0]
    end_entry(entry=entry, last_day=date(2018, 9, 2), reason="演示撤销", by=None)
    assert ladder.ladder(DAY).whole.counts[1] == 0


def test_every_number_leads_to_as_many_names(client, firms):
    page = client.get("/ladder/").content.decode()
    links = re.findall(r'href="(/ladder/[a-z-]+/\?[^"]+)">([\d,]+)</a>', page)
    assert len(links) == 4
    for address, number in links:
        names = client.get(address.replace("&amp;", "&")).content.decode()
        assert f'id="count">{number}</b>' in names


def test_names_of_a_county_are_those_of_that_county(client, firms):
    page = client.get("/ladder/tech-sme/?home=130100&region=130108").content.decode()
    assert "乙（演示）" in page
    assert "丙（演示）" not in page and "丁（演示）" not in page


@pytest.mark.parametrize("address", ["/ladder/?home=999999", "/ladder/no-rung/", "/ladder/hnte/?home=13%25"])
def test_a_place_or_rung_that_does_not_exist_is_not_found(client, stand, address):
    assert client.get(address).status_code == 404


def test_a_date_that_cannot_be_read_is_said(client, stand):
    answer = client.get("/ladder/?on=abc")
    assert answer.status_code == 422
    assert "日期" in answer.content.decode()


def test_an_empty_ladder_says_so(client, stand):
    assert "没有企业在梯度上" in client.get("/ladder/").content.decode()


def test_a_clerk_sees_the_own_rung_and_what_lacks_for_the_next(client, clerk, firm):
    client.force_login(clerk)
    assert "还不在梯度上" in client.get("/ladder/").content.decode()
    enter(firm, "hebei_tech_sme")
    page = client.get("/ladder/").content.decode()
    assert "现在在 <b>科技型中小企业</b>" in page
    assert "下一级是" in page


def test_the_number_of_queries_does_not_grow_with_the_enterprises(client, firms):
    with CaptureQueriesContext(connection) as few:
        client.get("/ladder/")
    for serial in range(40, 60):
        enter(enterprise(serial, f"{serial}号（演示）", "130104"), "hebei_tech_sme")
    with CaptureQueriesContext(connection) as many:
        client.get("/ladder/")
    assert len(few) == len(many)
