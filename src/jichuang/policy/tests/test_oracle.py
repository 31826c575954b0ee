"""The engine against an independent oracle in Fractions, on records that hug the edges of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.tests import oracle
from jichuang.policy.tests.strategies import records

ON = date(2018, 5, 31)
FAST = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def score_of(result: policy.Result) -> tuple[int, int]:
    return tuple(result.score) if isinstance(result.score, list) else (result.score, result.score)  # type: ignore[return-value]


@FAST
@given(records())
def test_one_record_agrees_with_the_oracle(facts: dict[str, Any]) -> None:
    result = policy.check("tech-sme", facts, on=ON)
    assert (result.verdict, score_of(result)) == oracle.judge(facts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records(), min_size=1, max_size=30), st.booleans())
def test_a_frame_says_what_one_check_says_down_to_every_finding(
    rows: list[dict[str, Any]], whole_columns: bool
) -> None:
    keys = sorted(
        {k for row in rows for k in row} if not whole_columns else set.intersection(*(set(r) for r in rows))
    )
    if not keys:
        return
    rows = [{k: row.get(k) for k in keys} for row in rows]
    frame = pl.DataFrame(rows, schema={k: kind(k) for k in keys})
    answers = policy.evaluate("tech-sme", frame, on=ON, findings=True)
    for row, answer in zip(rows, answers.iter_rows(named=True), strict=True):
        result = policy.check("tech-sme", row, on=ON)
        assert answer["verdict"] == result.verdict
        assert (answer["score_min"], answer["score_max"]) == score_of(result)
        assert answer["score"] == (None if isinstance(result.score, list) else result.score)
        for finding in result.findings:
            agree(finding, answer)


def agree(finding: policy.Finding, answer: dict[str, Any]) -> None:
    assert answer[f"{finding.code}.state"] == finding.state, finding.code
    if finding.code in (
        "research",
        "property",
    ):  # of several tables one record shows the best, a frame shows each table
        return
    for what in ("value", "bar", "shortfall"):
        one, many = getattr(finding, what), answer[f"{finding.code}.{what}"]
        if one is None or isinstance(one, bool):
            assert many == one, (finding.code, what)
        else:
            assert abs(float(one) - many) <= 1e-6, (finding.code, what)  # shown as float, never decided on


def kind(key: str) -> Any:
    if key in oracle.FLAGS:
        return pl.Boolean
    return pl.Int64 if key in ("staff", "tech_staff", "ip_class1", "ip_class2") else pl.Decimal(20, 2)


ORDER = {"fail": 0, "missing": 1, "pass": 2}


@FAST
@given(records(), st.sampled_from(["tech_staff", "rd_expense", "ip_class1", "ip_class2"]), st.integers(1, 5))
def test_more_people_research_or_property_never_makes_it_worse(
    facts: dict[str, Any], key: str, more: int
) -> None:
    whole = {"tech_staff": "staff", "rd_expense": "cost_expense"}.get(key)
    if facts.get(key) is None or (
        whole and facts.get(whole) is not None and facts[key] + more > facts[whole]
    ):
        return
    before = policy.check("tech-sme", facts, on=ON)
    after = policy.check("tech-sme", {**facts, key: facts[key] + more}, on=ON)
    assert ORDER[after.verdict] >= ORDER[before.verdict]
    assert score_of(after) >= score_of(before)


@FAST
@given(records(), st.sampled_from(["staff", "assets"]), st.integers(1, 600))
def test_a_larger_enterprise_never_gains(facts: dict[str, Any], key: str, more: int) -> None:
    if facts.get(key) is None:
        return
    before = policy.check("tech-sme", facts, on=ON)
    after = policy.check("tech-sme", {**facts, key: facts[key] + more}, on=ON)
    assert ORDER[after.verdict] <= ORDER[before.verdict] or facts[key] == 0


@FAST
@given(records(missing=False), st.data())
def test_a_verdict_given_with_gaps_holds_however_they_are_filled(facts: dict[str, Any], data: Any) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(facts)), min_size=1, max_size=5))
    part = policy.check("tech-sme", {k: v for k, v in facts.items() if k not in gone}, on=ON)
    full = policy.check("tech-sme", facts, on=ON)
    low, high = score_of(part)
    assert part.verdict in ("missing", full.verdict)
    assert low <= score_of(full)[0] <= high
    if part.verdict == "missing":
        assert set(part.missing) <= gone


@settings(max_examples=20, deadline=None)
@given(st.lists(records(), min_size=2, max_size=12), st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    keys = sorted({k for row in rows for k in row})
    schema = {k: kind(k) for k in keys} | {"id": pl.Int64}
    rows = [{k: row.get(k) for k in keys} | {"id": at} for at, row in enumerate(rows)]
    mixed = list(rows)
    random.shuffle(mixed)
    first = policy.evaluate("tech-sme", pl.DataFrame(rows, schema=schema), on=ON)
    second = policy.evaluate("tech-sme", pl.DataFrame(mixed, schema=schema), on=ON).sort("id")
    assert first.equals(second)
