"""名录条目: bitemporal truth, counts, first entries, indexes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.registry import verbs
from jichuang.registry.models import Entry
from jichuang.registry.reads import (
    count_by_home,
    counts_on,
    daily_change,
    daily_first_entries,
    daily_numbered,
    entries,
    search_entries,
)
from jichuang.registry.tests.conftest import DAY, code_of
from jichuang.registry.verbs import EntryRow, load_entries


def row(serial, start, end=None, home="130100", number=""):
    return EntryRow(
        subject=code_of(serial), name=f"第{serial}号样品有限公司（演示）", region="130102", home=home, valid_from=start,
        valid_to=end, number=number, source="demo:test",
    )  # fmt: skip


def record(party, number="GR201813000017", start=date(2018, 3, 1), by=None, **more):
    return verbs.record_entry(
        register="hnte", party=party, number=number, valid_from=start, source="case:1", by=by, **more
    )


def test_an_entry_takes_the_registers_own_term_and_is_journalled(party, province):
    entry = record(party, by=province)
    assert (entry.valid_from, entry.valid_to) == (date(2018, 3, 1), date(2021, 2, 28))
    assert entry.first_entry
    assert entry.number_year == 2018
    assert entries("hnte").in_force(date(2021, 2, 28)).count() == 1
    assert entries("hnte").in_force(date(2021, 3, 1)).count() == 0


def test_recording_the_same_thing_again_returns_the_same_entry(party):
    assert record(party).pk == record(party).pk


def test_a_subject_stands_once_a_day_and_the_database_says_so(party):
    record(party)
    with pytest.raises(Refused, match="已有条目"):
        record(party, number="GR201813000018", start=date(2018, 5, 1))
    twice = [row(1, date(2018, 1, 1)), row(1, date(2018, 2, 1))]
    with pytest.raises(Exception, match="entry_once_a_day"):
        load_entries("hebei_tech_sme", twice)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "ABC"}, "number"),
        ({"number": ""}, "number"),
        ({"valid_to": date(2018, 1, 1)}, "valid_to"),
        ({"region": "110101"}, "region"),
    ],
)
def test_a_wrong_entry_names_its_field(party, changes, field):
    values = {
        "number": "GR201813000017",
        "valid_from": date(2018, 3, 1),
        "source": "case:1",
        "by": None,
        **changes,
    }
    with pytest.raises(Invalid) as caught:
        verbs.record_entry(register="hnte", party=party, **values)
    assert caught.value.problems[0].field == field
    assert caught.value.problems[0].remedy


def test_only_keepers_and_the_units_own_city_officer_write_entries(party, city, outsider, person):
    with pytest.raises(Refused):
        record(party, by=outsider)
    other = person("tangshan", "city_officer", home="130200")
    with pytest.raises(Refused, match="不包括所涉单位"):
        record(party, by=other)
    assert record(party, by=city).pk


def test_a_correction_changes_what_is_known_now_but_not_what_was_known_then(party, province):
    entry = record(party)
    clock.set_demonstration_day(DAY + timedelta(days=3))
    fresh = verbs.correct_entry(entry=entry, by=province, reason="登记有误", valid_to=date(2018, 8, 31))
    assert entries("hnte").in_force(DAY).count() == 0
    assert entries("hnte").in_force(DAY, known=DAY).count() == 1
    assert entries("hnte").in_force(DAY, known=DAY + timedelta(days=3)).count() == 0
    assert fresh.first_entry
    with pytest.raises(Refused, match="已被更正过"):
        verbs.correct_entry(entry=entry, by=province, reason="再改", name="别名")
    with pytest.raises(Invalid, match="没有任何改动"):
        verbs.correct_entry(entry=fresh, by=province, reason="再改", name=fresh.name)


def test_counts_by_home_are_one_query_after_the_version_and_equal_the_running_sum(django_assert_num_queries):
    load_entries(
        "maker_space", [row(n, date(2018, 1, n), None, "130100" if n % 2 else "130200") for n in range(1, 11)]
    )
    load_entries("incubator", [row(n, date(2018, 2, n), date(2018, 6, 30)) for n in range(1, 4)])
    registers = ["maker_space", "incubator", "star_space"]
    days = [date(2018, 1, 5), date(2018, 6, 30), date(2018, 7, 1)]
    with django_assert_num_queries(1):
        many = counts_on(registers, days)
    for day in days:
        with django_assert_num_queries(2):
            one = count_by_home(registers, day)
        assert one == {register: many[register][day] for register in registers}
    assert many["incubator"][date(2018, 6, 30)] == {"130100": 3}
    assert many["incubator"][date(2018, 7, 1)] == {}
    assert sum(many["maker_space"][date(2018, 7, 1)].values()) == 10
    assert sum(step.delta for step in daily_change(["incubator"])) == 0


def test_a_belief_dated_by_the_loader_does_not_exist_before_it(django_assert_num_queries):
    early, late = row(1, date(2018, 1, 1)), row(2, date(2018, 1, 1))
    early.recorded_at = clock.now() - timedelta(days=100)
    load_entries("maker_space", [early, late])
    day = date(2018, 3, 1)
    assert count_by_home(["maker_space"], day)["maker_space"] == {"130100": 2}
    known = (clock.now() - timedelta(days=50)).date()
    assert count_by_home(["maker_space"], day, known=known)["maker_space"] == {"130100": 1}
    assert counts_on(["maker_space"], [day], known=known)["maker_space"][day] == {"130100": 1}


def test_first_entries_are_told_apart_also_when_older_history_arrives_later():
    load_entries("tech_sme", [row(1, date(2018, 6, 1), date(2018, 12, 31), number="201813010200900001"),
                              row(2, date(2018, 6, 1), date(2018, 12, 31), number="201813010200900002")])  # fmt: skip
    year = (date(2018, 1, 1), date(2018, 12, 31))
    assert [step.delta for step in daily_first_entries(["tech_sme"], *year)] == [2]
    load_entries("tech_sme", [row(1, date(2017, 6, 1), date(2017, 12, 31), number="201713010200900001")])
    assert [step.delta for step in daily_first_entries(["tech_sme"], *year)] == [1]
    assert [step.delta for step in daily_numbered(["tech_sme"], 2018)] == [2]
    assert entries("tech_sme").numbered_in(2017).first_entries().count() == 1


def test_lapsing_entries_come_soonest_first_and_renewed_ones_can_be_left_out():
    load_entries("hnte", [
        row(1, date(2015, 10, 1), date(2018, 9, 30), number="GR201513000001"),
        row(2, date(2015, 9, 1), date(2018, 8, 31), number="GR201513000002"),
        row(1, date(2018, 10, 1), date(2021, 9, 30), number="GR201813000001"),
    ])  # fmt: skip
    found = entries("hnte").lapsing(date(2018, 8, 1), date(2018, 12, 31))
    assert [entry.subject for entry in found] == [code_of(2), code_of(1)]
    assert [entry.subject for entry in found.without_successor()] == [code_of(2)]


def test_search_finds_by_name_number_code_and_initials(party):
    record(party)
    for text in ("澄光", "gr201813000017", code_of(17)[:12], "cgcg", "传感有限"):
        assert [entry.name for entry in search_entries(text, day=DAY)] == [party.name], text
    assert search_entries(" ", day=DAY) == []
    assert search_entries("%", day=DAY) == []


def test_register_reads_use_their_indexes():
    load_entries("hebei_tech_sme", [row(n, date(2018, 1, 1)) for n in range(3000)])
    load_entries("hnte", [row(n, date(2018, 1, 1), number=f"GR201813{n:06d}") for n in range(60)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_entry")
    asked = {
        "entry_in_force": entries("hnte").in_force(DAY),
        "entry_by_number_year": entries("hnte").numbered_in(2018),
        "entry_by_subject": Entry.objects.filter(register="hebei_tech_sme", subject=code_of(5)),
        "entry_by_number": Entry.objects.filter(register="hnte", number="GR201813000001", current=True),
    }
    for index, query in asked.items():
        plan = query.order_by().explain()
        assert "Seq Scan" not in plan, f"{index}: {plan}"


def test_a_party_registered_later_is_bound_to_its_entries():
    load_entries("hebei_tech_sme", [row(17, date(2018, 1, 1))])
    party = verbs.register_party(
        name="后来登记公司（演示）", credit_code=code_of(17), region="130102", by=None
    )
    assert [entry.register for entry in party.entries.all()] == ["hebei_tech_sme"]
