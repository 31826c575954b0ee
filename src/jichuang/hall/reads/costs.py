"""一项改动的填报成本: what a new version asks of everybody in a year, before it is published. Minutes are declared, not measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jichuang.hall.declare import Matter
from jichuang.hall.models import Case
from jichuang.hall.terms import CaseState


@dataclass(frozen=True, slots=True)
class Cost:
    """Minutes a filing asks before and after; `filings` of the last twelve months; each field that adds or saves time."""

    before: float
    after: float
    filings: int
    fields: list[tuple[str, float, float]]
    """(title, minutes more or less a filing, hours more or less a year), the dearest first."""

    @property
    def hours(self) -> float:
        """Hours more (or fewer, below zero) a year for all filers together."""
        return (self.after - self.before) * self.filings / 60


def cost_of_change(old: Matter, new: Matter, on: date) -> Cost:
    """What the step from `old` to `new` costs in a year with as many filings as the year to `on` had. One query."""
    rows = Case.objects.filter(matter=new.code, purpose=new.purpose.value, submitted_at__date__lte=on)
    rows = rows.filter(submitted_at__date__gt=on - timedelta(days=365)).exclude(state=CaseState.DRAFT)
    filings = rows.count()
    before = {one.key: one for one in old.form.fields}
    after = {one.key: one for one in new.form.fields}
    found = []
    for key in {**before, **after}:
        was = before[key].minutes if key in before else 0.0
        now = after[key].minutes if key in after else 0.0
        if was != now:
            title = (after.get(key) or before[key]).title
            found.append((title, now - was, (now - was) * filings / 60))
    return Cost(old.form.minutes, new.form.minutes, filings, sorted(found, key=lambda one: -one[1]))
