"""Facts of any policy, drawn from what the policy declares: within bounds, near the figures of its law, with gaps. Test code only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import DateError
from jichuang.policy.facts import Choice, Code, Day, Fact, Figure, Flag, Record, Records, Sequence
from jichuang.policy.parameters import Law

IDS = policy.ids()


@cache
def days(policy_id: str) -> list[date]:
    """Every day on which some value of the policy begins, is issued, or ends, and there is law."""
    declared, found = policy.get(policy_id), set()
    for parameter in declared.book.all():
        for value in parameter.values:
            found |= {value.valid_from, value.issued_on, *([value.valid_to] if value.valid_to else [])}
    return [day for day in sorted(found) if _there_is_law(declared, day)]


def _there_is_law(declared: Policy, day: date) -> bool:
    try:
        declared.law(day)
    except DateError:
        return False
    return True


@cache
def figures(policy_id: str) -> list[Decimal]:
    """The numbers of the policy's law, wherever they stand in its tables."""
    found = {
        Decimal(n) for p in policy.get(policy_id).book.all() for v in p.values for n in _numbers(v.value)
    }
    return sorted(found | {Decimal(n) for n in (0, 1, 2, 10, 100, 1000)})


def _numbers(value: Any) -> Iterator[int | Decimal]:
    if isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _numbers(each)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield value


def records(policy_id: str, *, gaps: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Facts of a policy, each perhaps absent. They may contradict one another: that is for the policy to refuse."""
    facts = policy.get(policy_id).facts
    given = {key: _of(policy_id, fact) for key, fact in facts.items()}
    return st.fixed_dictionaries({}, optional=given) if gaps else st.fixed_dictionaries(given)


def _of(policy_id: str, fact: Fact) -> st.SearchStrategy[Any]:
    if isinstance(fact, Flag):
        return st.booleans()
    if isinstance(fact, Choice):
        return st.sampled_from(sorted(fact.options))
    if isinstance(fact, Code):
        return st.sampled_from(codes(policy_id, fact))
    if isinstance(fact, Day):
        return st.sampled_from(days(policy_id)) | st.dates(date(2008, 1, 1), date(2026, 12, 31))
    if isinstance(fact, Records):
        return st.lists(_record(policy_id, fact), max_size=min(3, fact.longest))
    if isinstance(fact, Record):
        return _record(policy_id, fact)
    if isinstance(fact, Sequence):
        return st.lists(_figure(policy_id, fact.figure), min_size=fact.shortest, max_size=fact.longest)
    assert isinstance(fact, Figure), type(fact)
    return _figure(policy_id, fact)


def _record(policy_id: str, fact: Record) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {}, optional={key: _of(policy_id, each) for key, each in fact.members.items()}
    )


def codes(policy_id: str, fact: Code) -> list[str]:
    """The example, and every word of the law's lists that has the code's form."""
    found = {fact.example}
    for parameter in policy.get(policy_id).book.all():
        for value in parameter.values:
            for word in value.value if isinstance(value.value, list) else ():
                if isinstance(word, str) and _fits(fact, word):
                    found.add(word)
    return sorted(found)


def _fits(fact: Code, word: str) -> bool:
    try:
        return fact.parse(word) == word
    except policy.FactError:
        return False


def _figure(policy_id: str, fact: Figure) -> st.SearchStrategy[Any]:
    """On, one smallest unit under and one over the figures of the law (and their multiples), or anywhere."""
    step = Decimal(1).scaleb(-fact.scale)
    near = st.builds(
        lambda base, times, off: base * times + off * step,
        st.sampled_from(figures(policy_id)), st.sampled_from([1, 1, 1, 10, 100, 1000]), st.integers(-1, 1),
    )  # fmt: skip
    low, high = int(fact.min) * 10**fact.scale, int(fact.max) * 10**fact.scale
    anywhere = st.integers(low, min(high, max(low, 0) + 10**8)).map(lambda n: Decimal(n).scaleb(-fact.scale))
    return (near | anywhere).map(lambda v: _within(v, fact))


def _within(value: Decimal, fact: Figure) -> int | Decimal:
    step = Decimal(1).scaleb(-fact.scale)
    bounded = min(max(value.quantize(step), Decimal(fact.min)), Decimal(fact.max))
    return int(bounded) if fact.scale == 0 else bounded


def laws(policy_id: str) -> st.SearchStrategy[date]:
    return st.sampled_from(days(policy_id))


def law_of(policy_id: str, on: date) -> Law:
    return policy.get(policy_id).law(on)
