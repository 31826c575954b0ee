"""Changes the law of a policy one place at a time and lists the changes that none of its cases notices. For people, not for every build.

    python tests/mutants.py tech-sme [hnte …]

What is changed: every figure by its smallest step up and down, every band's threshold, points and existence, every word of a list, every
first and last day (the first year, where the law is that of a tax year), whether a figure is verified; every comparison (strict, or the
other way round), flag, list and group; every condition, cap and doubt left out; every sum, difference, least and greatest. A change that all cases survive is a sentence nobody has tested.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jichuang import policy
from jichuang.policy import declaration
from jichuang.policy.comparing import parameters_of, read_by, terminals
from jichuang.policy.conditions import Compare, Condition, Group, Must, OneOf, Opposite, Where
from jichuang.policy.declaration import Policy
from jichuang.policy.numbers import Number
from jichuang.policy.parameters import DatedValue, Parameter
from jichuang.policy.scores import BestOf, Score, Total
from jichuang.policy.tests.test_cases import cases, test_case

Mutant = tuple[str, Callable[[], None], Callable[[], None]]  # what is changed, how, and how it is put back
STRICT = {"at_least": "more_than", "more_than": "at_least", "at_most": "less_than", "less_than": "at_most"}
OTHER = {"at_least": "at_most", "more_than": "less_than", "at_most": "at_least", "less_than": "more_than"}
JOINED = {"plus": "minus", "minus": "plus", "smaller": "larger", "larger": "smaller", "times": "plus"}


def survivors(policy_id: str) -> tuple[int, list[str]]:
    """(mutants tried, those that every case of the policy survives)."""
    own = [case.values for case in cases() if case.values[0] == policy_id]
    forget()
    assert not noticed(own), f"{policy_id}: a case fails on the law as it is"
    tried, left = 0, []
    for what, change, put_back in mutants(policy.get(policy_id)):
        tried += 1
        change()
        forget()
        if not noticed(own):
            left.append(what)
        put_back()
    forget()
    return tried, left


def noticed(own: list[Any]) -> bool:
    """Whether some case fails; it goes to the front, for it is likely to notice the next change too."""
    for at, case in enumerate(own):
        try:
            test_case(*case)
        except Exception:
            own.insert(0, own.pop(at))
            return True
    return False


def forget() -> None:
    """Drops what has been worked out of laws and rows."""
    declaration._law.cache_clear()
    declaration._rows_under.cache_clear()
    for each in policy.ids():
        policy.get(each).__dict__.pop("condition", None)


def mutants(declared: Policy) -> Iterator[Mutant]:
    read = read_by(declared)  # the others serve pages and matters, and are tested there
    deciding = {key for each in terminals(declared.condition) for key in parameters_of(each)}
    for parameter in declared.book.all():
        for at, value in enumerate(parameter.values if parameter.key in read else ()):
            for said, changed in values(
                value, parameter.key in deciding, of_year=declared.law_of is not None
            ):
                yield of_value(parameter, at, changed, said)
    seen: set[int] = set()
    for node in nodes(declared):
        if id(node) not in seen:
            seen.add(id(node))
            yield from of_node(node)
    yield from without(declared, "require")


# figures
def of_value(parameter: Parameter, at: int, changed: DatedValue, said: str) -> Mutant:
    before = parameter.values
    mutated = (*before[:at], changed, *before[at + 1 :])
    return setting(parameter, "values", mutated, f"{parameter.key} {before[at].valid_from}: {said}")


def values(value: DatedValue, decides: bool, *, of_year: bool) -> Iterator[tuple[str, DatedValue]]:
    for said, changed in figures(value.value):
        yield said, dataclasses.replace(value, value=changed)
    day = timedelta(days=1)
    if of_year:  # a tax year is judged by its last day: a first day later in the same year is the same law
        later = value.valid_from.replace(year=value.valid_from.year + 1)
        yield "begins a year later", dataclasses.replace(value, valid_from=later)
    else:
        yield "begins a day later", dataclasses.replace(value, valid_from=value.valid_from + day)
    if value.valid_to is not None:
        yield "ends a day earlier", dataclasses.replace(value, valid_to=value.valid_to - day)
    if decides:  # an amount is the same, verified or not
        other = "republished" if value.status == "unverified" else "unverified"
        yield f"is {other}", dataclasses.replace(value, status=other)
    yield "is repealed", dataclasses.replace(value, value=None, repealed=True)


def figures(value: Any) -> Iterator[tuple[str, Any]]:
    """Every smallest change of a figure or table."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return
    if isinstance(value, int | Decimal):
        step = Decimal(1).scaleb(min(0, int(Decimal(value).as_tuple().exponent)))
        for off in (step, -step):
            yield f"{value} -> {value + off}", int(value + off) if isinstance(value, int) else value + off
    elif isinstance(value, list | dict):
        for key in range(len(value)) if isinstance(value, list) else list(value):
            for said, inner in figures(value[key]):
                changed = deepcopy(value)
                changed[key] = inner
                yield f"[{key}] {said}", changed
            if isinstance(value[key], list | dict | str) and len(value) > 1:
                fewer = deepcopy(value)
                del fewer[key]
                yield f"without [{key}] {value[key]}", fewer


