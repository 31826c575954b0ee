"""Technology Achievement Index, 23 countries: tables of the Handbook on Constructing Composite Indicators (OECD/JRC 2008)."""

from __future__ import annotations

import numpy as np
import pytest

from jichuang.methods.composite import (
    UNTREATED,
    Aggregation,
    DistanceToMax,
    Element,
    FractionOfBest,
    FractionOfMax,
    Geometric,
    Goalposts,
    MinMax,
    Normalisers,
    Rank,
    RatioToReference,
    Recipe,
    Scaled,
    Treatments,
    ZScore,
    build,
    data,
    framework,
)
from jichuang.methods.composite.tests.shared import table
from jichuang.methods.composite.weights import BenefitOfDoubt, FactorAnalysis, Named
from jichuang.methods.composite.weights.components import eigen

# goalposts of HDR 2001 (observed bounds among all countries), telephones and electricity in logarithms
HDR = {
    "patents_per_m": (0, 994),
    "royalties_usd_per_1000": (0, 272.6),
    "internet_hosts_per_1000": (0, 232.4),
    "exports_pct": (0, 80.8),
    "telephones_log10": (0, np.log10(901)),
    "electricity_log10": (np.log10(22), np.log10(6969)),
    "schooling_years": (0.8, 12.0),
    "university_pct": (0.1, 27.4),
}


@pytest.fixture(scope="module")
def tai():
    rows = table("tai23_raw.csv").dicts()
    return data([row["iso3"] for row in rows], {code: [float(row[code]) for row in rows] for code in HDR})


def plain(tai, rule, **more):
    tree = framework("tai", "TAI", [Element(code, goalposts=posts) for code, posts in HDR.items()])
    return build(tai, tree, Recipe(treat=Treatments(UNTREATED), normalise=Normalisers(rule), **more))


def test_normalisations_of_schooling_match_table_15(tai):
    rows = table("tai23_expected_normalisation_table15_schooling.csv").dicts()
    want = {key: np.array([float(row[key]) for row in rows]) for key in rows[0] if key != "iso3"}
    assert [row["iso3"] for row in rows] == list(tai.units)
    for rule, column in (
        (Rank(), "rank_asc_min"),
        (ZScore(), "zscore"),
        (MinMax(0, 1), "minmax"),
        (DistanceToMax(), "minmax"),
        (FractionOfMax(), "ratio_to_best"),
        (FractionOfBest(), "ratio_to_best"),
        (
            RatioToReference("USA"),
            "ratio_to_best",
        ),  # the United States are the best, Singapore and Slovenia the worst
        (RatioToReference("SGP"), "ratio_to_worst"),
    ):
        ours = plain(tai, rule).scores["schooling_years"]
        np.testing.assert_allclose(ours, want[column], atol=0.0051, err_msg=column)


def test_variances_of_the_components_match_table_16(tai):
    index = plain(tai, ZScore())
    values, _ = eigen(index.stages.normalised, "tai", index.framework.indicators)
    # the table was made from unrounded logarithms; those printed in table A.2 have two decimals
    np.testing.assert_allclose(values / 8 * 100, [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], atol=0.12)


def test_weights_of_four_rotated_factors_match_table_18(tai):
    index = plain(tai, ZScore(), weights=FactorAnalysis(4))
    np.testing.assert_allclose(
        index.weights["Index"], [0.17, 0.15, 0.11, 0.07, 0.08, 0.12, 0.14, 0.16], atol=0.011
    )


def test_benefit_of_the_doubt_scores_match_table_19(tai):
    index = plain(tai, MinMax(0, 1), aggregate=Aggregation(BenefitOfDoubt(0.10, 0.15)))
    published = (
        1,
        1,
        1,
        0.87,
        0.80,
        0.75,
        0.71,
        0.73,
        0.66,
        0.62,
        0.62,
        0.86,
        0.60,
        0.54,
        0.58,
        0.52,
        0.51,
        0.49,
        0.34,
        0.38,
        0.31,
        0.27,
        0.28,
    )
    np.testing.assert_allclose(index.total, published, atol=0.0075)


BAP = (0.11, 0.11, 0.11, 0.18, 0.10, 0.06, 0.15, 0.18)
EW_ORDER = [
    "FIN",
    "USA",
    "SWE",
    "JPN",
    "KOR",
    "NLD",
    "GBR",
    "SGP",
    "CAN",
    "AUS",
    "DEU",
    "NOR",
    "IRL",
    "BEL",
    "NZL",
    "AUT",
    "FRA",
    "ISR",
    "ESP",
    "ITA",
    "CZE",
    "HUN",
    "SVN",
]
BAP_PLACES = (1, 2, 3, 5, 4, 8, 7, 6, 10, 11, 9, 13, 12, 14, 17, 15, 16, 18, 19, 21, 22, 20, 23)


def test_places_with_equal_and_with_budget_weights_match_table_23(tai):
    index = plain(tai, Goalposts())
    assert [tai.units[at] for at in np.argsort(index.places())] == EW_ORDER
    index = plain(tai, Goalposts(), weights=Named(dict(zip(HDR, BAP, strict=True))))
    ours = dict(zip(tai.units, index.places().tolist(), strict=True))
    assert tuple(ours[unit] for unit in EW_ORDER) == BAP_PLACES


# the printed figures themselves, logarithms and all, are multiplied: the order is what the table shows
GME_PLACES = (2, 1, 3, 4, 16, 5, 6, 18, 13, 14, 8, 11, 7, 9, 17, 12, 10, 15, 19, 21, 23, 22, 20)


def test_places_of_the_geometric_mean_match_table_38(tai):
    index = plain(tai, Scaled(0, 100), aggregate=Aggregation(Geometric()))
    ours = dict(zip(tai.units, index.places().tolist(), strict=True))
    assert tuple(ours[unit] for unit in EW_ORDER) == GME_PLACES
