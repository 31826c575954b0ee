"""Second marks beside a light: state of the work, last report, how long nothing was heard. They never change the light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.plan.models import OwnerReport, Plan
from jichuang.plan.reads.charges import holdings, states_on
from jichuang.plan.reads.reports import last_report, stale, submissions
from jichuang.plan.terms import LIVE, ChargeState


@dataclass(frozen=True)
class Mark:
    """What stands beside the light of one promise. `quiet` is the days without a report when they exceed the bar, else 0."""

    state: ChargeState
    last: OwnerReport | None
    quiet: int

    @property
    def words(self) -> str:
        """`办理中 · 9月24日报送`."""
        told = f"{self.last.submitted_on.month}月{self.last.submitted_on.day}日报送" if self.last else ""
        late = f"（晚{self.last.days_late}天）" if self.last and self.last.days_late else ""
        return " · ".join(filter(None, (str(self.state.label), told + late)))


def marks(plan: Plan, day: date) -> dict[str, Mark]:
    """{code: Mark} of everything that has an owner, as of a day. Five queries."""
    states, sent = states_on(plan, day), submissions(plan)
    found = {}
    for one in holdings(plan):
        last = last_report(one, sent, day)
        for row in one.charges:
            state = states.get(row.code)
            if state is None:
                continue
            quiet = stale(last, one.assigned_on, day) if state in LIVE else 0
            found[row.code] = Mark(state, last, quiet)
    return found
