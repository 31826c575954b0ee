"""What a fact is: a name, a title, a unit, and whether it can still change. Knows no kind of value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.errors import FactError

FIXED, RECHECK, FUTURE = (
    "fixed",
    "recheck",
    "future",
)  # a closed year; to be checked again; can still be brought about


class Fact:
    """One fact. `kind` is fixed | recheck | future; `effort` is what one more unit costs when it is a lever (0 = no lever).

    `blank` is what leaving it out says (an empty line of a return is 0); without one, leaving it out is missing data."""

    type = ""
    scale = 0
    min: Any = None
    max: Any = None

    def __init__(
        self,
        key: str,
        title: str,
        *,
        unit: str = "",
        kind: str = FIXED,
        effort: int = 0,
        help: str = "",
        blank: Any = None,
    ) -> None:
        self.key, self.title, self.unit, self.kind, self.effort, self.help = (
            key,
            title,
            unit,
            kind,
            effort,
            help,
        )
        self.blank = blank

    def parse(self, given: object) -> Value:
        """The exact value as the algebra wants it; None stays None. Raises FactError."""
        raise NotImplementedError

    @property
    def blank_text(self) -> str:
        """How `blank` reads on a page."""
        return f"{self.blank} {self.unit}".strip()

    def filled(self, given: object) -> Value:
        """`parse`, with what leaving it out says in place of None."""
        return self.parse(self.blank if given is None else given)

    def absent(self, value: Value) -> bool:
        """Whether a parsed value leaves something out."""
        return value is None

    def schema(self) -> dict[str, Any]:
        """This fact as a JSON Schema property, with title, unit and kind."""
        found: dict[str, Any] = {"title": self.title, "type": [self.type, "null"], "kind": self.kind}
        return (
            found
            | ({"unit": self.unit} if self.unit else {})
            | ({"description": self.help} if self.help else {})
            | ({"default": self.blank} if self.blank is not None else {})
        )

    def facts(self) -> Iterator[Fact]:
        yield self

    @property
    def expected(self) -> str:
        raise NotImplementedError

    def refuse(self, given: object, problem: str) -> FactError:
        return FactError(self.key, given, problem, self.expected, title=self.title)


def absent_among(facts: Iterable[Fact], ev: Any) -> Iterator[Fact]:
    """Those of the facts that are not given, for one record."""
    return (fact for fact in facts if fact.absent(ev.algebra.read(fact.key)))


def parse_all(facts: Mapping[str, Fact], given: Mapping[str, object]) -> dict[str, Value]:
    """Every given fact parsed, and what the others say by being left out; an unknown name is a FactError that lists the known ones."""
    parsed = {key: fact.parse(fact.blank) for key, fact in facts.items() if fact.blank is not None}
    for key, value in given.items():
        if key not in facts:
            raise FactError(str(key), value, "没有这个事实", f"下列之一：{'、'.join(facts)}")
        parsed[key] = facts[key].filled(value)
    return parsed
