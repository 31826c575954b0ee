"""rd-super-deduction against an independent oracle in Fractions, on figures that hug caps, brackets and the turns of years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.tests import deduction_oracle as oracle
from jichuang.policy.tests import era_cases

ON = date(2026, 11, 1)
FAST = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EDGES = [0, 1, 3, 6, 10, 20, 30, 50, 80, 90, 100, 120, 130, 300, 1_000]  # 万元
TYPES = ("general", "tech_sme", "manufacturing", "integrated_circuit")
CODES = ("C3985", "C1610", "B0610", "I6510", "F5299", "R8911", "R9011", "K7010")


@st.composite
def yuan(draw: Any, least: int = 0) -> Decimal:
    near = Decimal(draw(st.sampled_from(EDGES))) * 10_000 + draw(st.integers(-1, 1)) * Decimal("0.01")
    anywhere = Decimal(draw(st.integers(least * 100, 500_000_000))).scaleb(-2)
    return max(Decimal(least), draw(st.sampled_from([near, anywhere])))


@st.composite
def one_project(draw: Any) -> dict[str, Decimal]:
    project = {head: draw(yuan()) for head in draw(st.sets(st.sampled_from(oracle.HEADS), max_size=3))}
    cap = sum(project.values(), Decimal(0)) / 9
    near_cap = max(Decimal(0), cap.quantize(Decimal("0.01")) + draw(st.integers(-1, 1)) * Decimal("0.01"))
    return project | {"other": draw(st.sampled_from([Decimal(0), near_cap, draw(yuan())]))}


@st.composite
def full_facts(draw: Any) -> dict[str, Any]:
    """A complete set of facts without contradiction."""
    return {
        "tax_year": draw(st.integers(2008, 2027)),
        "taxpayer": draw(st.sampled_from(TYPES)),
        "projects": draw(st.lists(one_project(), max_size=3)),
        "entrusted_domestic": draw(yuan()),
        "entrusted_overseas": draw(yuan()),
        "special_income": draw(st.sampled_from([Decimal(0), draw(yuan())])),
        "industry_code": draw(st.sampled_from(CODES)),
        "method": draw(st.sampled_from(["months", "actual"])),
        "q4_expense": draw(yuan()),
        "taxable_income": draw(yuan(-1_000_000)),
        "cit_status": draw(st.sampled_from(["general", "hnte", "small_profit"])),
        "staff": draw(st.sampled_from([0, 80, 81, 100, 101, 300, 301])),
        "assets": draw(st.sampled_from([10_000_000, 30_000_000, 50_000_000])) + draw(st.integers(-1, 1)),
    }


def amounts(facts: dict[str, Any], **asked: Any) -> dict[str, Any]:
    return policy.check("rd-super-deduction", facts, on=asked.pop("on", ON), **asked).amounts


@FAST
@given(full_facts())
def test_every_amount_agrees_with_the_oracle(facts: dict[str, Any]) -> None:
    result = policy.check("rd-super-deduction", facts, on=ON)
    assert result.verdict == ("fail" if oracle.excluded(facts) else "pass")
    assert result.amounts["base"] == oracle.base(facts)
    assert result.amounts["extra_deduction"] == oracle.extra(facts)
    assert result.amounts["tax_saved"] == oracle.saved(facts)
    used = max(Fraction(facts["taxable_income"]), 0) - max(
        Fraction(facts["taxable_income"]) - oracle.extra(facts), 0
    )
    assert result.amounts["carried_forward"] == oracle.extra(facts) - used


@FAST
@given(full_facts(), st.sets(st.sampled_from(["taxable_income", "staff", "assets"]), min_size=1))
def test_the_range_given_with_gaps_holds_what_any_filling_saves(
    facts: dict[str, Any], gone: set[str]
) -> None:
    found = amounts({key: value for key, value in facts.items() if key not in gone})["tax_saved"]
    low, high = found if isinstance(found, list) else (found, found)
    assert 0 <= low <= oracle.saved(facts) <= high


@FAST
@given(full_facts(), st.sampled_from(["personnel", "direct", "other"]), st.integers(1, 10**8))
def test_more_expense_never_deducts_less(facts: dict[str, Any], head: str, more: int) -> None:
    assume(facts["projects"])
    first, *rest = facts["projects"]
    richer = {**first, head: first.get(head, Decimal(0)) + Decimal(more).scaleb(-2)}
    before, after = amounts(facts), amounts({**facts, "projects": [richer, *rest]})
    assert after["base"] >= before["base"]
    assert after["extra_deduction"] >= before["extra_deduction"]
    assert after["tax_saved"] >= before["tax_saved"]


@FAST
@given(full_facts(), st.integers(1, 10**8))
def test_more_special_income_never_deducts_more(facts: dict[str, Any], more: int) -> None:
    richer = {**facts, "special_income": facts["special_income"] + Decimal(more).scaleb(-2)}
    assert amounts(richer)["base"] <= amounts(facts)["base"]


@FAST
@given(full_facts(), st.randoms())
def test_the_order_of_projects_changes_nothing(facts: dict[str, Any], random: Any) -> None:
    mixed = list(facts["projects"])
    random.shuffle(mixed)
    assert amounts({**facts, "projects": mixed}) == amounts(facts)


@FAST
@given(full_facts(), st.dates(date(2016, 1, 1), date(2027, 6, 30)))
def test_the_day_of_asking_changes_nothing_but_what_is_known_may(facts: dict[str, Any], on: date) -> None:
    assert amounts(facts, on=on) == amounts(facts)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(full_facts(), min_size=1, max_size=12))
def test_a_frame_of_mixed_years_says_what_one_check_says(rows: list[dict[str, Any]]) -> None:
    answers = policy.evaluate("rd-super-deduction", frame_of(rows), on=ON)
    for row, answer in zip(rows, answers.iter_rows(named=True), strict=True):
        result = policy.check("rd-super-deduction", row, on=ON)
        assert answer["verdict"] == result.verdict
        for key in ("base", "extra_deduction"):
            assert Fraction(answer[key]) == result.amounts[key], key
        saved = result.amounts["tax_saved"]
        assert Fraction(answer["tax_saved_min"]) == Fraction(answer["tax_saved_max"]) == saved


def frame_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    kinds = {"tax_year": pl.Int64, "staff": pl.Int64} | dict.fromkeys(
        ("taxpayer", "industry_code", "method", "cit_status"), pl.String
    )
    project = pl.Struct(dict.fromkeys((*oracle.HEADS, "other"), pl.Decimal(20, 2)))
    schema = {
        key: pl.List(project) if key == "projects" else kinds.get(key, pl.Decimal(20, 2)) for key in rows[0]
    }
    return pl.DataFrame(rows, schema=schema)


def test_a_frame_without_the_year_is_missing_and_gives_no_amount() -> None:
    rows = [{"tax_year": 2018, "taxpayer": "general"}, {"tax_year": None, "taxpayer": "general"}]
    frame = pl.DataFrame(rows).with_columns(
        pl.lit("C3985").alias("industry_code"), pl.Series("projects", [[{"personnel": 100}]] * 2)
    )
    answers = policy.evaluate("rd-super-deduction", frame, on=ON)
    assert answers["verdict"].to_list() == ["pass", "missing"]
    assert answers["extra_deduction"].to_list() == [Decimal(75), None]
    without = policy.evaluate("rd-super-deduction", frame.drop("tax_year"), on=ON)
    assert without["verdict"].to_list() == ["missing", "missing"]


def test_what_was_left_out_and_counted_as_nothing_is_said() -> None:
    facts = {"tax_year": 2018, "taxpayer": "general", "industry_code": "C3985", "projects": []}
    result = policy.check("rd-super-deduction", facts, on=ON)
    assert any("特殊收入，0 元" in note and "企业所得税身份，一般企业" in note for note in result.notes)


@pytest.mark.parametrize("year", [2007, 2028])
def test_a_year_without_known_law_names_the_year(year: int) -> None:
    with pytest.raises(policy.FactError, match="研发费用所属纳税年度") as caught:
        policy.check("rd-super-deduction", {"tax_year": year}, on=ON)
    assert caught.value.fact == "tax_year"


def test_the_parameters_of_a_day_show_both_rates_and_the_pooled_cap() -> None:
    held = {p.key: p.value for p in policy.parameters("rd-super-deduction", on=date(2021, 10, 1))}
    assert (held["rate_all"], held["rate_manufacturing"]) == (Decimal("0.75"), 1)
    assert held["other_cap_pooled"] == Decimal("0.10") and "other_cap_project" not in held
    before = policy.parameters("rd-super-deduction", on=date(2021, 10, 1), known=date(2021, 9, 12))
    assert "other_cap_project" in {p.key for p in before}


@FAST
@given(st.integers(2003, 2030), st.sets(st.integers(2010, 2035), max_size=6))
def test_losses_last_ten_years_exactly_before_a_qualified_year(loss: int, qualified: set[int]) -> None:
    longer = any(year >= 2018 and year - 5 <= loss <= year - 1 for year in qualified)
    facts = {"loss_year": loss, "qualified_years": sorted(qualified)}
    found = policy.check("loss-carry-forward", facts, on=date(2026, 1, 1))
    assert found.amounts["usable_until"] == loss + (10 if longer else 5)


@FAST
@given(yuan(), yuan(), yuan(), st.booleans(), st.sampled_from(["own", "long", "short", "affiliate"]))
def test_income_of_a_transfer_is_exempt_halved_or_taxed_in_full(
    price: Decimal, cost: Decimal, fees: Decimal, hnte: bool, way: str
) -> None:
    facts = {"transfer_price": price * 10, "cost": cost, "taxes_fees": fees, "hnte": hnte, "exclusive": False}
    facts |= {"affiliate_share": int(way == "affiliate")} | {
        "licence_years": {"long": 5, "short": 4}.get(way, 0)
    }
    income = Fraction(price * 10 - cost - fees)
    taxable, rate = max(income - 5_000_000, Fraction(0)) / 2, Fraction(1, 4)
    if way in ("short", "affiliate"):
        taxable, rate = max(income, Fraction(0)), Fraction(15 if hnte else 25, 100)
    found = policy.check("tech-transfer-income", facts, on=date(2018, 12, 31)).amounts
    assert (found["income"], found["taxable"], found["tax"]) == (income, taxable, taxable * rate)


def test_the_cases_of_every_era_are_what_the_oracle_writes() -> None:
    assert era_cases.FILE.read_text(encoding="utf-8") == era_cases.text()
