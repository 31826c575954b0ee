"""Whatever the data and the recipe: an index is finite in every cell that is not listed as blank, or a fault is named."""

from __future__ import annotations

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st

from jichuang.methods.composite import (
    Aggregation,
    CompositeError,
    Element,
    Normalisers,
    Rank,
    Recipe,
    Treatments,
    build,
    data,
    framework,
    trace,
    words,
)
from jichuang.methods.composite.analyse import effective_weights, flagged, portrait, remove_each, statistics
from jichuang.methods.composite.uncertainty import Declared, uncertainty

CODES = ("a", "b", "c", "d", "e")
TREE = framework(
    "t", "测试",
    [Element("a", parent="p", standard=3, goalposts=(0, 9), target=8), Element("b", parent="p", direction=-1, standard=3, goalposts=(-5, 9), target=0.1),
     Element("c", parent="q", weight=2, standard=1, goalposts=(1, 2), target=9), Element("d", parent="q", weight=0, standard=1, goalposts=(0, 1), target=1),
     Element("e", parent="i", direction=-1, standard=2, goalposts=(0, 5), target=0.5),
     Element("p", parent="i", aggregate=True), Element("q", parent="i", aggregate=True, weight=3), Element("i", aggregate=True)],
)  # fmt: skip
odd = st.sampled_from([0, 0, 1, 1, 2, 0.1 + 0.2, 0.3, -1, 1e-50, 1e12])
value = st.one_of(st.none(), odd, st.floats(0.1, 9), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
NORMALISE = [name for name in words.NORMALISE if "2ref" not in name] + [
    "minmax:1,100",
    "dist2ref:u0",
    "ratio2ref:u0",
]
AGGREGATE = [*(name for name in words.AGGREGATE if name != "pmean"), "pmean:-1", "pmean:2", "bod:0.1,0.9"]


def likely(seed, units):
    """Figures as they usually are: positive, skewed, one in ten missing."""
    draw = np.random.default_rng(seed)
    return {
        code: [None if draw.random() < 0.1 else float(draw.lognormal(1, 1)) for _ in range(units)]
        for code in CODES
    }


@st.composite
def cases(draw):
    ordinary = draw(st.booleans())
    units = draw(st.integers(5 if ordinary else 1, 9))
    columns = (
        likely(draw(st.integers(0, 10**6)), units)
        if ordinary
        else {code: draw(st.lists(value, min_size=units, max_size=units)) for code in CODES}
    )
    panel = units % 2 == 0 and draw(st.booleans())
    names = [f"u{at // 2 if panel else at}" for at in range(units)]
    held = {
        "units": names,
        "figures": columns,
        "periods": [2017, 2018] * (units // 2) if panel else [],
        "groups": {
            "size": [draw(st.sampled_from(["L", "S"] if ordinary else ["L", "S", None])) for _ in names]
        },
    }
    recipe = Recipe(
        words.imputer(
            draw(st.sampled_from(["none", "mean", "median", "group-mean:size", "latest", "linear"]))
        ),
        treat=Treatments(words.treatment(draw(st.integers(0, 5)))),
        normalise=Normalisers(words.normaliser(draw(st.sampled_from(NORMALISE)))),
        weights=words.weighting(draw(st.sampled_from(list(words.WEIGHTS)))),
        aggregate=Aggregation(
            words.aggregator(draw(st.sampled_from(AGGREGATE))), least=draw(st.sampled_from([None, 0, 0.6]))
        ),
        over=draw(st.sampled_from(["all", "period"])),
    )
    return held, recipe


@settings(max_examples=150, deadline=None)
@given(cases())
def test_an_index_is_finite_or_its_fault_is_named(case):
    held, recipe = case
    try:
        index = build(data(**held), TREE, recipe)
    except CompositeError as fault:
        event(fault.code)
        assert fault.code and str(fault)
        return
    event("built")
    blank = {code for _, code in index.blanks}
    for element in TREE.aggregates:
        lost = ~np.isfinite(index.scores[element.code])
        assert lost.sum() == sum(code == element.code for _, code in index.blanks)
    gaps = np.isnan(index.stages.normalised)
    assert (index.stages.imputed.flags[index.stages.kept][gaps] == "missing").all()
    if "i" not in blank:
        for rows in index.units.blocks:
            assert (
                set(index.places()[rows]) <= set(range(1, len(rows) + 1)) and index.places()[rows].min() == 1
            )
    reads(index)


def reads(index):
    """Every reading of an index works on whatever was built."""
    unit, period = index.units.units[0], index.units.period(0) or None
    assert trace.cell(index, unit, "a", period).words()
    trace.parts(index, unit, None, period)
    trace.contributions(index)
    assert effective_weights(index)["i"] == 1
    flagged(index)
    statistics(index.stages.raw, TREE.codes)
    assert index.notices is not None
    remove_each(index)
    if index.blanks:
        return
    portrait(index, unit, period)
    declared = Declared(normalise=(Normalisers(Rank()),), noise=0.3, left_out=True)
    try:
        assert np.isfinite(uncertainty(index.stages.data, TREE, index.recipe, declared, runs=8).scores).all()
    except CompositeError as fault:
        assert fault.code and str(fault)
