"""附加保密: the cheapest further cells to empty, found as closed walks through the table with its totals.

A table with row and column totals is a graph: its lines are nodes, its cells edges. Figures can be moved around a closed
walk of empty cells without changing any printed total; a cell on no such walk can be worked out exactly (Gusfield 1988).
So every sensitive cell gets a closed walk whose other cells are large enough to move it by `Rule.needs` either way, the
walk that hides the least (Dijkstra).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from jichuang.methods.suppression.cells import Cell, Mark, Rule

TOTAL = -1
"""Index of the line of totals."""
_MARGIN = 50  # a total is worth that many times its figure: readers miss it more than an inner cell
Place = tuple[int, int]


class Unprotectable(ValueError):
    """No choice of cells protects the table: all of it rests on a single cell. It must not be published."""


@dataclass(frozen=True, slots=True)
class Protected:
    """The marks of a table: `cells[row][column]`, `rows` and `columns` for its totals. The grand total is always open."""

    cells: tuple[tuple[Mark, ...], ...]
    rows: tuple[Mark, ...]
    columns: tuple[Mark, ...]

    @property
    def hidden(self) -> int:
        """How many figures stay out, totals included."""
        return sum(mark.hidden for line in (*self.cells, self.rows, self.columns) for mark in line)


def protect(
    table: Sequence[Sequence[Cell]], rule: Rule, keep: Mapping[Place, Mark] | None = None
) -> Protected:
    """The marks of a table of rows and columns with both totals.

    `keep` are cells that another table hides already, by (row, column), TOTAL for a line of totals. Raises Unprotectable,
    also where the grand total is to be kept: it is always open.
    """
    rows, columns = len(table), len(table[0]) if table else 0
    if not columns:
        return Protected(tuple(() for _ in table), tuple(Mark.OPEN for _ in table), ())
    cells = _with_totals(table)
    corner = cells[TOTAL, TOTAL]
    marks = {place: Mark.PRIMARY for place, cell in cells.items() if rule.sensitive(cell)}
    if marks.pop((TOTAL, TOTAL), None):
        raise Unprotectable(f"合计只有{corner.units}家，或由一家占了绝大部分")
    for place, mark in (keep or {}).items():
        if mark.hidden and place == (TOTAL, TOTAL):
            raise Unprotectable("合计与以前发布的合计相减，会泄露单个单位")
        if mark.hidden:
            marks.setdefault(place, Mark.SECONDARY)
    wanted = sorted(marks, key=lambda place: (-cells[place].size, place))
    for place in wanted:
        _close(place, cells, marks, rule)
    for place in _thin_lines(cells, marks, rule, rows, columns):
        marks[place] = Mark.SECONDARY
        _close(place, cells, marks, rule)
    return Protected(
        tuple(tuple(marks.get((r, c), Mark.OPEN) for c in range(columns)) for r in range(rows)),
        tuple(marks.get((r, TOTAL), Mark.OPEN) for r in range(rows)),
        tuple(marks.get((TOTAL, c), Mark.OPEN) for c in range(columns)),
    )


def protect_line(
    cells: Sequence[Cell], rule: Rule, keep: Mapping[int, Mark] | None = None
) -> tuple[Mark, ...]:
    """The marks of one list of cells that is printed with its total. Raises Unprotectable.

    `keep` are cells hidden already, by position.
    """
    marks = {at: Mark.PRIMARY for at, cell in enumerate(cells) if rule.sensitive(cell)}
    for at, mark in (keep or {}).items():
        if mark.hidden:
            marks.setdefault(at, Mark.SECONDARY)
    if marks and rule.sensitive(sum(cells, Cell())):
        raise Unprotectable("合计只有一两家，或由一家占了绝大部分")
    while marks and not _enough([cells[at] for at in marks], rule):
        open_ = [at for at, cell in enumerate(cells) if at not in marks and cell.units]
        if not open_:
            raise Unprotectable("其余各格都是空的，保密的一格等于合计")
        widest = max(rule.needs(cells[at]) for at in marks)
        wide = [at for at in open_ if cells[at].size >= widest] or open_
        marks[min(wide, key=lambda at: (cells[at].size, at))] = Mark.SECONDARY
    return tuple(marks.get(at, Mark.OPEN) for at in range(len(cells)))


def _enough(hidden: list[Cell], rule: Rule) -> bool:
    """Whether each of these cells can move by what it needs against the others, and no unit can tell another's figure."""
    if len(hidden) < 2 or sum(cell.units for cell in hidden) < rule.fewest:
        return False
    whole = sum(cell.size for cell in hidden)
    return all(whole > cell.size for cell in hidden)


