"""What is said beside a verdict: what it depends on, what lies at an edge, what differs from before, what looks like another unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jichuang import policy
from jichuang.policy.checking import examine
from jichuang.policy.explaining import explain_result
from jichuang.policy.tests.test_hnte import FULL
from jichuang.policy.tests.toy import toy

ON = date(2018, 6, 30)


def told(earlier: dict[str, Any] | None = None, **change: Any) -> policy.Explanation:
    return policy.explain(policy.check("hnte", {**FULL, **change}, on=ON), earlier=earlier)


def test_a_manual_verdict_names_the_items_it_depends_on_with_their_points() -> None:
    said = told(expert_scores={"technology": 5, "support": 5, "bonus": 0})
    assert said.headline == "取决于专家评分：总分 59 至 92 分"
    assert said.depends[:2] == ["知识产权数量（7 至 8 分）", "知识产权获得方式（1 至 6 分）"]
    assert "结论取决于 9 项" in said.subline and "最低 59 分不达标，最高 92 分达标" in said.subline
    assert "技术的先进程度（0 至 8 分）" in told().depends


def test_a_verdict_that_rests_on_an_unverified_clause_names_the_clause() -> None:
    facts = {"budget": 2000, "lent": 1, "owned": 2, "accounts": False, "expert": 25}
    said = explain_result(toy, examine(toy, facts, on=date(2019, 6, 30)), None)
    assert said.headline == "须人工判断"
    assert said.depends == ["有辅助账（条款未核）"]


def test_what_is_short_is_said_for_ranges_too() -> None:
    few = {"ip_class1": 0, "ip_class2": 1, "ip_self_developed": False, "transformations_3y": 3}
    result = policy.check("hnte", {**FULL, **few, "sales": [30_000_000] * 3}, on=ON)
    finding = result.finding("score")
    assert (result.verdict, finding.words, finding.value_text) == ("fail", "至少差 12 分", "12 至 59 分")
    assert policy.check("hnte", FULL, on=ON).finding("score").words == "需人工判断，最低差 22 分"
    assert policy.check("hnte", FULL, on=ON).finding("support").words == "专家评定 0 至 8 分"


def test_the_case_of_a_condition_is_part_of_its_sentence() -> None:
    titles = {row.code: row.title for row in told().rows}
    assert titles["rd_ratio_a"].startswith("最近一年销售收入不超过5,000万元的，近三年研发费用")
    guide = {line.code: line.title for line in policy.guide("hnte", on=ON)}
    assert guide["rd_ratio_b"].startswith("最近一年销售收入高于5,000万元且不超过2亿元的，")
    assert "rd_ratio_b" not in titles  # conditions of other cases are not listed


def test_things_counted_one_by_one_are_not_at_an_edge_by_being_few() -> None:
    notes = told().officer_notes
    assert any("研发费用占销售收入的比例不低于5% 5%" in note for note in notes)
    assert any(note.endswith("净资产增长率 35%") for note in notes)
    assert not any("知识产权不少于" in note for note in notes)


def test_officers_see_closed_figures_that_were_filed_otherwise_before() -> None:
    earlier = {
        **FULL,
        "staff_avg": 101,
        "sales": [1, 2, 3],
        "ip_class2": 9,
        "field_code": "二(一)1",
        "serious_violation": True,
    }
    notes = [note for note in told(earlier).officer_notes if note.startswith("与前次")]
    assert notes == [
        "与前次报送不一致：职工总数 100 人，前次 101 人",
        "与前次报送不一致：近三年销售收入 3,000 万元、4,000 万元、5,000 万元，前次 1 元、2 元、3 元",
    ]
    assert not any(note.startswith("与前次") for note in told(dict(FULL)).officer_notes)


@pytest.mark.parametrize(
    ("given", "known", "word"),
    [
        (5_000, 50_000_000, "疑以万元填报"),
        (6_200, 50_000_000, "疑以万元填报"),
        (50_000_000, 5_000, "疑以分或更小的单位填报"),
        (50_000_000, 40_000_000, ""),
        (0, 50_000_000, ""),
        (5_000_000, 50_000_000, ""),
    ],
)
def test_money_ten_thousand_times_off_the_register_is_said_and_decides_nothing(
    given: int, known: int, word: str
) -> None:
    facts = {"sales": [30_000_000, 40_000_000, given], "hitech_income": 0}
    result = policy.check("hnte", facts, on=ON, reference={"sales": [1, 2, known], "unknown": 3})
    assert result.verdict == policy.check("hnte", facts, on=ON).verdict
    notes = [note for note in policy.explain(result).notes if "填报" in note]
    assert bool(notes) == bool(word) and all(word in note for note in notes)
