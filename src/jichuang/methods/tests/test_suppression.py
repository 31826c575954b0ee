"""Suppression under attack: whoever solves the printed table's sums learns no empty cell."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jichuang.methods.suppression import Cell, Mark, Protected, Rule, Unprotectable, protect, protect_line

RULE = Rule(fewest=3, dominant=850, room=100)
amounts = st.lists(st.integers(0, 900), max_size=6)


def cell(given_amounts: list[int]) -> Cell:
    return sum((Cell.of(one) for one in given_amounts), Cell())


tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(amounts.map(cell), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def equations(marks: Protected) -> tuple[list[tuple[int, int]], list[list[Fraction]]]:
    """The unknown cells (−1 = a total) and the coefficients of every printed sum over them."""
    rows, columns = len(marks.cells), len(marks.columns)
    hidden = [(r, c) for r, c in product(range(rows), range(columns)) if marks.cells[r][c].hidden]
    hidden += [(r, -1) for r in range(rows) if marks.rows[r].hidden]
    hidden += [(-1, c) for c in range(columns) if marks.columns[c].hidden]
    lines = [[Fraction((r == one[0]) * (-1 if one[1] == -1 else 1)) for one in hidden] for r in range(rows)]
    lines += [
        [Fraction((c == one[1]) * (-1 if one[0] == -1 else 1)) for one in hidden] for c in range(columns)
    ]
    lines.append([Fraction(one[1] == -1 and one[0] >= 0) for one in hidden])
    lines.append([Fraction(one[0] == -1 and one[1] >= 0) for one in hidden])
    return hidden, lines


def determined(width: int, lines: list[list[Fraction]]) -> set[int]:
    """Unknowns that the equations fix: after full elimination they stand alone in their line."""
    lines, at = [list(line) for line in lines], 0
    for column in range(width):
        pivot = next((i for i in range(at, len(lines)) if lines[i][column]), None)
        if pivot is None:
            continue
        lines[at], lines[pivot] = lines[pivot], lines[at]
        lines[at] = [value / lines[at][column] for value in lines[at]]
        for i, line in enumerate(lines):
            if i != at and line[column]:
                lines[i] = [a - line[column] * b for a, b in zip(line, lines[at], strict=True)]
        at += 1
    alone = ([i for i, value in enumerate(line) if value] for line in lines)
    return {found[0] for found in alone if len(found) == 1}


@settings(max_examples=150, deadline=None)
@given(tables)
def test_no_empty_cell_follows_from_the_printed_ones(table):
    try:
        marks = protect(table, RULE)
    except Unprotectable:
        assume(False)
    hidden, lines = equations(marks)
    assert determined(len(hidden), lines) == set()
    for row, line in zip(table, marks.cells, strict=True):
        assert all(mark.hidden for one, mark in zip(row, line, strict=True) if RULE.sensitive(one))


@settings(max_examples=150, deadline=None)
@given(st.lists(amounts.map(cell), min_size=2, max_size=9))
def test_a_list_with_its_total_never_has_a_single_empty_cell(cells):
    try:
        marks = protect_line(cells, RULE)
    except Unprotectable:
        assume(False)
    hidden = [one for one, mark in zip(cells, marks, strict=True) if mark.hidden]
    assert len(hidden) != 1
    assert not hidden or sum(one.units for one in hidden) >= RULE.fewest


def test_the_neighbours_that_are_emptied_are_the_smallest_that_leave_room():
    small, middle, large = cell([20, 30, 40]), cell([200, 200, 200]), cell([900, 800, 700])
    lone = cell([500])
    assert protect_line([lone, small, middle, large], RULE) == (
        Mark.PRIMARY,
        Mark.SECONDARY,
        Mark.OPEN,
        Mark.OPEN,
    )
    marks = protect([[lone, middle, large], [middle, small, large], [large, large, large]], RULE)
    assert marks.cells[0][0] is Mark.PRIMARY and marks.hidden == 4
    assert not any(mark.hidden for mark in (*marks.rows, *marks.columns))


@pytest.mark.parametrize(
    ("given_amounts", "hidden"),
    [
        ([], False),
        ([5, 5], True),
        ([5, 5, 5], False),
        ([90, 1, 1, 1], True),
        ([0, 0, 0], False),
        ([-90, 3, 4], True),
    ],
)
def test_too_few_units_or_a_dominant_one_make_a_cell_sensitive(given_amounts, hidden):
    assert RULE.sensitive(cell(given_amounts)) is hidden


def test_a_table_that_is_one_unit_is_not_published():
    with pytest.raises(Unprotectable):
        protect([[cell([5]), cell([])], [cell([]), cell([])]], RULE)
    with pytest.raises(Unprotectable):
        protect_line([cell([5, 6, 7]), cell([50]), cell([])], Rule(fewest=3, dominant=500))
    hidden_elsewhere = protect_line(
        [cell([5, 6, 7]), cell([5, 6, 7]), cell([9, 9, 9])], RULE, {0: Mark.SECONDARY}
    )
    assert sum(mark.hidden for mark in hidden_elsewhere) == 2
