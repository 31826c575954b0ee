"""相邻期: which cells stay empty because an earlier table of the same units would give a unit away by subtraction.

Sums since 1 January of two quarters differ by one quarter's sum; a table issued again differs by what was corrected. Who
has both tables has the table of their differences as well. So a figure whose difference to an earlier printed one would
itself be secret is not printed, and one that lies too near to an earlier secret figure is not printed either: whoever
takes the new figure for the old one would come closer than the rule allows.

What was printed cannot be taken back: an open figure of an earlier table stays known, and a cell that becomes sensitive
later is only as uncertain as the change since then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jichuang.methods.suppression.cells import Cell, Rule


@dataclass(frozen=True, slots=True)
class Printed:
    """What an earlier table said of a place: its cell `then`, whether it was `hidden`, and the units' `change` since.

    `change` is the cell of one difference per unit (now less then), a unit of one table alone counting with all it has.
    """

    then: Cell
    hidden: bool
    change: Cell


def betrays(now: Cell, earlier: Iterable[Printed], rule: Rule) -> bool:
    """Whether printing `now` would betray a unit to somebody who subtracts what was printed `earlier` of the place."""
    return any(_near(now, one, rule) if one.hidden else rule.sensitive(one.change) for one in earlier)


def _near(now: Cell, one: Printed, rule: Rule) -> bool:
    return one.then.units > 0 and abs(now.value - one.then.value) < rule.needs(one.then)
