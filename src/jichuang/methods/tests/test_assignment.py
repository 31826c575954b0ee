"""专家分配: the optimum agrees with trying everything, quotas and units hold, and an empty seat says whom it lacks."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang.methods.assignment import Expert, Impossible, Problem, Proposal, assign, solving

Pairs = tuple[tuple[int, int], ...]


def _sound(problem: Problem, pairs: Pairs) -> bool:
    """Nobody over his cap, no avoided pair, no two colleagues where units count."""
    loads = [sum(1 for _, expert in pairs if expert == at) for at in range(len(problem.experts))]
    if any(load > expert.cap for load, expert in zip(loads, problem.experts, strict=True)):
        return False
    if any(not problem.allowed[pair] for pair in pairs):
        return False
    if not problem.one_per_unit:
        return True
    units = [(p, problem.experts[e].unit) for p, e in pairs if problem.experts[e].unit]
    return len(set(units)) == len(units)


def _empty(problem: Problem, at: int, chosen: tuple[int, ...]) -> int | None:
    """Empty seats of one proposal with these experts; None when they take a seat kept for another kind."""
    proposal = problem.proposals[at]
    free = proposal.reviews - sum(proposal.quota.values())
    over = sum(1 for e in chosen if problem.experts[e].kind not in proposal.quota)
    missing = 0
    for kind, least in proposal.quota.items():
        have = sum(1 for e in chosen if problem.experts[e].kind == kind)
        over += max(0, have - least)
        missing += max(0, least - have)
    return None if over > free else missing + free - over


def _value(problem: Problem, pairs: Pairs) -> tuple[int, int, int] | None:
    """(empty seats, minus total fit, sum of squared loads): smaller is better."""
    if not _sound(problem, pairs):
        return None
    seats = [
        _empty(problem, at, tuple(e for p, e in pairs if p == at)) for at in range(len(problem.proposals))
    ]
    if None in seats:
        return None
    loads = [expert.busy + sum(1 for _, e in pairs if e == at) for at, expert in enumerate(problem.experts)]
    fit = sum(int(problem.fit[pair]) for pair in pairs)
    return sum(one or 0 for one in seats), -fit, sum(load * load for load in loads)


def _everything(problem: Problem) -> tuple[int, int, int]:
    """The best value over every choice of experts for every proposal."""
    choices = [
        [c for n in range(one.reviews + 1) for c in combinations(range(len(problem.experts)), n)]
        for one in problem.proposals
    ]
    values = (
        _value(problem, tuple((p, e) for p, chosen in enumerate(row) for e in chosen))
        for row in product(*choices)
    )
    return min(value for value in values if value is not None)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to three proposals and five experts of two kinds and two units."""
    experts = draw(
        st.lists(
            st.builds(
                Expert,
                cap=st.integers(0, 3),
                kind=st.sampled_from(["technical", "finance", ""]),
                unit=st.sampled_from(["甲所", "乙校", ""]),
                busy=st.integers(0, 2),
            ),
            min_size=1,
            max_size=5,
        )
    )
    proposals = []
    for _ in range(draw(st.integers(1, 3))):
        reviews = draw(st.integers(0, 3))
        finance = draw(st.integers(0, min(1, reviews)))
        technical = draw(st.integers(0, reviews - finance))
        quota = {"finance": finance, "technical": technical} if draw(st.booleans()) else {}
        proposals.append(Proposal(reviews, {kind: n for kind, n in quota.items() if n}))
    cells = [(p, e) for p in range(len(proposals)) for e in range(len(experts))]
    fits = draw(st.lists(st.integers(0, 1000), min_size=len(cells), max_size=len(cells)))
    conflicts = draw(st.sets(st.sampled_from(cells), max_size=4))
    units = draw(st.booleans())
    return Problem(proposals, experts, fits, conflicts, one_per_unit=units)


@given(problems())
@settings(max_examples=120, deadline=None)
def test_the_optimum_is_what_trying_everything_finds(problem):
    found = assign(problem)
    value = _value(problem, found.pairs)
    assert value == _everything(problem)
    assert found.proven
    assert sum(lack.seats for lack in found.lacking) == value[0]


