"""Weights: experts' judgements and their consistency, and weights from data with their intervals."""

from __future__ import annotations

import numpy as np
import pytest

from jichuang.methods.composite import CompositeError, Element
from jichuang.methods.composite.weights import (
    Balanced,
    BenefitOfDoubt,
    Entropy,
    Equal,
    FactorAnalysis,
    PrincipalComponent,
    budget,
    hierarchy,
    influence,
    intervals,
)
from jichuang.methods.composite.weights.simplex import maximise

TAI = ("patents", "royalties", "internet", "exports", "telephones", "electricity", "schooling", "university")
# OECD/JRC Handbook 2008, table 20
COMPARED = [
    [1, 2, 3, 2, 5, 5, 1, 3],
    ["1/2", 1, 2, "1/2", 4, 4, "1/2", 3],
    ["1/3", "1/2", 1, "1/4", 2, 2, "1/5", "1/2"],
    ["1/2", 2, 4, 1, 4, 4, "1/2", 3],
    ["1/5", "1/4", "1/2", "1/4", 1, 1, "1/5", "1/2"],
    ["1/5", "1/4", "1/2", "1/4", 1, 1, "1/5", "1/2"],
    [1, 2, 5, 2, 5, 5, 1, 4],
    ["1/3", "1/3", 2, "1/3", 2, 2, "1/4", 1],
]


def elements(count: int):
    return tuple(Element(code) for code in "abcdefgh"[:count])


def scores(units: int = 30, count: int = 4, seed: int = 2):
    draw = np.random.default_rng(seed)
    common = draw.normal(size=(units, 1))
    return np.abs(50 + 10 * (common + 0.6 * draw.normal(size=(units, count))))


def test_the_hierarchy_of_table_20_has_its_weights_and_is_consistent():
    found = hierarchy(TAI, COMPARED)
    np.testing.assert_allclose(
        list(found.weights.values()), [0.229, 0.135, 0.059, 0.176, 0.039, 0.039, 0.252, 0.072], atol=5e-4
    )
    assert found.eigenvalue == pytest.approx(8.2111, abs=5e-5) and found.ratio == pytest.approx(
        0.0214, abs=5e-5
    )
    assert found.consistent


def test_judgements_in_a_circle_are_inconsistent_and_judgements_that_contradict_are_refused():
    assert not hierarchy("abc", [[1, 5, "1/5"], ["1/5", 1, 5], [5, "1/5", 1]]).consistent
    with pytest.raises(CompositeError, match="a.*b.*倒数"):
        hierarchy("abc", [[1, 5, 1], [5, 1, 1], [1, 1, 1]])


def test_budgets_are_averaged_and_one_that_does_not_add_up_is_named():
    found = budget([{"a": 60, "b": 40}, {"a": 20, "b": 80}])
    assert found.weights == pytest.approx({"a": 0.4, "b": 0.6}) and (
        found.lowest["a"],
        found.highest["a"],
    ) == (0.2, 0.6)
    with pytest.raises(CompositeError, match="第 2 位专家.*90"):
        budget([{"a": 60, "b": 40}, {"a": 20, "b": 70}])


def test_entropy_gives_nothing_to_a_constant_and_most_to_what_tells_units_apart():
    values = np.array([[5, 1, 0], [5, 2, 0], [5, 3, 0], [5, 4, 10]], dtype=float)
    weights = Entropy().siblings("p", elements(3), values)
    assert weights[0] == 0 and weights[2] > weights[1] > 0 and weights.sum() == pytest.approx(1)
    with pytest.raises(CompositeError, match="负数.*a"):
        Entropy().siblings("p", elements(2), np.array([[-1, 1], [2, 2], [3, 5]], dtype=float))


def test_principal_component_weights_refuse_a_sibling_that_runs_against_the_others():
    values = scores()
    assert (PrincipalComponent().siblings("p", elements(4), values) > 0).all()
    values[:, 3] = 100 - values[:, 3]
    with pytest.raises(CompositeError, match="反向.*d"):
        PrincipalComponent().siblings("p", elements(4), values)


def test_balanced_weights_give_every_sibling_the_same_influence():
    values = np.random.default_rng(4).normal(size=(40, 5)) * [1, 2, 3, 4, 5]
    weights = Balanced().siblings("p", elements(5), values)
    np.testing.assert_allclose(influence(values, weights), np.full(5, 0.2), atol=1e-6)


@pytest.mark.parametrize("seed", range(25))
def test_balanced_weights_are_never_worse_than_where_they_started(seed):
    draw = np.random.default_rng(seed)
    values = draw.normal(size=(int(draw.integers(3, 20)), int(draw.integers(1, 8))))
    some = elements(values.shape[1])
    weights, meant = Balanced(steps=60).siblings("p", some, values), np.full(len(some), 1 / len(some))
    assert (weights >= 0).all() and weights.sum() == pytest.approx(1)
    assert (
        np.abs(influence(values, weights) - meant).sum()
        <= np.abs(influence(values, meant) - meant).sum() + 1e-12
    )


@pytest.mark.parametrize("rule", [Entropy(), PrincipalComponent(), FactorAnalysis(), Balanced(steps=50)])
def test_intervals_hold_the_point_and_are_wider_with_fewer_units(rule):
    few = intervals(rule, "p", elements(4), scores(12), times=80)
    many = intervals(rule, "p", elements(4), scores(300), times=80)
    assert all(each.low <= each.high for each in few)
    assert sum(each.high - each.low for each in few) > sum(each.high - each.low for each in many)


def test_too_few_complete_units_cannot_give_weights():
    with pytest.raises(CompositeError, match="2 个单元"):
        Entropy().siblings("p", elements(2), np.array([[1, 2], [2, np.nan], [3, 4]]))
    assert Equal().siblings("p", elements(2), np.zeros((1, 2))).tolist() == [1, 1]


def test_everyone_who_leads_in_something_gets_full_marks_without_bounds_and_not_with_them():
    values = np.array([[1.0, 0.1], [0.1, 1.0], [0.5, 0.5]])
    np.testing.assert_allclose(BenefitOfDoubt().solve(values).scores, [1, 1, 0.5 / 0.55], rtol=1e-9)
    bounded = BenefitOfDoubt(0.5, 0.5).solve(values)
    np.testing.assert_allclose(bounded.scores, [1, 1, 0.5 / 0.55], rtol=1e-9)
    assert np.allclose(bounded.weights[:, 0], bounded.weights[:, 1])


def test_pie_shares_are_bounded_by_the_score_they_make():
    values = np.random.default_rng(3).uniform(0.1, 1, (8, 4))
    found = BenefitOfDoubt(0.1, 0.4, of="score").solve(values)
    pies = found.weights * values / found.scores[:, None]
    assert pies.min() >= 0.1 - 1e-9 and pies.max() <= 0.4 + 1e-9 and found.scores.max() <= 1 + 1e-9


def test_shares_that_cannot_be_met_are_refused():
    with pytest.raises(CompositeError, match="份额"):
        BenefitOfDoubt(0.3, 1).solve(np.ones((3, 4)))


def test_a_small_linear_programme_has_its_known_best():
    best, at = maximise(np.array([3.0, 5]), np.array([[1.0, 0], [0, 2], [3, 2]]), np.array([4.0, 12, 18]))
    assert best == pytest.approx(36) and at.tolist() == pytest.approx([2, 6])
    with pytest.raises(CompositeError, match="最大值"):
        maximise(np.array([1.0]), np.array([[-1.0]]), np.array([1.0]))
