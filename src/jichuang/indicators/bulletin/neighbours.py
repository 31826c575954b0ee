"""本年前几期: what earlier bulletins printed of the same firms, so that no figure of this one gives a firm away by subtraction.

Knows pairs of answers of one firm without its name, and the marks of earlier snapshots. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jichuang.indicators.bulletin.measures import amount
from jichuang.methods.suppression import Cell, Printed, Rule, betrays

Row = tuple[str, Mapping[str, Any]]
"""(考核归属 unit, answers) of one return, without a name."""
Pair = tuple[Row | None, Row | None]
"""What one firm reported then and now; None where it did not."""
Place = Hashable


@dataclass(frozen=True, slots=True)
class Earlier:
    """One bulletin issued before: the data of its snapshot, and what every firm of then or now reported each time."""

    data: Mapping[str, Any]
    pairs: Sequence[Pair]

    def printed_total(self, key: str) -> Collection[str]:
        """{""} where the total of the measure was printed."""
        return {""} if self.data["total"][key]["mark"] == "open" else set()

    def printed_parts(self, axis: str, key: str) -> Collection[str]:
        """Codes of the parts whose figure was printed."""
        table = next(one for one in self.data["tables"] if one["key"] == axis)
        return {row["code"] for row in table["rows"] if row["cells"][key]["mark"] == "open"}

    def printed_cells(self) -> Collection[tuple[str, str]]:
        """(row, column) codes that the crossed table printed; none where there was no such table."""
        grid = self.data["grid"]
        if grid is None:
            return set()
        across = next(one for one in self.data["tables"] if one["key"] == grid["across"])
        columns = [row["code"] for row in across["rows"]]
        return {
            (row["code"], column)
            for row in grid["rows"]
            for column, cell in zip(columns, row["cells"], strict=True)
            if cell["mark"] == "open"
        }


class Neighbours:
    """All earlier bulletins under one rule; without any, nothing is kept."""

    def __init__(self, earlier: Sequence[Earlier], rule: Rule) -> None:
        self._earlier, self._rule = earlier, rule

    def kept(
        self,
        key: str,
        now: Mapping[Any, Cell],
        place_of: Callable[[Row], Place],
        printed: Callable[[Earlier], Collection[Any]],
    ) -> set[Any]:
        """Places of `now` whose figure of the measure must stay secret beside an earlier one.

        `place_of` says where a return counts; `printed` which places an earlier bulletin printed.
        """
        found: set[Any] = set()
        for one in self._earlier:
            then, change = _cells(one.pairs, key, place_of)
            shown = printed(one)
            for place, cell in now.items():
                held = Printed(then.get(place, Cell()), place not in shown, change.get(place, Cell()))
                if betrays(cell, [held], self._rule):
                    found.add(place)
        return found


def _cells(
    pairs: Sequence[Pair], key: str, place_of: Callable[[Row], Place]
) -> tuple[dict[Place, Cell], dict[Place, Cell]]:
    """Per place the cell of then, and the cell of one difference a firm. A firm that moved counts in both places."""
    then: dict[Place, Cell] = {}
    change: dict[Place, Cell] = {}
    for before, after in pairs:
        moved: dict[Place, int] = {}
        for row, sign in ((before, -1), (after, 1)):
            value = None if row is None else amount(row[1], key)
            if row is None or value is None:
                continue
            place = place_of(row)
            moved[place] = moved.get(place, 0) + sign * value
            if sign < 0:
                then[place] = then.get(place, Cell()) + Cell.of(value)
        for place, value in moved.items():
            change[place] = change.get(place, Cell()) + Cell.of(value)
    return then, change
