"""Numerals: Chinese and Arabic, exact."""

from fractions import Fraction

import pytest

from jichuang.plan.reader.numerals import fold, parse_chinese, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6.2万", 62_000),
        ("360亿", 36_000_000_000),
        ("1,200", 1200),
        ("百", 100),
        ("千万", 10_000_000),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两万五千", 25_000),
        ("一亿二千万", 120_000_000),
        ("3百万", 3_000_000),
        ("1.5万亿", 1_500_000_000_000),
    ],
)
def test_a_numeral_has_one_exact_value(text: str, value: int) -> None:
    assert parse_number(text) == Fraction(value)


@pytest.mark.parametrize("text", ["", "家", "1.2.3", "abc", "十个"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是中文数字"):
        parse_number(text)


def test_folding_keeps_every_place() -> None:
    text = "到２０２０年（占比４５．５％）～完成(3)"
    assert len(fold(text)) == len(text)
    assert fold(text) == "到2020年（占比45.5%）~完成（3）"
    assert parse_chinese("零") == 0
