"""Bad input is named, with a Chinese sentence that says where; nothing ever comes out as a silent NaN."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jichuang.methods.composite import (
    Aggregation,
    Average,
    CompositeError,
    Element,
    FixedStandard,
    Geometric,
    Grouped,
    MinMax,
    Normalisers,
    Recipe,
    ZScore,
    build,
    data,
    framework,
)


def tree(*more: Element):
    return framework(
        "t", "测试", [Element("a", parent="i"), Element("b", parent="i"), Element("i", aggregate=True), *more]
    )


def figures(**columns):
    return data(["甲", "乙", "丙"], {"a": [1, 2, 3], "b": [3, 5, 4], **columns})


def fails(code: str, *names: str):
    return pytest.raises(CompositeError, match=".*".join(names))


@pytest.mark.parametrize(
    "elements, code, name",
    [
        ([], "empty", "没有任何指标"),
        ([Element("a"), Element("a")], "repeated_code", "a"),
        ([Element("a", parent="x"), Element("i", aggregate=True)], "unknown_parent", "x"),
        (
            [Element("a", parent="b"), Element("b", parent="i"), Element("i", aggregate=True)],
            "parent_is_indicator",
            "b",
        ),
        (
            [Element("p", parent="q", aggregate=True), Element("q", parent="p", aggregate=True)],
            "cycle",
            "p → q → p|q → p → q",
        ),
        (
            [Element("a", parent="i"), Element("i", aggregate=True), Element("k", aggregate=True)],
            "no_children",
            "k",
        ),
        (
            [Element("a", parent="i"), Element("b", parent="k"), *(Element(x, aggregate=True) for x in "ik")],
            "several_roots",
            "i、k",
        ),
        ([Element("a", parent="i", weight=0), Element("i", aggregate=True)], "zero_weights", "i"),
        ([Element("a", parent="i", weight=-1), Element("i", aggregate=True)], "weight", "a"),
        ([Element("a", parent="i", direction=2), Element("i", aggregate=True)], "direction", "a"),
    ],
)
def test_a_faulty_tree_is_refused_by_name(elements, code, name):
    with fails(code, name) as caught:
        framework("t", "测试", elements)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "value, code", [("12", "text"), (True, "text"), (math.inf, "infinite"), (1e80, "size"), (1e-80, "size")]
)
def test_a_text_where_a_number_belongs_is_named_with_unit_and_column(value, code):
    with fails(code, "乙", "b") as caught:
        figures(b=[3, value, 4])
    assert caught.value.code == code


def test_a_unit_twice_is_refused_and_the_same_unit_in_two_years_is_not():
    with fails("repeated_unit", "甲"):
        data(["甲", "甲"], {"a": [1, 2]})
    assert len(data(["甲", "甲"], {"a": [1, 2]}, periods=[2017, 2018]).blocks) == 2


@pytest.mark.parametrize("rule", [MinMax(), ZScore()])
def test_a_constant_column_cannot_be_scaled_by_its_spread_and_says_so(rule):
    with fails("constant", "b", "都是 4"):
        build(figures(b=[4, 4, 4]), tree(), Recipe(normalise=Normalisers(rule)))


def test_a_column_constant_but_for_binary_dust_is_constant():
    with fails("constant", "b"):
        build(figures(b=[0.3, 0.1 + 0.2, 0.3]), tree())


def test_one_unit_cannot_be_compared_but_can_be_held_against_a_standard():
    alone = data(["甲"], {"a": [5], "b": [20]})
    with fails("one_unit", "a"):
        build(alone, tree())
    fixed = framework("t", "测试", [Element("a", standard=10), Element("b", standard=10)])
    assert build(alone, fixed, Recipe(normalise=Normalisers(FixedStandard()))).total.tolist() == [75.0]


def test_a_column_or_a_unit_without_any_figure_is_named():
    with fails("all_missing", "b"):
        build(figures(b=[None, None, None]), tree())
    with fails("unit_all_missing", "乙"):
        build(figures(a=[1, None, 3], b=[1, None, 3]), tree())


def test_an_indicator_that_is_no_column_is_named():
    with fails("unknown_code", "c"):
        build(figures(), tree(Element("c", parent="i")))


@pytest.mark.parametrize("below, code", [([1, 0, 2], "denominator"), ([1, -1, 2], "denominator")])
def test_a_denominator_of_zero_or_less_is_named(below, code):
    divided = framework("t", "测试", [Element("a", denominator="pop"), Element("b")])
    with fails(code, "pop", "乙"):
        build(figures(pop=below), divided)


def test_zero_or_less_in_a_geometric_mean_names_the_cell():
    with fails("not_positive", "甲", "a", "i"):
        build(figures(), tree(), Recipe(aggregate=Aggregation(Geometric())))


def test_a_group_without_one_figure_cannot_be_imputed_and_names_the_cell():
    held = data(["甲", "乙", "丙"], {"a": [1, 2, None], "b": [1, 2, 3]}, groups={"size": ["L", "L", "S"]})
    with fails("not_imputed", "丙", "a"):
        build(held, tree(), Recipe(impute=Grouped("size")))
    with fails("unknown_group", "pop", "size"):
        build(held, tree(), Recipe(impute=Grouped("pop")))


def test_a_unit_without_any_part_of_a_pillar_is_refused_unless_blanks_are_declared():
    two = framework(
        "t", "测试",
        [Element("a", parent="p"), Element("b", parent="q"), *(Element(x, parent="i", aggregate=True) for x in "pq"), Element("i", aggregate=True)],
    )  # fmt: skip
    held = figures(b=[1, None, 3])
    with fails("no_siblings", "q", "乙"):
        build(held, two)
    index = build(held, two, Recipe(aggregate=Aggregation(least=0.6)))
    assert index.blanks == (("单元“乙”", "q"), ("单元“乙”", "i"))
    assert np.isnan(index.places()[1]) and not np.isnan(index.places()[[0, 2]]).any()


def test_what_is_filled_is_flagged_and_what_was_there_is_untouched():
    index = build(figures(a=[1, None, 3]), tree(), Recipe(impute=Average()))
    assert index.stages.imputed.values[:, 0].tolist() == [1, 2, 3]
    assert index.stages.imputed.flags[:, 0].tolist() == ["", "mean", ""]
