"""Any figure leads back to its raw cell, parts add up, and the analyses say what published or hand-made cases say."""

from __future__ import annotations

import numpy as np
import pytest

from jichuang.methods.composite import (
    Aggregation,
    Average,
    Element,
    Geometric,
    Goalposts,
    Grouped,
    MinMax,
    Normalisers,
    Recipe,
    Treatment,
    Treatments,
    build,
    data,
    framework,
    trace,
)
from jichuang.methods.composite.analyse import (
    alpha,
    compare,
    correlations,
    effective_weights,
    flagged,
    portrait,
    remove_each,
    statistics,
)
from jichuang.methods.composite.coin_tables import read_data, read_meta
from jichuang.methods.composite.tests.shared import table


@pytest.fixture(scope="module")
def asem():
    meta = table("asem", "asem_iMeta.csv")
    tree = read_meta(meta)
    recipe = Recipe(impute=Grouped("EurAsia_group"))
    return build(read_data(table("asem", "asem_iData.csv"), meta, tree), tree, recipe)


def small():
    tree = framework(
        "t", "测试",
        [Element("a", "甲指标", "p", denominator="pop", unit="家"), Element("b", parent="p", weight=3), Element("c", parent="i"),
         Element("p", parent="i", aggregate=True), Element("i", aggregate=True)],
    )  # fmt: skip
    held = data(
        ["u", "v", "w", "x", "y", "z"],
        {
            "a": [10, 20, None, 40, 50, 6000],
            "b": [1, 2, 3, 4, 5, 6],
            "c": [2, 2, 3, 5, 1, 4],
            "pop": [1, 1, 1, 2, 2, 2],
        },
    )
    return build(held, tree, Recipe(impute=Average(), treat=Treatments(Treatment(1))))


def test_a_cell_is_told_step_by_step_from_raw_to_its_part_of_the_index():
    found = trace.cell(small(), "z", "a")
    assert (found.raw, found.denominator, found.denominated, found.imputed, found.flag) == (
        6000,
        2,
        3000,
        3000,
        "",
    )
    assert found.how == "winsorised-high" and found.treated == pytest.approx((10 + 20 + 20 + 25 + 3000) / 5)
    assert (
        found.normalised == 100
        and found.share == pytest.approx(1 / 8)
        and found.contribution == pytest.approx(12.5)
    )
    assert found.words()[:2] == ("原始值 6000 家", "除以 pop（2）得 3000")
    filled = trace.cell(small(), "w", "a")
    assert filled.raw is None and filled.flag == "mean" and any("填补" in line for line in filled.words())


def test_contributions_of_all_cells_add_up_to_the_index_of_every_unit(asem):
    for index in (asem, small()):
        np.testing.assert_allclose(trace.contributions(index).sum(axis=1), index.total, rtol=1e-12)


def test_contributions_still_add_up_where_siblings_are_missing():
    tree = framework("t", "测试", [Element("a"), Element("b", weight=2), Element("c")])
    index = build(data(["u", "v", "w"], {"a": [1, None, 3], "b": [3, 4, 8], "c": [1, 5, None]}), tree)
    np.testing.assert_allclose(np.nansum(trace.contributions(index), axis=1), index.total, rtol=1e-12)


def test_parts_of_a_geometric_mean_multiply_up_and_have_no_points():
    tree = framework(
        "t", "测试", [Element("a", goalposts=(0, 10)), Element("b", goalposts=(0, 10), weight=2)]
    )
    recipe = Recipe(normalise=Normalisers(Goalposts()), aggregate=Aggregation(Geometric()))
    index = build(data(["u", "v"], {"a": [2, 3], "b": [5, 4]}), tree, recipe)
    parts = trace.parts(index, "u")
    assert np.prod([part.factor for part in parts]) == pytest.approx(index.total[0])
    assert all(part.points is None for part in parts) and np.isnan(trace.contributions(index)).all()


