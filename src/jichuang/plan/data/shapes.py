"""要点的构成: chapters, items, targets, milestones, duties as frozen values. Knows no file and no
database.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jichuang.methods.lights import Comparator, Goal, Kind

Span = tuple[int, int]  # character offsets in the plan text, 0-based, end exclusive
HEADLINE = 0  # item number of goals stated in the preamble


@dataclass(frozen=True)
class Chapter:
    """章: `no` is the Chinese numeral."""

    id: str
    no: str
    title: str
    span: Span


@dataclass(frozen=True)
class Item:
    """条: `span` covers the whole item; `lit` False means that nothing in it gets a light (党建 and the
    like).
    """

    no: int
    title: str
    chapter: str
    span: Span
    lit: bool


@dataclass(frozen=True)
class Base:
    """基数. basis: published | register (the indicator's own value on the plan's base date) | zero | none.

    `known_on`: first day on which a published base may be used; None = from the beginning.
    """

    basis: str
    value: Fraction | None
    source: str
    known_on: date | None

    def usable_on(self, day: date) -> Fraction | None:
        """The stated base as known on a day; None when there is none, not yet, or it must come from the
        register.
        """
        if self.known_on is not None and day < self.known_on:
            return None
        return self.value


@dataclass(frozen=True)
class Target:
    """A quantified phrase of the plan bound to an indicator. Values are exact, in `unit`; money in 元.

    `measure`: indicator | ladder (rungs reached by the members, `own_rungs` of them ours) | report.
    `item` is `HEADLINE` for goals of the preamble.
    """

    id: str
    item: int
    quote: str
    span: Span
    name: str
    kind: Kind
    comparator: Comparator
    value: Fraction
    value_max: Fraction | None
    unit: str
    comparator_stated: bool
    firm: str
    deadline: date
    deadline_stated: bool
    measure: str
    indicator: str | None
    beside: tuple[str, ...]
    base: Base
    pace: str
    tolerance: Fraction
    decided_by: str
    ladder: str | None
    own_rungs: int
    members: tuple[str, ...]
    feeds: str | None
    last_year: Fraction | None
    lit: bool

    @property
    def strive(self) -> bool:
        """努力目标 or 探索: never red."""
        return self.firm != "commit"

    def goal(self, base: Fraction | None) -> Goal:
        """What the light judges, with the base that the caller found (`base.usable_on` or the register's
        value).
        """
        return Goal(
            kind=self.kind,
            comparator=self.comparator,
            value=self.value,
            unit=self.unit,
            base=base,
            value_max=self.value_max,
            strive=self.strive,
            own_rungs=self.own_rungs if self.measure == "ladder" else 0,
            tolerance=self.tolerance,
            lit=self.lit,
        )


@dataclass(frozen=True)
class Milestone:
    """A named deliverable: verb + deliverable, measured by the rung reached on its ladder."""

    id: str
    item: int
    quote: str
    span: Span
    verb: str
    deliverable: str
    ladder: str
    own_rungs: int
    firm: str
    source: str
    members: tuple[str, ...]
    cadence: str
    watch: str
    note: str
    lit: bool


@dataclass(frozen=True)
class Duty:
    """A standing duty without figure; `watch` names a figure worth showing although the plan sets no pass
    line.
    """

    id: str
    item: int
    quote: str
    span: Span
    source: str
    watch: str
    note: str


@dataclass(frozen=True)
class Parameter:
    """A figure in the plan that is a rule's parameter, not a target."""

    id: str
    item: int
    quote: str
    span: Span
    name: str
    value: Fraction
    unit: str


@dataclass(frozen=True)
class Note:
    """口径说明: what must be known to read the targets named in `about` (overlap, gap, reading, ...)."""

    id: str
    kind: str
    label: str
    text: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class PlanData:
    """A whole plan with its text."""

    slug: str
    title: str
    region: str
    region_name: str
    year: int
    base_date: date
    deadline: date
    source: str
    text: str
    ladders: dict[str, tuple[str, ...]]
    chapters: tuple[Chapter, ...]
    items: tuple[Item, ...]
    headline_groups: tuple[tuple[str, tuple[str, ...]], ...]
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]
    duties: tuple[Duty, ...]
    parameters: tuple[Parameter, ...]
    notes: tuple[Note, ...]

    def target(self, identity: str) -> Target:
        """The target with this id. Raises ``KeyError``."""
        for target in self.targets:
            if target.id == identity:
                return target
        raise KeyError(identity)

    def of_item(self, no: int) -> tuple[tuple[Target, ...], tuple[Milestone, ...], tuple[Duty, ...]]:
        """Targets, milestones and duties of an item (`HEADLINE` for the preamble), in the order of the
        text.
        """
        return (
            tuple(one for one in self.targets if one.item == no),
            tuple(one for one in self.milestones if one.item == no),
            tuple(one for one in self.duties if one.item == no),
        )

    def notes_about(self, identity: str) -> tuple[Note, ...]:
        """口径说明 that concern a target, milestone, duty or parameter."""
        return tuple(note for note in self.notes if identity in note.about)

    def passages(self) -> list[tuple[Span, str]]:
        """(span, id) of every quote, by position; spans of different ids may coincide (one phrase, two
        figures).
        """
        return sorted(
            [(target.span, target.id) for target in self.targets]
            + [(milestone.span, milestone.id) for milestone in self.milestones]
            + [(duty.span, duty.id) for duty in self.duties]
            + [(parameter.span, parameter.id) for parameter in self.parameters]
        )
