"""What result pages say: the lead sentence, the smallest change, what is never coached."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from jichuang import policy
from jichuang.policy.tests.strategies import records
from jichuang.policy.wording import beside_text

ON = date(2018, 4, 2)
FACTS: dict[str, Any] = {
    "staff": 46, "tech_staff": 13, "sales": 32_000_000, "assets": 27_800_000, "rd_expense": 1_408_000,
    "cost_expense": 30_000_000, "ip_class1": 0, "ip_class2": 1, "resident_enterprise": True,
    "restricted_industry": False, "serious_violation": False, "abnormal_list": False, "dishonest_list": False,
    "hnte_certificate_valid": False, "national_award_top3": False, "provincial_rd_body": None, "led_standard": False,
}  # fmt: skip


def told(**change: Any) -> policy.Explanation:
    return policy.explain(policy.check("tech-sme", {**FACTS, **change}, on=ON))


def test_the_lead_sentence_says_what_is_short_and_the_way_around() -> None:
    said = told()
    assert said.headline == "差 8 分；若第八条任一项成立，可直接入库"
    assert (
        said.subline
        == "总分 52 分，须达到 60 分且科技人员指标得分不为零。规模与合规条件全部满足，有 1 项缺数据。"
    )
    assert said.missing == ["有经认定的省部级以上研发机构"]
    assert said.both_outcomes is not None and "否则差 8 分" in said.both_outcomes


def test_the_smallest_change_uses_future_levers_and_says_what_it_counts() -> None:
    said = told()
    assert [(m.fact, m.before, m.after) for m in said.moves] == [("ip_class2", 1, 3)]
    assert said.smallest_change is not None
    assert said.smallest_change.startswith("再取得 2 项Ⅱ类知识产权（6 分升为 18 分），总分 64 分")
    assert "折合5项Ⅱ类" in said.smallest_change


def test_a_closed_year_is_not_coached() -> None:
    said = told()
    assert said.past is not None
    assert "研发投入（两项比例择优）距下一档差 0.6 个百分点" in said.past
    assert "上年度实际发生额不能更改；如有漏归集请按清单核对，须有账册凭证" in said.past
    fixed = {f.key for f in policy.get("tech-sme").facts.values() if f.kind != "future"}
    assert not fixed & {m.fact for m in said.moves}


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        ({"hnte_certificate_valid": True}, "可直接入库：拥有有效期内高新技术企业资格证书"),
        ({"ip_class2": 3}, "可以入库：总分 64 分"),
        ({"staff": 501, "tech_staff": 200}, "暂不能入库：1 项条件不满足——职工总数不超过500人（超出 1 人）"),
        ({"provincial_rd_body": False}, "差 8 分；若第八条任一项成立，可直接入库"),
        ({"ip_class2": 3, "abnormal_list": None}, "还缺 1 项数据，暂不能判断：列入经营异常名录"),
        (
            {"tech_staff": 0, "ip_class1": 1, "rd_expense": 2_000_000},
            "不满足“科技人员指标得分不为零”；若第八条任一项成立，可直接入库",
        ),
    ],
)
def test_headlines(change: dict[str, Any], headline: str) -> None:
    assert told(**change).headline == headline


def test_figures_are_shown_as_people_write_them() -> None:
    result = policy.check("tech-sme", FACTS, on=ON)
    assert [result.finding(c).value_text for c in ("staff", "sales", "people", "research")] == [
        "46 人",
        "3,200 万元",
        "28.3%",
        "4.4%",
    ]
    assert result.finding("sales").title == "年销售收入不超过2亿元"
    assert result.finding("serious_violation").value_text == "无记录"
    assert result.finding("research").words == "按研发费用占销售收入的比例；距下一档差 0.6 个百分点"


@pytest.mark.parametrize(
    ("value", "bar", "unit", "shown"),
    [
        (Fraction(59_999_996, 10**9), Fraction(6, 100), "", "5.9999996%"),
        (Fraction(6, 100), Fraction(6, 100), "", "6%"),
        (Fraction(19_999_999_999, 100), Fraction(2 * 10**8), "元", "19,999.999999 万元"),
        (Fraction(283, 1000), Fraction(30, 100), "", "28.3%"),
    ],
)
def test_a_figure_never_looks_equal_to_a_bar_it_differs_from(
    value: Fraction, bar: Fraction, unit: str, shown: str
) -> None:
    assert beside_text(value, bar, unit) == shown


def test_officers_see_what_lies_just_at_a_threshold() -> None:
    assert told(tech_staff=13).officer_notes == []
    assert told(staff=50, tech_staff=15).officer_notes == ["恰在门槛：科技人员占职工总数的比例 30%"]


@settings(max_examples=100, deadline=None)
@given(records())
def test_the_smallest_change_is_the_cheapest_by_brute_force(facts: dict[str, Any]) -> None:
    result = policy.check("tech-sme", facts, on=ON)
    said = policy.explain(result)
    assert said.headline and "None" not in said.headline + said.subline
    if facts.keys() != FACTS.keys() or result.verdict != "fail":
        return
    one, two = facts["ip_class1"], facts["ip_class2"]
    reaching = [
        5 * (a - one) + (b - two)
        for a, b in product(range(one, one + 3), range(two, two + 6))
        if policy.check("tech-sme", {**facts, "ip_class1": a, "ip_class2": b}, on=ON).verdict == "pass"
    ]
    assert sum(m.effort for m in said.moves) == (min(reaching) if reaching else 0)


def test_a_guide_says_the_rule_in_words_with_its_bands_and_clauses() -> None:
    lines = {line.code: line for line in policy.guide("tech-sme", on=ON)}
    assert lines["staff"].title == "职工总数不超过500人"
    assert lines["score"].title == "综合评价得分不低于60分"
    assert lines["people"].bands[0] == "30% 起 20 分" and len(lines["people"].bands) == 5
    assert lines["research"].max_points == 50 and lines["research"].clause == "第七条（二）"
    assert lines["provincial_rd_body"].alternative
