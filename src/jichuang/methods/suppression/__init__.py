"""统计保密: which cells of a published table stay empty, so that no unit's own figure can be read or worked out.

Primary: a cell of too few units, or one that a single unit dominates. Secondary: further cells, so that no empty cell
follows from its row, its column and the totals. Pure over counts and sums; knows no survey and no table by name.
"""

from jichuang.methods.suppression.cells import Cell, Mark, Rule
from jichuang.methods.suppression.tables import Protected, Unprotectable, protect, protect_line

__all__ = ["Cell", "Mark", "Protected", "Rule", "Unprotectable", "protect", "protect_line"]
