"""Uncertainty and sensitivity: only what is declared varies, and known answers are met."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jichuang.methods.composite import (
    Aggregation,
    Average,
    CompositeError,
    Copeland,
    Element,
    Geometric,
    Median,
    MinMax,
    Normalisers,
    Rank,
    Recipe,
    Treatment,
    Treatments,
    ZScore,
    build,
    data,
    framework,
)
from jichuang.methods.composite.uncertainty import Declared, decompose, points, sensitivity, uncertainty

CODES = ("a", "b", "c", "d", "e")
TREE = framework(
    "t", "测试",
    [Element("a", parent="p"), Element("b", parent="p"), Element("c", parent="q"), Element("d", parent="q"), Element("e", parent="r"),
     *(Element(code, parent="i", aggregate=True) for code in "pqr"), Element("i", aggregate=True)],
)  # fmt: skip
RECIPE = Recipe(normalise=Normalisers(MinMax(1, 100)))


def sample(seed: int = 7, units: int = 14):
    draw = np.random.default_rng(seed).lognormal(1, 0.9, (units, len(CODES)))
    return data(
        [f"u{at:02d}" for at in range(units)], {code: draw[:, at].tolist() for at, code in enumerate(CODES)}
    )


def everything():
    return Declared(
        treat=tuple(Treatments(Treatment(winmax)) for winmax in (1, 2, 3)),
        normalise=(Normalisers(Rank()),),
        aggregate=(Aggregation(Geometric()),),
        noise=0.25,
        left_out=True,
    )


def test_noise_of_zero_and_no_alternatives_is_refused_for_nothing_varies():
    with pytest.raises(CompositeError, match="没有声明"):
        uncertainty(sample(), TREE, RECIPE, Declared(normalise=(Normalisers(MinMax(1, 100)),)))


def test_noise_so_small_that_it_does_nothing_gives_the_nominal_places_in_every_replication():
    found = uncertainty(sample(), TREE, RECIPE, Declared(noise=1e-9), runs=50)
    assert (found.places == build(sample(), TREE, RECIPE).places()).all()
    assert all(each.low == each.nominal == each.high and each.kept == 1 for each in found.intervals())


def test_every_replication_is_the_index_that_its_line_of_the_design_describes():
    found = uncertainty(sample(), TREE, RECIPE, everything(), runs=60, seed=3)
    keys = [each.key for each in found.factors]
    assert keys == ["treat", "normalise", "aggregate", "noise", "left_out"]
    for run in range(0, 60, 7):
        line = dict(zip(keys, found.design[run].tolist(), strict=True))
        weights = {p: w * found.runs.noise[p][line["noise"]] for p, w in found.runs.nominal.weights.items()}
        gone = TREE.codes[line["left_out"] - 1] if line["left_out"] else None
        recipe = Recipe(
            treat=[RECIPE.treat, *everything().treat][line["treat"]],
            normalise=[RECIPE.normalise, *everything().normalise][line["normalise"]],
            aggregate=[RECIPE.aggregate, *everything().aggregate][line["aggregate"]],
            weights=Fixed(weights, {gone, "r"} if gone == "e" else {gone}),
        )
        np.testing.assert_allclose(found.scores[run], build(sample(), TREE, recipe).total, rtol=1e-12)


class Fixed:
    """Weights by hand, some elements at 0."""

    from_data = False

    def __init__(self, weights, gone):
        self.weights, self.gone = weights, gone

    def siblings(self, parent, elements, scores):
        held = np.array([0 if each.code in self.gone else 1 for each in elements]) * self.weights[parent]
        return held if held.sum() else np.ones(len(elements))


def test_the_same_seed_gives_the_same_answer_and_another_gives_another():
    first, again, other = (
        uncertainty(sample(), TREE, RECIPE, everything(), runs=40, seed=seed) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.scores, again.scores)
    assert (first.scores != other.scores).any()


def test_the_design_is_exported_in_words_with_each_runs_result():
    header, rows = uncertainty(sample(), TREE, RECIPE, everything(), runs=30).table()
    assert header[:5] == ["run", "treat", "normalise", "aggregate", "left_out"] and header[-3:] == [
        "mean_score",
        "deviation",
        "mean_shift",
    ]
    assert header[5:-3] == [f"weight:{code}" for code in "abcdepqr"]
    assert (
        len(rows) == 30
        and {row[2] for row in rows} == {"minmax:1,100", "rank"}
        and {row[3] for row in rows} == {"amean", "gmean"}
    )
    assert len({row[5] for row in rows}) == 30 and all(
        0.75 <= value <= 1.25 for row in rows for value in row[5:-3]
    )


def test_places_stay_within_one_and_the_number_of_units_and_intervals_contain_the_median():
    found = uncertainty(sample(), TREE, RECIPE, everything(), runs=200)
    assert found.places.min() == 1 and found.places.max() <= 14
    assert all(
        1 <= each.low <= each.median <= each.high <= 14 and 0 <= each.kept <= 1 for each in found.intervals()
    )


def test_copeland_and_imputation_may_be_declared_too():
    held = sample()
    held.figures["a"][3] = math.nan
    found = uncertainty(
        held,
        TREE,
        Recipe(impute=Average()),
        Declared(impute=(Median(),), aggregate=(Aggregation(Copeland()),)),
        runs=20,
    )
    assert {each.key for each in found.factors} == {"impute", "aggregate"}
    assert np.isfinite(found.scores).all()


def ishigami(at):
    x = (2 * at - 1) * math.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_ishigamis_function_has_its_known_indices_and_the_intervals_hold_them():
    found = decompose(ishigami, 3, 4096)
    for effect, first, total in zip(
        found.effects, (0.3139, 0.4424, 0), (0.5576, 0.4424, 0.2437), strict=True
    ):
        assert effect.first == pytest.approx(first, abs=0.01) and effect.total == pytest.approx(
            total, abs=0.01
        )
        assert (
            effect.first_low <= effect.first <= effect.first_high
            and effect.total_low <= effect.total <= effect.total_high
        )
    assert found.variance == pytest.approx(13.8446, rel=0.01) and found.runs == 4096 * 5


def test_a_factor_that_does_nothing_has_effects_of_exactly_zero():
    found = decompose(lambda at: at[:, 0] ** 2, 2, 256)
    assert (found.effects[1].first, found.effects[1].total) == (0, 0)
    assert found.effects[0].total == pytest.approx(1, abs=0.02)


def test_a_constant_output_has_no_variance_and_no_effects():
    found = decompose(lambda at: np.ones(len(at)), 2, 64)
    assert found.variance == 0 and all(effect.total == 0 for effect in found.effects)


def test_first_order_effects_of_the_index_do_not_exceed_the_totals_and_do_not_add_to_more_than_one():
    found = sensitivity(
        sample(), TREE, RECIPE, Declared(normalise=(Normalisers(ZScore()),), noise=0.25), base=512
    )
    assert [each.key for each in found.factors] == ["normalise", "noise"] and found.runs == 512 * 4
    assert sum(effect.first for effect in found.effects) <= 1.02
    assert all(effect.first <= effect.total + 0.05 for effect in found.effects)


def test_points_are_spread_evenly_in_every_dimension():
    for column in points(256, 21, seed=5).T:
        assert len(set(np.floor(column * 256))) == 256
