"""The smallest change is the cheapest there is: by brute force, for counts in one comparison, in a share, and for flags."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.checking import examine
from jichuang.policy.conditions import any_of, at_least, less_than, must
from jichuang.policy.declaration import Policy, facts_of
from jichuang.policy.facts import FUTURE, count, flag
from jichuang.policy.moves import Change, smallest_change
from jichuang.policy.numbers import greatest, share
from jichuang.policy.tests.parade import P
from jichuang.policy.tests.test_hnte import FULL

ON = date(2018, 6, 30)
patents = count("patents", "专利", "件", most=1000, kind=FUTURE, effort=3)
papers = count("papers", "论文", "篇", most=1000, kind=FUTURE, effort=2)
centre = flag("centre", "有研发中心", kind=FUTURE, effort=5, says=("有", "没有"))
staff = count("staff", "职工", "人")
small = Policy(
    "small",
    "可以争取的事",
    P,
    facts_of(patents, papers, centre, staff),
    require=(
        at_least(patents + papers, P.mark, "合计不少于{bar}", code="sum"),
        at_least(share(patents, of=patents + papers), P.high_rate, "专利占比不低于{bar}", code="part"),
        any_of(
            "either",
            "任一项",
            must(centre, P.own, "有研发中心"),
            at_least(greatest(patents - 4, 0), P.cap, "专利超出4件的部分不少于{bar}", code="beyond"),
        ),
        less_than(staff, P.minimum_days, "职工少于{bar}"),
    ),
)


def change(declared: Policy, facts: dict[str, Any]) -> Change | None:
    return smallest_change(declared, facts, declared.law(ON))


def cheapest(facts: dict[str, Any]) -> int | None:
    """The least effort that passes, trying everything up to well beyond every bar."""
    tried = product(range(facts["patents"], 25), range(facts["papers"], 25), {facts["centre"], True, False})
    costs = [
        3 * (a - facts["patents"]) + 2 * (b - facts["papers"]) + 5 * (c != facts["centre"])
        for a, b, c in tried
        if a + b >= 10 and 4 * a >= a + b and (c or a - 4 >= 12)
    ]
    return min(costs) if costs else None


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.booleans())
def test_levers_that_share_a_comparison_are_searched_together(a: int, b: int, c: bool) -> None:
    facts = {"patents": a, "papers": b, "centre": c, "staff": 10}
    found = change(small, facts)
    if examine(small, facts, on=ON).verdict == "pass":
        assert found is None
        return
    assert found is not None and sum(m.effort for m in found.moves) == cheapest(facts)
    after = {**facts, **{m.fact: bool(m.after) if m.fact == "centre" else m.after for m in found.moves}}
    assert examine(small, after, on=ON).verdict == "pass"


def test_flags_are_levers_and_the_sentence_says_what_smallest_counts() -> None:
    found = change(small, {"patents": 9, "papers": 0, "centre": False, "staff": 10})
    assert found is not None
    assert found.words == (
        "再取得 1 篇论文、“有研发中心”改为有（最小：按声明的难易计，专利每件计 3、论文每篇计 2、有研发中心每项计 5）。"
    )


def test_nothing_is_proposed_where_a_condition_fails_that_no_lever_moves() -> None:
    assert change(small, {"patents": 0, "papers": 0, "centre": False, "staff": 365}) is None


HARD = {"technology": 5, "support": 5, "bonus": 0, "management_system": 4, "research_body": 4}
HARD |= {"transformation_system": 3, "talent": 3, "net_assets_growth": 9, "sales_growth": 7, "ip_way": 3}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1), st.integers(0, 4), st.integers(0, 16), st.booleans())
def test_of_high_tech_enterprises_too(one: int, two: int, transformed: int, decided: bool) -> None:
    """A pass where one can be reached, else what no longer certainly fails."""
    facts = {**FULL, "ip_class1": one, "ip_class2": two, "transformations_3y": transformed}
    facts["expert_scores"] = HARD if decided else None
    verdicts = {
        (a, b): policy.check("hnte", {**facts, "ip_class1": a, "ip_class2": b}, on=ON).verdict
        for a, b in product(range(one, 3), range(two, 8))
    }
    if verdicts[one, two] != "fail":
        return
    found = change(policy.get("hnte"), facts)
    for reached in ("pass", "manual"):
        costs = [5 * (a - one) + b - two for (a, b), verdict in verdicts.items() if verdict == reached]
        if costs:
            assert found is not None and found.reaches == reached
            assert sum(m.effort for m in found.moves) == min(costs)
            return
    assert found is None
