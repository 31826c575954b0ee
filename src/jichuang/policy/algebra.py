"""The algebra of rules: Kleene's three-valued logic and exact integers.

Every node of a rule is written once, in terms of this algebra. Here its values are plain Python (None = unknown);
`frames.Columns` extends it to Polars expressions, so one record is judged by the same code as a million.
Knows nothing of facts, laws or words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Value = Any  # bool | int | Fraction | None, or an expression over columns

PASS, FAIL, MISSING, MANUAL, NOT_APPLICABLE, SCORE = (
    "pass",
    "fail",
    "missing",
    "manual",
    "not_applicable",
    "score",
)
STATES = (PASS, FAIL, MISSING, MANUAL, NOT_APPLICABLE, SCORE)


class Algebra:
    """Values are constants; None is "unknown" and flows through as in Kleene's logic."""

    def __init__(self, facts: Mapping[str, Value]) -> None:
        self.facts = facts

    def read(self, key: str) -> Value:
        """The fact as a scaled integer, a bool or a tuple of scaled integers; None when absent."""
        return self.facts.get(key)

    def scale(self, key: str, declared: int) -> int:
        """How many decimals the units of a fact count here."""
        return declared

    def keep(self, a: Value) -> Value:
        """The same value, worked out once although several others need it."""
        return a

    # logic
    def both(self, a: Value, b: Value) -> Value:
        if a is False or b is False:
            return False
        if a is True:
            return b
        if b is True:
            return a
        return self.conjunction(a, b)

    def either(self, a: Value, b: Value) -> Value:
        if a is True or b is True:
            return True
        if a is False:
            return b
        if b is False:
            return a
        return self.disjunction(a, b)

    def negate(self, a: Value) -> Value:
        return None if a is None else (not a) if isinstance(a, bool) else ~a

    def conjunction(self, a: Value, b: Value) -> Value:
        """`both` of two values neither of which is a known constant."""
        return None

    def disjunction(self, a: Value, b: Value) -> Value:
        """`either` of two values neither of which is a known constant."""
        return None

    def unknown(self, a: Value) -> Value:
        return a is None

    def choose(self, when: Value, then: Value, otherwise: Value) -> Value:
        """`then` where `when` is true, else (false or unknown) `otherwise`."""
        return then if when is True else otherwise

    def points(self, when: Value, then: Value, otherwise: Value) -> Value:
        """Like `choose`, for small integers."""
        return self.choose(when, then, otherwise)

    # exact integers
    def times(self, a: Value, b: Value) -> Value:
        if a is None or b is None:
            return None
        if isinstance(b, int) and b == 1:
            return a
        return a * b

    def plus(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a + b

    def minus(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a - b

    def at_least(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a >= b

    def at_most(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a <= b

    def more_than(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a > b

    def less_than(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a < b

    def equal(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else a == b

    def remainder(self, a: Value, b: Value) -> Value:
        """What is left of a after as many b as fit; b is positive."""
        return None if a is None or b is None else a % b

    def larger(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else max(a, b)

    def smaller(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None else min(a, b)

    def positive(self, a: Value) -> Value:
        """`a` where it is positive, else 0."""
        return None if a is None else max(a, 0)

    def wide(self, a: Value) -> Value:
        """The same integer with room for 128 bits (Python's own never overflow)."""
        return a

    def divided(self, a: Value, b: Value) -> Value:
        """a / b rounded to a whole number, half up (away from zero); unknown where b is 0."""
        if a is None or b is None or (isinstance(b, int) and b == 0):
            return None
        return self.rounded_quotient(a, b)

    def rounded_quotient(self, a: Value, b: Value) -> Value:
        size = (2 * abs(a) + abs(b)) // (2 * abs(b))
        return size if (a < 0) == (b < 0) else -size

    # words
    def one_of(self, word: Value, whole: tuple[str, ...], beginnings: tuple[str, ...]) -> Value:
        """Whether a word is one of some words, or begins as one of some others."""
        return None if word is None else word in whole or word.startswith(beginnings)

    def has_form(self, word: Value, form: str) -> Value:
        """Whether a whole word has the form of a regular expression."""
        return None if word is None else re.fullmatch(form, word) is not None

    # several values: sequences (oldest first), records and lists of records
    def item(self, sequence: Value, index: int) -> Value:
        if sequence is None or not -len(sequence) <= index < len(sequence):
            return None
        return sequence[index]

    def summed(self, sequence: Value) -> Value:
        return None if sequence is None or None in sequence else sum(sequence)

    def length(self, sequence: Value) -> Value:
        return None if sequence is None else len(sequence)

    def member(self, record: Value, key: str) -> Value:
        return None if record is None else record.get(key)

    def sum_over(self, records: Value, work: Callable[[Algebra], Value]) -> Value:
        """The sum of `work(the algebra of one record)` over all records; unknown where it is unknown for any of them."""
        if records is None:
            return None
        return self.summed(tuple(work(Algebra(record)) for record in records))

    # for showing, never for deciding
    def quotient(self, a: Value, b: Value) -> Value:
        return None if a is None or b is None or b == 0 else Fraction(a, b)

    def figure(self, number: Fraction | None) -> Value:
        return number

    def state(self, applies: Value, holds: Value, lacks: Value) -> Value:
        """The state of a condition as one of STATES."""
        if applies is False:
            return NOT_APPLICABLE
        if holds is None:
            return MISSING if lacks is True else MANUAL
        return PASS if holds else FAIL

    def score_state(self, applies: Value, settled: Value, lacks: Value) -> Value:
        """The state of a score: settled, or why it is still a range."""
        if applies is False:
            return NOT_APPLICABLE
        if settled:
            return SCORE
        return MISSING if lacks is True else MANUAL