def test_statistics_of_the_asem_indicators_are_coinrs_to_three_digits(asem):
    published = {row["iCode"]: row for row in table("asem", "asem_expected_stats_raw.csv").dicts()}
    raw = asem.stages.raw
    for each in statistics(raw, asem.framework.codes):
        row = published[each.code]
        ours = (each.least, each.most, each.mean, each.median, each.deviation, each.skew, each.kurt)
        wanted = [float(row[key]) for key in ("Min", "Max", "Mean", "Median", "Std", "Skew", "Kurt")]
        np.testing.assert_allclose(ours, wanted, rtol=5.1e-3)
        assert (each.available, each.nonzero) == (int(row["N.Avail"]), int(row["N.NonZero"]))
        # three values of TolMin differ in their last binary digit only: one value here, three there
        assert each.unique == int(row["N.Unique"]) - (2 if each.code == "TolMin" else 0)
        assert each.outlying == (row["Flag.SkewKurt"] == "OUT")


def test_alpha_of_the_people_to_people_pillar_is_coinrs(asem):
    at = [asem.framework.codes.index(each.code) for each in asem.framework.children["P2P"]]
    assert alpha(asem.stages.normalised[:, at]) == pytest.approx(0.8501684, abs=5e-8)


def test_effective_weights_of_every_level_add_up_to_one(asem):
    weights = effective_weights(asem)
    for level in (1, 2, 3, 4):
        assert sum(w for code, w in weights.items() if asem.framework.levels[code] == level) == pytest.approx(
            1
        )
    assert weights["LPI"] == pytest.approx(1 / 2 / 5 / 8)


def test_leaving_an_element_out_equals_an_index_built_without_it(asem):
    meta = table("asem", "asem_iMeta.csv")
    rows = [row for row in meta.rows if row[1] != "LPI"]
    other = read_meta(type(meta)(meta.name, meta.header, tuple(rows)))
    rebuilt = build(asem.stages.data, other, asem.recipe)
    removal = next(each for each in remove_each(asem) if each.element.code == "LPI")
    np.testing.assert_array_equal(removal.places, rebuilt.places())
    assert {each.element.code for each in remove_each(asem, level=3)} == {"Conn", "Sust"}


def test_two_versions_are_compared_unit_by_unit_largest_rise_first():
    tree = framework("t", "测试", [Element("gdp"), Element("rd")])
    first = build(data(["u", "v", "w"], {"gdp": [1, 2, 3], "rd": [1, 3, 2]}), tree)
    revised = build(data(["w", "u", "v"], {"gdp": [3, 9, 2], "rd": [2, 1, 3]}), tree)
    moves = compare(first, revised)
    assert [(move.unit, move.before, move.after) for move in moves] == [("u", 3, 1), ("v", 1, 1), ("w", 1, 3)]


def test_pearson_spearman_and_kendall_agree_with_hand_worked_values():
    values = np.array([[1, 2], [2, 1], [3, 4], [4, 3], [5, 5]], dtype=float)
    assert correlations(values)[0, 1] == pytest.approx(0.8)
    assert correlations(values, "spearman")[0, 1] == pytest.approx(0.8)
    assert correlations(values, "kendall")[0, 1] == pytest.approx(0.6)


def test_siblings_that_go_together_too_closely_or_against_each_other_are_flagged():
    tree = framework("t", "测试", [Element("a"), Element("b"), Element("c")])
    index = build(
        data(list("uvwxy"), {"a": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5.1], "c": [5, 4, 3, 1, 2]}), tree
    )
    assert {(pair.left, pair.right, pair.kind) for pair in flagged(index)} == {
        ("a", "b", "collinear"), ("a", "c", "opposed"), ("b", "c", "opposed"),
    }  # fmt: skip


def test_a_portrait_shows_what_wins_and_what_costs_and_names_peers():
    tree = framework("t", "测试", [Element("a"), Element("b"), Element("c", weight=2)])
    index = build(
        data(list("uvwx"), {"a": [9, 1, 5, 5], "b": [1, 2, 3, 4], "c": [5, 6, 7, 8]}),
        tree,
        Recipe(normalise=Normalisers(MinMax())),
    )
    found = portrait(index, "u", peers=2)
    assert [each.element.code for each in found.strengths] == ["a"]
    assert [each.element.code for each in found.weaknesses] == ["c", "b"]
    assert len(found.peers) == 2 and "u" not in found.peers
