"""政策库's questions: clauses and parameters in force, the history of each, what differs between two days, what is not verified.

Everything is read from the declared policies; no query. Knows no applicant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jichuang import policy
from jichuang.hall import catalogue
from jichuang.hall.declare import Matter
from jichuang.law.figures import value_text, words_of
from jichuang.policy.parameters import DatedValue, Parameter, ParameterInForce

STALE = timedelta(days=365)
"""A value last checked longer ago than this, at the business date, is to be checked again."""
UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Summary:
    """One policy in the list: how many parameters, how many of them unverified, since when there is law, who uses it."""

    policy: policy.Policy
    parameters: int
    unverified: int
    first: date
    checked: date
    matters: list[Matter]


@dataclass(frozen=True, slots=True)
class Held:
    """A parameter on a day, with its value in words; `former` counts the other values it has had or will have."""

    parameter: ParameterInForce
    text: str
    others: int


@dataclass(frozen=True, slots=True)
class Step:
    """One value in a parameter's history. `state` is done (past), current or todo (not yet in force)."""

    text: str
    value: DatedValue
    state: str


@dataclass(frozen=True, slots=True)
class History:
    """Every value a parameter has had, oldest first."""

    key: str
    title: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a parameter was on one day and is on another; None where there was no such law."""

    title: str
    before: ParameterInForce | None
    after: ParameterInForce | None
    before_text: str
    after_text: str


def uses(policy_id: str) -> list[Matter]:
    """The matters whose rules this policy is."""
    return [matter for matter in catalogue.all() if matter.rules == policy_id]


def summaries() -> list[Summary]:
    """Every policy, in the library's order."""
    return [_summary(policy.get(each)) for each in policy.ids()]


def _summary(one: policy.Policy) -> Summary:
    values = [value for parameter in one.book.all() for value in parameter.values]
    return Summary(
        policy=one,
        parameters=len(one.book.all()),
        unverified=sum(any(v.status == UNVERIFIED for v in p.values) for p in one.book.all()),
        first=min(value.valid_from for value in values),
        checked=min(value.checked_on for value in values),
        matters=uses(one.id),
    )


def in_force(policy_id: str, on: date, known: date | None = None) -> list[Held]:
    """Every parameter in force on a day, in the order of the law. Raises policy.DateError for a day without law."""
    one = policy.get(policy_id)
    counts, words = {parameter.key: len(parameter.values) for parameter in one.book.all()}, words_of(one)
    return [
        Held(each, value_text(each.value, each.unit, words), counts[each.key] - 1)
        for each in policy.parameters(policy_id, on=on, known=known)
    ]


def histories(policy_id: str, on: date) -> list[History]:
    """The history of every parameter that ever changed or will, as it stands on a day."""
    one = policy.get(policy_id)
    words = words_of(one)
    return [
        History(parameter.key, parameter.title, _steps(parameter, on, words))
        for parameter in one.book.all()
        if len(parameter.values) > 1 or parameter.values[0].valid_from > on or parameter.values[0].valid_to
    ]


def _steps(parameter: Parameter, on: date, words: Mapping[str, str]) -> list[Step]:
    covering = [value for value in parameter.values if value.covers(on)]
    found = []
    for value in sorted(parameter.values, key=lambda v: (v.valid_from, v.issued_on)):
        text = _told(parameter, value, words)
        current = bool(covering) and value is covering[-1]
        state = "current" if current else "todo" if value.valid_from > on else "done"
        found.append(Step(text, value, state))
    return found


def differences(policy_id: str, before: date, after: date, known: date | None = None) -> list[Difference]:
    """Parameters whose value differs between two days. Raises policy.DateError for a day without law."""
    one = policy.get(policy_id)
    words = words_of(one)
    earlier, later = (
        {each.key: each for each in policy.parameters(policy_id, on=day, known=known)}
        for day in (before, after)
    )
    return [
        Difference(parameter.title, was, now, _text(was, words), _text(now, words))
        for parameter in one.book.all()
        if _value(was := earlier.get(parameter.key)) != _value(now := later.get(parameter.key))
    ]


def _value(held: ParameterInForce | None) -> object:
    return None if held is None else (held.value,)


def _text(held: ParameterInForce | None, words: Mapping[str, str]) -> str:
    return "没有此项规定" if held is None else value_text(held.value, held.unit, words)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One value to be checked: which policy and parameter, in words, and since when it has stood so."""

    policy: policy.Policy
    title: str
    text: str
    value: DatedValue


def unverified() -> list[Doubt]:
    """Every value nobody has seen in a text: memory or inference, oldest check first."""
    return sorted(
        (doubt for doubt in _all() if doubt.value.status == UNVERIFIED), key=lambda one: one.value.checked_on
    )


def stale(on: date) -> list[Doubt]:
    """Every value last checked more than a year before the day, oldest check first."""
    return sorted(
        (doubt for doubt in _all() if on - doubt.value.checked_on > STALE),
        key=lambda one: one.value.checked_on,
    )


def _all() -> list[Doubt]:
    return [
        Doubt(one, parameter.title, _told(parameter, value, words_of(one)), value)
        for one in map(policy.get, policy.ids())
        for parameter in one.book.all()
        for value in parameter.values
    ]


def _told(parameter: Parameter, value: DatedValue, words: Mapping[str, str]) -> str:
    return "废止" if value.repealed else value_text(value.value, parameter.unit, words)
