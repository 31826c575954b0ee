"""数值、金额、日期：人们的各种写法都读对，读不准的拒绝并说明。"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes import dates, decimals, money
from jichuang.codes.dates import DateRange, parse_date
from jichuang.codes.errors import CodeError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１，２３４．５６", "1234.56"),
        (" -3.50 ", "-3.50"),
        ("1,234,567", "1234567"),
        ("−7", "-7"),
        (".5", "0.5"),
    ],
)
def test_decimals_are_read_exactly(text, value):
    assert decimals.parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.2e5", "已丢失精度"),
        ("4.4E+17", "已丢失精度"),
        ("12,34", "不是一个数"),
        ("1.2.3", "不是一个数"),
        ("12%", "百分号"),
        ("十二", "不是一个数"),
        ("", "没有填写"),
        ("NaN", "不是一个数"),
        ("12万", "不是一个数"),
    ],
)
def test_what_is_not_a_plain_number_is_refused(text, said):
    with pytest.raises(CodeError) as caught:
        decimals.parse_decimal(text, field="名单!C3")
    assert said in str(caught.value)
    assert caught.value.field == "名单!C3"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30))
def test_a_decimal_written_reads_back_the_same(number):
    assert decimals.parse_decimal(decimals.format_decimal(number)) == number


def test_bounds_and_scale_are_checked_without_rounding():
    assert decimals.parse_int("12.0") == 12
    with pytest.raises(CodeError, match="应为整数"):
        decimals.parse_int("12.5")
    with pytest.raises(CodeError, match="最多2位小数"):
        decimals.parse_decimal("1.005", scale=2)
    with pytest.raises(CodeError, match="应不小于0"):
        decimals.parse_decimal("-1", minimum=0)
    with pytest.raises(CodeError, match="应不大于100"):
        decimals.parse_decimal("100.01", maximum=100)


def test_rounding_is_half_up_away_from_zero():
    assert [decimals.round_half_up(Decimal(text), 2) for text in ("1.005", "-1.005", "2.994")] == [
        Decimal("1.01"),
        Decimal("-1.01"),
        Decimal("2.99"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("1,234.5", "元", 123450),
        ("12.5", "万元", 12500000),
        ("12.5万元", "元", 12500000),
        ("3亿", "万元", 30000000000),
        ("￥100", "元", 10000),
        ("0.000001", "万元", 1),
    ],
)
def test_money_is_read_into_fen(text, unit, fen):
    assert money.parse_money(text, unit) == fen


@pytest.mark.parametrize(
    ("text", "said"), [("0.001", "不足一分"), ("-1", "是负数"), ("1E3", "精度"), ("万元", "没有填写")]
)
def test_money_that_cannot_be_booked_is_refused(text, said):
    with pytest.raises(CodeError) as caught:
        money.parse_money(text)
    assert said in str(caught.value)


@given(st.integers(-(10**18), 10**18), st.sampled_from(["元", "万元", "亿元"]))
def test_money_written_reads_back_the_same(fen, unit):
    shown = money.format_money(fen, unit, with_unit=True)
    assert money.parse_money(shown, allow_negative=True) == fen


def test_money_refuses_floats_and_unknown_units():
    with pytest.raises(TypeError):
        money.fen(1.5)  # type: ignore[arg-type]
    with pytest.raises(CodeError, match="不认识这个单位"):
        money.parse_money("1", "美元")
    assert money.fen(Decimal("1.5"), "万元") == 1_500_000
    assert money.format_money(123456789, "万元", 2, with_unit=True) == "123.46万元"


@pytest.mark.parametrize(
    "text",
    [
        "2018-3-1",
        "2018-03-01",
        "2018/3/1",
        "2018.3.1",
        "2018年3月1日",
        "２０１８年３月１日",
        "2018 年 3 月 1 日",
        "20180301",
        "43160",
        "43160.5",
        "2018-03-01 00:00:00",
        "2018-03-01T08:30:00",
    ],
)
def test_the_ways_people_write_a_date_are_one_date(text):
    assert parse_date(text) == date(2018, 3, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2018-2-30", "没有2018年2月30日这一天"),
        ("2018年3月", "只写到月"),
        ("2018.3", "请写到日，如 2018-03-01"),
        ("3月1日", "读不出日期"),
        ("12345", "读不出日期"),
        ("", "没有填写"),
        ("2018-3.1", "读不出日期"),
        ("2018-13", "没有2018年13月1日"),
    ],
)
def test_what_is_no_date_is_refused(text, said):
    with pytest.raises(CodeError) as caught:
        parse_date(text)
    assert said in str(caught.value)


def test_a_month_alone_can_mean_its_first_or_last_day_when_asked():
    assert parse_date("2018年2月", month_only="first") == date(2018, 2, 1)
    assert parse_date("2018.2", month_only="last") == date(2018, 2, 28)


@given(st.dates(date(1900, 3, 1), date(2200, 1, 1)))
def test_an_iso_date_and_its_serial_read_back_the_same(day):
    assert parse_date(day.isoformat()) == day
    assert dates.from_excel_serial((day - date(1899, 12, 30)).days) == day


def test_adding_years_and_months_keeps_to_the_end_of_the_month():
    assert dates.add_years(date(2016, 2, 29), 3) == date(2019, 2, 28)
    assert dates.add_months(date(2018, 10, 31), 4) == date(2019, 2, 28)
    assert dates.add_months(date(2018, 1, 31), -2) == date(2017, 11, 30)


@given(st.dates(), st.integers(0, 400), st.dates(), st.integers(0, 400))
def test_two_ranges_overlap_exactly_when_they_share_a_day(a, length_a, b, length_b):
    try:
        first, second = (
            DateRange(s, date.fromordinal(s.toordinal() + n)) for s, n in ((a, length_a), (b, length_b))
        )
    except ValueError:
        return
    common = first.intersect(second)
    assert first.overlaps(second) == (common is not None)
    if common:
        assert common.start in first
        assert common.end in second
        assert common.days <= min(first.days, second.days)


def test_an_open_range_holds_every_later_day_and_a_reversed_one_is_refused():
    assert date(2999, 1, 1) in DateRange(date(2018, 1, 1))
    assert DateRange(date(2018, 1, 1)).days is None
    assert str(DateRange(date(2018, 1, 1), date(2018, 12, 31))) == "2018-01-01 至 2018-12-31"
    with pytest.raises(CodeError, match="止日早于起日"):
        DateRange(date(2018, 1, 2), date(2018, 1, 1))
