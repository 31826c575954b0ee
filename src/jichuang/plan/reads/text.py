"""The plan's text cut into pieces: paragraphs of plain words and highlighted quotes. Every character appears once."""

from __future__ import annotations

from dataclasses import dataclass

from jichuang.plan.models import Plan


@dataclass(frozen=True)
class Piece:
    """A run of the text; `codes` are the promises it is quoted by (empty = plain), `kind` the strongest of them."""

    text: str
    codes: tuple[str, ...]
    kind: str  # target | milestone | duty | "" for plain text
    item: int | None
    anchor: str  # id of the first piece of the first quote that begins here; empty otherwise


@dataclass(frozen=True)
class Paragraph:
    """One line of the text with the item or chapter that begins on it."""

    pieces: list[Piece]
    item: int | None
    heading: bool


KIND_ORDER = ("target", "milestone", "duty")


@dataclass(frozen=True)
class Quote:
    """Where a promise stands in the text."""

    code: str
    kind: str
    start: int
    end: int
    item: int | None


def quotes_of(plan: Plan) -> list[Quote]:
    """All quotes in order of position. Three queries."""
    found: list[Quote] = []
    for kind, rows in (("target", plan.targets), ("milestone", plan.milestones), ("duty", plan.duties)):
        values = rows.order_by("start").values_list("code", "start", "end", "item__number")
        found += [Quote(code, kind, start, end, item) for code, start, end, item in values]
    return sorted(found, key=lambda quote: (quote.start, quote.end, quote.code))


def paragraphs(plan: Plan) -> list[Paragraph]:
    """The whole text, paragraph by paragraph, each quote marked."""
    quotes = quotes_of(plan)
    starts = {item.start: item.number for item in plan.items.all() if item.start is not None}
    headings = {plan.title, *(chapter.title for chapter in plan.chapters.all())}
    result: list[Paragraph] = []
    position = 0
    for line in plan.text.split("\n"):
        end = position + len(line)
        if line.strip():
            inside = [q for q in quotes if q.start < end and q.end > position]
            item = next((number for start, number in starts.items() if position <= start < max(end, 1)), None)
            heading = item is None and any(line.strip().endswith(title) for title in headings)
            result.append(Paragraph(_cut(plan.text, position, end, inside), item, heading))
        position = end + 1
    return result


def passage(plan: Plan, start: int, end: int, *, around: int = 60) -> tuple[str, str, str]:
    """The quote with some words before and after, inside its paragraph."""
    before = plan.text[max(0, start - around) : start].rpartition("\n")[2]
    after = plan.text[end : end + around].partition("\n")[0]
    return before, plan.text[start:end], after


def _cut(text: str, start: int, end: int, quotes: list[Quote]) -> list[Piece]:
    edges = {start, end}
    for quote in quotes:
        edges |= {max(start, quote.start), min(end, quote.end)}
    ordered = sorted(edges)
    pieces = []
    for left, right in zip(ordered, ordered[1:], strict=False):
        over = [q for q in quotes if q.start <= left and q.end >= right]
        kinds = {q.kind for q in over}
        kind = next((k for k in KIND_ORDER if k in kinds), "")
        anchor = next((q.code for q in over if q.start == left), "")
        item = next((q.item for q in over), None)
        pieces.append(Piece(text[left:right], tuple(q.code for q in over), kind, item, anchor))
    return pieces
