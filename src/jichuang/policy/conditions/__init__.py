"""Conditions of a rule: leaves that compare one thing with the law, and groups of them by three-valued logic.

The helpers read as the sentence of the regulation they stand for. A leaf whose parameter has no value on the day is not law on
that day and leaves the tree; one that fails only through an unverified parameter is left to a person.
"""

from __future__ import annotations

from jichuang.policy.conditions.cases import (
    Where,
    answered,
    case,
    given,
    holds,
    in_force,
    listed,
    needed,
    where,
    within,
)
from jichuang.policy.conditions.condition import Condition, Group, Leaf, Opposite, all_of, any_of, settled
from jichuang.policy.conditions.leaves import (
    Compare,
    Multiple,
    Must,
    OfWord,
    OneOf,
    any_between,
    at_least,
    at_most,
    has_form,
    is_multiple,
    is_none_of,
    is_one_of,
    less_than,
    more_than,
    must,
    must_not,
)

__all__ = [
    "Compare",
    "Condition",
    "Group",
    "Leaf",
    "Multiple",
    "Must",
    "OfWord",
    "OneOf",
    "Opposite",
    "Where",
    "all_of",
    "answered",
    "any_between",
    "any_of",
    "at_least",
    "at_most",
    "case",
    "given",
    "has_form",
    "holds",
    "in_force",
    "is_multiple",
    "is_none_of",
    "is_one_of",
    "less_than",
    "listed",
    "more_than",
    "must",
    "must_not",
    "needed",
    "settled",
    "where",
    "within",
]
