"""Values of parameters in words: every kind of value the library holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jichuang import policy
from jichuang.law.figures import value_text, words_of


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (True, "条款", "适用"),
        (500, "人", "500 人"),
        (200_000_000, "元", "2 亿元"),
        (Decimal("0.75"), "比例", "75%"),
        ("05-31", "月-日", "05-31"),
        ([1, 6], "分", "1 至 6 分"),
        (["C16*", "F*"], "行业代码", "C16*、F*"),
        ([[Decimal("0.3"), 20], [Decimal("0.1"), 4]], "比例 -> 分", "30% 起 20 分；10% 起 4 分"),
        ([{"from": 5, "points": [25, 30]}, {"above": 0, "points": [1, 2]}], "项 -> 分",
         "5 项 起 25 至 30 分；0 项 以上（不含） 1 至 2 分"),
        ([[1_000_000, Decimal("0.5"), 0]], "元以下 -> 计入比例、速算扣除额", "100 万元以下：计入比例 50%、速算扣除额 0 元"),
        ({"0": "成立在前"}, "含义", "0：成立在前"),
    ],
)  # fmt: skip
def test_a_value_reads_as_the_regulation_says_it(value, unit, words):
    assert value_text(value, unit) == words


@pytest.mark.parametrize("policy_id", policy.ids())
def test_every_value_of_the_library_can_be_told(policy_id):
    one = policy.get(policy_id)
    for parameter in one.book.all():
        for value in parameter.values:
            told = value_text(value.value, parameter.unit, words_of(one))
            assert told and "{" not in told and "[" not in told or "正则" in parameter.unit, (
                parameter.key,
                told,
            )


def test_an_option_of_the_law_is_told_in_chinese():
    words = words_of(policy.get("innovation-voucher"))
    assert value_text(["tech_sme"], "对象", words) == "科技型中小企业"
