"""一格: its sum, its units and its largest unit; and the rule by which it is sensitive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What happens to a cell of the published table."""

    OPEN = "open"
    PRIMARY = "primary"
    SECONDARY = "secondary"

    @property
    def hidden(self) -> bool:
        """Whether the figure stays out."""
        return self is not Mark.OPEN


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is the sum over `units` units, `size` the sum of their absolute amounts, `largest` the greatest of these.

    For figures that cannot be negative `size` equals `value`; profits may cancel out, sizes do not.
    """

    value: int = 0
    units: int = 0
    size: int = 0
    largest: int = 0

    @classmethod
    def of(cls, amount: int) -> Cell:
        """The cell of one unit."""
        return cls(amount, 1, abs(amount), abs(amount))

    def __add__(self, other: Cell) -> Cell:
        return Cell(
            self.value + other.value,
            self.units + other.units,
            self.size + other.size,
            max(self.largest, other.largest),
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """保密规则: at least `fewest` units; the largest of them below `dominant` ‰ of the cell; room of `room` ‰ when worked out.

    `room`: how far, at least, what anybody can work out about an empty cell must reach to either side, in ‰ of its figure.
    """

    fewest: int = 3
    dominant: int = 850
    room: int = 100

    def sensitive(self, cell: Cell) -> bool:
        """Whether the cell itself would betray a unit. An empty cell betrays none."""
        if cell.units == 0:
            return False
        return cell.units < self.fewest or (
            cell.size > 0 and cell.largest * 1000 >= cell.size * self.dominant
        )

    def needs(self, cell: Cell) -> int:
        """By how much, at least, the figure must stay uncertain in both directions."""
        return max(1, cell.size * self.room // 1000)
