"""Human Development Index: goalposts, logarithm, caps and a geometric mean give the published figures."""

from __future__ import annotations

import numpy as np
import pytest

from jichuang.methods.composite import (
    UNTREATED,
    Aggregation,
    Element,
    Geometric,
    Goalposts,
    Normalisers,
    Recipe,
    Treatments,
    build,
    data,
    framework,
)
from jichuang.methods.composite.tests.shared import table

HDI = framework(
    "hdi",
    "Human Development Index",
    [
        Element("le", "Life expectancy", "health", goalposts=(20, 85), unit="years"),
        Element("eys", "Expected years of schooling", "education", goalposts=(0, 18), unit="years"),
        Element("mys", "Mean years of schooling", "education", goalposts=(0, 15), unit="years"),
        Element("gnipc", "GNI per head", "income", goalposts=(100, 75_000), unit="2017 PPP $"),
        Element("health", parent="hdi", aggregate=True),
        Element("education", parent="hdi", aggregate=True),
        Element("income", parent="hdi", aggregate=True),
        Element("hdi", aggregate=True),
    ],
    source="UNDP Human Development Report 2021/22, technical note 1",
)
RECIPE = Recipe(
    treat=Treatments(UNTREATED),
    normalise=Normalisers(Goalposts(), {"gnipc": Goalposts(log=True)}),
    aggregate=Aggregation(levels={3: Geometric()}),
)


def computed(rows):
    figures = {code: [float(row[code]) for row in rows] for code in HDI.codes}
    return build(data([row["iso3"] for row in rows], figures), HDI, RECIPE)


def test_every_published_country_is_met_to_three_decimals():
    rows = [
        row for row in table("hdi_2018.csv").dicts() if all(row[c] for c in (*HDI.codes, "hdi_published"))
    ]
    assert len(rows) > 180
    published = np.array([float(row["hdi_published"]) for row in rows])
    np.testing.assert_array_equal(np.round(computed(rows).total, 3), published)


@pytest.mark.parametrize(
    "le, eys, mys, gnipc, published",
    [
        (63.081, 10.19754982, 2.659188987, 2054.939895, 0.483),
        (79.1838, 14.69561958, 11.09698316, 13302.70596, 0.806),
    ],
)
def test_one_country_alone_gets_its_published_figure(le, eys, mys, gnipc, published):
    row = {"iso3": "X", "le": le, "eys": eys, "mys": mys, "gnipc": gnipc}
    assert round(float(computed([row]).total[0]), 3) == published


def test_a_figure_beyond_a_goalpost_counts_as_the_goalpost():
    at_post = {"iso3": "A", "le": 85, "eys": 18, "mys": 15, "gnipc": 75_000}
    beyond = {"iso3": "B", "le": 85, "eys": 22, "mys": 15, "gnipc": 110_000}
    assert computed([at_post, beyond]).total.tolist() == [1.0, 1.0]
