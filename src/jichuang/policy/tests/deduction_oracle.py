"""The R&D deduction and the tax it saves, worked out independently in Fractions from the reference tables. Test code only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

HEADS = ("personnel", "direct", "depreciation", "amortisation", "design")
LISTED = {2016: ("C16", "F", "H", "K", "L", "R89"), 2017: ("C16", "F", "H", "K", "L", "R90")}

# year -> (income up to, part that is taxed, quick deduction), all law of the day included
SMALL = {
    2008: [(300_000, "1", 0)],
    2009: [(300_000, "1", 0)],
    2010: [(30_000, "0.5", 0), (300_000, "1", 0)],
    2011: [(30_000, "0.5", 0), (300_000, "1", 0)],
    2012: [(60_000, "0.5", 0), (300_000, "1", 0)],
    2013: [(60_000, "0.5", 0), (300_000, "1", 0)],
    2014: [(100_000, "0.5", 0), (300_000, "1", 0)],
    2015: [(200_000, "0.5", 0), (300_000, "0.875", 0)],
    2016: [(300_000, "0.5", 0)],
    2017: [(500_000, "0.5", 0)],
    2018: [(1_000_000, "0.5", 0)],
    2019: [(1_000_000, "0.25", 0), (3_000_000, "0.5", 250_000)],
    2020: [(1_000_000, "0.25", 0), (3_000_000, "0.5", 250_000)],
    2021: [(1_000_000, "0.125", 0), (3_000_000, "0.5", 375_000)],
    2022: [(1_000_000, "0.125", 0), (3_000_000, "0.25", 125_000)],
}
SMALL |= {year: [(3_000_000, "0.25", 0)] for year in range(2023, 2028)}


def rate(year: int, taxpayer: str) -> Fraction:
    """The year's rate outside the fourth quarter of 2022: the highest of the rows that match."""
    rows = [Fraction(1, 2)]
    if year >= 2018:
        rows.append(Fraction(3, 4))
    if taxpayer == "tech_sme" and 2017 <= year <= 2019:
        rows.append(Fraction(3, 4))
    if (taxpayer == "manufacturing" and year >= 2021) or (taxpayer == "tech_sme" and year >= 2022):
        rows.append(Fraction(1))
    if year >= 2023:
        rows.append(Fraction(1))
    if taxpayer == "integrated_circuit" and 2023 <= year <= 2027:
        rows.append(Fraction(6, 5))
    return max(rows)


def fen(value: Fraction) -> Fraction:
    """Half up to the fen."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def other_allowed(projects: list[dict[str, Any]], year: int) -> Fraction:
    pairs = [
        (sum((Fraction(p.get(h) or 0) for h in HEADS), Fraction(0)), Fraction(p.get("other") or 0))
        for p in projects
    ]
    if year >= 2021:
        pairs = [(sum((five for five, _ in pairs), Fraction(0)), sum((o for _, o in pairs), Fraction(0)))]
    if year < 2016:
        return sum((other for _, other in pairs), Fraction(0))
    return sum((min(other, fen(five / 9)) for five, other in pairs), Fraction(0))


def base(facts: dict[str, Any]) -> Fraction:
    year, projects = facts["tax_year"], facts["projects"]
    own = sum((Fraction(p.get(h) or 0) for p in projects for h in HEADS), Fraction(0))
    home = Fraction(facts.get("entrusted_domestic") or 0) * (Fraction(4, 5) if year >= 2016 else 1)
    domestic = own + other_allowed(projects, year) + home
    abroad = Fraction(0)
    if year >= 2018:
        abroad = min(
            Fraction(facts.get("entrusted_overseas") or 0) * Fraction(4, 5), fen(domestic * Fraction(2, 3))
        )
    special = Fraction(facts.get("special_income") or 0) if year >= 2016 else 0
    return max(domestic + abroad - special, Fraction(0))


def excluded(facts: dict[str, Any]) -> bool:
    year, code = facts["tax_year"], facts["industry_code"]
    return year >= 2016 and code.startswith(LISTED[2016 if year == 2016 else 2017])


def extra(facts: dict[str, Any]) -> Fraction:
    year, held = facts["tax_year"], base(facts)
    if excluded(facts):
        return Fraction(0)
    found = held * rate(year, facts["taxpayer"])
    if year == 2022 and facts["taxpayer"] in ("general", "integrated_circuit"):
        quarter = held / 4 if facts["method"] == "months" else min(Fraction(facts["q4_expense"]), held)
        found += quarter / 4
    return found


def small(facts: dict[str, Any]) -> bool:
    if facts["cit_status"] == "small_profit":
        return True
    if facts["tax_year"] >= 2019:
        return facts["staff"] <= 300 and facts["assets"] <= 50_000_000
    if facts["industry_code"][0] in "BCD":
        return facts["staff"] <= 100 and facts["assets"] <= 30_000_000
    return facts["staff"] <= 80 and facts["assets"] <= 10_000_000


def tax(income: Fraction, facts: dict[str, Any]) -> Fraction:
    income = max(income, Fraction(0))
    ordinary = income * Fraction(15 if facts["cit_status"] == "hnte" else 25, 100)
    if small(facts):
        for upper, part, quick in SMALL[facts["tax_year"]]:
            if income <= upper:
                return min(ordinary, (income * Fraction(part) - quick) * Fraction(1, 5))
    return ordinary


def saved(facts: dict[str, Any]) -> Fraction:
    income = Fraction(facts["taxable_income"])
    return tax(income, facts) - tax(income - extra(facts), facts)