# the tree
def nodes(declared: Policy) -> Iterator[Any]:
    for condition in (*declared.require, *([declared.pass_if] if declared.pass_if else [])):
        yield from below(condition)
    for amount in declared.amounts.values():
        yield from numbers(amount)
        for name in ("low", "high", "part", "whole", "table"):
            yield from below(getattr(amount, name, None))


def below(node: Any) -> Iterator[Any]:
    """The node and everything it rests on."""
    if isinstance(node, Number):
        yield from numbers(node)
    if not isinstance(node, Condition | Score):
        return
    yield node
    for member in node.members():
        yield from below(member)
    for name in ("score", "bar", "measured", "doubtful", "given"):
        yield from below(getattr(node, name, None))


def numbers(number: Any) -> Iterator[Any]:
    if isinstance(number, Number):
        yield number
        for part in number.parts():
            yield from numbers(part)
        for name in ("condition", "expression"):
            yield from below(getattr(number, name, None))


def of_node(node: Any) -> Iterator[Mutant]:
    name = title(node)
    if isinstance(node, Compare):
        for way in (STRICT[node.how], OTHER[node.how]):
            yield setting(node, "how", way, f"{name}: {node.how} -> {way}")
    elif isinstance(node, Must | OneOf):
        yield setting(node, "wanted", not node.wanted, f"{name}: the opposite is wanted")
    elif isinstance(node, Group):
        yield setting(node, "how", "any" if node.how == "all" else "all", f"{name}: {node.how} turned round")
        yield from without(node, "conditions")
    elif isinstance(node, Where):
        yield setting(node, "case", Opposite(node.case), f"{name}: in the other case")
    elif isinstance(node, Total | BestOf):
        yield from without(node, "scores")
    elif getattr(node, "how", None) in JOINED:
        yield setting(node, "how", JOINED[node.how], f"{name}: {node.how} -> {JOINED[node.how]}")
    for limit in ("cap", "doubtful"):
        if getattr(node, limit, None) is not None:
            yield setting(node, limit, None, f"{name}: no {limit}")


def without(node: Any, members: str) -> Iterator[Mutant]:
    held = getattr(node, members)
    for at, each in enumerate(held if len(held) > 1 else ()):
        yield setting(node, members, (*held[:at], *held[at + 1 :]), f"{title(node)}: without {title(each)}")


def setting(holder: Any, name: str, value: Any, said: str) -> Mutant:
    before = getattr(holder, name)
    return (
        said,
        lambda: object.__setattr__(holder, name, value),
        lambda: object.__setattr__(holder, name, before),
    )


def title(node: Any) -> str:
    """The code of a node, or for a case without one what it compares."""
    named = getattr(node, "code", "") or getattr(node, "title", "") or getattr(node, "says", "")
    if named or not isinstance(node, Condition):
        return named or type(node).__name__
    facts = "、".join(dict.fromkeys(fact.key for fact in node.facts()))
    return f"{type(node).__name__} {getattr(node, 'how', '')} of {facts}"


def main(policy_ids: list[str]) -> int:
    for policy_id in policy_ids:
        tried, left = survivors(policy_id)
        sys.stdout.write(f"{policy_id}: {tried} changes, {len(left)} noticed by no case\n")
        sys.stdout.writelines(f"  {each}\n" for each in left)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or policy.ids()))
