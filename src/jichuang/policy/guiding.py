"""A policy in words for guides: each sentence of the rule with its bar, bands and citation, before anybody is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.policy.conditions import Compare, Leaf, Multiple
from jichuang.policy.declaration import Policy, Row
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores import Band, Bands, Reaches, Score
from jichuang.policy.wording import figure_text, span_text, title_text


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One sentence of the rule. `bands` reads 30% 起 20 分, highest first; `max_points` is None for a condition; `part_of` and
    `alternative` as in a finding; `verified` is false while a parameter is only memory."""

    code: str
    title: str
    clause: str
    cite: str
    bands: tuple[str, ...]
    max_points: int | None
    part_of: str
    alternative: bool
    verified: bool


def guide_lines(policy: Policy, on: date, known: date | None = None) -> list[GuideLine]:
    """The rule of a day in reading order; DateError for a day without law."""
    law = policy.law(on, known)
    return [_line(row, law) for row in policy.rows(law)]


def _line(row: Row, law: Law) -> GuideLine:
    node = row.node
    held = law.get(next(node.parameters()))
    assert held is not None  # a node that is not law on this day has no row
    bar = law.value(node.parameter) if isinstance(node, Reaches) else _bar(node, law)
    return GuideLine(
        code=node.code,
        title=row.in_case(law) + title_text(node.title, bar, node.unit),
        clause=held.clause,
        cite=held.cite,
        bands=_bands(node, law) if isinstance(node, Bands) else (),
        max_points=node.highest(law) if isinstance(node, Score) else None,
        part_of=row.part_of,
        alternative=row.alternative,
        verified=not law.unverified(node.parameters()),
    )


def _bands(node: Bands, law: Law) -> tuple[str, ...]:
    return tuple(_band(row, node.unit) for row in node.rows(law))


def _band(row: Band, unit: str) -> str:
    threshold, points = figure_text(row.threshold, unit), f"{span_text(row.low, row.high)} 分"
    return f"高于 {threshold} {points}" if row.above else f"{threshold} 起 {points}"


def _bar(node: Leaf | Score, law: Law) -> Any:
    """The bar of a comparison as the law writes it; None where it is worked out from facts."""
    bar = node.bar if isinstance(node, Compare | Multiple) else None
    return law.value(bar) if isinstance(bar, Parameter) else None
