"""逐条登记的合计: a figure of the return that rows kept here already add up to. Pure; the counting is handed in."""

from __future__ import annotations

from collections.abc import Callable

from jichuang.hall.declare import Form
from jichuang.hall.declare.kit import declaration
from jichuang.hall.declare.values import show
from jichuang.returns.declare.checks import Answers, Finding, amount
from jichuang.returns.declare.periods import Period


@declaration
class Counted:
    """`field` must equal `count(subject, period)`, the rows of the unit (subject of its roster entry) in the period.

    The form is filled in with it and refuses another number: what was registered row by row is not told twice, and a
    difference is mended where the rows are. `says` names the rows.
    """

    field: str
    count: Callable[[str, Period], int]
    says: str

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it reads."""
        return (self.field,)

    def find(self, form: Form, now: Answers, subject: str, when: Period) -> Finding | None:
        """None while it holds, or while the figure is not filled in."""
        told = amount(now, self.field)
        if told is None:
            return None
        rows = self.count(subject, when)
        if told == rows:
            return None
        field = form.field(self.field)
        words = f"{field.title}填{show(field, str(told))}{field.unit}，{self.says}{when.title}合计{rows}{field.unit}"
        return Finding(f"counted_{self.field}", self.field, words, True)
