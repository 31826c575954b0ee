"""随机抽取: the same seed gives the same draw in any order of the pool; quotas, units and reserves hold."""

from __future__ import annotations

import hashlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jichuang.methods.drawing import ANY, Candidate, draw, ticket

POOL = [
    Candidate(f"e{n}", "finance" if n % 5 == 0 else "technical", f"单位{n % 7}" if n % 3 else "")
    for n in range(40)
]


def test_a_ticket_can_be_worked_out_by_hand():
    assert ticket("2018-09-30", "e7") == hashlib.sha256(b"2018-09-30:e7").hexdigest()


@given(st.permutations(POOL), st.text(max_size=20))
def test_the_same_seed_gives_the_same_draw_whatever_the_order_of_the_pool(pool, seed):
    quota = {"technical": 3, "finance": 2}
    first = draw(POOL, quota, seed=seed, reserves=quota, one_per_unit=True)
    assert draw(pool, quota, seed=seed, reserves=quota, one_per_unit=True) == first


@given(st.text(max_size=20), st.booleans())
def test_quotas_units_and_reserves_hold_for_every_seed(seed, apart):
    drawn = draw(
        POOL, {"technical": 3, "finance": 2, ANY: 1}, seed=seed, reserves={"finance": 2}, one_per_unit=apart
    )
    kinds = Counter(one.kind for one in drawn.members)
    assert len(drawn.members) == 6 and kinds["technical"] >= 3 and kinds["finance"] >= 2
    assert [one.kind for one in drawn.reserves] == ["finance"] * len(drawn.reserves)
    everybody = [one.key for one in (*drawn.members, *drawn.reserves)]
    assert len(set(everybody)) == len(everybody)
    units = [one.unit for one in drawn.members if one.unit]
    if apart:
        assert len(set(units)) == len(units)
        assert not {one.unit for one in drawn.reserves if one.unit} & set(units)


def test_over_many_seeds_everybody_is_drawn_about_equally_often():
    pool = [Candidate(f"e{n}") for n in range(10)]
    times = Counter(one.key for seed in range(2000) for one in draw(pool, {ANY: 2}, seed=str(seed)).members)
    assert all(330 < times[one.key] < 470 for one in pool)  # 400 expected, standard deviation 18


def test_what_the_pool_cannot_give_is_named():
    drawn = draw(POOL[:4], {"technical": 2, "finance": 2}, seed="s")
    assert drawn.lacking == {"finance": 1} and len(drawn.members) == 3


def test_a_shared_unit_goes_to_the_scarcer_kind():
    pool = [
        Candidate("t1", "technical", "甲所"),
        Candidate("t2", "technical"),
        Candidate("f1", "finance", "甲所"),
    ]
    for seed in range(20):
        drawn = draw(pool, {"technical": 1, "finance": 1}, seed=str(seed), one_per_unit=True)
        assert {one.key for one in drawn.members} == {"f1", "t2"}
