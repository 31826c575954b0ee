"""The parts of the engine the first law does not use, by an invented policy; and frames of every column type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.algebra import Algebra
from jichuang.policy.checking import examine
from jichuang.policy.columns import Columns, worked_out
from jichuang.policy.errors import FactError, PolicyError
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.frame_facts import exact_frame
from jichuang.policy.frames import judged_frame
from jichuang.policy.tests.toy import ceiling, toy

ON = date(2019, 6, 30)
GOOD: dict[str, Any] = {"budget": 2000, "lent": 1, "owned": 2, "accounts": True, "expert": 25}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "pass"),
        ({"budget": Decimal("1000.49")}, "fail"),
        ({"budget": Decimal("1000.50")}, "pass"),
        ({"budget": 1, "lent": 0}, "pass"),  # not open enough: the budget line does not apply
        ({"budget": 1, "owned": 0}, "pass"),  # no share at all
        ({"budget": None}, "missing"),
        ({"budget": 1, "lent": None}, "missing"),
        ({"budget": 5000, "lent": None}, "pass"),  # whichever way the share turns out
        ({"accounts": False}, "manual"),  # fails only through an unverified parameter
        ({"accounts": None}, "missing"),
        ({"accounts": False, "expert": 1}, "fail"),
        ({"expert": None}, "manual"),  # only experts can say
        ({"expert": None, "budget": None}, "missing"),
        ({"expert": 19}, "fail"),
        ({"expert": 20}, "pass"),
    ],
)
def test_verdicts_of_the_invented_policy_alone_and_in_a_frame(change: dict[str, Any], verdict: str) -> None:
    facts = {**GOOD, **change}
    assert examine(toy, facts, on=ON).verdict == verdict
    columns = {k: [v] for k, v in facts.items()}
    assert judged_frame(toy, pl.DataFrame(columns), toy.law(ON))["verdict"].to_list() == [verdict]
    present = pl.DataFrame({k: v for k, v in columns.items() if v != [None]})
    assert judged_frame(toy, present, toy.law(ON))["verdict"].to_list() == [verdict]


def extra(loss: bool | None, counted: Fraction | None) -> Fraction | None:
    """Nothing at a loss; not knowing about a loss matters only where something would be counted."""
    if loss or (loss is None and counted == 0):
        return Fraction(0)
    return None if loss is None else counted


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "sales": st.none()
                | st.lists(
                    st.integers(-(10**15), 10**15).map(lambda n: Decimal(n).scaleb(-2)),
                    min_size=1,
                    max_size=3,
                ),
                "expense": st.none()
                | st.lists(
                    st.integers(0, 10**15).map(lambda n: Decimal(n).scaleb(-2)), min_size=1, max_size=3
                ),
                "loss": st.none() | st.booleans(),
            }
        ),
        min_size=1,
        max_size=8,
    )
)
def test_amounts_are_exact_alone_and_in_a_frame(rows: list[dict[str, Any]]) -> None:
    money = pl.List(pl.Decimal(20, 2))
    frame = pl.DataFrame(rows, schema={"sales": money, "expense": money, "loss": pl.Boolean})
    answers = judged_frame(toy, frame, toy.law(ON))
    for row, answer in zip(rows, answers.iter_rows(named=True), strict=True):
        sales, expense = row["sales"], row["expense"]
        cap = Fraction(1_000_000)
        counted = None if expense is None else min(Fraction(expense[-1]) * Fraction(3, 4), cap)
        wanted = {
            "extra": extra(row["loss"], counted),
            "growth": None if sales is None else max(Fraction(sales[-1]) - Fraction(sales[0]), Fraction(0)),
            "all_years": None if expense is None else Fraction(sum(expense)),
        }
        assert examine(toy, row, on=ON).amounts == wanted
        assert {k: None if answer[k] is None else Fraction(answer[k]) for k in wanted} == wanted


def test_products_beyond_64_bits_stay_exact() -> None:
    near = 10**15  # times 10**10 (the digits of the bar) leaves 64 bits by far
    for cents, holds in ((Decimal("1000.50"), True), (Decimal("1000.51"), False), (Decimal(near), False)):
        frame = pl.DataFrame({"budget": pl.Series([cents], dtype=pl.Decimal(20, 2))})
        exact = exact_frame(toy, toy.law(ON), frame)
        algebra = Columns(exact.shape)
        judged = ceiling.judge(Evaluation(algebra, toy.law(ON))).holds
        assert worked_out(exact.columns, algebra.stages, [judged]).item() is holds
        assert ceiling.judge(Evaluation(Algebra({"budget": int(cents * 100)}), toy.law(ON))).holds is holds
    big = 10_000_000
    third = pl.DataFrame(
        {
            "lent": [3_333_333, 3_333_334],
            "owned": [big, big],
            **{k: [GOOD[k]] * 2 for k in ("accounts", "expert")},
            "budget": [1, 1],
        }
    )
    assert judged_frame(toy, third, toy.law(ON))["verdict"].to_list() == ["pass", "fail"]


@pytest.mark.parametrize(
    "series",
    [
        pl.Series([100_000_000, 200_000_000], dtype=pl.Int32),
        pl.Series([100_000_000, 200_000_000], dtype=pl.Int64),
        pl.Series([1e8, 2e8], dtype=pl.Float64),
        pl.Series(["100000000", "200000000.00"], dtype=pl.String),
        pl.Series([Decimal(10**8), Decimal(2 * 10**8)], dtype=pl.Decimal(18, 4)),
    ],
)
def test_money_columns_of_every_type_mean_the_same(series: pl.Series) -> None:
    answers = policy.evaluate(
        "tech-sme", pl.DataFrame({"sales": series}), on=date(2018, 5, 31), findings=True
    )
    assert answers["sales.state"].to_list() == ["pass", "pass"]
    assert answers["sales.value"].to_list() == [1e8, 2e8]


def test_a_float_cent_above_the_bar_is_above_the_bar() -> None:
    frame = pl.DataFrame({"sales": [200_000_000.01, 199_999_999.99]})
    answers = policy.evaluate("tech-sme", frame, on=date(2018, 5, 31), findings=True)
    assert answers["sales.state"].to_list() == ["fail", "pass"]


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ({"staff": [5, -1]}, "第 2 行小于允许的最小值"),
        ({"staff": [5, 10**8]}, "第 2 行大于允许的最大值"),
        ({"staff": [5.5, 1.0]}, "第 1 行小数位数过多或不是整数"),
        ({"sales": [1.001]}, "第 1 行小数位数过多"),
        ({"sales": [float("nan")]}, "不是精确的数"),
        ({"sales": ["一百"]}, "第 1 行不是数"),
        ({"sales": ["1e30"]}, "第 1 行"),
        ({"led_standard": [1]}, "列不是是非值"),
        ({"staff": [True]}, "列不是数"),
        ({"staff": [9, 10], "tech_staff": [9, 11]}, "第 2 行科技人员数不会超过职工总数"),
        ({"rd_expense": [Decimal("5.01")], "cost_expense": [5]}, "研发费用不会超过成本费用支出"),
    ],
)
def test_a_frame_with_a_bad_value_names_fact_and_row(column: dict[str, list[Any]], problem: str) -> None:
    with pytest.raises(FactError, match=problem) as caught:
        policy.evaluate("tech-sme", pl.DataFrame(column), on=date(2018, 5, 31))
    assert caught.value.fact in column


@pytest.mark.parametrize(
    "facts", [{"sales": [1, 2, 3, 4]}, {"sales": []}, {"sales": 5}, {"sales": [1, True]}, {"expense": [-1]}]
)
def test_a_bad_sequence_is_refused_alone_and_in_a_frame(facts: dict[str, Any]) -> None:
    with pytest.raises(FactError):
        examine(toy, facts, on=ON)
    if facts["sales" if "sales" in facts else "expense"] not in ([], [1, True]):
        with pytest.raises(FactError):
            judged_frame(toy, pl.DataFrame({k: [v] for k, v in facts.items()}), toy.law(ON))


def test_empty_frames_other_columns_and_lazy_frames_pass_through() -> None:
    day = date(2018, 5, 31)
    assert policy.evaluate("tech-sme", pl.DataFrame(schema={"staff": pl.Int64}), on=day).height == 0
    named = policy.evaluate("tech-sme", pl.LazyFrame({"name": ["甲", "乙"]}), on=day)
    assert named["verdict"].to_list() == ["missing", "missing"]
    assert named["name"].to_list() == ["甲", "乙"]


def test_a_simulation_shows_both_laws_side_by_side() -> None:
    frame = pl.DataFrame({"staff": [500, 550, 601]})
    both = policy.simulate("tech-sme", frame, on=date(2018, 5, 31), changes={"max_staff": 600})
    assert both["verdict"].to_list() == ["missing", "fail", "fail"]
    assert both["verdict_then"].to_list() == ["missing", "missing", "fail"]


def test_an_unknown_policy_is_answered_with_those_there_are() -> None:
    with pytest.raises(PolicyError, match="tech-sme"):
        policy.check("tech_sme", {}, on=ON)
