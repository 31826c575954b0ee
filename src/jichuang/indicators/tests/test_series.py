"""Counts over registers: levels, yearly sums, lapses, net, firms founded, and the number of queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jichuang.codes.credit_code import make
from jichuang.indicators import catalogue
from jichuang.indicators.declare import RegisterCount
from jichuang.indicators.reads import by_county, figures, has_rows, rows, series
from jichuang.indicators.reads.events import Events, events
from jichuang.indicators.reads.series import Totals, _totals
from jichuang.indicators.tests.conftest import DAY, entry
from jichuang.registry import registers
from jichuang.registry.verbs import register_party

OLD = date(2016, 5, 1)
LIVE = [i.code for i in catalogue.all_indicators() if i.registers]


def value(code: str, day: date = DAY, **more):
    return series([code], [day], **more)[code][day]


def test_every_counted_register_exists():
    counted = {register for i in catalogue.all_indicators() for register in i.registers}
    assert counted <= set(registers.codes())


def test_every_indicator_shown_beside_another_is_declared():
    for indicator in catalogue.all_indicators():
        assert all(catalogue.find(code) for code in indicator.beside), indicator.code


def test_an_unknown_indicator_is_named():
    with pytest.raises(KeyError, match="no-such"):
        series(["no-such"], [DAY])


def test_an_entry_counts_from_its_first_to_its_last_valid_day(load):
    load("hnte", entry("a", date(2018, 3, 1), date(2018, 3, 31)))
    got = series(
        ["hnte-in-force"], [date(2018, 2, 28), date(2018, 3, 1), date(2018, 3, 31), date(2018, 4, 1)]
    )
    assert list(got["hnte-in-force"].values()) == [0, 1, 1, 0]


def test_an_empty_register_has_no_value_rather_than_zero(load):
    assert value("hnte-in-force") is None
    load("hnte", entry("a", OLD, date(2017, 1, 1)))
    assert value("hnte-in-force") == 0


def test_gross_net_and_lapsed_stand_apart(load):
    load(
        "hnte",
        entry("stays", OLD),
        entry("lapses", OLD, date(2018, 4, 30)),
        entry("renews", OLD, date(2018, 4, 30)),
        entry("renews", date(2018, 6, 1)),
        entry("new", date(2018, 7, 1)),
    )
    codes = ["hnte-in-force", "hnte-first-certified", "hnte-net-increase", "hnte-awaiting-renewal"]
    got = series(codes, [DAY, date(2018, 5, 15)])
    assert [got[code][DAY] for code in codes] == [3, 1, 0, 1]
    assert [got[code][date(2018, 5, 15)] for code in codes] == [1, 0, -2, 2]


def test_a_lapse_is_forgotten_after_a_year(load):
    load("hnte", entry("gone", OLD, date(2018, 4, 30)))
    last = date(2018, 5, 1) + timedelta(days=364)
    got = series(["hnte-awaiting-renewal"], [last, last + timedelta(days=1)])["hnte-awaiting-renewal"]
    assert list(got.values()) == [1, 0]


def test_renewal_without_a_gap_was_never_awaited(load):
    load("hnte", entry("a", OLD, date(2018, 4, 30)), entry("a", date(2018, 5, 1)))
    days = [date(2018, 4, 30), date(2018, 5, 1), DAY]
    assert list(series(["hnte-awaiting-renewal"], days)["hnte-awaiting-renewal"].values()) == [0, 0, 0]


def test_yearly_sums_start_again_on_new_years_day(load):
    load("hebei_tech_sme", entry("a", date(2017, 12, 31)), entry("b", date(2018, 1, 1)), entry("c", DAY))
    days = [date(2017, 12, 31), date(2018, 1, 1), DAY]
    assert list(series(["hebei-tech-sme-new"], days)["hebei-tech-sme-new"].values()) == [1, 1, 2]


def test_numbered_entries_count_in_the_year_of_their_number(load):
    load(
        "tech_sme",
        entry("a", date(2018, 3, 1), number="2018130102A0900001"),
        entry("b", date(2018, 4, 1), number="2018130102A0900002"),
        entry("late", date(2019, 1, 5), number="2018130102A0900003"),
    )
    assert value("tech-sme-numbered") == 2
    assert value("tech-sme-numbered", date(2018, 12, 31)) == 3
    assert value("tech-sme-numbered", date(2019, 1, 31)) == 0


def test_first_numbers_are_those_of_firms_never_numbered_before(load):
    load("tech_sme", entry("a", date(2017, 6, 1), date(2017, 12, 31), number="2017130102A0900001"))
    load(
        "tech_sme",
        entry("a", date(2018, 3, 1), number="2018130102A0900001"),
        entry("b", date(2018, 4, 1), number="2018130102A0900002"),
    )
    assert value("tech-sme-numbered") == 2
    assert value("tech-sme-first-numbered") == 1


def test_a_firm_born_in_the_year_counts_once_over_several_registers(load):
    born = make("130102", "DEM00001")
    older = make("130102", "DEM00002")
    for code, founded in ((born, date(2018, 2, 1)), (older, date(2015, 2, 1))):
        register_party(
            name=f"{code}（演示）", credit_code=code, region="130102", by=None, established_on=founded
        )
    load("hebei_tech_sme", entry(born, date(2018, 3, 1)), entry(older, date(2018, 3, 1)))
    load("tech_sme", entry(born, date(2018, 5, 1), number="2018130102A0900001"))
    assert value("tech-micro-enterprises-born") == 1
    both = series(["tech-micro-enterprises-born"], [date(2018, 2, 28), DAY])["tech-micro-enterprises-born"]
    assert list(both.values()) == [0, 1]
    assert [row.subject for row in rows("tech-micro-enterprises-born", DAY)] == [born]


def test_union_of_registers_adds_them(load):
    load("incubator", entry("i", OLD))
    load("maker_space", entry("m", OLD), entry("n", OLD))
    assert value("incubators-and-spaces") == 3


def test_known_on_shows_what_was_believed_that_day(load):
    load("hnte", entry("early", OLD), entry("late", OLD, known=date(2018, 8, 1)))
    assert value("hnte-in-force", date(2018, 6, 30)) == 2
    assert value("hnte-in-force", date(2018, 6, 30), known=date(2018, 7, 31)) == 1


def test_all_live_indicators_cost_three_queries_together_and_two_until_something_changes(load):
    load("hnte", entry("a", OLD))
    days = [date(2017, 12, 31) + timedelta(days=7 * week) for week in range(40)]
    with CaptureQueriesContext(connection) as few:
        figures(["hnte-in-force"], [DAY])
    with CaptureQueriesContext(connection) as many:
        read = figures([i.code for i in catalogue.all_indicators()], days, by_home=True)
        for code in LIVE:
            for day in days:
                read.value(code, day)
    with CaptureQueriesContext(connection) as again:
        figures([i.code for i in catalogue.all_indicators()], days, by_home=True)
    assert len(few) == 2  # whether anything has changed, registers
    assert len(many) == 3  # the same, and published figures
    assert len(again) == 2


def test_what_was_worked_out_is_worked_out_again_after_an_entry_has_come_in(load):
    load("hnte", entry("a", OLD))
    assert figures(["hnte-in-force"], [DAY]).value("hnte-in-force", DAY) == 1
    load("hnte", entry("b", OLD))
    assert figures(["hnte-in-force"], [DAY]).value("hnte-in-force", DAY) == 2


def test_homes_counties_and_rows_add_up_to_the_whole(load):
    load(
        "hnte",
        entry("a", OLD),
        entry("b", OLD, county="130104"),
        entry("c", OLD, county="130682", home="130682"),
        entry("d", OLD, county="130629", home="13XA00"),
        entry("gone", OLD, date(2018, 5, 1)),
    )
    load("academician_station", entry("s", OLD), entry("t", date(2018, 5, 1), home="130200", county="130202"))
    for code in LIVE:
        total = value(code)
        homes = series([code], [DAY], by_home=True)[code][DAY]
        if total is None:
            assert homes is None
            continue
        assert sum(homes.values()) == total, code
        if not has_rows(code):
            continue
        assert rows(code, DAY).count() == total, code
        for home, part in homes.items():
            assert sum(county.value for county in by_county(code, DAY, home)) == part, (code, home)
            assert rows(code, DAY, home=home).count() == part


def test_a_difference_has_no_rows(load):
    load("hnte", entry("a", OLD))
    assert not has_rows("hnte-net-increase")
    with pytest.raises(ValueError, match="hnte-net-increase"):
        rows("hnte-net-increase", DAY)


BEGINS = st.dates(date(2016, 1, 1), date(2019, 6, 30))
LENGTHS = st.one_of(st.none(), st.integers(1, 900))


@hypothesis_settings(max_examples=25, deadline=None)
@given(
    spans=st.lists(st.tuples(BEGINS, LENGTHS), max_size=12), day=st.dates(date(2017, 6, 1), date(2019, 6, 30))
)
def test_folded_events_count_the_same_as_the_rows_one_by_one(spans, day):
    """The folding of old days must never change a count: compared with counting each span by itself."""
    year_began, floor = date(day.year, 1, 1), date(day.year - 1, 12, 31)
    found = Events()
    ranges = [(begin, None if length is None else begin + timedelta(days=length)) for begin, length in spans]
    for begin, end in ranges:
        found.add("hnte", "start", "", max(begin, floor), 1, 1)
        if end is not None and end <= day:
            found.add("hnte", "end", "", max(end, floor), 1, 0)
    totals: Totals | None = _totals(found, catalogue.get("hnte-in-force").value).get("")
    in_force = sum(1 for begin, end in ranges if begin <= day and (end is None or end > day))
    net = in_force - sum(
        1 for begin, end in ranges if begin < year_began and (end is None or end >= year_began)
    )
    value_of = catalogue.get("hnte-in-force").value
    assert isinstance(value_of, RegisterCount)
    assert (totals.at(value_of.count, day) if totals else 0) == in_force
    net_of = _totals(found, catalogue.get("hnte-net-increase").value).get("")
    # an end on 31 December means valid to 30 December: it is folded into the level before the year
    assert (net_of.at(catalogue.get("hnte-net-increase").value.count, day) if net_of else 0) == net


def test_no_founding_date_on_record_is_no_source_rather_than_zero(load):
    load("hebei_tech_sme", entry("a", date(2018, 3, 1)))
    assert value("tech-micro-enterprises-born") is None


def test_without_registers_no_query_is_made():
    assert events([], floor=DAY, last=DAY, by_home=False, known=None).registers == set()
