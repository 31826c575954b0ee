"""Hebei's own policies: vouchers against an oracle, city rules, the reserve that rejects nobody, and how long a recognition lasts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.hebei_tech_sme.term import recognition_ends

OLD, NEW = date(2017, 6, 1), date(2020, 6, 1)
CENTS = st.integers(0, 30_000_000).map(lambda fen: fen / 100)


def granted(ask: float, used: float, key: bool, first: bool, on: date) -> Fraction:
    """The province's grant, with plain ifs."""
    cap = 100_000 if on == OLD or not key else 150_000
    found = min(exact(ask), max(cap - exact(used), 0))
    return min(found, 30_000) if first and on == OLD else found


def exact(value: float) -> Fraction:
    return Fraction(str(value))


@settings(deadline=None)
@given(CENTS, CENTS, st.booleans(), st.booleans(), st.sampled_from([OLD, NEW]))
def test_a_grant_is_the_ask_within_what_the_year_and_a_first_claim_leave(
    ask: float, used: float, key: bool, first: bool, on: date
) -> None:
    facts = {"ask": ask, "used_this_year": used, "key_support": key, "first_claim": first}
    assert policy.check("innovation-voucher", facts, on=on).amounts["grant"] == granted(
        ask, used, key, first, on
    )


@settings(deadline=None)
@given(CENTS, CENTS)
def test_voucher_and_own_money_pay_the_contract_and_the_voucher_never_pays_more_than_half(
    price: float, balance: float
) -> None:
    amounts = policy.check(
        "innovation-voucher", {"contract_price": price, "balance": balance}, on=OLD
    ).amounts
    voucher, own = amounts["voucher_part"], amounts["own_part"]
    assert isinstance(voucher, Fraction) and isinstance(own, Fraction)
    assert voucher + own == exact(price) and 0 <= voucher <= min(exact(balance), own)


def test_without_knowing_key_support_the_grant_is_unknown_only_where_it_differs() -> None:
    facts = {"ask": 200_000, "used_this_year": 0, "first_claim": False}
    assert policy.check("innovation-voucher", facts, on=NEW).amounts["grant"] is None
    assert policy.check("innovation-voucher", facts | {"ask": 100_000}, on=NEW).amounts["grant"] == 100_000
    assert policy.check("innovation-voucher", facts, on=OLD).amounts["grant"] == 100_000


def test_the_first_batch_averages_within_the_first_cap() -> None:
    """V-07: 225 holders, 660 万元."""
    held = {p.key: p.value for p in policy.parameters("innovation-voucher", on=date(2016, 12, 30))}
    assert Fraction(6_600_000, 225) <= held["first_cap"] < Fraction(6_600_000, 219)


@settings(deadline=None)
@given(st.integers(0, 4000), st.integers(-1, 1))
def test_cangzhou_takes_multiples_of_its_step_up_to_its_cap(steps: int, fen: int) -> None:
    ask = Fraction(steps * 500_000 + fen, 100)
    if ask < 0:
        return
    facts = {"scheme": "cangzhou", "staff": 1, "revenue": 1, "used_this_year": 0, "ask": float(ask)}
    result = policy.check("innovation-voucher", facts, on=date(2018, 12, 1))
    taken = fen == 0 and ask <= 200_000
    assert result.verdict == ("pass" if taken else "fail")
    assert result.amounts["city_grant"] == (ask if taken else 0)


def reserve_facts() -> st.SearchStrategy[dict[str, Any]]:
    years = st.lists(st.integers(0, 10**9), min_size=3, max_size=3)
    return st.fixed_dictionaries(
        {},
        optional={
            "registered_on": st.dates(date(2000, 1, 1), date(2018, 5, 31)),
            "applied_on": st.just(date(2018, 5, 31)),
            "owned_ip": st.integers(0, 3),
            "filed_ip": st.integers(0, 3),
            "field_level": st.integers(0, 3),
            "staff_avg": st.just(100),
            "tech_staff_avg": st.integers(0, 100),
            "sales": years,
            "rd_expense": years,
            "hitech_income": st.integers(0, 100),
            "total_income": st.just(100),
            "serious_violation": st.booleans(),
        },
    )


