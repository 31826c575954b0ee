"""汇总: sums of frozen returns by place, field and size, with statistical secrecy applied before anything leaves.

A cell that stays empty carries no figure, not even here: what this module returns may be stored and shown to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jichuang.indicators.bulletin.measures import CROSSED, MEASURES, Measure, amount
from jichuang.indicators.bulletin.neighbours import Earlier, Neighbours, Row
from jichuang.methods.suppression import (
    TOTAL,
    Cell,
    Mark,
    Protected,
    Rule,
    Unprotectable,
    protect,
    protect_line,
)

Answers = Mapping[str, Any]
Pair = tuple[int | None, int | None]
"""What one return gives for a measure: this year and the same months of last year."""
FLAGS = ("above_scale", "listed", "rd_body")


@dataclass(frozen=True, slots=True)
class Axis:
    """One way of dividing the firms: `answer` is the field of the form, "" for the place."""

    key: str
    title: str
    answer: str
    parts: tuple[tuple[str, str], ...]

    def of(self, place: str, answers: Answers) -> str:
        """The part a return belongs to."""
        return str(answers.get(self.answer) or "") if self.answer else place


def tabulate(
    rows: Iterable[Row], axes: Sequence[Axis], rule: Rule, earlier: Sequence[Earlier] = ()
) -> dict[str, Any]:
    """{total, flags, tables, grid}: plain data, hidden figures already gone.

    The first two axes are crossed for the measure CROSSED; what that table hides in its totals is hidden in theirs too.
    Nothing is printed whose difference to one of the `earlier` bulletins would give a firm away.
    """
    held = [_Return(place, answers) for place, answers in rows]
    near = Neighbours(earlier, rule)
    whole = {one.key: _cell(held, one.key) for one in MEASURES}
    secret = {key for key, cell in whole.items() if rule.sensitive(cell) or _kept_total(near, key, cell)}
    grid, crossed = _cross(held, (axes[0], axes[1]), rule, CROSSED in secret, near)
    return {
        "reported": len(held),
        "flags": {key: sum(1 for one in held if one.answers.get(key) is True) for key in FLAGS},
        "total": {
            one.key: _figures(held, one, one.key in secret, _base_total(held, one, rule)) for one in MEASURES
        },
        "tables": [_table(held, axis, rule, secret, crossed.get(axis.key), near) for axis in axes],
        "grid": grid,
    }


def _kept_total(near: Neighbours, key: str, cell: Cell) -> bool:
    return bool(near.kept(key, {"": cell}, lambda _: "", lambda one: one.printed_total(key)))


def _kept_parts(near: Neighbours, axis: Axis, key: str, cells: Sequence[Cell]) -> dict[int, Mark]:
    """Positions of an axis that stay secret beside earlier bulletins."""
    codes = [code for code, _ in axis.parts]
    found = near.kept(
        key,
        dict(zip(codes, cells, strict=True)),
        lambda row: axis.of(*row),
        lambda one: one.printed_parts(axis.key, key),
    )
    return {at: Mark.SECONDARY for at, code in enumerate(codes) if code in found}


class _Return:
    """One return with its amounts read once."""

    __slots__ = ("amounts", "answers", "place")

    def __init__(self, place: str, answers: Answers) -> None:
        self.place, self.answers = place, answers
        self.amounts: dict[str, Pair] = {
            one.key: (
                amount(answers, one.key),
                amount(answers, f"{one.key}_before") if one.compared else None,
            )
            for one in MEASURES
        }


def _cell(rows: Iterable[_Return], key: str) -> Cell:
    known = [value for one in rows if (value := one.amounts[key][0]) is not None]
    sizes = [abs(value) for value in known]
    return Cell(sum(known), len(known), sum(sizes), max(sizes, default=0))


def _figures(rows: Iterable[_Return], measure: Measure, hidden: bool, base: Mark) -> dict[str, Any]:
    """{now, before, mark}: sums of the same firms; no `before` where one of them gave none.

    Where last year's sum is itself secret (`base`), it is left out and the figures say `base_secret`: a rate would tell it.
    """
    if hidden:
        return {"now": None, "before": None, "mark": Mark.PRIMARY.value}
    pairs = [pair for one in rows if (pair := one.amounts[measure.key])[0] is not None]
    now = sum(pair[0] for pair in pairs if pair[0] is not None) if pairs else None
    last_year = _base(rows, measure.key)
    found = {"now": now, "before": None, "mark": Mark.OPEN.value}
    if last_year is None or not last_year.units:
        return found
    return {**found, "base_secret": True} if base.hidden else {**found, "before": last_year.value}


def _base(rows: Iterable[_Return], key: str) -> Cell | None:
    """The cell of the same months of last year, empty without firms; None where one of them gave none."""
    pairs = [pair for one in rows if (pair := one.amounts[key])[0] is not None]
    before = [pair[1] for pair in pairs if pair[1] is not None]
    return sum(map(Cell.of, before), Cell()) if len(before) == len(pairs) else None


def _base_marks(
    parts: Sequence[list[_Return]], measure: Measure, marks: Sequence[Mark], rule: Rule, whole: Mark
) -> tuple[Mark, ...]:
    """Which sums of last year stay secret: growth rates stand beside open figures and tell them, so they are a list with a total too."""
    if not measure.compared:
        return tuple(marks)
    if whole.hidden:
        return tuple(whole for _ in marks)
    bases = [_base(part, measure.key) for part in parts]
    if None in bases:  # then last year's total is not printed either, and no base follows from the others
        return tuple(Mark.PRIMARY if one is not None and rule.sensitive(one) else Mark.OPEN for one in bases)
    keep = {at: Mark.SECONDARY for at, mark in enumerate(marks) if mark.hidden}
    return _line([one for one in bases if one is not None], rule, keep)


def _base_total(rows: Iterable[_Return], measure: Measure, rule: Rule) -> Mark:
    base = _base(rows, measure.key) if measure.compared else None
    return Mark.PRIMARY if base is not None and rule.sensitive(base) else Mark.OPEN


def _parts(rows: list[_Return], axis: Axis) -> list[list[_Return]]:
    sorted_: dict[str, list[_Return]] = {key: [] for key, _ in axis.parts}
    for row in rows:
        part = axis.of(row.place, row.answers)
        if part in sorted_:
            sorted_[part].append(row)
    return list(sorted_.values())


def _table(
    rows: list[_Return],
    axis: Axis,
    rule: Rule,
    secret: set[str],
    crossed: tuple[Mark, ...] | None,
    near: Neighbours,
) -> dict[str, Any]:
    parts = _parts(rows, axis)
    marks: dict[str, tuple[Mark, ...]] = {}
    bases: dict[str, tuple[Mark, ...]] = {}
    for measure in MEASURES:
        cells = [_cell(part, measure.key) for part in parts]
        if measure.key == CROSSED and crossed is not None:
            marks[measure.key] = crossed
        elif measure.key in secret:
            marks[measure.key] = tuple(Mark.PRIMARY for _ in cells)
        else:
            marks[measure.key] = _line(cells, rule, _kept_parts(near, axis, measure.key, cells))
        whole = _base_total(rows, measure, rule)
        bases[measure.key] = _base_marks(parts, measure, marks[measure.key], rule, whole)
    return {
        "key": axis.key,
        "title": axis.title,
        "rows": [
            {
                "code": code,
                "title": title,
                "units": len(part),
                "cells": {
                    one.key: _marked(part, one, marks[one.key][at], bases[one.key][at]) for one in MEASURES
                },
            }
            for at, ((code, title), part) in enumerate(zip(axis.parts, parts, strict=True))
        ],
    }


def _line(cells: list[Cell], rule: Rule, keep: Mapping[int, Mark]) -> tuple[Mark, ...]:
    try:
        return protect_line(cells, rule, keep)
    except Unprotectable:
        return tuple(Mark.PRIMARY for _ in cells)


def _marked(part: list[_Return], measure: Measure, mark: Mark, base: Mark) -> dict[str, Any]:
    found = _figures(part, measure, mark.hidden, base)
    return {**found, "mark": mark.value}


def _kept_cells(
    near: Neighbours, axes: tuple[Axis, Axis], cells: list[list[Cell]]
) -> dict[tuple[int, int], Mark]:
    """Cells and totals of the crossed table that stay secret beside earlier bulletins."""
    down, across = axes
    places = {
        (row, column): (r, c)
        for r, (row, _) in enumerate(down.parts)
        for c, (column, _) in enumerate(across.parts)
    }
    found = near.kept(
        CROSSED,
        {codes: cells[r][c] for codes, (r, c) in places.items()},
        lambda row: (down.of(*row), across.of(*row)),
        lambda one: one.printed_cells(),
    )
    keep = {places[codes]: Mark.SECONDARY for codes in found}
    totals = [sum(line, Cell()) for line in cells]
    keep |= {(at, TOTAL): mark for at, mark in _kept_parts(near, down, CROSSED, totals).items()}
    totals = [sum(line, Cell()) for line in zip(*cells, strict=True)]
    keep |= {(TOTAL, at): mark for at, mark in _kept_parts(near, across, CROSSED, totals).items()}
    return keep


def _cross(
    rows: list[_Return], axes: tuple[Axis, Axis], rule: Rule, secret: bool, near: Neighbours
) -> tuple[dict[str, Any] | None, dict[str, tuple[Mark, ...]]]:
    """(the table of CROSSED by place and field, the marks of its totals by axis); (None, {}) where it cannot be protected."""
    down, across = axes
    by_place = [_parts(part, across) for part in _parts(rows, down)]
    cells = [[_cell(part, CROSSED) for part in line] for line in by_place]
    try:
        marks: Protected | None = None if secret else protect(cells, rule, _kept_cells(near, axes, cells))
    except Unprotectable:
        marks = None
    if marks is None:
        return None, {}
    grid = {
        "measure": CROSSED,
        "down": down.key,
        "across": across.key,
        "columns": [title for _, title in across.parts],
        "rows": [
            {
                "code": code,
                "title": title,
                "cells": [
                    {"now": None if mark.hidden else cell.value, "units": cell.units, "mark": mark.value}
                    for cell, mark in zip(line, line_marks, strict=True)
                ],
            }
            for (code, title), line, line_marks in zip(down.parts, cells, marks.cells, strict=True)
        ],
    }
    return grid, {down.key: marks.rows, across.key: marks.columns}
