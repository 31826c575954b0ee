"""Pace lines: linear by days, named curves by months."""

from datetime import date
from fractions import Fraction

import pytest

from jichuang.methods.pace import UnknownCurve, curves, linear, pace

START, END = date(2017, 12, 31), date(2018, 12, 31)


def test_linear_pace_is_the_share_of_days_and_stays_within_nought_and_one() -> None:
    assert linear(date(2018, 9, 30), START, END) == Fraction(273, 365)
    assert linear(START, START, END) == 0
    assert linear(END, START, END) == 1
    assert linear(date(2016, 1, 1), START, END) == 0
    assert linear(date(2030, 1, 1), START, END) == 1


def test_a_deadline_before_its_base_date_is_refused() -> None:
    with pytest.raises(ValueError, match="截止日"):
        linear(END, END, START)
    with pytest.raises(ValueError, match="截止日"):
        pace("recognition", END, END, START)


def test_every_curve_rises_from_nought_to_one_over_a_year() -> None:
    days = [date.fromordinal(START.toordinal() + n) for n in range(366)]
    for name in ["linear", *curves()]:
        shares = [pace(name, day, START, END) for day in days]
        assert shares[0] == 0
        assert shares[-1] == 1
        assert shares == sorted(shares)


def test_recognition_expects_less_than_linear_in_summer() -> None:
    june = date(2018, 6, 30)
    assert pace("recognition", june, START, END) == 0
    assert pace("recognition", date(2018, 9, 30), START, END) == Fraction(3, 10)
    assert pace("recognition", date(2018, 10, 15), START, END) == Fraction(3, 10) + Fraction(
        2, 10
    ) * Fraction(15, 31)


def test_a_stepped_curve_waits_for_the_period_to_close() -> None:
    assert pace("quarterly", date(2018, 3, 30), START, END) == 0
    assert pace("quarterly", date(2018, 3, 31), START, END) == Fraction(1, 4)
    assert pace("year_end", date(2018, 12, 30), START, END) == 0


def test_a_curve_over_three_years_gives_each_year_a_third() -> None:
    end = date(2020, 12, 31)
    assert pace("recognition", date(2018, 12, 31), START, end) == Fraction(1, 3)
    assert pace("recognition", date(2019, 9, 30), START, end) == Fraction(1, 3) + Fraction(1, 10)


def test_an_unknown_curve_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownCurve, match="recognition"):
        pace("rocket", END, START, END)