@given(problems())
@settings(max_examples=60, deadline=None)
def test_the_fairest_keeps_every_rule_and_never_serves_the_worst_proposal_less(problem):
    plain, fair = assign(problem), assign(problem, fairest=True)
    assert _value(problem, fair.pairs) is not None
    assert sum(one.seats for one in fair.lacking) == sum(one.seats for one in plain.lacking)
    assert fair.report.worst >= plain.report.worst
    assert fair.report.worst <= fair.report.ceiling


def test_three_technical_and_two_finance_are_given_even_where_technical_fit_better():
    experts = [Expert(1, "technical")] * 5 + [Expert(1, "finance")] * 2
    fit = [[900, 900, 900, 900, 900, 100, 100]]
    found = assign(Problem([Proposal(5, {"technical": 3, "finance": 2})], experts, fit))
    assert sorted(experts[e].kind for e in found.experts_of(0)) == ["finance"] * 2 + ["technical"] * 3


def test_colleagues_of_one_unit_do_not_meet_even_across_kinds():
    experts = [Expert(1, "technical", "甲所"), Expert(1, "finance", "甲所"), Expert(1, "finance", "乙校")]
    problem = Problem(
        [Proposal(2, {"technical": 1, "finance": 1})], experts, [[900, 900, 100]], one_per_unit=True
    )
    found = assign(problem)
    assert found.pairs == ((0, 0), (0, 2)) and found.solved > 1


def test_loads_are_even_when_fits_are_equal():
    found = assign(Problem([Proposal(2)] * 3, [Expert(6)] * 3, [[500] * 3] * 3))
    assert found.report.loads == {2: 3} and found.report.spread == 0


def test_who_is_busy_already_is_spared():
    found = assign(Problem([Proposal(1)], [Expert(2, busy=3), Expert(2)], [[500, 500]]))
    assert found.pairs == ((0, 1),)


def test_an_empty_seat_names_the_proposal_the_kind_and_the_reasons():
    experts = [
        Expert(1, "finance"),
        Expert(0, "finance"),
        Expert(1, "finance", "甲所"),
        Expert(1, "technical", "甲所"),
    ]
    proposals = [Proposal(3, {"finance": 2, "technical": 1})]
    problem = Problem(proposals, experts, [[500] * 4], [(0, 0)], one_per_unit=True)
    lack = assign(problem).lacking
    assert sum(one.seats for one in lack) == 2
    finance = next(one for one in lack if one.kind == "finance")
    assert (finance.proposal, finance.avoiding, finance.full) == (0, 1, 1)


def test_the_fairest_lifts_the_pair_that_the_plain_optimum_sacrifices():
    problem = Problem([Proposal(1), Proposal(1)], [Expert(1), Expert(1)], [[1000, 500], [500, 50]])
    assert assign(problem).report.worst_pair == 50
    assert assign(problem, fairest=True).report.worst_pair == 500


def test_contradictions_are_refused_with_the_figures():
    with pytest.raises(Impossible, match="需2人评审，各类名额合计却是3人"):
        Problem([Proposal(2, {"finance": 3})], [Expert(1)], [[1]])
    with pytest.raises(Impossible, match="匹配度"):
        Problem([Proposal(1)], [Expert(1)], [[1001]])


def test_a_search_cut_short_says_how_far_it_may_be_and_still_keeps_every_rule(monkeypatch):
    monkeypatch.setattr(solving, "MOST_PAIRS", 0)
    proposals = [Proposal(2, {"technical": 1, "finance": 1})] * 12
    experts = [Expert(1, kind, f"单位{n}") for n in range(12) for kind in ("technical", "finance")]
    fit = [
        [(p * 37 + e // 2 * 61 + e % 2 * 3) % 400 + (600 if e // 2 == p else 0) for e in range(24)]
        for p in range(12)
    ]
    problem = Problem(proposals, experts, fit, one_per_unit=True)
    cut = assign(problem)
    assert _value(problem, cut.pairs) is not None and cut.complete
    monkeypatch.undo()
    better = assign(problem)
    assert cut.report.total <= better.report.total <= cut.report.total + cut.gap


def test_nothing_to_assign_is_an_empty_assignment():
    found = assign(Problem([], [], []))
    assert found.pairs == () and found.complete and found.report.mean == 0
