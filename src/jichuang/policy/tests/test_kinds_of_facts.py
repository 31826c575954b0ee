"""Words, days, years, records, worked-out and strict bars, spans, letters and ranges: alone, in a frame, and refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jichuang.policy.checking import examine
from jichuang.policy.errors import DeclarationError, FactError
from jichuang.policy.facts import day, money
from jichuang.policy.frame_facts import kind_of
from jichuang.policy.frames import judged_frame
from jichuang.policy.library import schema_of
from jichuang.policy.numbers import DATE, quotient
from jichuang.policy.results import Result
from jichuang.policy.tests.parade import case, kind, other, parade, projects, spent

ON = date(2018, 6, 30)
GOOD: dict[str, Any] = {
    "kind": "maker", "industry": "C3911", "founded": "2017-05-31", "asked": date(2018, 5, 31), "tax_year": 2018,
    "projects": [{"personnel": 100, "other": 20, "abroad": False}, {"personnel": Decimal("50.5"), "other": 1, "abroad": True}],
    "worth": [100, 110, 136], "spent": 150, "limit": 100, "self_made": True, "acquired": False, "panel": {"growth": 9},
}  # fmt: skip


def judged(**change: Any) -> Result:
    return examine(parade, {**GOOD, **change}, on=ON)


def test_every_kind_of_fact_is_judged() -> None:
    result = judged()
    assert [result.finding(c).state for c in ("kind", "industry", "age", "above", "bounded")] == ["pass"] * 5
    assert result.amounts == {
        "base": Fraction(100 + 10) + Fraction("50.5") + 1,
        "each": Fraction("8.33"),
        "cents": 15,
        "growth_rate": Fraction(36, 100),
        "growth_letter": "A",
        "tax": [Fraction(15), Fraction(75)],
        "least": 10,
        "most": 12,
    }
    assert result.verdict == "pass" and result.score == [10, 12]
    assert result.as_dict()["amounts"]["tax"] == [15, 75]


@pytest.mark.parametrize(
    ("change", "code", "state"),
    [
        ({"kind": "other"}, "kind", "fail"),
        ({"kind": None}, "kind", "missing"),
        ({"industry": "F5111"}, "industry", "fail"),
        ({"industry": "H6110"}, "industry", "fail"),
        ({"industry": "H6210"}, "industry", "pass"),
        ({"industry": "L7211"}, "industry", "fail"),
        ({"industry": "L721"}, "industry", "pass"),
        ({"founded": "2017-06-01"}, "age", "fail"),
        ({"asked": None}, "age", "missing"),
        ({"spent": Decimal("1.50")}, "above", "fail"),
        ({"spent": Decimal("1.51")}, "above", "pass"),
        ({"spent": Decimal("150.01")}, "bounded", "fail"),
        ({"spent": Decimal("150.01"), "kind": "general"}, "bounded", "not_applicable"),
        ({"spent": Decimal("150.01"), "kind": None}, "bounded", "missing"),
        ({"limit": None}, "bounded", "missing"),
    ],
)
def test_conditions_on_words_days_strict_and_worked_out_bars(
    change: dict[str, Any], code: str, state: str
) -> None:
    assert judged(**change).finding(code).state == state


@pytest.mark.parametrize(
    ("worth", "letter", "points"),
    [
        ([100, 135], "A", (9, 10)),
        ([1000, 1349], "B", (3, 4)),
        ([1000, 1050], "B", (3, 4)),
        ([1000, 1049], "C", (1, 2)),
        ([100, 100], "D", 0),
        ([100, 90], "D", 0),
        ([0, 90], None, (0, 10)),
        ([-5, 90], None, (0, 10)),
    ],
)
def test_a_band_can_leave_a_span_to_experts_and_a_doubtful_case_leaves_all(
    worth: list[int], letter: str | None, points: Any
) -> None:
    result = judged(worth=worth, panel=None)
    assert result.amounts["growth_letter"] == letter
    assert result.finding("growth").points == points
    assert result.finding("growth").state == ("score" if points == 0 else "manual")


def test_an_experts_score_counts_only_within_the_span_of_the_law() -> None:
    assert judged(panel={"growth": 10}).finding("growth").points == 10
    assert judged(panel={"growth": 5}).finding("growth").points == (9, 10)


def test_the_first_case_that_holds_gives_the_span() -> None:
    spans = {(True, False): (1, 6), (False, True): (1, 3), (False, False): 0, (None, True): (1, 6)}
    spans |= {(False, None): (0, 3), (None, None): (0, 6)}
    for (own, bought), points in spans.items():
        finding = judged(self_made=own, acquired=bought).finding("way")
        assert finding.points == points
        assert finding.state == (
            "not_applicable" if points == 0 else "missing" if None in (own, bought) else "manual"
        )


def test_missing_names_the_facts_that_could_still_decide_and_those_the_amounts_need() -> None:
    assert judged(asked=None).missing == ("asked",)
    assert judged(worth=None, panel=None).missing == ("worth",)  # not the experts' scores
    assert judged(tax_year=None).missing == ("tax_year",)  # the verdict passes, an amount is not known


BAD = [
    ({"kind": "一般企业"}, "下列之一：general（一般企业）"),
    ({"industry": "3911"}, "形如 C3911"),
    ({"founded": "2018-02-30"}, "不是日期"),
    ({"founded": "20180230"}, "不是日期"),
    ({"founded": datetime(2018, 1, 1, tzinfo=UTC)}, "不是日期"),
    ({"founded": "1899-12-31"}, "1900-01-01 至 2100-12-31"),
    ({"tax_year": 1989}, "1990 至 2100"),
    ({"projects": {"personnel": 1}}, "不是所要的列表"),
    ({"projects": [{"personnel": 1}, {"staff": 1}]}, "第 2 条没有这一项"),
    ({"projects": [{"personnel": -1}]}, "第 1 条人员小于允许的最小值"),
    ({"panel": {"growth": 11}}, "成长大于允许的最大值"),
    ({"spent": 301}, "支出不会超过预算三倍"),
]


@pytest.mark.parametrize(("facts", "problem"), BAD)
def test_a_bad_fact_is_refused_with_what_is_expected(facts: dict[str, Any], problem: str) -> None:
    with pytest.raises(FactError, match=problem) as caught:
        judged(**facts)
    assert caught.value.fact == next(iter(facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": ["一般企业"]},
        {"kind": [1]},
        {"industry": ["3911"]},
        {"founded": ["2018-02-30"]},
        {"founded": [20180101]},
        {"projects": [[{"staff": 1}]]},
        {"projects": [[{"personnel": 1}, {"personnel": -1}]]},
        {"panel": [{"growth": 11}]},
        {"spent": [301], "limit": [100]},
    ],
)
def test_a_frame_refuses_the_same(facts: dict[str, Any]) -> None:
    with pytest.raises(FactError) as caught:
        judged_frame(parade, pl.DataFrame(facts), parade.law(ON))
    assert caught.value.fact in facts


def test_the_schema_says_options_forms_dates_and_records() -> None:
    told = schema_of(parade)["properties"]
    assert told["kind"]["enum"] == ["general", "maker", "other", None]
    assert told["kind"]["options"]["general"] == "一般企业"
    assert told["industry"]["pattern"] == r"^(?:[A-T]\d{0,4})$"
    assert told["founded"]["format"] == "date"
    assert told["projects"]["items"]["properties"]["personnel"]["unit"] == "元"


def test_declarations_that_cannot_mean_anything_are_refused() -> None:
    with pytest.raises(DeclarationError):
        projects.sum(spent)
    with pytest.raises(DeclarationError):
        case(kind, "generall")
    assert projects.sum(other).measured_in() == "元"
    assert (day("a", "甲") - day("b", "乙")).measured_in() == "天"
    assert day("a", "甲").measured_in() == DATE
    assert quotient(money("a", "甲"), 3).measured_in() == ""


def test_a_finding_shows_words_and_days_as_people_write_them() -> None:
    result = judged()
    assert result.finding("kind").value_text == "制造业"
    assert result.finding("age").title == "成立满365天" and result.finding("age").value_text == "365 天"
    assert result.finding("above").bar_text == "> 1.5 元"
    assert result.finding("bounded").title == "支出不超过150元"
    assert judged(spent=Decimal("1.5")).finding("above").words == "恰为界限，须高于界限"


CENTS = st.integers(0, 400_000).map(lambda n: Decimal(n).scaleb(-2))
PROJECT = st.fixed_dictionaries(
    {"personnel": st.none() | CENTS, "other": CENTS, "abroad": st.none() | st.booleans()}
)
ROW = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([None, "general", "maker", "other"]),
        "industry": st.sampled_from([None, "C3911", "F5111", "H6110", "L7211", "H6210"]),
        "founded": st.none() | st.dates(date(2016, 1, 1), date(2018, 1, 1)),
        "asked": st.none() | st.dates(date(2017, 1, 1), date(2018, 12, 31)),
        "tax_year": st.none() | st.integers(1990, 2020),
        "projects": st.none() | st.lists(PROJECT, max_size=3),
        "worth": st.none()
        | st.lists(st.none() | st.integers(-200, 200).map(Decimal), min_size=1, max_size=3),
        "spent": st.none() | CENTS.map(lambda n: n / 10).map(lambda n: n.quantize(Decimal("0.01"))),
        "limit": st.none() | CENTS.map(lambda n: n + 200),
        "self_made": st.none() | st.booleans(),
        "acquired": st.none() | st.booleans(),
        "panel": st.none() | st.fixed_dictionaries({"growth": st.none() | st.integers(0, 10)}),
    }
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=1, max_size=12), st.booleans())
def test_a_frame_says_what_one_check_says(rows: list[dict[str, Any]], as_text: bool) -> None:
    frame = pl.DataFrame(rows, schema={key: column_type(key) for key in parade.facts})
    if as_text:
        frame = frame.with_columns(
            pl.col("founded", "asked").dt.to_string("%Y-%m-%d"), pl.col("spent", "limit").cast(pl.String)
        )
    answers = judged_frame(parade, frame, parade.law(ON), findings=True)
    for row, answer in zip(rows, answers.iter_rows(named=True), strict=True):
        result = examine(parade, row, on=ON)
        assert answer["verdict"] == result.verdict
        for finding in result.findings:
            assert answer[f"{finding.code}.state"] == finding.state, finding.code
            if finding.points is not None:
                span = finding.points if isinstance(finding.points, tuple) else (finding.points,) * 2
                assert (answer[f"{finding.code}.points_min"], answer[f"{finding.code}.points_max"]) == span
        for key, amount in result.amounts.items():
            agree(key, amount, answer)


def column_type(key: str) -> Any:
    """A column type as files bring it: decimals for money, dates for days."""
    cents = pl.Decimal(18, 2)
    brought = {"founded": pl.Date, "asked": pl.Date, "spent": cents, "limit": cents, "worth": pl.List(cents)}
    brought["projects"] = pl.List(pl.Struct({"personnel": cents, "other": cents, "abroad": pl.Boolean}))
    return brought.get(key, kind_of(parade.facts[key]))


def agree(key: str, amount: Any, answer: dict[str, Any]) -> None:
    if key == "tax":
        span = amount if isinstance(amount, list) else [amount, amount]
        found = [answer["tax_min"], answer["tax_max"]]
        assert span == [None if None in found else Fraction(each) for each in found]
    elif key == "growth_rate" and amount is not None:
        assert abs(answer[key] - float(amount)) < 1e-9
    else:
        assert (answer[key] if isinstance(answer[key], str | None) else Fraction(answer[key])) == amount
