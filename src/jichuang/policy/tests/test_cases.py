"""Every case file of every policy, read by one runner. A policy officer can add a case without touching this."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jichuang import policy

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(ROOT.glob("*/cases/*.toml"))


def cases() -> list[Any]:
    found = []
    for file in FILES:
        read = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        policy_id = file.parent.parent.name.replace("_", "-")
        base = read.get("base", {})
        found += [pytest.param(policy_id, base, c, id=f"{policy_id}: {c['title']}") for c in read["case"]]
    return found


def facts_of(base: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    if "only" in case:
        return dict(case["only"])
    return {k: v for k, v in {**base, **case.get("facts", {})}.items() if k not in case.get("without", ())}


@pytest.mark.parametrize(("policy_id", "base", "case"), cases())
def test_case(policy_id: str, base: dict[str, Any], case: dict[str, Any]) -> None:
    result = policy.check(policy_id, facts_of(base, case), on=case["on"], known=case.get("known"))
    expect = dict(case["expect"])
    for code, wanted in expect.pop("finding", {}).items():
        finding = result.finding(code)
        assert told(finding, wanted) == wanted, code
    for code in expect.pop("no_finding", ()):
        assert code not in [f.code for f in result.findings]
    for key, wanted in expect.pop("amounts", {}).items():
        assert same_amount(result.amounts[key], wanted), (key, result.amounts[key])
    if "missing" in expect:
        assert list(result.missing) == expect.pop("missing")
    for what in ("verdict", "score"):
        if what in expect:
            assert getattr(result, what) == expect.pop(what)
    assert not expect, f"不认识的期望：{expect}"


def told(finding: policy.Finding, wanted: Any) -> Any:
    """What a case expects of a finding: its state as text, its points as a number or [min, max]."""
    if isinstance(wanted, str):
        return finding.state
    return list(finding.points) if isinstance(finding.points, tuple) else finding.points


def same_amount(found: Any, wanted: Any) -> bool:
    """An expected amount: a number, [min, max], a letter, "none" for one that is not there, "any" number for one that is."""
    if isinstance(wanted, list):
        return isinstance(found, list) and found == [Fraction(each) for each in wanted]
    if wanted in ("none", "any"):
        return (found is None) == (wanted == "none")
    return bool(found == (wanted if isinstance(wanted, str) else Fraction(wanted)))


def test_each_policy_has_cases_and_no_title_twice() -> None:
    titles = [p.id for p in cases()]
    assert len(titles) == len(set(titles))
    assert {p.values[0] for p in cases()} == set(policy.ids())


@pytest.mark.parametrize("policy_id", policy.ids())
def test_a_frame_answers_every_case_of_a_policy_as_one_check_does(policy_id: str) -> None:
    by_law: dict[Any, list[dict[str, Any]]] = {}
    for _, base, case in (p.values for p in cases() if p.values[0] == policy_id):
        by_law.setdefault((case["on"], case.get("known")), []).append(facts_of(base, case))
    for (on, known), rows in by_law.items():
        facts = {key: [row.get(key) for row in rows] for key in policy.get(policy_id).facts}
        frame = pl.DataFrame(facts, strict=False, infer_schema_length=None)
        found = policy.evaluate(policy_id, frame, on=on, known=known)
        assert found["verdict"].to_list() == [
            policy.check(policy_id, r, on=on, known=known).verdict for r in rows
        ]