@settings(deadline=None)
@given(reserve_facts())
def test_the_reserve_rejects_nobody(facts: dict[str, Any]) -> None:
    assert policy.check("hnte-reserve", facts, on=date(2018, 5, 31)).verdict in ("pass", "manual", "missing")


@settings(deadline=None)
@given(reserve_facts(), st.sampled_from(["owned_ip", "filed_ip", "field_level"]))
def test_one_step_of_readiness_never_lowers_the_rung(facts: dict[str, Any], lever: str) -> None:
    before = policy.check("hnte-reserve", facts, on=date(2018, 5, 31)).score
    better = facts | {lever: min(facts.get(lever, 0) + 1, 3)}
    after = policy.check("hnte-reserve", better, on=date(2018, 5, 31)).score
    assert lowest(after) >= lowest(before)


def lowest(score: int | list[int] | None) -> int:
    assert score is not None
    return score[0] if isinstance(score, list) else score


def test_every_parameter_of_the_reserve_is_an_assumption_and_says_so() -> None:
    held = policy.parameters("hnte-reserve", on=date(2018, 5, 31))
    assert {p.status for p in held} == {"unverified"} and all("推定" in p.note for p in held)


@pytest.mark.parametrize(
    ("recognised", "ends"),
    [
        (date(2018, 6, 1), date(2021, 5, 31)),
        (date(2016, 2, 29), date(2019, 2, 28)),
        (date(2018, 1, 1), date(2020, 12, 31)),
        (date(2017, 3, 1), date(2020, 2, 29)),
    ],
)
def test_a_provincial_recognition_ends_the_day_before_its_third_anniversary(
    recognised: date, ends: date
) -> None:
    assert recognition_ends(recognised) == ends


@pytest.mark.parametrize(("renewal", "province"), [(False, 100_000), (True, 0)])
def test_a_county_whose_table_is_not_recorded_leaves_the_local_grant_open(
    renewal: bool, province: int
) -> None:
    amounts = policy.check(
        "hnte-post-subsidy", {"recognised": True, "renewal": renewal}, on=OLD.replace(year=2018)
    ).amounts
    assert amounts == {"province_grant": province, "local_grant": None}


def test_a_size_of_which_neither_way_holds_is_told_as_one_condition() -> None:
    facts = {
        "sector": "industry",
        "staff": 1001,
        "revenue": 500_000_000,
        "college_share": 0.2,
        "rd_ratio": 0.02,
    }
    result = policy.check("hebei-tech-sme", facts | {"has_ip": True}, on=date(2018, 5, 31))
    told = policy.explain(result)
    assert told.headline == (
        "暂不符合省级科技型中小企业条件：1 项条件不满足——工业企业规模（从业人员1,000人以下、营业收入4亿元以下，须有一项满足）"
    )
    assert [row.code for row in told.rows][:2] == ["industry_staff", "industry_revenue"]
    assert not any(row.code.startswith("service") for row in told.rows)


def test_an_amount_off_the_step_says_what_is_over_and_an_unverified_gap_says_both() -> None:
    facts = {"scheme": "cangzhou", "staff": 1, "revenue": 1, "ask": 12_300}
    step = policy.check("innovation-voucher", facts, on=date(2018, 12, 1)).finding("cangzhou_step")
    assert (step.bar_text, step.words) == ("整数倍于 5,000 元", "多出 2,300 元")
    reserve = policy.check("hnte-reserve", {"owned_ip": 0, "filed_ip": 0}, on=date(2018, 5, 31))
    assert reserve.finding("some_property").words == "差 1 项，需人工判断"


def test_the_guide_names_the_step() -> None:
    titles = [line.title for line in policy.guide("innovation-voucher", on=date(2018, 12, 1))]
    assert "申领金额为5,000元的整数倍" in titles
