"""月度、季度形势分析: opened, given, doubted, explained, drafted, frozen, and updated after the freeze."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.indicators import verbs
from jichuang.indicators.reads.situation import last_period, lines
from jichuang.indicators.situation import Fact, brief
from jichuang.indicators.situation.words import sentence
from jichuang.indicators.tests.conftest import entry
from jichuang.methods.growth import Change, Move, change
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

ITEMS = [
    "hnte-in-force",
    "hebei-tech-sme-in-force",
    "tech-sme-numbered",
    "hightech-value-added",
    "technology-contracts-month",
]


@pytest.fixture
def officer(db):
    user = User.objects.create_user("officer", "correct horse battery", name="经办（演示）")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None, home="")
    return user


@pytest.fixture
def table(officer, load):
    load(
        "hnte",
        *[entry(f"甲{n}", date(2017, 3, 1)) for n in range(4)],
        *[entry(f"乙{n}", date(2018, 3, 1)) for n in range(1)],
    )
    for period, value in (("2017-09", "1700.0"),):
        verbs.record_observation(
            indicator="hightech-value-added", period=period, value=Decimal(value), publisher="河北省统计局", title=period,
            published_on=date(2018, 9, 1), by=officer,
        )  # fmt: skip
    return verbs.open_situation(period="2018-09", items=ITEMS, by=officer)


def give(table, officer, code, value, status="estimate", **more):
    given = {"publisher": "河北省统计局", "title": "9月快报", "by": officer} | more
    return verbs.give_figure(
        situation=table, code=code, value=value and Decimal(value), status=status, **given
    )


def line(table, code):
    return next(one for one in lines(table) if one.item.code == code)


def test_three_are_counted_and_two_are_owed(table):
    found = lines(table)
    assert [one.item.automatic for one in found] == [True, True, True, False, False]
    held = line(table, "hnte-in-force")
    assert (held.value, held.year.text) == (5, "上升 25.0%")
    assert [one.item.code for one in found if not one.given and not one.item.automatic] == ITEMS[3:]


def test_a_typed_figure_without_source_is_refused(table, officer):
    with pytest.raises(Invalid, match="由谁发布"):
        give(table, officer, "hightech-value-added", "1800", publisher="")


def test_a_counted_figure_cannot_be_given(table, officer):
    with pytest.raises(Invalid, match="系统计数"):
        give(table, officer, "hnte-in-force", "9")


def test_a_figure_out_of_range_asks_a_reason_and_blocks_the_freeze_until_it_has_one(table, officer):
    give(table, officer, "hightech-value-added", "18000000")
    give(table, officer, "technology-contracts-month", "310")
    assert (
        {"range", "unit", "jump"}
        >= {one.key for one in line(table, "hightech-value-added").open_doubts}
        != set()
    )
    with pytest.raises(Refused, match="没有说明"):
        verbs.freeze_situation(situation=table, by=officer)
    for doubt in line(table, "hightech-value-added").open_doubts:
        verbs.explain_doubt(
            situation=table, code="hightech-value-added", check=doubt.key, reason="按新口径统计", by=officer
        )
    table = verbs.freeze_situation(situation=table, by=officer)
    assert table.digest and "按新口径统计" in table.brief


def test_another_figure_raises_another_doubt(table, officer):
    give(table, officer, "hightech-value-added", "9000")
    doubt = line(table, "hightech-value-added").open_doubts[0]
    verbs.explain_doubt(
        situation=table, code="hightech-value-added", check=doubt.key, reason="口径调整", by=officer
    )
    give(table, officer, "hightech-value-added", "9500", title="更正快报")
    assert line(table, "hightech-value-added").open_doubts


def test_a_figure_that_is_owed_blocks_the_freeze_and_a_stated_gap_does_not(table, officer):
    give(table, officer, "hightech-value-added", "1800")
    with pytest.raises(Refused, match="没有报数：技术合同"):
        verbs.freeze_situation(situation=table, by=officer)
    give(table, officer, "technology-contracts-month", None, "missing", note="系统升级，本月停报")
    table = verbs.freeze_situation(situation=table, by=officer)
    assert "本期缺数（系统升级，本月停报）" in table.brief


def test_the_final_figure_replaces_the_estimate_and_both_stay(table, officer):
    give(table, officer, "hightech-value-added", "1800.0")
    give(table, officer, "hightech-value-added", "1850.0", "published", title="9月统计月报")
    held = line(table, "hightech-value-added")
    assert held.text == "1,850.0" and [old.text for old in held.earlier] == ["1,800.0"]


def test_after_the_freeze_the_table_stands_and_shows_the_update_beside(table, officer):
    give(table, officer, "hightech-value-added", "1800.0")
    give(table, officer, "technology-contracts-month", "310")
    table = verbs.freeze_situation(situation=table, by=officer)
    kept, brief_text = table.frozen, table.brief
    clock.set_demonstration_day(date(2018, 10, 25))
    give(table, officer, "hightech-value-added", "1850.0", "published", title="9月统计月报")
    table.refresh_from_db()
    held = line(table, "hightech-value-added")
    assert held.text == "1,800.0" and held.update.text == "1,850.0"
    assert (table.frozen, table.brief) == (kept, brief_text)
    with pytest.raises(Refused, match="已冻结"):
        verbs.save_brief(situation=table, text="改", by=officer)


def test_patents_must_add_up_and_trade_stays_below_contracts(officer, db):
    codes = [
        "patents-granted",
        "patents-granted-invention",
        "patents-granted-utility",
        "patents-granted-design",
    ]
    codes += ["technology-contracts-month", "technology-trade-month"]
    table = verbs.open_situation(period="2018-09", items=codes, by=officer)
    for code, value in zip(codes, ("30000", "4000", "20000", "5000", "300", "310"), strict=True):
        give(table, officer, code, value)
    assert "差1,000" in line(table, "patents-granted").open_doubts[0].words
    assert "大于总数" in line(table, "technology-contracts-month").open_doubts[0].words


@pytest.mark.parametrize("period", ["2018-10", "2018", "2018Q4", "2018-13", "九月"])
def test_a_period_that_has_not_ended_or_is_none_is_refused(officer, period):
    with pytest.raises(Invalid):
        verbs.open_situation(period=period, items=ITEMS, by=officer)


def test_periods_before():
    assert [last_period(one) for one in ("2018-09", "2018-01", "2018Q3", "2018Q1")] == [
        "2018-08",
        "2017-12",
        "2018Q2",
        "2017Q4",
    ]


def fact(now, before, **more):
    return Fact("某指标", str(now), "家", "", "", change(now, before), None, "上月末", **more)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(110, 100, "上升 10.0%"), (90, 100, "下降 10.0%"), (100, 100, "持平"), (10004, 10000, "持平"), (5, 0, "不计算增速"),
     (5, -3, "不计算增速"), (5, None, "没有对比期")],
)  # fmt: skip
def test_the_words_of_a_sentence_agree_with_its_numbers(now, before, words):
    assert words in sentence(fact(now, before))


def test_the_overview_counts_every_direction():
    text = brief("某月", [("组", [fact(2, 1), fact(1, 2), fact(1, 1), fact(1, None)])])
    assert "纳入分析的4项指标，与上年同期相比上升1项、下降1项、持平1项；1项没有可比数。" in text


def test_pages_for_officers_leaders_and_nobody_else(table, officer):
    outsider, inside = Client(), Client()
    inside.force_login(officer)
    assert outsider.get("/statistics/situation/2018-09/").status_code == 403
    leader = User.objects.create_user("leader", "correct horse battery", name="领导（演示）")
    appoint(user=leader, role=Role.LEADER, valid_from=date(2018, 1, 1), by=None, home="")
    reading = Client()
    reading.force_login(leader)
    page = reading.get("/statistics/situation/2018-09/").content.decode()
    assert "催报" in page and "布置" not in page.split("</h1>")[1] and "冻结</button>" not in page
    assert reading.post("/statistics/situation/2018-09/freeze/").status_code == 403
    address = "/statistics/situation/2018-09/hightech-value-added/"
    answer = inside.post(address, {"status": "estimate", "value": "1800", "published_on": "2018-09-30"})
    assert answer.status_code == 422 and 'value="1800"' in answer.content.decode()
    answer = inside.post(
        address,
        {
            "status": "estimate",
            "value": "1,800.0",
            "publisher": "河北省统计局",
            "title": "快报",
            "published_on": "2018-09-30",
        },
        follow=True,
    )
    assert "1,800.0" in answer.content.decode() and "上升 5.9%" in answer.content.decode()
    answer = inside.get("/statistics/situation/2018-09/table.xlsx")
    assert answer.status_code == 200


def test_a_sentence_of_a_frozen_table_still_says_against_what():
    kept = Change(Move.UP, why="上升 42.5%")
    fact = Fact("高新技术企业总数", "3,910", "家", "", "", kept, Change(Move.FLAT, why="持平"), "上月末")
    assert sentence(fact) == "高新技术企业总数3,910家，比上月末持平，比上年同期上升 42.5%。"
