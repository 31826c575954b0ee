"""Law over time: as of a day, as known on a day, and what a parameter file may not leave out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.checking import examine
from jichuang.policy.errors import DateError, DeclarationError, PolicyError
from jichuang.policy.parameters import STATUSES, DatedValue, Parameter, load
from jichuang.policy.tech_sme.entries import entry_ends
from jichuang.policy.tests.toy import P, toy

FACTS: dict[str, Any] = {"loss": False, "expense": [1, 2, 300_000]}


def test_a_retroactive_law_counts_from_when_it_was_known() -> None:
    day = date(2018, 5, 31)
    assert examine(toy, FACTS, on=day, known=date(2018, 6, 1)).amounts["extra"] == 150_000
    assert examine(toy, FACTS, on=day, known=date(2018, 10, 1)).amounts["extra"] == 225_000
    assert examine(toy, FACTS, on=day).amounts["extra"] == 225_000


def test_a_value_ends_on_its_last_day_and_the_older_open_one_is_law_again() -> None:
    assert toy.law(date(2020, 12, 31)).value(P.rate) == pytest.approx(0.75)
    assert toy.law(date(2021, 1, 1)).value(P.rate) == pytest.approx(0.5)


def test_a_repealed_parameter_has_no_value_and_says_so() -> None:
    assert toy.law(date(2023, 1, 1), date(2023, 3, 25)).get(P.rate) is not None
    assert toy.law(date(2023, 1, 1)).get(P.rate) is None
    with pytest.raises(DateError, match="没有“比例”的规定"):
        toy.law(date(2023, 1, 1)).value(P.rate)


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2012, 1, 1), date(2026, 12, 31))


@settings(deadline=None)
@given(days(), days(), days(), st.integers(0, 2000), st.booleans())
def test_the_law_of_a_day_as_known_on_a_day_never_changes_when_law_is_added(
    on: date, known: date, valid_from: date, later: int, repealed: bool
) -> None:
    added = DatedValue(
        valid_from, known + timedelta(days=1 + later), 9, "新", "一", "official", date(2026, 1, 1)
    )
    before = Parameter("rate", "比例", "", P.rate.values)
    after = Parameter("rate", "比例", "", [*P.rate.values, replace(added, repealed=repealed)])
    assert after.on(on, known) == before.on(on, known)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from([p for i in policy.ids() for p in policy.get(i).book.all()]), days(), days())
def test_what_was_known_of_real_law_is_what_stands_without_the_later_documents(
    parameter: Parameter, on: date, known: date
) -> None:
    issued = [value for value in parameter.values if value.issued_on <= known]
    then = Parameter(parameter.key, parameter.title, parameter.unit, issued)
    assert parameter.on(on, known) == then.on(on)


def test_a_date_before_any_law_is_answered_with_the_first_day() -> None:
    with pytest.raises(DateError, match="2017-05-03 或以后") as caught:
        policy.check("tech-sme", {}, on=date(2017, 5, 2))
    assert caught.value.fact == "on"
    assert policy.check("tech-sme", {}, on=date(2017, 5, 3)).verdict == "missing"


def test_a_date_after_the_last_check_carries_a_note_and_a_far_one_is_refused() -> None:
    assert policy.check("tech-sme", {}, on=date(2026, 11, 23)).notes == ()
    assert "请核对有无新规" in policy.check("tech-sme", {}, on=date(2027, 5, 31)).notes[0]
    with pytest.raises(DateError, match="远晚于"):
        policy.check("tech-sme", {}, on=date(2029, 1, 1))


def test_nothing_was_known_before_the_first_document() -> None:
    with pytest.raises(DateError, match="尚无任何规定"):
        policy.check("tech-sme", {}, on=date(2018, 5, 31), known=date(2017, 5, 2))


def test_parameters_in_force_carry_their_citation_and_status() -> None:
    held = {p.key: p for p in policy.parameters("tech-sme", on=date(2018, 5, 31))}
    assert held["max_staff"].value == 500
    assert held["max_staff"].cite == "国科发政〔2017〕115号 第六条（二）"
    assert "sound_accounts" not in held
    later = {p.key: p.status for p in policy.parameters("tech-sme", on=date(2022, 5, 31))}
    assert later["sound_accounts"] == "unverified"


def every_value() -> Iterator[tuple[str, str, DatedValue]]:
    for policy_id in policy.ids():
        for parameter in policy.get(policy_id).book.all():
            for value in parameter.values:
                yield policy_id, parameter.key, value


@pytest.mark.parametrize(("policy_id", "key", "value"), list(every_value()))
def test_every_parameter_value_is_cited_and_dated(policy_id: str, key: str, value: DatedValue) -> None:
    assert value.cite.strip() and value.clause.strip() and value.status in STATUSES
    assert value.valid_to is None or value.valid_from <= value.valid_to
    assert value.checked_on >= value.issued_on


@pytest.mark.parametrize(
    ("change", "problem"),
    [("", None), ('cite = "试", ', "cite"), ('status = "official", ', "status"), ("value = 1, ", "value")],
)
def test_a_value_without_citation_status_or_value_is_refused(
    tmp_path: Path, change: str, problem: str | None
) -> None:
    text = (
        '[a]\ntitle = "甲"\nunit = ""\nvalues = [{ valid_from = 2010-01-01, issued_on = 2010-01-01, value = 1, '
        'cite = "试", clause = "一", status = "official", checked_on = 2026-01-01 }]\n'
    )
    file = tmp_path / "p.toml"
    file.write_text(text.replace(change, "") if change else text, encoding="utf-8")
    if problem is None:
        assert load(file)["a"].on(date(2020, 1, 1)).value == 1  # type: ignore[union-attr]
    else:
        with pytest.raises((DeclarationError, KeyError), match=problem):
            load(file)


def test_a_supposed_change_applies_to_one_law_only_and_unknown_names_are_refused() -> None:
    day = date(2018, 5, 31)
    sme = policy.get("tech-sme")
    assert sme.law(day, changes={"max_staff": 600}).value(sme.book.max_staff) == 600  # type: ignore[attr-defined]
    assert sme.law(day).value(sme.book.max_staff) == 500  # type: ignore[attr-defined]
    with pytest.raises(PolicyError, match="没有名为 max_stuff"):
        sme.law(day, changes={"max_stuff": 600})


@pytest.mark.parametrize(
    ("day", "end"), [(date(2018, 1, 1), date(2018, 12, 31)), (date(2018, 12, 31), date(2018, 12, 31))]
)
def test_an_entry_ends_with_its_calendar_year(day: date, end: date) -> None:
    assert entry_ends(day) == end


def test_the_law_of_a_day_does_not_change_when_later_law_is_added() -> None:
    """Every policy, every day on which some law begins: without all that came after that day it reads the same."""
    for policy_id in policy.ids():
        book = policy.get(policy_id).book
        for day in sorted({v.issued_on for p in book.all() for v in p.values}):
            earlier = [
                Parameter(
                    p.key,
                    p.title,
                    p.unit,
                    [v for v in p.values if v.issued_on <= day and v.valid_from <= day],
                )
                for p in book.all()
            ]
            for with_later, without in zip(book.all(), earlier, strict=True):
                assert with_later.on(day, known=day) == without.on(day, known=day) == without.on(day)
