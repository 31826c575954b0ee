"""指标体系: a dated tree of indicators and aggregates with weights, directions and bars. Knows no figures.

An indicator is a leaf with level 1; an aggregate is one level above its highest child; the root is the index.
A framework is checked when it is made: cycles, unknown or repeated codes, aggregates without children and
siblings whose weights sum to zero are refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jichuang.methods.composite import tree
from jichuang.methods.composite.arrays import same
from jichuang.methods.composite.errors import CompositeError

ROOT = "Index"


@dataclass(frozen=True)
class Element:
    """An indicator or an aggregate of a framework.

    `weight` counts among siblings of one parent only; they need not sum to one. `direction` 1: more is better,
    -1: less is better. `target`, `standard` and `goalposts` are in the element's `unit`; `denominator` is the
    code of a column the raw figure is divided by. `status` and `weight_status` say who vouches for the bars and for
    the weight: official, republished, unverified, or "" where the framework is its owner's own.
    """

    code: str
    title: str = ""
    parent: str | None = None
    weight: float = 1.0
    direction: int = 1
    unit: str = ""
    denominator: str | None = None
    target: float | None = None
    standard: float | None = None
    goalposts: tuple[float, float] | None = None
    aggregate: bool = False
    source: str = ""
    status: str = ""
    weight_status: str = ""
    note: str = ""


@dataclass(frozen=True)
class Grade:
    """等次: a class reached at `at_least` points of the index. Ordered best first in a framework."""

    name: str
    at_least: float
    source: str = ""
    status: str = "unverified"


@dataclass(frozen=True)
class Framework:
    """One version of an index's tree, in force from `valid_from` (None: always) until the next version."""

    key: str
    title: str
    elements: tuple[Element, ...]
    valid_from: date | None = None
    source: str = ""
    grades: tuple[Grade, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        tree.check(self.elements)
        bars = [grade.at_least for grade in self.grades]
        if bars != sorted(bars, reverse=True):
            raise CompositeError("grades", f"{self.title}的等次分数线须从高到低")

    @cached_property
    def by_code(self) -> Mapping[str, Element]:
        """Every element under its code."""
        return {each.code: each for each in self.elements}

    @cached_property
    def indicators(self) -> tuple[Element, ...]:
        """The leaves, as declared."""
        return tuple(each for each in self.elements if not each.aggregate)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The indicators' codes, as declared: the columns of every matrix."""
        return tuple(each.code for each in self.indicators)

    @cached_property
    def children(self) -> Mapping[str, tuple[Element, ...]]:
        """Aggregate code -> its children, as declared."""
        held: dict[str, list[Element]] = {each.code: [] for each in self.elements if each.aggregate}
        for each in self.elements:
            if each.parent is not None:
                held[each.parent].append(each)
        return {code: tuple(children) for code, children in held.items()}

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """Code -> level: 1 for an indicator, one above the highest child for an aggregate."""
        return tree.levels(self.elements)

    @cached_property
    def aggregates(self) -> tuple[Element, ...]:
        """The aggregates from the lowest level up: an order in which each can be worked out."""
        found = [each for each in self.elements if each.aggregate]
        return tuple(sorted(found, key=lambda each: self.levels[each.code]))

    @cached_property
    def root(self) -> Element:
        """The index itself."""
        return self.aggregates[-1]

    def element(self, code: str) -> Element:
        """The element of a code. Raises CompositeError (unknown_code)."""
        if code not in self.by_code:
            raise CompositeError("unknown_code", f"指标体系“{self.title}”中没有“{code}”")
        return self.by_code[code]

    def under(self, code: str) -> tuple[Element, ...]:
        """The indicators below an element, or the indicator itself."""
        element = self.element(code)
        if not element.aggregate:
            return (element,)
        return tuple(leaf for child in self.children[code] for leaf in self.under(child.code))

    def ancestors(self, code: str) -> tuple[Element, ...]:
        """The aggregates above an element, nearest first, the index last."""
        parent = self.element(code).parent
        return () if parent is None else (self.by_code[parent], *self.ancestors(parent))

    def grade_of(self, score: float) -> Grade | None:
        """The best grade whose bar the score reaches (80 that came out as 79.99999999999999 is 80); None for none."""
        return next(
            (each for each in self.grades if score >= each.at_least or same(score, each.at_least)), None
        )


def framework(
    key: str,
    title: str,
    elements: Iterable[Element],
    *,
    valid_from: date | None = None,
    source: str = "",
    grades: tuple[Grade, ...] = (),
    note: str = "",
) -> Framework:
    """A framework; a flat list of indicators (nobody has a parent) gets an index above it."""
    given = tuple(elements)
    if given and all(each.parent is None and not each.aggregate for each in given):
        top = Element(ROOT, title, aggregate=True)
        given = (*(replace(each, parent=top.code) for each in given), top)
    return Framework(key, title, given, valid_from, source, grades, note)


def in_force(versions: Iterable[Framework], on: date) -> Framework:
    """The version in force on a day: the latest that had begun. Raises CompositeError (not_in_force)."""
    begun = [each for each in versions if each.valid_from is None or each.valid_from <= on]
    if not begun:
        raise CompositeError("not_in_force", f"{on.isoformat()} 还没有有效的指标体系")
    return max(begun, key=lambda each: each.valid_from or date.min)
