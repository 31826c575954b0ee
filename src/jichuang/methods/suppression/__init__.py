"""统计保密: which cells of a published table stay empty, so that no unit's own figure can be read or worked out.

Primary: a cell of too few units, or one that a single unit dominates. Secondary: further cells, so that no empty cell
follows from its row, its column and the totals; nor from an earlier table of the same units by subtraction. Pure over counts and sums; knows no survey and no table by name.
"""

from jichuang.methods.suppression.cells import Cell, Mark, Rule
from jichuang.methods.suppression.neighbours import Printed, betrays
from jichuang.methods.suppression.tables import TOTAL, Protected, Unprotectable, protect, protect_line

__all__ = [
    "TOTAL",
    "Cell",
    "Mark",
    "Printed",
    "Protected",
    "Rule",
    "Unprotectable",
    "betrays",
    "protect",
    "protect_line",
]
