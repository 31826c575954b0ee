"""What holds of every policy there is, whatever it says: by facts drawn from its own declaration, under every era of its law."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.algebra import Algebra
from jichuang.policy.amounts import Between
from jichuang.policy.comparing import parameters_of, terminals
from jichuang.policy.conditions import Compare
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import FactError
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import Day, Fact, Figure, Record, Sequence
from jichuang.policy.frame_facts import kind_of
from jichuang.policy.parameters import Parameter
from jichuang.policy.scores import Bands
from jichuang.policy.tests.any_facts import IDS, days, laws, records

QUICK = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
every_policy = pytest.mark.parametrize("policy_id", IDS)


def judged(policy_id: str, facts: dict[str, Any], on: date) -> policy.Result | None:
    """The answer, or None where the facts contradict one another."""
    try:
        return policy.check(policy_id, facts, on=on)
    except FactError:
        return None


def frame_of(policy_id: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    facts = policy.get(policy_id).facts
    keys = [key for key in facts if any(row.get(key) is not None for row in rows)]
    return pl.DataFrame(
        [{key: row.get(key) for key in keys} for row in rows],
        schema={key: given_kind(facts[key]) for key in keys},
        orient="row",
    )


def given_kind(fact: Fact) -> Any:
    """The column a person would give for a fact."""
    if isinstance(fact, Day):
        return pl.Date
    if isinstance(fact, Sequence):
        return pl.List(given_kind(fact.figure))
    if isinstance(fact, Record):
        members = pl.Struct({key: given_kind(each) for key, each in fact.members.items()})
        return pl.List(members) if fact.type == "array" else members
    if isinstance(fact, Figure):
        return pl.Decimal(30, fact.scale) if fact.scale else pl.Int64
    return kind_of(fact)


@every_policy
@QUICK
@given(data=st.data())
def test_a_frame_says_what_one_check_says(policy_id: str, data: Any) -> None:
    on = data.draw(laws(policy_id))
    rows = [
        r for r in data.draw(st.lists(records(policy_id), min_size=1, max_size=6)) if judged(policy_id, r, on)
    ]
    frame = frame_of(policy_id, rows)
    assume(frame.width)
    answers = policy.evaluate(policy_id, frame, on=on)
    for row, answer in zip(rows, answers.iter_rows(named=True), strict=True):
        result = judged(policy_id, row, on)
        assert result is not None and answer["verdict"] == result.verdict
        if result.score is not None:
            low, high = result.score if isinstance(result.score, list) else (result.score, result.score)
            assert (answer["score_min"], answer["score_max"]) == (low, high)
        for key, amount in result.amounts.items():
            assert same(policy.get(policy_id).amounts[key], key, answer, amount), (key, amount)


def same(declared: Any, key: str, answer: dict[str, Any], amount: Any) -> bool:
    if isinstance(declared, Between):
        low, high = amount if isinstance(amount, list) else (amount, amount)
        return (exact(answer[f"{key}_min"]), exact(answer[f"{key}_max"])) == (low, high) or amount is None
    found = answer[key]
    return (
        abs(found - float(amount)) <= 1e-9 * max(1, abs(found))
        if isinstance(found, float) and amount is not None
        else exact(found) == amount
    )


def exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int | Decimal) else value


@every_policy
@QUICK
@given(data=st.data())
def test_the_order_of_rows_changes_nothing(policy_id: str, data: Any) -> None:
    on = data.draw(laws(policy_id))
    rows = [
        r for r in data.draw(st.lists(records(policy_id), min_size=2, max_size=8)) if judged(policy_id, r, on)
    ]
    frame = frame_of(policy_id, rows).with_row_index("id")
    assume(frame.width > 1)
    mixed = frame.select(pl.all().shuffle(data.draw(st.integers(0, 99)))) if frame.height > 1 else frame
    assert (
        policy.evaluate(policy_id, mixed, on=on).sort("id").equals(policy.evaluate(policy_id, frame, on=on))
    )


@every_policy
@QUICK
@given(data=st.data())
def test_a_verdict_given_with_gaps_holds_however_they_are_filled(policy_id: str, data: Any) -> None:
    on = data.draw(laws(policy_id))
    full = data.draw(records(policy_id, gaps=False))
    facts = policy.get(policy_id).facts
    # the other facts say something by being left out
    may_lack = sorted(key for key in full if facts[key].blank is None)
    assume(may_lack)
    gone = data.draw(st.sets(st.sampled_from(may_lack), max_size=4))
    whole, part = (
        judged(policy_id, full, on),
        judged(policy_id, {k: v for k, v in full.items() if k not in gone}, on),
    )
    assume(whole is not None and part is not None)
    assert whole is not None and part is not None
    if part.verdict in ("pass", "fail", "not_applicable") and whole.verdict != "manual":
        assert whole.verdict == part.verdict


@every_policy
@QUICK
@given(data=st.data())
def test_nothing_fails_through_an_unverified_parameter(policy_id: str, data: Any) -> None:
    on = data.draw(laws(policy_id))
    facts = data.draw(records(policy_id))
    result = judged(policy_id, facts, on)
    assume(result is not None)
    assert result is not None
    law = policy.get(policy_id).law_for(facts, on)
    rows = {row.node.code: row.node for row in policy.get(policy_id).rows(law)}
    for finding in result.findings:
        if finding.state == "fail":
            assert finding.verified, finding.code
            assert not isinstance(rows[finding.code], Compare) or not law.unverified(
                [rows[finding.code].parameter]
            )
    if result.verdict == "fail":
        assert any(f.state == "fail" for f in result.findings)


def later(parameter: Parameter, on: date, known: date) -> Iterator[Parameter]:
    """The parameter with one more value: from after the day, or for the same day but issued after what is known."""
    last = max(parameter.values, key=lambda v: v.issued_on)
    new = {"value": "另一规定", "valid_to": None, "repealed": False}
    yield with_value(parameter, dataclasses.replace(last, valid_from=on + timedelta(days=1), **new))
    hidden = dataclasses.replace(last, valid_from=on, issued_on=known + timedelta(days=1), **new)
    yield with_value(parameter, hidden)


def with_value(parameter: Parameter, value: Any) -> Parameter:
    return Parameter(parameter.key, parameter.title, parameter.unit, (*parameter.values, value))


@every_policy
def test_the_law_of_a_day_does_not_change_when_later_law_is_added(policy_id: str) -> None:
    for on in days(policy_id):
        for parameter in policy.get(policy_id).book.all():
            for known in (on, on + timedelta(days=400)):
                from_tomorrow, issued_later = later(parameter, on, known)
                assert from_tomorrow.on(on) == parameter.on(on)
                assert issued_later.on(on, known) == parameter.on(on, known)


def levers(declared: Policy, on: date) -> Iterator[tuple[Figure, int]]:
    """Figures on which the rule rests only through bars and tables that all point one way: (figure, +1 more is better | -1)."""
    law = declared.law(on)
    measuring = [row.node for row in declared.rows(law) if hasattr(row.node, "measured")]
    bearing = [node for node in terminals(declared.condition) if node.is_law(law)]
    for fact in declared.facts.values():
        direct = [node for node in measuring if node.measured is fact]
        ways = {_way(node) for node in direct}
        only = sum(fact in set(node.facts()) for node in bearing) == len(direct)
        if (
            isinstance(fact, Figure)
            and not isinstance(fact, Day)
            and only
            and len(ways) == 1
            and None not in ways
        ):
            yield fact, ways.pop() or 0


def _way(node: Any) -> int | None:
    if isinstance(node, Bands):
        return 1
    return (
        (1 if node.rises else -1) if isinstance(node, Compare) and isinstance(node.bar, Parameter) else None
    )


@cache
def movable() -> list[tuple[str, date]]:
    return [
        (policy_id, on)
        for policy_id in IDS
        for on in days(policy_id)
        if any(levers(policy.get(policy_id), on))
    ]


BETTER = {"fail": 0, "manual": 1, "missing": 1, "pass": 2, "not_applicable": None}


@settings(QUICK, max_examples=150)
@given(data=st.data())
def test_more_of_what_the_law_asks_for_at_least_never_makes_it_worse(data: Any) -> None:
    policy_id, on = data.draw(st.sampled_from(movable()))
    found = list(levers(policy.get(policy_id), on))
    fact, way = data.draw(st.sampled_from(found))
    facts = data.draw(records(policy_id))
    assume(facts.get(fact.key) is not None)
    more = facts[fact.key] + data.draw(st.sampled_from([1, 10, 1000]))
    assume(more <= fact.max)
    before, after = judged(policy_id, facts, on), judged(policy_id, facts | {fact.key: more}, on)
    assume(before is not None and after is not None)
    assert before is not None and after is not None
    old, new = BETTER[before.verdict], BETTER[after.verdict]
    if old is not None and new is not None:
        assert (new - old) * way >= 0, (fact.key, before.verdict, after.verdict)


@every_policy
def test_a_changed_parameter_bears_on_no_condition_that_does_not_name_it(policy_id: str) -> None:
    """What-ifs leave records alone whose touched conditions are settled: so every parameter a condition reads must be named by it."""
    for on in days(policy_id)[-1:]:
        law = policy.get(policy_id).law(on)
        for node in terminals(policy.get(policy_id).condition):
            if node.is_law(law):
                seen = Watched(law)
                node.judge(Evaluation(Algebra({}), seen))  # type: ignore[arg-type]
                assert seen.read <= parameters_of(node), (
                    policy_id,
                    node.code,
                    seen.read - parameters_of(node),
                )


class Watched:
    """A law that notes which parameters are read."""

    def __init__(self, law: Any) -> None:
        self._law, self.read = law, set[str]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._law, name)

    def value(self, parameter: Parameter) -> Any:
        self.read.add(parameter.key)
        return self._law.value(parameter)


@every_policy
def test_no_parameter_is_ever_taken_for_an_absent_fact(policy_id: str) -> None:
    for on in days(policy_id):
        law = policy.get(policy_id).law(on)
        for parameter in policy.get(policy_id).book.all():
            assert list(parameter.lacking(Evaluation(Algebra({}), law))) == []
