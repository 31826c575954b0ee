"""高新技术企业认定: the growth formula against an oracle, frames against single checks, certificates, revocation and tax."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.codes.serials import HnteCertificate
from jichuang.policy.errors import FactError
from jichuang.policy.hnte.certificates import (
    annual_report_due,
    change_report_due,
    income_tax,
    is_valid,
    number_fits,
    revocations,
    valid_until,
)

ON = date(2018, 6, 30)
FULL: dict[str, Any] = {
    "registered_on": date(2014, 3, 1), "applied_on": date(2018, 6, 30), "owned_core_ip": True, "field_code": "一(一)1",
    "staff_avg": 100, "tech_staff_avg": 20, "sales": [30_000_000, 40_000_000, 50_000_000],
    "net_assets": [10_000_000, 13_500_000, 18_225_000], "rd_expense": [2_000_000] * 3, "rd_domestic": 6_000_000,
    "hitech_income": 40_000_000, "total_income": 50_000_000, "serious_violation": False, "ip_class1": 1, "ip_class2": 0,
    "ip_self_developed": True, "transformations_3y": 15,
}  # fmt: skip
MONEY = st.integers(-5, 5).map(lambda n: Decimal(n) * 100) | st.integers(-(10**15), 10**15).map(
    lambda n: Decimal(n).scaleb(-2)
)


def oracle(x: list[Decimal]) -> tuple[Fraction | None, str | None, tuple[int, int]]:
    """Growth, letter and points of a series, written independently of the rule."""
    if len(x) == 1:
        return None, "F", (0, 0)
    f = [Fraction(v) for v in x]
    if len(f) == 3 and f[1] == 0:
        return None, "F", (0, 0)
    doubt = (f[0] <= 0 or f[1] < 0) if len(f) == 2 else (f[0] < 0 or f[1] < 0 or f[2] <= 0)
    if len(f) == 2:
        g = f[1] / f[0] - 1 if f[0] else None
    else:
        g = f[2] / f[1] - 1 if f[0] == 0 else (f[1] / f[0] + f[2] / f[1]) / 2 - 1
    if doubt:
        return g, None, (0, 10)
    assert g is not None
    for bar, letter, points in (
        ("35", "A", (9, 10)),
        ("25", "B", (7, 8)),
        ("15", "C", (5, 6)),
        ("5", "D", (3, 4)),
    ):
        if g >= Fraction(bar) / 100:
            return g, letter, points
    return (g, "E", (1, 2)) if g > 0 else (g, "F", (0, 0))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(MONEY, min_size=1, max_size=3), min_size=1, max_size=6))
def test_growth_agrees_with_an_oracle_alone_and_in_a_frame(series: list[list[Decimal]]) -> None:
    frame = pl.DataFrame({"net_assets": series}, schema={"net_assets": pl.List(pl.Decimal(18, 2))})
    answers = policy.evaluate("hnte", frame, on=ON, findings=True)
    for x, answer in zip(series, answers.iter_rows(named=True), strict=True):
        growth, letter, span = oracle(x)
        result = policy.check("hnte", {"net_assets": x}, on=ON)
        points = result.finding("net_assets_growth").points
        assert result.amounts["net_assets_growth"] == growth
        assert result.amounts["growth_band_net_assets"] == letter
        assert (points if isinstance(points, tuple) else (points, points)) == span
        assert answer["growth_band_net_assets"] == letter
        assert (
            answer["net_assets_growth.points_min"],
            answer["net_assets_growth.points_max"],
        ) == span
        found = answer["net_assets_growth"]
        assert (found is None) == (growth is None)
        assert growth is None or abs(float(growth) - found) <= 1e-6 * max(1, abs(growth))


ROW = st.fixed_dictionaries(
    {
        "registered_on": st.none() | st.dates(date(2015, 1, 1), date(2017, 12, 31)),
        "applied_on": st.none() | st.dates(date(2018, 1, 1), date(2018, 12, 31)),
        "owned_core_ip": st.sampled_from([True, True, None, False]),
        "field_code": st.sampled_from([None, "一(一)1", "无"]),
        "staff_avg": st.none() | st.sampled_from([0, 100, 120]).map(Decimal),
        "sales": st.none()
        | st.lists(st.sampled_from([0, 50_000_000, 200_000_000]).map(Decimal), min_size=1, max_size=3),
        "rd_expense": st.none()
        | st.lists(st.sampled_from([0, 2_500_000, 8_000_000]).map(Decimal), min_size=1, max_size=3),
        "ip_class1": st.none() | st.integers(0, 1),
        "ip_class2": st.none() | st.integers(0, 6),
        "ip_self_developed": st.none() | st.booleans(),
        "transformations_3y": st.none() | st.integers(0, 16),
        "serious_violation": st.sampled_from([False, None]),
    }
)
KNOWN: dict[str, Any] = {"tech_staff_avg": 0, "rd_domestic": 0, "hitech_income": 60, "total_income": 100}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=1, max_size=10))
def test_a_frame_says_what_one_check_says_down_to_every_state(rows: list[dict[str, Any]]) -> None:
    cents = pl.Decimal(18, 2)
    special = {"registered_on": pl.Date, "applied_on": pl.Date, "staff_avg": cents}
    special |= {"sales": pl.List(cents), "rd_expense": pl.List(cents), "field_code": pl.String}
    special |= dict.fromkeys(("owned_core_ip", "ip_self_developed", "serious_violation"), pl.Boolean)
    schema = {key: special.get(key, pl.Int64) for key in (*rows[0], *KNOWN)}
    frame = pl.DataFrame([row | KNOWN for row in rows], schema=schema)
    answers = policy.evaluate("hnte", frame, on=ON, findings=True)
    for row, answer in zip(rows, answers.iter_rows(named=True), strict=True):
        result = policy.check("hnte", row | KNOWN, on=ON)
        assert answer["verdict"] == result.verdict
        score = result.score if isinstance(result.score, list) else [result.score, result.score]
        assert [answer["score_min"], answer["score_max"]] == score
        for finding in result.findings:
            assert answer[f"{finding.code}.state"] == finding.state, finding.code


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"tech_staff_avg": 11, "staff_avg": 10}, "科技人员数不会超过职工总数"),
        ({"rd_domestic": 31, "rd_expense": [10, 10, 10]}, "境内研发费用不会超过"),
        ({"hitech_income": 11, "total_income": 10}, "不会超过总收入"),
        ({"registered_on": "2018-07-01", "applied_on": "2018-06-30"}, "申请日不会早于"),
        ({"field_code": "一(一)"}, "形如 一"),
        ({"sales": [1, 2, 3, 4]}, "不是所要的数列"),
        ({"expert_scores": {"technology": 9}}, "大于允许的最大值"),
    ],
)
def test_contradictory_or_malformed_facts_are_refused_by_name(facts: dict[str, Any], problem: str) -> None:
    with pytest.raises(FactError, match=problem) as caught:
        policy.check("hnte", facts, on=ON)
    assert caught.value.fact in facts


def test_a_supposed_ratio_is_named_as_in_the_handbook() -> None:
    frame = pl.DataFrame({"sales": [[50_000_000]], "rd_expense": [[2_000_000]]})
    both = policy.evaluate(
        "hnte", frame, on=ON, changes={"hnte.rd_ratio.tier_a": Decimal("0.04")}, findings=True
    )
    assert both["rd_ratio_a.state"].to_list() == ["pass"]
    assert policy.evaluate("hnte", frame, on=ON, findings=True)["rd_ratio_a.state"].to_list() == ["fail"]


def test_a_certificate_is_valid_for_three_years_from_the_day_it_was_issued() -> None:
    issued = date(2018, 11, 23)
    assert valid_until(issued) == date(2021, 11, 22)
    assert [is_valid(issued, d) for d in (date(2018, 11, 22), issued, date(2021, 11, 22), date(2021, 11, 23))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert valid_until(date(2020, 2, 29)) in (date(2023, 2, 27), date(2023, 2, 28))


def test_numbers_reports_and_changes_have_their_forms_and_days() -> None:
    assert number_fits(HnteCertificate.make(2018, "13", 900_001).value, ON)
    assert not number_fits("GR2018130001", ON) and not number_fits("GF201813000123", ON)
    assert annual_report_due(2018) == date(2019, 5, 31)
    assert change_report_due(date(2018, 11, 30)) == date(2019, 2, 28)


def test_two_missed_reports_revoke_though_not_in_a_row() -> None:
    """H-26."""
    issued = date(2016, 11, 21)
    found = revocations(date(2020, 6, 1), issued_on=issued, missed_reports={2017, 2019})
    assert [(r.ground.clause, r.since) for r in found] == [("第十九条（三）", 2019)]
    assert "累计 2 年" in found[0].reason
    assert (
        revocations(date(2020, 5, 31), issued_on=issued, missed_reports={2017, 2019}) == []
    )  # not yet overdue
    assert revocations(date(2020, 6, 1), issued_on=issued, missed_reports={2017}) == []
    assert (
        revocations(date(2020, 6, 1), issued_on=issued, missed_reports={2014, 2017}) == []
    )  # before it was one


def test_every_other_ground_revokes_from_the_year_of_the_act() -> None:
    found = revocations(
        date(2019, 12, 31), issued_on=date(2018, 11, 23), fraud_on=date(2018, 6, 30), accident_on=date(2019, 3, 1),
        unreported_change_on=date(2020, 1, 1),
    )  # fmt: skip
    assert [(r.ground.clause, r.since) for r in found] == [("第十九条（一）", 2018), ("第十九条（二）", 2019)]


def test_a_certified_enterprise_pays_150_where_another_pays_250() -> None:
    """H-25."""
    assert income_tax(10_000_000, ON, certified=True) == 1_500_000
    assert income_tax(10_000_000, ON, certified=False) == 2_500_000
    assert income_tax(-1, ON, certified=True) == 0
