"""The first law once more, written independently with Fractions and plain ifs, to compare the engine with. Test code only."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

PEOPLE = [("30", 20), ("25", 16), ("20", 12), ("15", 8), ("10", 4)]
SALES = [("6", 50), ("5", 40), ("4", 30), ("3", 20), ("2", 10)]
COST = [("30", 50), ("25", 40), ("20", 30), ("15", 20), ("10", 10)]
MUST = {"resident_enterprise": True, "restricted_industry": False, "serious_violation": False}
MUST |= {"abnormal_list": False, "dishonest_list": False}
DIRECT = ("hnte_certificate_valid", "national_award_top3", "provincial_rd_body", "led_standard")
LIMITS = {"staff": 500, "sales": 200_000_000, "assets": 200_000_000}
FLAGS = (*MUST, *DIRECT)
FIGURES = ("staff", "tech_staff", "sales", "assets", "rd_expense", "cost_expense", "ip_class1", "ip_class2")


def table(part: Any, whole: Any, bands: list[tuple[str, int]]) -> tuple[int, int] | None:
    """(least, most) points; None where the share does not exist."""
    if whole is not None and whole == 0:
        return None
    if part is None or whole is None:
        return (0, bands[0][1])
    ratio = Fraction(part) / Fraction(whole) * 100
    points = next((p for t, p in bands if ratio >= Fraction(t)), 0)
    return (points, points)


def best(*ranges: tuple[int, int] | None) -> tuple[int, int]:
    there = [r for r in ranges if r is not None] or [(0, 0)]
    return (max(r[0] for r in there), max(r[1] for r in there))


def property_points(f: Mapping[str, Any]) -> tuple[int, int]:
    one, two = f.get("ip_class1"), f.get("ip_class2")
    first = (0, 30) if one is None else ((30, 30) if one >= 1 else (0, 0))
    second = (0, 24) if two is None else (min(two, 4) * 6, min(two, 4) * 6)
    return best(first, second)


def judge(f: Mapping[str, Any]) -> tuple[str, tuple[int, int]]:
    """(verdict, score range) of the law of 2018."""
    people = best(table(f.get("tech_staff"), f.get("staff"), PEOPLE))
    research = best(
        table(f.get("rd_expense"), f.get("sales"), SALES),
        table(f.get("rd_expense"), f.get("cost_expense"), COST),
    )
    achieved = property_points(f)
    score = (people[0] + research[0] + achieved[0], people[1] + research[1] + achieved[1])
    required = [None if f.get(k) is None else f[k] == wanted for k, wanted in MUST.items()]
    required += [None if f.get(k) is None else f[k] <= limit for k, limit in LIMITS.items()]
    direct = [f.get(k) for k in DIRECT]
    scored = [span(score, 60), span(people, 1)]
    return {True: "pass", False: "fail", None: "missing"}[
        every([*required, some([*direct, every(scored)])])
    ], score


def span(score: tuple[int, int], mark: int) -> bool | None:
    return True if score[0] >= mark else False if score[1] < mark else None


def every(values: list[bool | None]) -> bool | None:
    """All of them, by trying both answers for each unknown."""
    return collapse(values, all)


def some(values: list[bool | None]) -> bool | None:
    return collapse(values, any)


def collapse(values: list[bool | None], how: Any) -> bool | None:
    known = [v for v in values if v is not None]
    outcomes = {
        how([*known, *guess]) for guess in product((True, False), repeat=min(1, len(values) - len(known)))
    }
    return outcomes.pop() if len(outcomes) == 1 else None
