"""Checks of cumulative figures: what a quarter added, sums that shrink, amounts that look typed in 元."""

from __future__ import annotations

import pytest

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.returns.declare import Pace, UnitSlip, parse

FORM = Form(
    steps=(
        Step(
            "s",
            "表",
            (
                Field("income", "营业收入", FieldType.INTEGER, "千元"),
                Field("staff", "人员", FieldType.INTEGER, "人"),
            ),
        ),
    )
)
PACE = Pace("income", down=60, up=200)
SLIP = UnitSlip("income", "staff", a_head=20_000)


@pytest.mark.parametrize(
    ("period", "now", "before", "asked"),
    [
        ("2018Q2", 1400, 1000, True),  # the quarter added 400: 60 % less
        ("2018Q2", 1401, 1000, False),
        ("2018Q2", 4000, 1000, True),  # 3000: 200 % more
        ("2018Q2", 3999, 1000, False),
        ("2018Q3", 2400, 2000, True),  # 400 against a mean of 1000
        ("2018Q3", 2401, 2000, False),
        ("2018Q1", 100, 1000, True),  # against a quarter of last year's 1000
        ("2018Q1", 101, 1000, False),
        ("2018Q2", 900, 1000, True),  # a cumulative sum that shrank
        ("2018Q2", 0, 0, False),
        ("2018Q2", 5, None, False),
    ],
)
def test_what_the_quarter_alone_added_is_compared_to_the_exact_bar(period, now, before, asked):
    found = PACE.find(FORM, {"income": now}, {"income": before}, parse(period))
    assert bool(found) is asked
    if found:
        shrank = period != "2018Q1" and now < before
        assert not found.hard and "请说明" in found.words and ("还少" in found.words) is shrank


@pytest.mark.parametrize(
    ("now", "staff", "before", "asked"),
    [
        (32_000_000, 46, None, True),  # 3200万元 typed in 元
        (32_000, 46, None, False),
        (32_000_000, 46, 30_000, True),
        (9_000_000, 10_000, 30_000, True),  # credible a head, but 300 times the last return
        (8_999_999, 10_000, 30_000, False),
        (5, 0, None, False),
    ],
)
def test_an_amount_in_yuan_is_named_with_what_it_would_be_in_thousands(now, staff, before, asked):
    found = SLIP.find(FORM, {"income": now, "staff": staff}, {"income": before}, parse("2018Q1"))
    assert bool(found) is asked
    if found:
        assert "像是按元填写" in found.words and f"{now // 1000:,}" in found.words and not found.hard
