"""The words of growth always agree with the two numbers, whatever they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.indicators.bulletin.changes import Way, change, points, shares_that_sum
from jichuang.indicators.bulletin.drafting import said
from jichuang.indicators.bulletin.measures import BY_KEY

figures = st.one_of(st.none(), st.integers(-(10**12), 10**12), st.sampled_from([0, 1, -1, 1999, 2000, 2001]))


@given(figures, figures)
def test_the_words_never_say_more_than_the_numbers(now, before):
    found = change(now, before)
    words = found.words
    assert ("增长" in words) is (None not in (now, before) and before > 0 and now > before)
    assert ("下降" in words) is (None not in (now, before) and before > 0 and 0 <= now < before)
    level = None not in (now, before) and now == before
    assert ("持平" in words) is level
    assert (found.rate is not None) is (None not in (now, before) and before > 0 and now >= 0)
    if before is None or now is None:
        assert "没有上年同期数" in words
    elif before == 0 and now > 0:
        assert "上年同期为零" in words
    elif before < 0 <= now:
        assert "转为盈利" in words
    elif now < 0 < before:
        assert "转为亏损" in words


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_printed_rate_is_the_exact_one_rounded_half_up_and_never_a_bare_zero_for_a_change(now, before):
    found = change(now, before)
    exact = Decimal(now - before) * 100 / before
    assert found.rate is not None and abs(found.rate - exact) <= Decimal("0.05")
    if found.way is not Way.FLAT and found.rate == 0:
        assert "不足0.05%" in found.words
    assert "-" not in found.words


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=14).filter(any))
def test_shares_of_a_whole_sum_to_a_hundred_and_stay_within_a_tenth(parts):
    found = shares_that_sum(parts, sum(parts))
    assert sum(found) == 100 and all(f"{one}".count(".") == 1 for one in found)
    for part, shown in zip(parts, found, strict=True):
        assert abs(shown - Decimal(part) * 100 / sum(parts)) < Decimal("0.1")


def test_parts_that_are_not_the_whole_are_not_listed_as_one():
    with pytest.raises(ValueError, match="不等于总数"):
        shares_that_sum([707, 788, 55], 8489)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("11.2", "10.3", "比上年同期提高0.9个百分点"),
        ("10.3", "11.2", "比上年同期下降0.9个百分点"),
        ("11.2", "11.2", "与上年同期持平"),
    ],
)
def test_shares_move_by_points_not_by_percent(now, before, words):
    assert points(Decimal(now), Decimal(before)) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (-50, -80, "净亏损5.0万元，亏损额比上年同期减少"),
        (-80, -50, "净亏损8.0万元，亏损额比上年同期增加"),
        (30, -50, "净利润3.0万元，上年同期为亏损，本期转为盈利"),
        (30, None, "净利润3.0万元，没有上年同期数，不计算增速"),
        (0, 0, "净利润0.0万元，与上年同期持平"),
    ],
)
def test_losses_are_said_as_losses(now, before, words):
    assert said("profit", {"now": now, "before": before, "mark": "open"}) == words


def test_a_secret_figure_is_said_to_be_secret():
    assert said("income", {"now": None, "before": None, "mark": "primary"}) == "营业收入按统计保密要求不公布"
    assert BY_KEY["income"].text(57_570_000) == "575.70亿元" and BY_KEY["income"].table(123) == "12.3"
