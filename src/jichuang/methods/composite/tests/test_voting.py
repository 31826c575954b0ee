"""Voting and outranking: the small exact cases of the OECD/JRC Handbook (2008), tables 25 to 37."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.methods.composite import CompositeError
from jichuang.methods.composite.kemeny import agreement, kemeny
from jichuang.methods.composite.outranking import copeland_scores, outranking
from jichuang.methods.composite.voting import Profile, reversals

MOULIN = Profile({"abcd": 3, "acbd": 5, "bdca": 7, "cbda": 6})
CONDORCET = Profile({"abc": 23, "bca": 17, "bac": 2, "cab": 10, "cba": 8})
FISHBURN = Profile({"cbad": 3, "badc": 2, "adcb": 2})


def test_plurality_borda_and_condorcet_choose_three_different_winners_of_one_profile():
    assert MOULIN.plurality() == {"a": 8, "b": 7, "c": 6, "d": 0}
    assert MOULIN.borda() == {"a": 24, "b": 44, "c": 38, "d": 20}
    assert MOULIN.pairs().tolist() == [[0, 8, 8, 8], [13, 0, 10, 21], [13, 11, 0, 14], [13, 0, 7, 0]]
    assert MOULIN.condorcet_winner() == "c"
    best = kemeny(MOULIN.pairs())
    assert best.unique and ["".join(MOULIN.options[at] for at in order) for order in best.orders] == ["cbda"]


def test_condorcets_own_profile_is_a_cycle_that_kemeny_resolves():
    assert CONDORCET.borda() == {"a": 58, "b": 69, "c": 53}
    assert CONDORCET.pairs().tolist() == [[0, 33, 25], [27, 0, 42], [35, 18, 0]]
    assert CONDORCET.condorcet_winner() is None
    totals = {
        "".join(o): agreement(CONDORCET.pairs(), tuple("abc".index(x) for x in o))
        for o in itertools.permutations("abc")
    }
    assert totals == {"abc": 100, "bca": 104, "cab": 86, "bac": 94, "cba": 80, "acb": 76}
    best = kemeny(CONDORCET.pairs())
    assert (best.agreement, best.count, best.orders) == (104, 1, ((1, 2, 0),))


def test_striking_out_the_last_option_turns_the_borda_order_round_and_a_warning_says_so():
    assert FISHBURN.borda() == {"a": 13, "b": 12, "c": 11, "d": 6}
    assert FISHBURN.without("d").borda() == {"c": 8, "b": 7, "a": 6}
    assert reversals(FISHBURN, "d") == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_profile_that_cannot_be_decided_is_reported_as_tied_and_no_order_is_invented():
    best = kemeny(Profile({"abc": 1, "cab": 1, "bca": 1}).pairs())
    assert not best.unique and best.count == 3
    assert set(best.orders) == {(0, 1, 2), (1, 2, 0), (2, 0, 1)}


FIVE = np.array(
    [  # Finland, USA, Sweden, Japan, Korea: table 35
        [187, 125.6, 200.2, 50.7, 3.080, 4.150, 10, 27.4],
        [289, 130, 179.1, 66.2, 2.997, 4.073, 12, 13.9],
        [271, 156.6, 125.8, 59.7, 3.096, 4.145, 11.4, 15.3],
        [994, 64.6, 49, 80.8, 3.003, 3.865, 9.5, 10],
        [779, 9.8, 4.8, 66.7, 2.972, 3.653, 10.8, 23.2],
    ]
)


def test_outranking_of_five_countries_is_table_36_and_three_orders_tie_as_in_table_37():
    matrix = outranking(FIVE, np.ones(8))
    assert matrix.tolist() == [
        [0, 0.5, 0.375, 0.75, 0.625],
        [0.5, 0, 0.5, 0.625, 0.625],
        [0.625, 0.5, 0, 0.75, 0.625],
        [0.25, 0.375, 0.25, 0, 0.75],
        [0.375, 0.375, 0.375, 0.25, 0],
    ]
    best = kemeny(matrix)
    assert best.agreement == 6.375
    assert set(best.orders) == {(1, 2, 0, 3, 4), (2, 0, 1, 3, 4), (2, 1, 0, 3, 4)}


def test_a_tie_within_twelve_digits_counts_half_to_each_side():
    assert outranking(np.array([[0.3], [0.1 + 0.2]]), np.ones(1)).tolist() == [[0, 0.5], [0.5, 0]]


def test_copeland_counts_pairs_won_less_pairs_lost():
    assert copeland_scores(MOULIN.pairs()).tolist() == [-3, 1, 3, -1]


def test_sixteen_units_are_solved_and_seventeen_are_refused():
    line = np.triu(np.ones((16, 16)), 1)
    assert kemeny(line).orders == (tuple(range(16)),)
    with pytest.raises(CompositeError, match="16"):
        kemeny(np.zeros((17, 17)))


@given(st.integers(2, 6), st.integers(0, 10_000))
def test_the_best_orders_are_those_that_enumeration_finds(units, seed):
    draw = np.random.default_rng(seed)
    matrix = outranking(draw.integers(0, 4, (units, 5)).astype(float), draw.integers(1, 4, 5).astype(float))
    totals = {order: agreement(matrix, order) for order in itertools.permutations(range(units))}
    most = max(totals.values())
    found = kemeny(matrix)
    assert found.agreement == pytest.approx(most)
    assert set(found.orders) == {order for order, total in totals.items() if total > most - 1e-9}
    assert found.count == len(found.orders)


def test_a_vote_that_does_not_rank_everything_once_is_refused():
    with pytest.raises(CompositeError, match="a、b"):
        Profile({"abc": 1, "ab": 2})
