"""Every band edge and every limit of every policy at every date of its law, generated from the parameter files, from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jichuang import policy
from jichuang.policy.conditions import Compare
from jichuang.policy.declaration import Policy, Row
from jichuang.policy.errors import DateError
from jichuang.policy.facts import Day, Figure
from jichuang.policy.numbers import Share
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores import Bands

WHOLES = (1_000_000, 10_000, 100)  # what a share is laid on, as large as its facts allow


def laws(declared: Policy) -> Iterator[Law]:
    """The law of every day on which some value of a parameter begins."""
    for day in sorted({v.valid_from for p in declared.book.all() for v in p.values}):
        try:
            yield declared.law(day)
        except DateError:
            continue


def rows(kind: type) -> Iterator[tuple[str, date, Row]]:
    """Each row of that kind once for each value its parameters have had; those in a case of their own are left to case files."""
    for policy_id in policy.ids():
        seen = set()
        for law in laws(policy.get(policy_id)):
            for row in policy.get(policy_id).rows(law):
                if isinstance(row.node, kind) and not row.cases:
                    key = (id(row.node), *(str(law.value(p)) for p in row.node.parameters()))
                    if key not in seen:
                        seen.add(key)
                        yield policy_id, law.on, row


def facts_at(measured: Any, threshold: Fraction, step: int) -> dict[str, Any] | None:
    """Facts exactly on the threshold, or `step` smallest units away from it; None where it is not measured on facts alone."""
    if isinstance(measured, Share):
        part, whole = measured.part, measured.whole
        if not (isinstance(part, Figure) and isinstance(whole, Figure)):
            return None
        size = next(size for size in WHOLES if size <= min(part.max, whole.max))
        units = threshold * size + step
        return {part.key: int(units), whole.key: size} if units.denominator == 1 else None
    if not isinstance(measured, Figure) or isinstance(measured, Day):
        return None
    value = threshold + Fraction(step, 10**measured.scale)
    if not measured.min <= value <= measured.max:
        return None
    return {measured.key: int(value) if value.denominator == 1 else float(value)}


def edges() -> Iterator[Any]:
    for policy_id, on, row in rows(Bands):
        node = row.node
        assert isinstance(node, Bands)
        bands = node.rows(policy.get(policy_id).law(on))
        for at, band in enumerate(bands):
            below = bands[at + 1][1:3] if at + 1 < len(bands) else (0, 0)
            if node.doubtful is None and facts_at(node.measured, Fraction(band.threshold), 0):
                name = f"{policy_id}-{on}-{node.code}-{band.threshold}"
                yield pytest.param(policy_id, on, node, band, below, id=name)


@pytest.mark.parametrize(("policy_id", "on", "node", "band", "below"), list(edges()))
def test_a_band_begins_exactly_at_its_threshold(
    policy_id: str, on: date, node: Bands, band: Any, below: tuple[int, int]
) -> None:
    here = (band.low, band.high)
    for step, wanted in ((0, below if band.above else here), (-1, below), (1, here)):
        facts = facts_at(node.measured, Fraction(band.threshold), step)
        if facts is None:
            continue
        found = policy.check(policy_id, facts, on=on).finding(node.code).points
        low, high = found if isinstance(found, tuple) else (found, found)
        if step == 1 and isinstance(node.measured, Figure):  # a count may already be in the next band
            assert (low, high) >= wanted  # type: ignore[operator]
        else:
            assert (low, high) == wanted


def limits() -> Iterator[Any]:
    for policy_id, on, row in rows(Compare):
        node = row.node
        assert isinstance(node, Compare)
        if isinstance(node.bar, Parameter):
            bar = policy.get(policy_id).law(on).value(node.bar)
            if not isinstance(bar, date) and facts_at(node.measured, Fraction(bar), 0):
                name = f"{policy_id}-{on}-{node.code}"
                yield pytest.param(policy_id, on, node, Fraction(bar), id=name)


@pytest.mark.parametrize(("policy_id", "on", "node", "bar"), list(limits()))
def test_a_limit_itself_passes_unless_strict_and_the_smallest_unit_beyond_fails(
    policy_id: str, on: date, node: Compare, bar: Fraction
) -> None:
    unverified = policy.get(policy_id).law(on).unverified(node.parameters())
    failing = "manual" if unverified else "fail"
    better = 1 if node.rises else -1
    strict = node.how in ("more_than", "less_than")
    for step, state in ((0, failing if strict else "pass"), (better, "pass"), (-better, failing)):
        facts = facts_at(node.measured, bar, step)
        if facts is None:
            continue
        finding = policy.check(policy_id, facts, on=on).finding(node.code)
        assert finding.state == state
        assert bool(finding.shortfall) == (step == -better)
