"""名录写进材料: counts by place, the list by name, and what a document may not hold."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.passages import sources
from jichuang.registry.pages import passages
from jichuang.registry.tests.conftest import DAY
from jichuang.registry.verbs.bulk import EntryRow, load_entries

COUNTS, LIST = Ref("register", "hnte"), Ref("register-list", "hnte")


@pytest.fixture
def three(db) -> None:
    places = (("130102", "130100"), ("130104", "130100"), ("130203", "130200"))
    load_entries(
        "hnte",
        [
            EntryRow(f"s{n}", f"第{n}号（演示）", county, home, date(2018, 3, 1), date(2021, 2, 28), f"GR{n}")
            for n, (county, home) in enumerate(places)
        ],
        source="test",
    )


def test_the_whole_province_is_counted_by_home_and_drawn(three, outsider):
    found = sources.make(COUNTS, {"on": DAY.isoformat()}, outsider)
    assert found.sentence == "截至2018年9月30日，全省高新技术企业（当日有效）共3条。"
    assert dict(found.rows)["石家庄"] == "2" and dict(found.rows)["唐山"] == "1" and found.picture


def test_one_home_is_counted_by_county(three, outsider):
    found = sources.make(COUNTS, {"home": "130100"}, outsider)
    assert found.headers[0] == "县（市、区）" and found.rows == (("长安区", "1"), ("桥西区", "1"))
    assert found.picture == ""


def test_the_list_has_every_entry_under_the_filter_with_its_end(three, outsider):
    found = sources.make(LIST, {"home": "130200", "on": DAY.isoformat()}, outsider)
    assert found.rows == (("1", "第2号（演示）", "GR2", "唐山", "2018-03-01", "2021-02-28"),)
    assert "截至2018年9月30日" in found.footnote and "名录" in found.footnote
    assert [figure.text for figure in found.figures] == ["1", "2021-02-28"]


def test_a_list_longer_than_a_table_is_refused_with_the_way_out(three, outsider, monkeypatch):
    monkeypatch.setattr(passages, "MOST_NAMES", 2)
    with pytest.raises(Invalid, match="导出 Excel"):
        sources.make(LIST, {}, outsider)


def test_what_was_known_then_is_for_people_with_an_appointment(three, outsider, city):
    known = {"known": "2018-09-01"}
    with pytest.raises(Refused, match="当时所知"):
        sources.make(LIST, known, outsider)
    assert "按2018-09-01当时所知" in sources.make(COUNTS, known, city).caliber


def test_the_page_offers_the_list_only_while_it_fits(three, client, outsider, monkeypatch):
    client.force_login(outsider)
    assert "名单写进材料" in client.get("/registers/hnte/").content.decode()
    monkeypatch.setattr("jichuang.registry.pages.registers.MOST_NAMES", 2)
    assert "名单写进材料" not in client.get("/registers/hnte/").content.decode()
