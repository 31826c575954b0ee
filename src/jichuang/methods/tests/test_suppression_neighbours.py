"""Suppression over quarters under attack: an attacker who holds every table issued so far subtracts them and learns nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jichuang.methods.suppression import (
    TOTAL,
    Cell,
    Mark,
    Printed,
    Rule,
    Unprotectable,
    betrays,
    protect,
    protect_line,
)

RULE = Rule(fewest=3, dominant=850, room=100)
SIZE = 3
CORNER = (TOTAL, TOTAL)
PLACES = [
    *product(range(SIZE), range(SIZE)),
    *((r, TOTAL) for r in range(SIZE)),
    *((TOTAL, c) for c in range(SIZE)),
]

amounts = st.integers(0, 900)
unit = st.tuples(
    st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), amounts, st.one_of(st.just(0), amounts), st.one_of(st.just(0), amounts),
    st.sampled_from([(1, 1, 1), (1, 1, 1), (1, 1, 1), (0, 1, 1), (1, 0, 1), (1, 1, 0)]),
)  # fmt: skip
provinces = st.lists(unit, min_size=12, max_size=40)


def places_of(one) -> list[tuple[int, int]]:
    return [(one[0], one[1]), (one[0], TOTAL), (TOTAL, one[1]), CORNER]


def amount_of(one, quarter: int) -> int | None:
    """Since 1 January; None where the unit did not report the quarter."""
    return sum(one[2 : 3 + quarter]) if one[5][quarter] else None


def cell_at(units, place, quarter: int) -> Cell:
    found = [
        value for one in units if place in places_of(one) and (value := amount_of(one, quarter)) is not None
    ]
    return sum(map(Cell.of, found), Cell())


def change_at(units, place, first: int, then: int) -> Cell:
    found = [
        (amount_of(one, then) or 0) - (amount_of(one, first) or 0)
        for one in units
        if place in places_of(one) and (one[5][first] or one[5][then])
    ]
    return sum(map(Cell.of, found), Cell())


def issued(units, quarters: int) -> list[dict[tuple[int, int], Mark]]:
    """The marks of each quarter's table, every one protected with the earlier ones in view."""
    tables: list[dict[tuple[int, int], Mark]] = []
    for quarter in range(quarters):
        keep = {}
        for place in [*PLACES, CORNER]:
            earlier = [
                Printed(
                    cell_at(units, place, first),
                    tables[first].get(place, Mark.OPEN).hidden,
                    change_at(units, place, first, quarter),
                )
                for first in range(quarter)
            ]
            if betrays(cell_at(units, place, quarter), earlier, RULE):
                keep[place] = Mark.SECONDARY
        table = [[cell_at(units, (r, c), quarter) for c in range(SIZE)] for r in range(SIZE)]
        marks = protect(table, RULE, keep)
        found = {(r, c): marks.cells[r][c] for r, c in product(range(SIZE), range(SIZE))}
        found |= {(r, TOTAL): marks.rows[r] for r in range(SIZE)}
        found |= {(TOTAL, c): marks.columns[c] for c in range(SIZE)}
        tables.append(found)
    return tables


def known(tables) -> tuple[dict[tuple[int, tuple[int, int]], int], list[list[Fraction]]]:
    """Unknowns by (quarter, place), and the coefficients of every printed sum over them."""
    hidden = [(q, place) for q, marks in enumerate(tables) for place in PLACES if marks[place].hidden]
    at = {one: number for number, one in enumerate(hidden)}
    lines = []
    for quarter in range(len(tables)):
        sums = [[(r, c) for c in range(SIZE)] + [(r, TOTAL)] for r in range(SIZE)]
        sums += [[(r, c) for r in range(SIZE)] + [(TOTAL, c)] for c in range(SIZE)]
        sums += [[(r, TOTAL) for r in range(SIZE)], [(TOTAL, c) for c in range(SIZE)]]
        for at_line, places in enumerate(sums):
            line = [Fraction(0)] * len(hidden)
            for place in places:
                if (quarter, place) in at:
                    whole = at_line < 2 * SIZE and TOTAL in place
                    line[at[quarter, place]] = Fraction(-1 if whole else 1)
            lines.append(line)
    return at, lines


def rank(lines: list[list[Fraction]]) -> int:
    rows, found = [list(line) for line in lines], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            if rows[i][column]:
                factor = rows[i][column] / rows[found][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def follows(at, lines, wanted: dict[tuple[int, tuple[int, int]], int]) -> bool:
    """Whether a sum of figures follows from what was printed: its unknown part is a sum of printed lines."""
    line = [Fraction(0)] * len(at)
    for one, factor in wanted.items():
        if one in at:
            line[at[one]] += factor
    return not any(line) or rank([*lines, line]) == rank(lines)


@settings(max_examples=80, deadline=None)
@given(provinces)
def test_no_secret_figure_and_no_secret_difference_follows_from_the_tables_issued_so_far(units):
    try:
        tables = issued(units, 3)
    except Unprotectable:
        assume(False)
    at, lines = known(tables)
    for quarter, place in product(range(3), PLACES):
        if RULE.sensitive(cell_at(units, place, quarter)):
            assert not follows(at, lines, {(quarter, place): 1}), (quarter, place)
    for (first, then), place in product(combinations(range(3), 2), PLACES):
        if RULE.sensitive(change_at(units, place, first, then)):
            assert not follows(at, lines, {(then, place): 1, (first, place): -1}), (first, then, place)


@settings(max_examples=80, deadline=None)
@given(provinces)
def test_no_printed_figure_lies_nearer_to_an_earlier_secret_one_than_the_rule_allows(units):
    try:
        tables = issued(units, 3)
    except Unprotectable:
        assume(False)
    for (first, then), place in product(combinations(range(3), 2), PLACES):
        held = cell_at(units, place, first)
        if tables[first][place].hidden and held.units and not tables[then][place].hidden:
            assert abs(cell_at(units, place, then).value - held.value) >= RULE.needs(held)


def test_without_the_earlier_table_in_view_the_attacker_subtracts_and_knows():
    """Four firms print 400 for the first quarter; only one sold anything in the second: the difference is its sales."""
    first = [Cell.of(100)] * 4
    change = Cell.of(250) + Cell.of(0) + Cell.of(0) + Cell.of(0)
    now = sum(first, Cell()) + Cell(250, 0, 250, 350)
    assert not RULE.sensitive(Cell(now.value, 4, now.size, 350))
    assert betrays(now, [Printed(sum(first, Cell()), False, change)], RULE)
    others = [sum([Cell.of(900)] * 5, Cell()), sum([Cell.of(700)] * 5, Cell())]
    marks = protect_line([now, *others], RULE, {0: Mark.SECONDARY})
    assert [mark.hidden for mark in marks] == [True, False, True]


def test_an_issue_that_corrects_one_firm_does_not_tell_the_correction():
    then, now = sum([Cell.of(100)] * 5, Cell()), sum([Cell.of(100)] * 4 + [Cell.of(160)], Cell())
    correction = Cell.of(60) + sum([Cell.of(0)] * 4, Cell())
    assert betrays(now, [Printed(then, False, correction)], RULE)
    assert not betrays(now, [Printed(then, False, sum([Cell.of(12)] * 5, Cell()))], RULE)


def test_a_figure_near_an_earlier_secret_one_stays_secret_and_a_far_one_is_printed():
    secret = Cell.of(500) + Cell.of(20)
    assert betrays(Cell(540, 3, 540, 500), [Printed(secret, True, Cell.of(20))], RULE)
    assert not betrays(Cell(1400, 5, 1400, 600), [Printed(secret, True, Cell.of(880))], RULE)
