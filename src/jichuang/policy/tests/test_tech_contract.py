"""技术合同: amounts against an independent oracle, contradictions, and the period for registering."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.codes.calendar import WorkCalendar
from jichuang.policy.errors import FactError
from jichuang.policy.tech_contract.clock import registration_due

ON = date(2018, 5, 31)
KINDS = ("development", "transfer", "consulting", "service", "training", "intermediary")


def contracts() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "total_price": st.integers(0, 10**9),
            "non_technical_cost": st.integers(0, 10**9),
            "deliverable": st.sampled_from(["none", "complete_set", "copies"]),
            "deliverable_units": st.integers(0, 100),
            "deliverable_unit_cost": st.integers(0, 10**7),
            "needed_units": st.integers(0, 100),
            "related_service_price": st.integers(0, 10**9),
            "same_invoice": st.booleans(),
            "amounts_stated": st.booleans(),
        }
    )


def oracle(f: dict[str, Any]) -> tuple[Fraction, Fraction]:
    """(技术交易额, 增值税免税额) of 2018, with plain ifs."""
    reasonable = 2 if f["deliverable"] == "complete_set" else f["needed_units"]
    too_many = 0 if f["deliverable"] == "none" else max(f["deliverable_units"] - reasonable, 0)
    technical = Fraction(f["total_price"] - f["non_technical_cost"] - too_many * f["deliverable_unit_cost"])
    exempt = technical - (0 if f["same_invoice"] else f["related_service_price"])
    free = f["kind"] in ("development", "transfer") and f["amounts_stated"]
    return technical, exempt if free else Fraction(0)


@settings(deadline=None)
@given(contracts())
def test_amounts_agree_with_the_oracle_or_the_facts_contradict_each_other(f: dict[str, Any]) -> None:
    technical, exempt = oracle(f)
    if technical < 0 or f["related_service_price"] > technical:
        with pytest.raises(FactError):
            policy.check("tech-contract", f, on=ON)
        return
    amounts = policy.check("tech-contract", f, on=ON).amounts
    assert amounts == {
        "contract_amount": f["total_price"], "technical_amount": technical, "vat_exempt": exempt,
    }  # fmt: skip
    assert 0 <= exempt <= technical <= f["total_price"]


@settings(deadline=None)
@given(contracts(), st.integers(1, 50))
def test_more_units_than_reasonable_never_raise_the_technical_amount(f: dict[str, Any], more: int) -> None:
    f |= {"total_price": 10**11, "related_service_price": 0}
    fewer = policy.check("tech-contract", f, on=ON).amounts["technical_amount"]
    f["deliverable_units"] += more
    assert policy.check("tech-contract", f, on=ON).amounts["technical_amount"] <= fewer  # type: ignore[operator]


FACTS: dict[str, Any] = {"total_price": 5_000_000, "non_technical_cost": 1_200_000, "deliverable": "none"}


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"non_technical_cost": 5_000_001}, "non_technical_cost"),
        ({"technical_income": 3_800_000.01}, "technical_income"),
        ({"related_service_price": 3_800_001}, "related_service_price"),
    ],
)
def test_amounts_that_contradict_each_other_are_refused_by_name(change: dict[str, Any], fact: str) -> None:
    assert policy.check("tech-contract", FACTS, on=ON).amounts["technical_amount"] == 3_800_000
    with pytest.raises(FactError) as caught:
        policy.check("tech-contract", FACTS | change, on=ON)
    assert caught.value.fact == fact


def test_before_may_2016_the_exempt_amount_is_unknown_and_not_zero() -> None:
    facts = FACTS | {"kind": "development", "related_service_price": 0, "amounts_stated": True}
    assert policy.check("tech-contract", facts, on=date(2016, 4, 30)).amounts["vat_exempt"] is None
    assert policy.check("tech-contract", facts, on=date(2016, 5, 1)).amounts["vat_exempt"] == 3_800_000


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        (date(2018, 3, 1), date(2018, 4, 2)),  # 第30日 3月31日为星期六，顺延
        (date(2018, 3, 28), date(2018, 4, 27)),
        (date(2018, 8, 31), date(2018, 9, 30)),  # 星期日，但为调休上班日
        (date(2018, 9, 3), date(2018, 10, 8)),  # 国庆节后
    ],
)
def test_thirty_days_that_end_on_a_rest_day_end_on_the_next_working_day(accepted: date, due: date) -> None:
    assert registration_due(accepted, WorkCalendar()) == due
