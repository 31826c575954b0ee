"""读出的要点: what the reader found in a plan, for an officer to confirm. Knows no file, no database."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Span = tuple[int, int]  # character offsets in the text as given, 0-based, end exclusive


class NotAPlan(ValueError):
    """The text is no work plan: `reason` says why, `remedy` what to do instead (both Chinese)."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}{remedy}")
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True)
class ReadHeading:
    """A chapter or item. `no` counts through the plan; `label` is the number as written; `span` runs to
    its end.
    """

    no: int
    label: str
    title: str
    span: Span


@dataclass(frozen=True)
class ReadTarget:
    """A quantified phrase. `value` (and `value_max` of a range) exact in `unit`: money in 元, 万 and 亿
    multiplied out.

    `growth`: the figure is a change on an earlier period (增长10%). `strive`: 力争, 争取 and the like.
    `item` is the item's `no`, None outside the items.
    """

    quote: str
    span: Span
    item: int | None
    name: str
    comparator: str
    value: Fraction
    value_max: Fraction | None
    unit: str
    growth: bool
    strive: bool


@dataclass(frozen=True)
class ReadMilestone:
    """A verb and the deliverable it names (出台《…》, 建成平台, 召开大会)."""

    quote: str
    span: Span
    item: int | None
    verb: str
    deliverable: str


@dataclass(frozen=True)
class ReadPlan:
    """Everything read from one text."""

    title: str
    chapters: tuple[ReadHeading, ...]
    items: tuple[ReadHeading, ...]
    targets: tuple[ReadTarget, ...]
    milestones: tuple[ReadMilestone, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values; numbers are integers where whole, else decimals; spans are [start, end]."""
        return {
            "title": self.title,
            "chapters": [_heading(one) for one in self.chapters],
            "items": [_heading(one) for one in self.items],
            "targets": [
                {
                    "quote": one.quote,
                    "span": list(one.span),
                    "item": one.item,
                    "name": one.name,
                    "comparator": one.comparator,
                    "value": _number(one.value),
                    "value_max": None if one.value_max is None else _number(one.value_max),
                    "unit": one.unit,
                    "growth": one.growth,
                    "strive": one.strive,
                }
                for one in self.targets
            ],
            "milestones": [
                {
                    "quote": one.quote,
                    "span": list(one.span),
                    "item": one.item,
                    "verb": one.verb,
                    "deliverable": one.deliverable,
                }
                for one in self.milestones
            ],
        }


def _heading(one: ReadHeading) -> dict[str, Any]:
    return {"no": one.no, "title": one.title, "span": list(one.span)}


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
