"""ASEM Sustainable Connectivity (51 x 49): every step against COINr 1.1.14, relative difference below 1e-9."""

from __future__ import annotations

import numpy as np
import pytest

from jichuang.methods.composite import Grouped, MinMax, Normalisers, Recipe, build
from jichuang.methods.composite.coin_tables import read_data, read_meta
from jichuang.methods.composite.tests.shared import expected, table


@pytest.fixture(scope="module")
def asem():
    meta = table("asem", "asem_iMeta.csv")
    tree = read_meta(meta)
    return build(
        read_data(table("asem", "asem_iData.csv"), meta, tree),
        tree,
        Recipe(impute=Grouped("EurAsia_group"), normalise=Normalisers(MinMax(0, 100))),
    )


def agrees(ours, name, index):
    theirs = expected(name, index.units.units, index.framework.codes)
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12, equal_nan=True)


def test_denominated_agrees_in_every_cell(asem):
    agrees(asem.stages.denominated, "denominated", asem)


def test_imputed_agrees_and_every_filled_cell_is_flagged(asem):
    agrees(asem.stages.imputed.values, "imputed", asem)
    gaps = np.isnan(asem.stages.denominated)
    assert gaps.sum() == 65
    assert set(asem.stages.imputed.flags[gaps]) == {"group-mean:EurAsia_group"}
    assert set(asem.stages.imputed.flags[~gaps]) == {""}


def test_treated_agrees_and_the_same_points_are_drawn_in(asem):
    agrees(asem.stages.treated.values, "treated", asem)
    details = {row["iCode"]: row for row in table("asem", "asem_expected_treat_details.csv").dicts()}
    failed = {code for code, row in details.items() if row["check_SkewKurt0.Pass"] == "FALSE"}
    assert {each.code for each in asem.stages.treated.columns} == failed
    for each in asem.stages.treated.columns:
        assert each.winsorised == int(details[each.code]["winsorise.nwin"])
        assert each.passes and not each.transform
        want = [float(details[each.code][f"check_SkewKurt{n}.{m}"]) for n in (0, 1) for m in ("Skew", "Kurt")]
        np.testing.assert_allclose([*each.before, *each.after], want, rtol=1e-9)


def test_normalised_agrees_in_every_cell(asem):
    agrees(asem.stages.normalised, "normalised", asem)


def test_pillars_and_index_are_the_means_of_what_is_below_them(asem):
    for parent in asem.framework.aggregates:
        below = np.mean([asem.scores[each.code] for each in asem.framework.children[parent.code]], axis=0)
        np.testing.assert_allclose(asem.scores[parent.code], below, rtol=1e-12)
    assert [each.code for each in asem.framework.aggregates][-3:] == ["Conn", "Sust", "Index"]


def test_switzerland_leads_and_places_are_one_to_fifty_one(asem):
    places = asem.places()
    assert asem.units.units[int(np.argmin(places))] == "CHE"
    assert sorted(places.tolist()) == list(range(1, 52))
