"""Writes `rd_super_deduction/cases/eras.toml`: every era's first and last year, from the independent oracle. Test code only.

    python -m jichuang.policy.tests.era_cases

A tax year is judged by the law of its last day, so an era is tested in its first and its last year; one that later law replaced while it
still ran is tested as it was known before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from jichuang.policy.tests import deduction_oracle as oracle

FILE = Path(__file__).parents[1] / "rd_super_deduction" / "cases" / "eras.toml"
BASE: dict[str, Any] = {
    "tax_year": 2018, "taxpayer": "general", "projects": [{"personnel": 20_000}], "entrusted_domestic": 0,
    "entrusted_overseas": 0, "special_income": 0, "industry_code": "C3985", "method": "months", "taxable_income": 5_000_000,
    "staff": 46, "assets": 27_800_000, "cit_status": "small_profit",
}  # fmt: skip
HEAD = """# 每一时期的首年和末年：由 tests/era_cases.py 按独立核算写出，不手改
# 后来的规定追溯取代的，按取代以前所知（known）
"""
YEARS = range(2008, 2028)
TAXPAYERS = {"general": "一般企业", "tech_sme": "科小", "manufacturing": "制造业", "integrated_circuit": "集成电路"}  # fmt: skip

# 34号（2015年3月）的分界，9月又改；其余被取代的时期与某一年度的分界相同
OF_MARCH_2015 = [(200_000, "0.5", 0), (300_000, "1", 0)]
# tax year, known on, the brackets then known, the rate then known
SUPERSEDED = [
    (2015, "2014-01-01", oracle.SMALL[2012], "0.5"),
    (2016, "2014-12-31", oracle.SMALL[2014], "0.5"),
    (2015, "2015-06-01", OF_MARCH_2015, "0.5"),
    (2017, "2015-06-01", OF_MARCH_2015, "0.5"),
    (2017, "2017-01-01", oracle.SMALL[2016], "0.5"),
    (2018, "2018-06-01", oracle.SMALL[2017], "0.5"),
    (2019, "2018-06-01", oracle.SMALL[2017], "0.5"),
    (2020, "2018-12-31", oracle.SMALL[2018], "0.75"),
    (2021, "2021-03-01", oracle.SMALL[2019], "0.5"),
    (2022, "2022-01-31", oracle.SMALL[2021], "0.75"),
    (2023, "2023-03-01", oracle.SMALL[2022], "0.75"),
    (2024, "2022-12-31", oracle.SMALL[2022], "0.5"),
    (2023, "2023-05-01", oracle.SMALL[2023], "1"),
    (2024, "2023-05-01", oracle.SMALL[2023], "1"),
]
RATES_THEN_KNOWN = [
    (2019, "tech_sme", "2018-06-01", "0.75"),
    (2019, "general", "2018-06-01", "0.5"),
    (2020, "tech_sme", "2018-06-01", "0.5"),
    (2023, "general", "2023-01-31", "0.75"),
    (2024, "general", "2023-01-31", "0.5"),
    (2027, "integrated_circuit", "2023-08-31", "1"),
]  # fmt: skip
EXCLUDED = ("C1620", "F5100", "H6100", "K7010", "L7100", "R8900", "R9000", "C1500", "B0600")
LIMITS = [
    (year, code, staff, assets)
    for year, code, at_most, worth in (
        (2008, "C3985", 100, 30_000_000), (2018, "B0600", 100, 30_000_000), (2018, "D4400", 100, 30_000_000),
        (2008, "I6510", 80, 10_000_000), (2018, "I6510", 80, 10_000_000),
        (2019, "C3985", 300, 50_000_000), (2019, "I6510", 300, 50_000_000), (2027, "I6510", 300, 50_000_000),
    )
    for staff, assets in ((at_most, worth), (at_most + 1, worth), (at_most, worth + 1))
]  # fmt: skip


def text() -> str:
    """The whole file."""
    base = "\n".join(f"{key} = {_toml(value)}" for key, value in BASE.items())
    return f"{HEAD}[base]\n{base}\n\n" + "\n".join(_case(*each) for each in _cases())


Case = tuple[str, dict[str, Any], str, dict[str, Any]]  # title, facts, known ("" for all), expected amounts


def _cases() -> Iterator[Case]:
    yield from _brackets()
    yield from _superseded()
    yield from _rates()
    yield from _industries()
    yield from _listed_income()
    yield from _limits()
    yield from _costs()


def _brackets() -> Iterator[Case]:
    """Each bracket of each year at its edge, half a yuan below and one yuan above it."""
    for year in YEARS:
        for upper, _, _ in oracle.SMALL[year]:
            for income in (Fraction(2 * upper - 1, 2), upper, upper + 1):
                facts = {"tax_year": year, "taxable_income": income}
                yield (
                    f"{year}年度小型微利，所得额{_toml(income)}元",
                    facts,
                    "",
                    {"tax_saved": oracle.saved(BASE | facts)},
                )


def _superseded() -> Iterator[Case]:
    for year, known, brackets, rate in SUPERSEDED:
        for upper, _, _ in brackets:
            for income in (upper, upper + 1):
                extra = Fraction(rate) * 20_000
                saved = _tax(Fraction(income), brackets) - _tax(income - extra, brackets)
                facts = {"tax_year": year, "taxable_income": income}
                yield f"{year}年度小型微利，{known}所知，所得额{income}元", facts, known, {"tax_saved": saved}


def _tax(income: Fraction, brackets: list[tuple[int, str, int]]) -> Fraction:
    for upper, part, quick in brackets:
        if income <= upper:
            return (income * Fraction(part) - quick) / 5
    return income / 4


def _rates() -> Iterator[Case]:
    for year in YEARS:
        for taxpayer, title in TAXPAYERS.items():
            facts = {"tax_year": year, "taxpayer": taxpayer}
            extra = oracle.extra(BASE | facts)
            yield f"{year}年度{title}的加计扣除额", facts, "", {"extra_deduction": extra}
    for year, taxpayer, known, rate in RATES_THEN_KNOWN:
        facts = {"tax_year": year, "taxpayer": taxpayer}
        title = f"{year}年度{TAXPAYERS[taxpayer]}的加计扣除额，{known}所知"
        yield title, facts, known, {"extra_deduction": Fraction(rate) * 20_000}


def _industries() -> Iterator[Case]:
    """Each excluded industry in the last year before the list, and the first years of either list."""
    for code in EXCLUDED:
        for year in (2015, 2016, 2017, 2027):
            facts = {"tax_year": year, "industry_code": code}
            yield f"{year}年度行业{code}", facts, "", {"extra_deduction": oracle.extra(BASE | facts)}


def _listed_income() -> Iterator[Case]:
    """不适用行业的收入占比：恰为一半不超过；只填一项的，仍按行业判断."""
    shares = {
        "恰为一半": (500, 1_000, 10_000), "超过一半": (501, 1_000, 0), "只填收入": (400, None, 0), "只填总额": (None, 1_000, 0),
    }  # fmt: skip
    for year in (2016, 2017):
        for title, (listed, whole, extra) in shares.items():
            told = {"listed_income": listed, "income_base": whole}
            facts = {"tax_year": year, "industry_code": "F5100"} | {
                k: v for k, v in told.items() if v is not None
            }
            yield f"{year}年度批发业，不适用行业收入{title}", facts, "", {"extra_deduction": extra}


def _limits() -> Iterator[Case]:
    """规模限额的两侧."""
    for year, code, staff, assets in LIMITS:
        facts = {
            "tax_year": year, "industry_code": code, "staff": staff, "assets": assets, "cit_status": "general",
            "taxable_income": oracle.SMALL[year][-1][0],
        }  # fmt: skip
        title = f"{year}年度行业{code}，{staff}人，资产{assets}元"
        yield title, facts, "", {"tax_saved": oracle.saved(BASE | facts)}


def _costs() -> Iterator[Case]:
    """Caps and shares in the first and last year of each rule: other costs, entrusted at home and abroad, special income."""
    ample = {
        "projects": [{"personnel": 90_000, "other": 15_000}, {"direct": 90_000, "other": 8_000}],
        "entrusted_domestic": 10_000, "entrusted_overseas": 30_000, "special_income": 7_000,
    }  # fmt: skip
    capped = {"projects": [{"personnel": 90_000}], "entrusted_overseas": 300_000}
    for year in (2008, 2015, 2016, 2017, 2018, 2020, 2021, 2027):
        for title, costs in (("各类费用", ample), ("委托境外超过限额", capped)):
            facts = {"tax_year": year, **costs}
            yield f"{year}年度{title}", facts, "", {"base": oracle.base(BASE | facts)}


def _case(title: str, facts: dict[str, Any], known: str, amounts: dict[str, Any]) -> str:
    when = f"{date(facts['tax_year'], 12, 31)}" + (f"\nknown = {known}" if known else "")
    expect = f"{{ amounts = {_toml(amounts)} }}"
    return f'[[case]]\ntitle = "{title}"\non = {when}\nfacts = {_toml(facts)}\nexpect = {expect}\n'


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(float(value))
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
