"""Each step by itself on columns small enough to work out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jichuang.methods.composite import (
    Arithmetic,
    CompositeError,
    Copeland,
    DistanceToReference,
    DistanceToTarget,
    Element,
    FixedStandard,
    FractionOfBest,
    FractionOfMax,
    Generalised,
    Geometric,
    Goalposts,
    Grouped,
    Harmonic,
    Latest,
    Linear,
    Median,
    Normalisers,
    Recipe,
    Scaled,
    Screen,
    Total,
    Treatment,
    Treatments,
    build,
    data,
    framework,
)
from jichuang.methods.composite.arrays import ascending, places, significant
from jichuang.methods.composite.transforms import (
    BoxCox,
    log_gii,
    log_range,
    log_range_low,
    log_shifted,
    square_root,
)
from jichuang.methods.composite.treat import treated, winsorised

GAP = float("nan")


def panel(*values, rule):
    years = list(range(2015, 2015 + len(values)))
    held = data(["u"] * len(years), {"a": list(values)}, periods=years)
    return rule.fill(held.figures["a"], held, np.arange(len(years))).tolist()


@pytest.mark.parametrize(
    "values, latest, linear",
    [
        ([1, None, None, 4], [1, 1, 1, 4], [1, 2, 3, 4]),
        ([None, 2, None, None], [GAP, 2, 2, 2], [2, 2, 2, 2]),  # one figure only is carried to every period
        ([None, None], [GAP, GAP], [GAP, GAP]),
        ([5, None, 1], [5, 5, 1], [5, 3, 1]),
    ],
)
def test_a_units_own_years_fill_its_gaps(values, latest, linear):
    np.testing.assert_array_equal(panel(*values, rule=Latest()), latest)
    np.testing.assert_array_equal(panel(*values, rule=Linear()), linear)


def test_years_are_read_in_order_of_time_and_not_of_rows():
    held = data(["u", "v", "u", "v"], {"a": [9, 1, None, None]}, periods=[2016, 2018, 2017, 2017])
    assert Latest().fill(held.figures["a"], held, np.arange(4)).tolist()[:3] == [9, 1, 9]


def test_medians_and_groups_fill_with_their_own_middle():
    held = data(list("uvwxy"), {"a": [1, 2, 90, None, None]}, groups={"g": ["L", "L", "S", "L", "S"]})
    column, rows = held.figures["a"], np.arange(5)
    assert Median().fill(column, held, rows).tolist()[3:] == [2, 2]
    assert Grouped("g").fill(column, held, rows).tolist()[3:] == [1.5, 90]
    assert Grouped("g", median=True).flag == "group-median:g"


def test_winsorising_moves_ties_together_and_counts_points_once():
    values = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 500, 500], dtype=float)
    out, how = winsorised(values, Treatment(winmax=5, skew=1, kurt=-5))
    assert out.max() == 10 and how.tolist().count("winsorised-high") == 2
    low, how = winsorised(-values, Treatment(winmax=5, skew=1, kurt=-5))
    assert low.min() == -10 and how.tolist().count("winsorised-low") == 2


def test_a_column_that_still_fails_gets_the_transformation_of_its_original_figures():
    values = np.array([1.0, *np.ones(20) * 2, 3, 1e3, 1e4, 1e5, 1e6])
    found = treated(values[:, None], Treatments(Treatment(winmax=1)), (np.arange(len(values)),), ("a",))
    np.testing.assert_allclose(found.values[:, 0], log_range(values))
    assert found.columns[0].transform == "log" and found.columns[0].winsorised == 0
    assert len(found.points) == len(values) and found.points[-1].before == 1e6


def test_an_exception_for_one_indicator_leaves_it_as_it_is():
    values = np.array([1.0, 2, 2, 3, 3, 4, 4, 5, 900])
    both = np.column_stack([values, values])
    found = treated(
        both, Treatments(Treatment(), {"b": Treatment(0, transform=None)}), (np.arange(9),), ("a", "b")
    )
    assert found.values[:, 0].max() < 900 and found.values[:, 1].max() == 900
    assert [each.code for each in found.points] == ["a"]


def test_transformations_have_their_formulas_and_keep_the_order():
    values = np.array([0.0, 1, 3, 7])
    np.testing.assert_allclose(log_range(values), np.log(values + 0.07))
    np.testing.assert_allclose(log_range_low(values), -np.log(7 - values + 0.07))
    np.testing.assert_allclose(log_shifted(values), np.log(values + 1))
    np.testing.assert_allclose(log_gii(values), np.log(6 * values / 7 + 1))
    np.testing.assert_allclose(square_root(values), np.sqrt(values))
    np.testing.assert_allclose(BoxCox(2)(values), ((values + 1) ** 2 - 1) / 2)
    np.testing.assert_allclose(BoxCox(0)(values), np.log(values + 1))
    for each in (log_range, log_range_low, log_shifted, log_gii, square_root, BoxCox(-1)):
        assert (np.diff(each(values)) > 0).all()
    with pytest.raises(CompositeError, match="颠倒"):
        log_gii(np.array([0.1, 0.5]))
    with pytest.raises(CompositeError, match="大于 0"):
        BoxCox(0.5, positive=False)(values)


def column(rule, values, **element):
    return rule.column(
        np.array(values, dtype=float), Element("a", **element), [f"u{at}" for at in range(len(values))]
    ).tolist()


def test_goalposts_scale_between_their_posts_turn_with_direction_and_stop_at_the_ends():
    posts = {"goalposts": (0, 10)}
    assert column(Goalposts(), [1, -5, 20], **posts) == [0.1, 0, 1]
    assert column(Goalposts(), [1], direction=-1, **posts) == [0.9]
    assert column(Goalposts(1, 100), [0, 10], **posts) == [1, 100]
    assert column(Goalposts(capped=False), [20], **posts) == [2]
    assert column(Goalposts(log=True), [10], goalposts=(1, 100)) == [0.5]


def test_fixed_standards_cap_at_full_marks_in_both_directions():
    assert column(FixedStandard(), [1, 2, 5], standard=2) == [50, 100, 100]
    assert column(FixedStandard(), [0, 1, 4], standard=2, direction=-1) == [100, 100, 50]
    assert column(FixedStandard(), [3], target=6) == [50]


def test_distances_to_a_target_and_to_a_reference_start_at_the_worst_unit():
    assert column(DistanceToTarget(), [0, 5, 20], target=10) == [0, 0.5, 2]
    assert column(DistanceToTarget(capped=True), [0, 5, 20], target=10) == [0, 0.5, 1]
    assert column(DistanceToTarget(), [10, 5, 2], target=2, direction=-1) == [0, 0.625, 1]
    assert column(DistanceToReference("u1"), [0, 5, 20]) == [0, 1, 4]
    with pytest.raises(CompositeError, match="没有意义"):
        column(DistanceToTarget(), [3, 5], target=3)


def test_a_fraction_of_the_best_keeps_the_order_where_coinrs_fraction_of_the_maximum_turns_it_round():
    assert column(FractionOfMax(), [1, 2, 4]) == [0.25, 0.5, 1]
    assert column(FractionOfMax(), [1, 2, 4], direction=-1) == [1, 2, 4]
    assert column(FractionOfBest(), [1, 2, 4], direction=-1) == [1, 0.5, 0.25]
    assert column(FractionOfMax(), [0, 2, 4], direction=-1) == [1, 0.5, 0]
    tree = framework("t", "测试", [Element("a", direction=-1), Element("b")])
    recipe = Recipe(normalise=Normalisers(FractionOfMax()))
    assert "a" in build(data(["u", "v"], {"a": [1, 2], "b": [1, 2]}), tree, recipe).notices[0]


def test_scaled_only_shifts_and_stretches():
    assert column(Scaled(1, 11), [1, 6, 21]) == [0, 50, 200]


def mean(rule, values, weights):
    return float(rule.combine(np.array([values], dtype=float), np.array(weights, dtype=float))[0])


def test_means_have_coinrs_known_values():
    assert mean(Geometric(), [1, 2, 3], [1, 1, 1]) == pytest.approx(6 ** (1 / 3))
    assert mean(Geometric(), [1, 2, 3], [1, 1, 2]) == pytest.approx(18 ** (1 / 4))
    assert mean(Harmonic(), [1, 2, 3], [2, 1, 1]) == pytest.approx(4 / (2 + 1 / 2 + 1 / 3))
    assert mean(Arithmetic(), [1, 2, GAP], [1, 3, 5]) == pytest.approx(7 / 4)
    assert mean(Total(), [1, 2, GAP], [9, 9, 9]) == 3


def test_the_power_mean_is_the_other_means_at_its_powers():
    values, weights = [1, 2, 5], [1, 2, 3]
    for power, rule in ((1, Arithmetic()), (0, Geometric()), (-1, Harmonic())):
        assert mean(Generalised(power), values, weights) == pytest.approx(mean(rule, values, weights))
    assert mean(Generalised(1e-9), values, weights) == pytest.approx(mean(Geometric(), values, weights))


@pytest.mark.parametrize("rule", [Arithmetic(), Geometric(), Harmonic(), Generalised(2), Copeland()])
def test_many_replications_at_once_equal_each_by_itself(rule):
    draw = np.random.default_rng(1)
    values, weights = draw.uniform(1, 9, (6, 4)), draw.uniform(0.1, 1, (30, 4))
    together = rule.combine(values, weights)
    np.testing.assert_allclose(together, [rule.combine(values, each) for each in weights], rtol=1e-12)


def test_screening_counts_observed_figures_and_obeys_names():
    observed = np.array([[1, 1, 1], [GAP, GAP, 2], [3, 0, 0], [4, 2, GAP]])
    held = data(list("uvwx"), {code: observed[:, at].tolist() for at, code in enumerate("abc")})

    def kept(**rule):
        return [held.units[row] for row in Screen(**rule).kept(observed, held)]

    assert kept() == ["u", "v", "w", "x"]
    assert kept(available=0.6) == ["u", "w", "x"]
    assert kept(available=0.6, nonzero=0.5) == ["u", "x"]
    assert kept(available=0.6, always=frozenset("v"), never=frozenset("u")) == ["v", "w", "x"]
    with pytest.raises(CompositeError, match="90%"):
        kept(available=0.9, never=frozenset("uw"))


def test_ranks_and_places_tie_within_twelve_digits():
    values = np.array([0.3, 0.1 + 0.2, 0.2, GAP])
    np.testing.assert_array_equal(ascending(values), [2, 2, 1, GAP])
    assert places(np.array([[0.3, 0.1 + 0.2, 0.2], [1, 2, 3]])).tolist() == [[1, 1, 3], [3, 2, 1]]
    assert significant(np.array([0.0, 123456789012345.0, -1e-20]))[1] == 123456789012000.0
    assert math.isnan(significant(np.array([GAP]))[0])
