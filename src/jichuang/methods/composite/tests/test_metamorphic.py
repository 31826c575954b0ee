"""What must not change when the input is written differently, and what must: checks that need no published answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang.methods.composite import (
    UNTREATED,
    Borda,
    DistanceToMax,
    Element,
    FixedStandard,
    FractionOfMax,
    Goalposts,
    MinMax,
    Normalisers,
    PercentileRank,
    Rank,
    Recipe,
    Treatments,
    ZScore,
    build,
    data,
    framework,
)
from jichuang.methods.composite.weights import Named

CODES = ("a", "b", "c", "d")
RELATIVE = [MinMax(), MinMax(1, 10), ZScore(), DistanceToMax(), Rank(), Borda(), PercentileRank()]


def tree(**changes: dict[str, object]):
    base = {
        "a": {"parent": "p"}, "b": {"parent": "p", "direction": -1, "weight": 2}, "c": {"parent": "q"}, "d": {"parent": "q"},
        "p": {"parent": "i", "aggregate": True}, "q": {"parent": "i", "aggregate": True, "weight": 3}, "i": {"aggregate": True},
    }  # fmt: skip
    return framework(
        "t", "测试", [Element(code, **{**given, **changes.get(code, {})}) for code, given in base.items()]
    )


def figures(seed: int, units: int = 12):
    draw = np.random.default_rng(seed).lognormal(2, 0.8, (units, len(CODES)))
    return {code: draw[:, at].tolist() for at, code in enumerate(CODES)}


def units(count: int = 12):
    return [f"u{at:02d}" for at in range(count)]


def total(columns, elements=None, recipe=None, names=None):
    return build(data(names or units(), columns), elements or tree(), recipe).total


seeds = st.integers(0, 1_000)
relative = st.sampled_from(RELATIVE)


@settings(max_examples=40, deadline=None)
@given(seeds, relative)
def test_the_order_of_rows_does_not_matter(seed, rule):
    columns, order = figures(seed), np.random.default_rng(seed).permutation(12)
    recipe = Recipe(normalise=Normalisers(rule))
    turned = {code: [column[at] for at in order] for code, column in columns.items()}
    np.testing.assert_allclose(
        total(turned, recipe=recipe, names=[units()[at] for at in order]),
        total(columns, recipe=recipe)[order],
        rtol=1e-10,
        atol=1e-10,
    )


@settings(max_examples=40, deadline=None)
@given(seeds, relative)
def test_a_column_in_another_unit_gives_the_same_index(seed, rule):
    columns, recipe = figures(seed), Recipe(normalise=Normalisers(rule))
    other = {**columns, "a": [value * 1000 for value in columns["a"]]}
    np.testing.assert_allclose(
        total(other, recipe=recipe), total(columns, recipe=recipe), rtol=1e-9, atol=1e-9
    )


@settings(max_examples=40, deadline=None)
@given(seeds, relative)
def test_a_shift_of_a_column_gives_the_same_index(seed, rule):
    columns, recipe = figures(seed), Recipe(normalise=Normalisers(rule))
    other = {**columns, "c": [value + 7 for value in columns["c"]]}
    np.testing.assert_allclose(
        total(other, recipe=recipe), total(columns, recipe=recipe), rtol=1e-8, atol=1e-8
    )


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from([*RELATIVE, FractionOfMax()]))
def test_negated_figures_with_the_other_direction_give_the_same_index(seed, rule):
    columns, recipe = figures(seed), Recipe(normalise=Normalisers(rule))
    other = {**columns, "a": [-value for value in columns["a"]]}
    np.testing.assert_allclose(
        total(other, tree(a={"direction": -1}), recipe), total(columns, recipe=recipe), rtol=1e-9, atol=1e-9
    )


@given(seeds)
def test_other_codes_for_the_same_indicators_give_the_same_index(seed):
    columns = figures(seed)
    renamed = framework("t", "测试", [Element("x" + e.code, parent="x" + e.parent if e.parent else None, weight=e.weight, direction=e.direction, aggregate=e.aggregate) for e in tree().elements])  # fmt: skip
    np.testing.assert_array_equal(
        total({"x" + code: column for code, column in columns.items()}, renamed), total(columns)
    )


@given(seeds, st.floats(0.01, 100))
def test_weights_of_siblings_count_only_by_their_ratio(seed, factor):
    columns = figures(seed)
    scaled = tree(a={"weight": factor}, b={"weight": 2 * factor})
    np.testing.assert_allclose(total(columns, scaled), total(columns), rtol=1e-10)


@given(seeds)
def test_an_indicator_twice_with_half_its_weight_gives_the_same_index(seed):
    columns = figures(seed)
    elements = [*tree(c={"weight": 0.5}).elements, Element("c2", parent="q", weight=0.5)]
    np.testing.assert_allclose(
        total({**columns, "c2": columns["c"]}, framework("t", "测试", elements)), total(columns), rtol=1e-10
    )


@pytest.mark.parametrize("rule", [Goalposts(0, 100), FixedStandard()])
def test_a_unit_that_leaves_does_not_change_scores_against_fixed_bars(rule):
    columns, bars = figures(5), {"goalposts": (0.5, 60.0), "standard": 20.0}
    elements, recipe = (
        tree(**dict.fromkeys(CODES, bars)),
        Recipe(normalise=Normalisers(rule), treat=Treatments(UNTREATED)),
    )
    fewer = {code: column[1:] for code, column in columns.items()}
    np.testing.assert_array_equal(
        total(fewer, elements, recipe, units()[1:]), total(columns, elements, recipe)[1:]
    )


@pytest.mark.parametrize("rule", [*RELATIVE, Goalposts(), FixedStandard()])
def test_more_of_a_bad_thing_never_scores_more(rule):
    columns = figures(3)
    bars = {"goalposts": (0.5, 60.0), "standard": 20.0}
    index = build(
        data(units(), columns), tree(**dict.fromkeys(CODES, bars)), Recipe(normalise=Normalisers(rule))
    )
    order = np.argsort(columns["b"])
    assert (np.diff(index.scores["b"][order]) <= 1e-12).all() and (
        index.scores["b"][order[0]] > index.scores["b"][order[-1]]
    )


def test_named_weights_equal_to_the_given_ones_change_nothing():
    columns = figures(1)
    np.testing.assert_array_equal(
        total(columns, recipe=Recipe(weights=Named({"q": 3, "b": 2}))), total(columns)
    )


def test_one_year_alone_and_the_same_year_within_a_panel_get_the_same_scores_within_periods():
    first, second = figures(1), figures(2)
    both = {code: first[code] + second[code] for code in CODES}
    panel = build(data(units() * 2, both, periods=[2017] * 12 + [2018] * 12), tree(), Recipe(over="period"))
    np.testing.assert_allclose(panel.total[:12], total(first), rtol=1e-12)
    np.testing.assert_allclose(panel.total[12:], total(second), rtol=1e-12)
    assert sorted(panel.places()[:12].tolist()) == list(range(1, 13))
