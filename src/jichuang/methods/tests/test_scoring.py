"""评分统计: equal to what is worked out by hand, exact at the edges, and honest about ties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist, fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.methods.scoring import (
    Standing,
    median,
    outliers,
    ranking,
    rounded,
    standardised,
    trimmed_mean,
    weighted,
    z_scores,
)

D = Decimal
scores = st.decimals(0, 100, places=2)


def test_half_a_cent_is_rounded_up_and_never_to_even():
    assert rounded(Fraction(1, 8)) == D("0.13")
    assert rounded(D("-0.125")) == D("-0.13")
    assert rounded(D("2.675")) == D("2.68")


def test_a_total_is_weighted_over_the_sum_of_the_weights():
    assert weighted({"a": D(80), "b": D(65)}, {"a": D(60), "b": D(40)}) == D("74.00")
    assert weighted({"a": D(80), "b": D(65)}, {"a": D(3), "b": D(2)}) == D("74.00")
    with pytest.raises(KeyError):
        weighted({"a": D(80)}, {"a": D(60), "b": D(40)})


def test_of_seven_scores_the_highest_and_the_lowest_are_left_out_of_six_none():
    seven = [D(n) for n in (50, 70, 72, 74, 76, 78, 99)]
    assert trimmed_mean(seven, trim_from=7) == D("74.00")
    assert trimmed_mean(seven[1:], trim_from=7) == D("78.17")
    assert trimmed_mean([], trim_from=7) is None
    assert trimmed_mean([D(60), D(80)], trim_from=1) == D("70.00")


@given(st.lists(scores, min_size=1, max_size=12), st.integers(3, 9))
def test_a_trimmed_mean_lies_between_the_extremes_and_does_not_depend_on_order(values, trim_from):
    mean = trimmed_mean(values, trim_from=trim_from)
    assert min(values) <= mean <= max(values)
    assert mean == trimmed_mean(sorted(values, reverse=True), trim_from=trim_from)


@given(st.lists(scores, min_size=2, max_size=12, unique=True))
def test_z_scores_agree_with_the_textbook(values):
    found = z_scores(dict(enumerate(values)))
    mean, deviation = fmean(map(float, values)), pstdev(map(float, values))
    for at, value in enumerate(values):
        assert abs(float(found[at]) - NormalDist(mean, deviation).zscore(float(value))) < 1e-3


def test_an_expert_with_one_score_or_equal_scores_cannot_be_compared():
    assert z_scores({"p": D(80)}) == {} and z_scores({"p": D(80), "q": D(80)}) == {}


def test_a_severe_expert_weighs_as_much_as_a_mild_one():
    mild, severe = {"p": D(95), "q": D(85)}, {"p": D(40), "q": D(60)}
    assert standardised({"mild": mild, "severe": severe}) == {"p": D(0), "q": D(0)}


def test_an_outlier_is_judged_against_the_others_and_exactly_at_the_bar_is_none():
    panel = {"a": D(80), "b": D(82), "c": D(84), "d": D(86), "e": D(60)}
    assert outliers(panel, bar=D(15)) == {"e": D("-23.00")}
    assert outliers(panel, bar=D(23)) == {}
    assert outliers({"a": D(10), "b": D(90)}, bar=D(15)) == {}


def test_the_median_of_an_even_number_lies_between():
    assert median([D(1), D(2)]) == Fraction(3, 2)
    with pytest.raises(ValueError, match="没有数值"):
        median([])


def test_equal_scores_share_a_place_and_a_line_through_them_is_left_to_people():
    found = ranking({"a": D(90), "b": D(80), "c": D(80), "d": D(70)}, line=2)
    assert [(one.key, one.place, one.standing) for one in found] == [
        ("a", 1, Standing.ABOVE),
        ("b", 2, Standing.TIED),
        ("c", 2, Standing.TIED),
        ("d", 4, Standing.BELOW),
    ]


def test_nobody_below_the_mark_goes_on_even_above_the_line():
    found = ranking({"a": D("70.99"), "b": D(71)}, line=2, mark=D(71))
    assert [(one.key, one.standing) for one in found] == [("b", Standing.ABOVE), ("a", Standing.BELOW)]


@given(st.dictionaries(st.integers(0, 20), scores, min_size=1, max_size=12), st.integers(1, 12))
def test_never_more_than_the_line_go_on(values, line):
    found = ranking(values, line=line)
    above = [one for one in found if one.standing is Standing.ABOVE]
    tied = [one for one in found if one.standing is Standing.TIED]
    assert len(above) <= line
    assert len(above) + len(tied) >= min(line, len(values))
    assert len({one.score for one in tied}) <= 1
