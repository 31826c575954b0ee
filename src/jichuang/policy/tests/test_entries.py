"""入库登记编号: its form, its eleventh place, and the tax year it serves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes.serials import TechSmeEntry
from jichuang.policy.errors import DateError
from jichuang.policy.tech_sme.entries import eleventh_mark, number_fits, qualified_year, rate_year

DAY = date(2018, 6, 30)


def test_the_published_sample_number_is_read_in_its_parts() -> None:
    """S-11."""
    sample = TechSmeEntry.parse("201731011500000872")
    assert (sample.year, sample.region, sample.mark, sample.class_char, sample.serial) == (
        2017, "310115", "0", "0", 872,
    )  # fmt: skip
    assert number_fits(sample.value, DAY)


@pytest.mark.parametrize(
    "number",
    [
        "20183101150000087",
        "2018310115000008721",
        "2018310115C0000872",
        "201831011500O00872",
        "191831011500000872",
    ],
)
def test_a_number_of_another_form_does_not_fit(number: str) -> None:
    assert not number_fits(number, DAY)


@pytest.mark.parametrize(
    ("established", "filed", "mark"),
    [
        (date(2017, 12, 31), date(2018, 5, 31), "0"),
        (date(2017, 12, 31), date(2018, 6, 1), "A"),
        (date(2018, 1, 1), date(2018, 5, 31), "B"),
        (date(2018, 1, 1), date(2018, 6, 1), "B"),
    ],
)
def test_the_eleventh_place_tells_when_the_firm_was_founded_and_when_it_filed(
    established: date, filed: date, mark: str
) -> None:
    assert eleventh_mark(established, filed) == mark


@pytest.mark.parametrize(("mark", "year"), [("0", 2017), ("A", None), ("B", None)])
def test_only_mark_0_serves_the_previous_tax_year(mark: str, year: int | None) -> None:
    entry = TechSmeEntry(2018, "130100", mark, "0", 900_001)
    assert rate_year(entry) == year
    assert qualified_year(entry) == 2018


def test_the_mark_has_no_meaning_before_2018() -> None:
    with pytest.raises(DateError, match="没有"):
        rate_year(TechSmeEntry.parse("201731011500000872"))
    with pytest.raises(DateError, match="没有"):
        eleventh_mark(date(2016, 1, 1), date(2017, 5, 31))


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.dates(date(2018, 1, 1), date(2026, 12, 31)))
def test_a_number_made_from_the_two_days_agrees_with_the_law_on_what_it_serves(
    established: date, filed: date
) -> None:
    mark = eleventh_mark(established, filed)
    entry = TechSmeEntry.make(
        filed.year, "130100", established.year < filed.year, filed <= date(filed.year, 5, 31), 900_001
    )
    assert entry.mark == mark
    assert (rate_year(entry) is not None) == entry.serves_previous_year
