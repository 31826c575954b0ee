"""评分办法: totals on scales of their own, and what needs a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jichuang.hall.declare import Criterion, DeclarationError, Scoring

D = Decimal
POINTS = Scoring(
    criteria=(
        Criterion("property", "知识产权", 30, "核心支持作用", highest=30),
        Criterion("growth", "企业成长性", 20, "两项增长率", highest=20, step=D("0.5")),
    ),
    low=30,
    opinion=0,
)


def test_on_scales_that_are_the_weights_the_total_is_the_plain_sum_of_a_hundred():
    assert POINTS.total({"property": D(30), "growth": D(20)}) == D("100.00")
    assert POINTS.total({"property": D(15), "growth": D(10)}) == D("50.00")
    assert POINTS.total({"property": D(10), "growth": D(0)}) == D("20.00")


def test_a_score_is_extreme_by_its_place_on_the_scale_not_by_its_number():
    scores = {"property": D(9), "growth": D("6.5")}
    assert [one.field for one in POINTS.lacking(scores, {}, "")] == ["why_property"]


def test_a_score_between_two_steps_is_refused():
    assert POINTS.wrong({"growth": D("6.5")}) == []
    assert [one.field for one in POINTS.wrong({"growth": D("6.3"), "property": D(31)})] == [
        "growth",
        "property",
    ]


def test_a_scale_that_does_not_rise_is_refused_at_import():
    with pytest.raises(DeclarationError, match="由低到高"):
        Criterion("x", "甲", 10, "说明", lowest=5, highest=5)
