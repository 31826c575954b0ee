"""Rules of instruments, loans and incubators against oracles written by hand in exact fractions. Test code only."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from jichuang import policy

ON = date(2018, 12, 31)
yuan = st.integers(0, 2_000_000_000).map(lambda fen: F(fen, 100))  # up to 20 million yuan, in fen
GRADES = {"excellent": F(12, 10), "good": F(1), "qualified": F(6, 10), "poor": F(0)}


def as_given(facts: dict[str, Any]) -> dict[str, Any]:
    """Fractions of yuan as the numbers a file would hold."""
    return {k: float(v) if isinstance(v, F) else v for k, v in facts.items()}


SOUND_CLAIM = {
    "stage": "claim",
    "branch_cities": 5,
    "five_classes": True,
    "registered": True,
    "loan_kind": "credit",
    "loan_exception": True,
    "term_months": 24,
    "loan_rate": 5,
    "base_rate": 5,
    "loan_class": "loss",
}


def compensation(unpaid: F, recovered: F, other: F, pool: F) -> F | None:
    claim = {
        "loan": 20_000_000,
        "principal_unpaid": unpaid,
        "recovered": recovered,
        "other_public": other,
        "pool_balance": pool,
    }
    found = policy.check("risk-compensation", as_given(SOUND_CLAIM | claim), on=ON).amounts["compensation"]
    assert found is None or isinstance(found, F)
    return found


@given(yuan, yuan, yuan, yuan)
def test_a_compensation_is_the_least_of_its_four_limits(unpaid: F, recovered: F, other: F, pool: F) -> None:
    assume(recovered <= unpaid)
    loss = unpaid - recovered
    bearable = max(loss * F(80, 100) - other, F(0))
    assert compensation(unpaid, recovered, other, pool) == min(
        loss * F(70, 100), F(5_000_000), pool, bearable
    )


@given(yuan, yuan, yuan)
def test_more_recovered_never_means_more_compensation(unpaid: F, recovered: F, pool: F) -> None:
    assume(0 < recovered <= unpaid)
    more, less = compensation(unpaid, F(0), F(0), pool), compensation(unpaid, recovered, F(0), pool)
    assert more is not None and less is not None and less <= more


@given(st.sampled_from(sorted(GRADES)), st.integers(0, 10**10), st.integers(0, 10**10))
def test_a_subsidy_is_rate_times_own_income_times_grade_up_to_the_cap(
    grade: str, income: int, voucher: int
) -> None:
    assume(voucher <= income)
    facts = {"grade": grade, "external_income": F(income, 100), "voucher_income": F(voucher, 100)}
    found = policy.check("instrument-subsidy", as_given(facts), on=ON).amounts["subsidy"]
    assert found == min(F(income - voucher, 100) * F(20, 100) * GRADES[grade], F(5_000_000))


near = st.integers(-1, 1)


@st.composite
def incubators(draw: st.DrawFn) -> dict[str, Any]:
    """Incubators on and around the bars of 2018, at home and in remote places."""
    remote, special = draw(st.booleans()), draw(st.booleans())
    ease = F(8, 10) if remote else F(1)
    tenants = max(int((30 if special else 50) * ease) + draw(near), 1)
    area = draw(st.sampled_from([10_000 * ease, F(tenants * 1000, 3), F(tenants * 1000, 2)]))
    area = F(int(area * 100) + draw(near), 100)
    staff = draw(st.integers(1, 20))

    def some(of: int, bar: F) -> int:
        return max(0, min(of, int(of * bar) + draw(near)))

    return {
        "level": "national", "kind": "special" if special else "general", "remote": remote,
        "legal_person": True, "own_platform": draw(st.booleans()),
        "running_months": 36 + draw(near), "stats_years": 2 + draw(near),
        "area": area, "tenant_area": F(int(area * 75) + draw(st.integers(-1, 0)), 100),
        "fund": 5_000_000 * ease + F(draw(near), 100), "fund_cases": 3 + draw(near),
        "staff": staff, "professionals": some(staff, F(8, 10)), "mentors": max(0, tenants // 10 + draw(near)),
        "tenants": tenants, "financed_tenants": some(tenants, F(1, 10)),
        "patent_tenants": some(tenants, F(1, 2) * ease), "ip_tenants": some(tenants, F(3, 10) * ease),
        "same_field_tenants": some(tenants, F(75, 100)),
        "graduates": int((15 if special else 20) * ease) + draw(near),
    }  # fmt: skip


def may_apply(f: dict[str, Any]) -> bool:
    """国科发区〔2018〕300号 第六、七、十条, written a second time."""
    ease = F(8, 10) if f["remote"] else F(1)
    special = f["kind"] == "special"
    everyone = (
        f["running_months"] >= 36
        and f["stats_years"] >= 2
        and f["tenant_area"] / f["area"] >= F(3, 4)
        and f["fund"] >= 5_000_000 * ease
        and F(f["financed_tenants"], f["tenants"]) >= F(1, 10)
        and f["fund_cases"] >= 3
        and F(f["professionals"], f["staff"]) >= F(8, 10)
        and f["professionals"] >= F(f["tenants"], 10)
        and f["mentors"] >= F(f["tenants"], 10)
        and f["area"] >= 10_000 * ease
        and f["tenants"] / f["area"] * 1000 >= (2 if special else 3)
        and f["tenants"] >= (30 if special else 50) * ease
        and f["graduates"] >= (15 if special else 20) * ease
    )
    rights = (
        F(f["patent_tenants"], f["tenants"]) >= F(1, 2) * ease
        or F(f["ip_tenants"], f["tenants"]) >= F(3, 10) * ease
    )
    focused = F(f["same_field_tenants"], f["tenants"]) >= F(3, 4) and f["own_platform"]
    return everyone and rights and (focused or not special)


@given(incubators())
def test_an_incubator_on_the_edge_is_judged_as_the_articles_say(facts: dict[str, Any]) -> None:
    verdict = policy.check("incubator", as_given(facts), on=ON).verdict
    assert verdict == ("pass" if may_apply(facts) else "fail")
