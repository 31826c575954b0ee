"""Shipped frameworks: counts of the published trees, sources, and honest marks on what nobody could check."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from jichuang.methods.composite import CompositeError, Element, build, data, framework, in_force
from jichuang.methods.composite.analyse import jumps
from jichuang.methods.composite.frameworks import library
from jichuang.methods.composite.tests.shared import shared


def test_the_national_tree_has_5_12_and_39_elements_and_its_22_sourced_standards():
    tree = library.get("zonghe")
    levels = list(tree.levels.values())
    assert [levels.count(level) for level in (3, 2, 1)] == [5, 12, 39]
    sourced = [each for each in tree.indicators if each.standard is not None]
    assert len(sourced) == 22 and {each.status for each in sourced} == {"republished"}
    assert all(each.status == "unverified" for each in tree.indicators if each.standard is None)


def test_no_weight_of_a_shipped_tree_claims_to_have_been_checked_and_siblings_are_equal():
    for tree in library.every():
        assert tree.source and {each.weight_status for each in tree.elements if each.parent} == {"unverified"}
        assert all(len({each.weight for each in children}) == 1 for children in tree.children.values())


def test_the_national_tree_agrees_with_its_published_table():
    with shared("index_national_zonghe.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    tree = library.get("zonghe")
    standards = sorted(
        float(row["monitor_standard_2008_edition"]) for row in rows if row["monitor_standard_2008_edition"]
    )
    assert sorted(each.standard for each in tree.indicators if each.standard is not None) == standards
    assert {each.title for each in tree.children["zonghe"]} == {row["level1"] for row in rows}


def test_a_standard_that_was_not_found_stops_the_computation_by_name_instead_of_being_invented():
    tree = library.get("zonghe")
    figures = {code: [1.0, 2.0] for code in tree.codes}
    with pytest.raises(CompositeError, match="没有声明监测标准"):
        build(data(["HEB", "BJ"], figures), tree, library.recipe("zonghe"))


def test_a_county_at_80_points_is_class_a_and_the_other_bars_are_marked_assumptions():
    tree = library.get("hebei-county")
    index = build(
        data(["p", "q"], {code: [80, 79.9] for code in tree.codes}), tree, library.recipe("hebei-county")
    )
    assert [tree.grade_of(float(score)).name for score in index.total] == ["A", "B"]
    assert {grade.name: grade.status for grade in tree.grades} == {
        "A": "republished",
        "B": "unverified",
        "C": "unverified",
    }
    assert all("推定" in grade.source for grade in tree.grades if grade.status == "unverified")


def test_published_class_sizes_of_each_year_add_up_to_the_counties():
    with shared("hebei_county_evaluation_classes.csv").open(encoding="utf-8-sig") as file:
        counties = {int(row["evaluation_year"]): int(row["counties"]) for row in csv.DictReader(file)}
    assert {each.year: sum(each.counts.values()) for each in library.published("hebei-county")} == counties


def test_the_version_in_force_on_a_day_is_the_latest_that_had_begun():
    first, second = (
        framework("t", "测试", [Element("a")], valid_from=date(year, 1, 1)) for year in (2016, 2018)
    )
    assert (
        in_force([second, first], date(2017, 6, 30)) is first
        and in_force([first, second], date(2018, 1, 1)) is second
    )
    with pytest.raises(CompositeError, match="2015-01-01"):
        in_force([first, second], date(2015, 1, 1))


def test_a_county_that_passes_a_bar_jumps_and_one_that_only_moves_up_does_not():
    tree, recipe = library.get("hebei-county"), library.recipe("hebei-county")
    first, second = (dict.fromkeys(tree.codes, scores) for scores in ([79.0, 62.0, 85.0], [80.0, 70.0, 59.0]))
    found = jumps(*(build(data(["p", "q", "r"], figures), tree, recipe) for figures in (first, second)))
    assert [(each.unit, each.before.name, each.after.name) for each in found] == [
        ("p", "B", "A"),
        ("r", "A", "C"),
    ]
