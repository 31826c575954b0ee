"""Every band edge and every limit of every policy, generated from the parameter files, tried from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jichuang import policy
from jichuang.policy.conditions import Compare
from jichuang.policy.facts import Figure
from jichuang.policy.numbers import Share
from jichuang.policy.scores import Bands

ON = date(2018, 5, 31)


def nodes(kind: type) -> Iterator[Any]:
    for policy_id in policy.ids():
        yield from (
            (policy_id, row.node) for row in policy.get(policy_id).rules(ON) if isinstance(row.node, kind)
        )


def edges() -> Iterator[Any]:
    for policy_id, node in nodes(Bands):
        rows = node.rows(policy.get(policy_id).law(ON))
        for at, (threshold, points) in enumerate(rows):
            below = rows[at + 1][1] if at + 1 < len(rows) else 0
            yield pytest.param(
                policy_id, node, Fraction(threshold), points, below, id=f"{node.code}-{threshold}"
            )


def facts_at(measured: Any, threshold: Fraction, step: int) -> dict[str, Any]:
    """Facts exactly on the threshold, or `step` smallest units away from it."""
    if isinstance(measured, Share):
        part, whole = measured.part, measured.whole
        assert isinstance(part, Figure) and isinstance(whole, Figure)
        units = threshold * 100_000 + step
        assert units.denominator == 1
        return {part.key: int(units), whole.key: 100_000}
    assert isinstance(measured, Figure) and threshold.denominator == 1
    return {measured.key: int(threshold) + step}


@pytest.mark.parametrize(("policy_id", "node", "threshold", "points", "below"), list(edges()))
def test_a_band_begins_exactly_at_its_threshold(
    policy_id: str, node: Bands, threshold: Fraction, points: int, below: int
) -> None:
    for step, wanted in ((0, points), (-1, below), (1, points)):
        facts = facts_at(node.measured, threshold, step)
        found = policy.check(policy_id, facts, on=ON).finding(node.code)
        one_more = isinstance(node.measured, Figure) and step == 1  # a count may already be in the next band
        assert found.points >= wanted if one_more else found.points == wanted  # type: ignore[operator]


@pytest.mark.parametrize(
    ("policy_id", "node"), [pytest.param(*pair, id=pair[1].code) for pair in nodes(Compare)]
)
def test_a_limit_itself_passes_and_the_smallest_unit_beyond_fails(policy_id: str, node: Compare) -> None:
    bar = policy.get(policy_id).law(ON).value(node.parameter)
    beyond = Fraction(1 if node.how == "at_most" else -1, 10**node.measured.scale)  # type: ignore[union-attr]
    key = node.measured.key  # type: ignore[union-attr]
    for value, state in ((Fraction(bar), "pass"), (bar + beyond, "fail"), (bar - beyond, "pass")):
        finding = policy.check(
            policy_id, {key: float(value) if value.denominator > 1 else int(value)}, on=ON
        ).finding(key)
        assert finding.state == state
        assert finding.shortfall == (abs(beyond) if state == "fail" else 0)