def _with_totals(table: Sequence[Sequence[Cell]]) -> dict[Place, Cell]:
    found: dict[Place, Cell] = {}
    for r, row in enumerate(table):
        for c, cell in enumerate(row):
            found[r, c] = cell
            for place in ((r, TOTAL), (TOTAL, c), (TOTAL, TOTAL)):
                found[place] = found.get(place, Cell()) + cell
    return found


def _close(place: Place, cells: Mapping[Place, Cell], marks: dict[Place, Mark], rule: Rule) -> None:
    """Empties the cheapest cells that make a closed walk through `place`; with less room where there is no wider walk."""
    for least in (rule.needs(cells[place]), 1):
        walk = _cheapest(place, cells, marks, least)
        if walk is not None:
            for one in walk:
                marks.setdefault(one, Mark.SECONDARY)
            return
    raise Unprotectable("其余各格都是空的，保密的一格等于合计")


def _cheapest(
    place: Place, cells: Mapping[Place, Cell], marks: Mapping[Place, Mark], least: int
) -> list[Place] | None:
    """The cells of the cheapest way from the row of `place` to its column that leaves `place` aside; None without one."""
    edges: dict[Hashable, list[tuple[int, Hashable, Place]]] = {}
    for (r, c), cell in cells.items():
        if (r, c) in {place, (TOTAL, TOTAL)} or cell.size < least:
            continue
        price = 0 if (r, c) in marks else (cell.size + 1) * (_MARGIN if TOTAL in (r, c) else 1)
        edges.setdefault(("row", r), []).append((price, ("column", c), (r, c)))
        edges.setdefault(("column", c), []).append((price, ("row", r), (r, c)))
    start, goal = ("row", place[0]), ("column", place[1])
    queue: list[tuple[int, int, Hashable]] = [(0, 0, start)]
    came: dict[Hashable, tuple[Hashable, Place] | None] = {start: None}
    best = {start: 0}
    order = 0
    while queue:
        spent, _, node = heappop(queue)
        if node == goal:
            return _trace(came, goal)
        if spent > best[node]:  # type: ignore[index]
            continue
        for price, other, edge in edges.get(node, []):
            if other not in best or spent + price < best[other]:  # type: ignore[index]
                best[other] = spent + price  # type: ignore[index]
                came[other] = (node, edge)
                order += 1
                heappush(queue, (spent + price, order, other))
    return None


def _trace(came: Mapping[Hashable, tuple[Hashable, Place] | None], goal: Hashable) -> list[Place]:
    found, step = [], came[goal]
    while step is not None:
        node, edge = step
        found.append(edge)
        step = came[node]
    return found


def _thin_lines(
    cells: Mapping[Place, Cell], marks: Mapping[Place, Mark], rule: Rule, rows: int, columns: int
) -> Iterator[Place]:
    """One more cell for every line whose empty cells hold fewer than `fewest` units: each could tell the other's figure."""
    lines = [[(r, c) for c in (*range(columns), TOTAL)] for r in range(rows)]
    lines += [[(r, c) for r in (*range(rows), TOTAL)] for c in range(columns)]
    for line in lines:
        hidden = [place for place in line if place in marks]
        if not hidden or sum(cells[place].units for place in hidden) >= rule.fewest:
            continue
        open_ = [place for place in line if place not in marks and TOTAL not in place and cells[place].units]
        if open_:
            yield min(open_, key=lambda place: (cells[place].size, place))
