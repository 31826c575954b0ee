"""A target and the board as passages: the words agree with the row, and outsiders get none."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.passages import sources
from jichuang.plan.tests.conftest import NEW, OLD, rows


def test_a_target_reads_like_its_row(plan, load, leader):
    load("hnte", rows("old", 10, OLD) + rows("new", 4, NEW))
    passage = sources.make(Ref("target", f"{plan.slug}/G.07"), {"on": "2018-09-30"}, leader)
    assert passage.sentence.startswith(
        "截至2018年9月30日，高新技术企业总数为14家，目标为“高新技术企业超过4000家”"
    )
    assert "净减3160家" in passage.sentence
    assert dict(passage.rows)["石家庄"] == "14" and passage.picture.startswith("<svg")
    assert {f.key: f.text for f in passage.figures}["value"] == "14家"


def test_a_day_without_figures_says_so_and_a_wrong_day_is_named(plan, leader):
    passage = sources.make(Ref("target", f"{plan.slug}/G.07"), {}, leader)
    assert "尚无数字" in passage.sentence and passage.rows == ()
    with pytest.raises(Invalid, match="2018-09-30"):
        sources.make(Ref("target", f"{plan.slug}/G.07"), {"on": "九月"}, leader)
    with pytest.raises(LookupError, match="X.99"):
        sources.make(Ref("target", f"{plan.slug}/X.99"), {}, leader)


def test_the_headline_counts_all_lights(plan, leader):
    passage = sources.make(Ref("board", plan.slug), {}, leader)
    assert "68项目标" in passage.sentence and len(passage.rows) == 14


def test_outsiders_write_nothing_from_the_inside(plan, outsider):
    for ref in (Ref("target", f"{plan.slug}/G.07"), Ref("board", plan.slug)):
        with pytest.raises(Refused):
            sources.make(ref, {}, outsider)


def test_a_forecast_gives_interval_chance_and_its_picture(plan, load, leader):
    months = [date(year, month, 5) for year in (2016, 2017, 2018) for month in range(1, 13)]
    load("hnte", [one for day in months if day < date(2018, 9, 30) for one in rows(f"{day}", 30, day)])
    found = sources.make(Ref("forecast", f"{plan.slug}/G.07"), {"on": "2018-09-30"}, leader)
    assert "预计年末" in found.sentence and "目标为" in found.sentence
    assert [row[0] for row in found.rows][:5] == [
        "现值",
        "目标值",
        "年末预计",
        "八成把握的下限",
        "八成把握的上限",
    ]
    assert found.picture.startswith("<svg") and "八成把握" in found.footnote


def test_a_target_without_a_series_has_no_forecast(plan, leader):
    with pytest.raises(LookupError, match="没有预测"):
        sources.make(Ref("forecast", f"{plan.slug}/G.07"), {}, leader)


def test_what_will_be_missed_is_one_table_with_who_can_change_it(plan, load, leader):
    load("hnte", rows("old", 10, OLD))
    found = sources.make(Ref("risks", plan.slug), {"on": "2018-09-30"}, leader)
    assert found.headers[-1] == "责任单位" and "高新技术企业总数" in found.sentence
    assert len(found.rows) == int(found.figures[0].text) > 0
