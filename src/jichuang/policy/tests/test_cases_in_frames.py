"""Every case of every policy once more, as rows of a frame: a million are judged as one is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from jichuang import policy
from jichuang.policy.amounts import Between
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import FactError
from jichuang.policy.facts import Day, Fact, Figure, Flag, Records, Sequence, Text
from jichuang.policy.frames import judged_frame
from jichuang.policy.results import Result
from jichuang.policy.tests.test_cases import cases, facts_of

EXACT = pl.Decimal(30, 8)


def groups() -> list[Any]:
    """Cases that stand under the same law of the same policy."""
    found: dict[tuple[str, date, date | None], list[dict[str, Any]]] = defaultdict(list)
    for each in cases():
        policy_id, base, case = each.values
        found[policy_id, case["on"], case.get("known")].append(facts_of(base, case))
    return [pytest.param(*law, rows, id=f"{law[0]}-{law[1]}-{law[2]}") for law, rows in found.items()]


def column(fact: Fact, rows: list[dict[str, Any]]) -> pl.Series | None:
    given = [row.get(fact.key) for row in rows]
    if isinstance(fact, Flag):
        return pl.Series(fact.key, given, pl.Boolean)
    if isinstance(fact, Text):
        return pl.Series(fact.key, given, pl.String)
    if isinstance(fact, Day):
        return pl.Series(
            fact.key, [date.fromisoformat(v) if isinstance(v, str) else v for v in given], pl.Date
        )
    if isinstance(fact, Sequence):
        lists = [None if v is None else [None if n is None else Decimal(n) for n in v] for v in given]
        return pl.Series(fact.key, lists, pl.List(EXACT))
    if isinstance(fact, Figure):
        return pl.Series(fact.key, [None if v is None else Decimal(v) for v in given], EXACT)
    if isinstance(fact, Records) and all(isinstance(each, Figure) for each in fact.members.values()):
        lists = [None if v is None else [_record(fact, each) for each in v] for v in given]
        return pl.Series(fact.key, lists, pl.List(pl.Struct(dict.fromkeys(fact.members, EXACT))))
    return None  # other records are compared where they are declared


def _record(fact: Records, given: dict[str, Any]) -> dict[str, Decimal | None]:
    return {key: None if given.get(key) is None else Decimal(given[key]) for key in fact.members}


@pytest.mark.parametrize(("policy_id", "on", "known", "rows"), groups())
def test_cases_are_judged_in_a_frame_as_they_are_alone(
    policy_id: str, on: date, known: date | None, rows: list[dict[str, Any]]
) -> None:
    declared = policy.get(policy_id)
    alone = []
    for row in rows:
        try:
            alone.append((row, policy.check(policy_id, row, on=on, known=known)))
        except FactError:
            continue
    columns = [column(fact, [row for row, _ in alone]) for fact in declared.facts.values()]
    if not alone or any(each is None for each in columns):
        pytest.skip("no frame of these facts")
    frame = pl.DataFrame([each for each in columns if each is not None])
    answers = judged_frame(declared, frame, declared.law(on, known)).iter_rows(named=True)
    for (_, one), answer in zip(alone, answers, strict=True):
        assert answer["verdict"] == one.verdict
        assert same_amounts(declared, one, answer)
        if declared.score is not None:
            low, high = one.score if isinstance(one.score, list) else (one.score, one.score)
            assert (answer["score_min"], answer["score_max"]) == (low, high)


def same_amounts(declared: Policy, one: Result, answer: dict[str, Any]) -> bool:
    for key, amount in declared.amounts.items():
        if isinstance(amount, Between):
            alone = one.amounts[key]
            low, high = alone if isinstance(alone, list) else (alone, alone)
            agree = alone is None or (same(low, answer[f"{key}_min"]) and same(high, answer[f"{key}_max"]))
        else:
            agree = same(one.amounts[key], answer[key])
        if not agree:
            return False
    return True


def same(alone: Any, in_frame: Any) -> bool:
    if isinstance(in_frame, float):
        return alone is not None and abs(Fraction(in_frame) - alone) <= abs(alone) / 10**12
    return alone == (Fraction(in_frame) if isinstance(in_frame, Decimal) else in_frame)
