"""上年同期数的保密: a growth rate beside an open figure tells last year's sum, so a secret base gets no rate."""

from __future__ import annotations

from jichuang.indicators.bulletin.changes import Way, change_of
from jichuang.indicators.bulletin.tabulating import Axis, tabulate
from jichuang.methods.suppression import Rule

PLACES = (("a", "甲"), ("b", "乙"), ("c", "丙"), ("d", "丁"))
"""丁 has no firm."""
AXES = (
    Axis("home", "地区", "", PLACES),
    Axis("field", "领域", "field", (("x", "某领域"),)),
    Axis("size", "规模", "size", (("m", "中型"),)),
)


def firms(place: str, now: list[int], before: list[int | None]):
    return [
        (place, {"field": "x", "size": "m", "income": one, "income_before": base})
        for one, base in zip(now, before, strict=True)
    ]


def incomes(rows) -> dict[str, dict]:
    data = tabulate(rows, AXES, Rule())
    found = {row["code"]: row["cells"]["income"] for row in data["tables"][0]["rows"]}
    return {**found, "all": data["total"]["income"]}


BALANCED = firms("b", [200] * 5, [180] * 5) + firms("c", [300] * 5, [290] * 5)


def test_where_one_firm_was_nearly_all_of_last_year_there_is_no_rate_and_not_there_alone():
    found = incomes(firms("a", [100] * 4, [1000, 1, 1, 1]) + BALANCED)
    assert found["a"] == {"now": 400, "before": None, "mark": "open", "base_secret": True}
    assert change_of(found["a"]).way is Way.SECRET and "按统计保密要求" in change_of(found["a"]).words
    others = [code for code in "bc" if found[code].get("base_secret")]
    assert others == ["b"], "with the total of last year printed, one hidden base alone would follow"
    assert found["all"]["before"] == 1003 + 900 + 1450 and change_of(found["c"]).way is Way.UP


def test_balanced_bases_keep_their_rates_and_a_missing_one_is_no_secret():
    found = incomes(firms("a", [100] * 4, [90] * 4) + BALANCED)
    assert all("base_secret" not in one for one in found.values())
    lacking = incomes(firms("a", [100] * 4, [90, 90, 90, None]) + BALANCED)
    assert lacking["a"]["before"] is None and not [one for one in lacking.values() if "base_secret" in one]
    assert "没有上年同期数" in change_of(lacking["a"]).words


def test_a_total_that_one_firm_made_last_year_hides_every_rate():
    found = incomes(firms("a", [100] * 4, [100_000, 1, 1, 1]) + BALANCED)
    assert found["all"]["base_secret"] and all(found[code]["base_secret"] for code in "abc")
    assert all(found[code]["mark"] == "open" for code in "abc")
