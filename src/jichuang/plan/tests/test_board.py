"""Lights, values and reasons of the board, and what it costs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang.plan.reads import board
from jichuang.plan.tests.conftest import DAY, NEW, OLD, rows
from jichuang.plan.verbs import load_shipped_plan, report_step


def row(plan, code, day=DAY, known=None):
    return board(plan, day, known).rows[code]


def test_loading_the_plan_twice_changes_nothing(plan):
    assert load_shipped_plan().pk == plan.pk
    counts = plan.items.count(), plan.targets.count(), plan.milestones.count(), plan.duties.count()
    assert counts == (36, 68, 118, 143)


@pytest.mark.parametrize(("number", "colour"), [(297, "green"), (275, "red")])
def test_academician_stations_on_30_september(plan, stations, number, colour):
    stations(number)
    found = row(plan, "G.06")
    assert (found.value, found.light.colour) == (number, colour)


def test_548_platforms_are_amber(plan, load):
    load("key_laboratory", rows("lab", 200, OLD))
    load("tech_innovation_centre", rows("centre", 261, OLD) + rows("centre-new", 60, NEW))
    load("industrial_institute", rows("institute", 27, NEW))
    found = row(plan, "G.04")
    assert (found.value, found.light.colour, found.light.words) == (548, "amber", "略慢 · 还差 52 家")
    assert found.light.gap == Fraction(548 - 461, 600 - 461) - Fraction(273, 365)


def test_11_new_rd_institutions_are_amber_in_both_places(plan, load):
    load("new_rd_institution", rows("x", 11, NEW))
    assert [row(plan, code).light.colour for code in ("G.05", "T02.1")] == ["amber", "amber"]


def test_exactly_4000_is_not_more_than_4000(plan, load):
    load("hnte", rows("h", 4000, OLD))
    assert row(plan, "G.07", date(2018, 12, 31)).light.reason_code != "met"
    load("hnte", rows("one-more", 1, NEW))
    assert row(plan, "G.07", date(2018, 12, 31)).light.reason_code == "met"


def test_items_32_to_34_have_no_light(plan):
    found = [
        r for r in board(plan, DAY).rows.values() if r.target.item and r.target.item.number in {32, 33, 34}
    ]
    assert found
    assert {r.light.colour for r in found} == {"none"}


def test_rd_intensity_is_quoted_but_not_judged_before_its_year_is_published(plan):
    found = row(plan, "G.01")
    assert (found.value_text, found.observation.period, found.light.colour) == ("1.20", "2016", "grey")
    assert "2016年" in found.why
    assert row(plan, "G.01", date(2018, 10, 9)).value_text == "1.33"
    assert {row(plan, "G.01", date(2018, month, 28)).value_text for month in range(1, 13)} == {"1.20", "1.33"}


def test_a_target_without_a_live_source_names_the_system_and_shows_no_number(plan):
    found = row(plan, "T29.2")
    assert found.value is None and found.value_text == "" and found.light.colour == "grey"
    assert "创新券台账" in found.why


def test_an_empty_register_is_grey_with_its_reason(plan):
    found = row(plan, "T06.1")
    assert (found.value, found.light.colour) == (None, "grey")
    assert "名录尚无条目" in found.why


def test_every_target_without_value_says_why(plan, stations):
    stations(297)
    for found in board(plan, DAY).rows.values():
        assert found.value is not None or found.why, found.target.code


def test_a_published_base_is_not_used_before_it_was_published(plan, load):
    load("key_laboratory", rows("lab", 470, OLD))
    assert row(plan, "G.04", date(2018, 2, 8)).light.reason_code == "no_base"
    assert row(plan, "G.04", date(2018, 2, 9)).light.colour == "green"
    assert row(plan, "G.04", DAY, known=date(2018, 2, 8)).light.reason_code == "no_base"


def test_a_base_from_the_register_is_counted_on_the_base_day(plan, load):
    load("tech_transfer_body", rows("body", 90, OLD) + rows("more", 5, NEW))
    found = row(plan, "G.11")
    assert (found.base, found.value) == (90, 95)


def test_high_tech_firms_show_valid_awaiting_gross_and_net_apart(plan, load):
    load("hnte", rows("stay", 5, OLD) + rows("lapse", 2, OLD, date(2018, 4, 30)) + rows("first", 3, NEW))
    found = row(plan, "G.07")
    beside = {b.code: b.text for b in found.beside}
    assert found.value == 8
    assert beside == {"hnte-net-increase": "1", "hnte-awaiting-renewal": "2", "hnte-first-certified": "3"}


def test_national_evaluation_counts_numbers_of_the_year_with_first_entries_beside(plan, load):
    earlier = rows("a", 1, date(2017, 5, 1), date(2017, 12, 31))
    earlier[0].number = "2017130102A0900001"
    load("tech_sme", earlier)
    now = rows("a", 2, NEW)
    for index, entry in enumerate(now):
        entry.number = f"2018130102A090000{index}"
    load("tech_sme", now)
    found = row(plan, "T05.1")
    assert found.value == 2
    assert [(b.code, b.text) for b in found.beside] == [("tech-sme-first-numbered", "1")]


def test_the_3000_gap_between_items_is_explained_on_both_rows(plan):
    for code in ("G.08", "T05.2"):
        assert any("3000家" in note.text for note in row(plan, code).notes), code


def test_targets_decided_elsewhere_are_lit_by_our_own_steps(plan, officer):
    assert row(plan, "T01.3").light.reason_code == "no_report"
    report_step(
        plan=plan,
        code="T01.3",
        member="国家技术创新中心",
        rung=1,
        reached_on=DAY,
        evidence="厅务会纪要",
        by=officer,
    )
    half = row(plan, "T01.3")
    assert (half.light.progress, half.light.colour, half.value) == (Fraction(1, 2), "amber", 0)
    report_step(
        plan=plan,
        code="T01.3",
        member="国家技术创新中心",
        rung=2,
        reached_on=DAY,
        evidence="推荐函",
        by=officer,
    )
    assert row(plan, "T01.3").light.colour == "green"  # ours is done; the decision is not ours
    report_step(
        plan=plan,
        code="T01.3",
        member="国家技术创新中心",
        rung=4,
        reached_on=DAY,
        evidence="批复",
        by=officer,
    )
    assert row(plan, "T01.3").light.reason_code == "met"
    assert row(plan, "T01.3", date(2018, 9, 29)).light.reason_code == "no_report"


def test_every_member_must_be_pushed(plan, officer):
    report_step(
        plan=plan, code="T21.1", member="沧州高新区", rung=2, reached_on=DAY, evidence="推荐函", by=officer
    )
    assert row(plan, "T21.1").light.progress == Fraction(1, 2)


def test_the_slider_shows_the_past_day(plan, load):
    load("incubator", rows("i", 3, OLD) + rows("n", 2, NEW))
    assert row(plan, "G.12", date(2018, 5, 31)).value == 3
    assert row(plan, "G.12", NEW).value == 5


def test_known_on_shows_what_was_believed(plan, load):
    load("incubator", rows("i", 3, OLD) + rows("late", 2, OLD, known=date(2018, 8, 1)))
    assert row(plan, "G.12", date(2018, 6, 30)).value == 5
    assert row(plan, "G.12", date(2018, 6, 30), known=date(2018, 7, 31)).value == 3


def test_yearly_sums_stop_at_the_years_end_and_levels_go_on(plan, load):
    load("alliance", rows("a", 4, NEW) + rows("b", 2, date(2019, 2, 1)))
    load("hnte", rows("h", 3, OLD, date(2018, 12, 31)))
    later = date(2019, 3, 1)
    assert row(plan, "T06.1", later).value == 4
    assert (row(plan, "G.07", date(2018, 12, 31)).value, row(plan, "G.07", later).value) == (3, 0)


def test_before_the_year_began_yearly_sums_are_nothing(plan, load):
    load("alliance", rows("old", 4, date(2017, 6, 1)))
    assert row(plan, "T06.1", date(2017, 12, 31)).value == 0


def test_summary_counts_every_target_once(plan, stations):
    stations(297)
    found = board(plan, DAY)
    assert sum(found.summary.values()) == 68 == len(found.rows)


def test_fourteen_headline_goals_come_first_in_four_groups(plan):
    found = board(plan, DAY).headline
    assert [(title, len(group)) for title, group in found] == [
        ("综合创新能力实现新提升", 6),
        ("企业创新能力实现新提升", 2),
        ("成果转化能力实现新提升", 3),
        ("孵化育成能力实现新提升", 3),
    ]


def test_the_board_costs_nine_queries_whatever_the_data_and_eight_until_something_changes(
    plan, load, officer
):
    load("hnte", rows("h", 30, OLD) + rows("n", 10, NEW))
    load("incubator", rows("i", 30, OLD))
    report_step(
        plan=plan, code="T21.1", member="沧州高新区", rung=2, reached_on=DAY, evidence="推荐函", by=officer
    )
    with CaptureQueriesContext(connection) as full:
        board(plan, DAY, date(2018, 9, 1))
    with CaptureQueriesContext(connection) as again:
        board(plan, DAY, date(2018, 9, 1))
    assert (len(full), len(again)) == (9, 8)


def test_the_board_counts_again_once_an_entry_has_come_in(plan, load):
    load("hnte", rows("h", 30, OLD))
    before = board(plan, DAY).rows["G.07"].value
    load("hnte", rows("n", 10, NEW))
    assert board(plan, DAY).rows["G.07"].value == before + 10


def test_forecasts_exist_for_counted_targets_only(plan, stations):
    stations(297)
    found = board(plan, DAY)
    assert "预计年末" in found.rows["G.06"].forecast_text
    assert found.rows["G.01"].forecast_text == "" and found.rows["T29.2"].forecast_text == ""


def test_a_yearly_count_is_forecast_from_the_seasons_of_earlier_years(plan, load):
    """Half of each year's firms come in December: 61 by September says about as many again, not a third more."""
    entered = []
    for year, each in ((2015, 5), (2016, 6), (2017, 7), (2018, 7)):
        for month in range(1, 13 if year < 2018 else 10):
            many = each * (10 if month == 12 else 1)
            entered += rows(f"h{year}{month}", many, date(year, month, 20), known=date(year, month, 21))
    load("hnte", entered)
    target = next(t for t in plan.targets.all() if t.indicator == "hnte-first-certified")
    row = board(plan, DAY, only=[target.code]).rows[target.code]
    assert row.value == 63
    assert row.forecast.method in {"same-weeks", "year-share", "middle"}
    assert 130 <= row.forecast.point <= 170
    assert row.ahead.history[-1] == (DAY, 63)


def test_the_past_of_a_count_is_a_running_total_without_falls(plan, load):
    load(
        "hnte",
        rows("a", 4, date(2016, 3, 1)) + rows("b", 5, date(2017, 3, 1)) + rows("c", 6, date(2018, 3, 1)),
    )
    target = next(t for t in plan.targets.all() if t.indicator == "hnte-first-certified")
    past = board(plan, DAY, only=[target.code]).rows[target.code].ahead.history
    assert [value for _, value in past] == sorted(value for _, value in past)
    assert {value for _, value in past} == {-9, -5, 0, 6}


def test_a_short_history_says_no_probability(plan, load):
    load("hnte", rows("a", 4, date(2018, 9, 10)))
    target = next(t for t in plan.targets.all() if t.indicator == "hnte-first-certified")
    row = board(plan, DAY, only=[target.code]).rows[target.code]
    assert row.forecast_text and row.chance is None and row.chance_text == ""
