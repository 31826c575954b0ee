"""月报、季报台账: which reports were owed, which came, when, and what the second person said. Constant queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jichuang.base import clock
from jichuang.methods.lights import ReportMark, report_mark
from jichuang.plan import rules
from jichuang.plan.models import OwnerReport, Plan
from jichuang.plan.reads.charges import Holding, holdings
from jichuang.plan.terms import ChargeState, Cycle

Held = dict[tuple[int, str], dict[str, list[OwnerReport]]]
"""(item, department) -> period -> submissions, oldest first."""


def submissions(plan: Plan, *, department: str = "") -> Held:
    """Every submission with its verdict and files. Two queries."""
    rows = plan.reports.select_related("verdict").prefetch_related("files")
    if department:
        rows = rows.filter(department=department)
    held: Held = {}
    for row in rows.order_by("period", "number"):
        held.setdefault((row.item, row.department), {}).setdefault(row.period, []).append(row)
    return held


def verdict_words(report: OwnerReport) -> tuple[str, str]:
    """(chip state, words) of a submission."""
    verdict = getattr(report, "verdict", None)
    if verdict is None:
        return "info", "待核验"
    return ("ok", "已核验") if verdict.accepted else ("warn", "已退回")


@dataclass(frozen=True)
class OwedReport:
    """One month or quarter of one holding: what is owed and what came."""

    holding: Holding
    when: rules.Period
    due_on: date
    sent: Sequence[OwnerReport]
    on: date

    @property
    def period(self) -> str:
        """`2018-09`, `2018Q3`."""
        return self.when.code

    @property
    def latest(self) -> OwnerReport | None:
        """The submission that counts."""
        return self.sent[-1] if self.sent else None

    @property
    def open(self) -> bool:
        """Whether the owner still has to write: nothing sent, or the last one sent back."""
        if self.latest is None:
            return True
        verdict = getattr(self.latest, "verdict", None)
        return verdict is not None and not verdict.accepted

    @property
    def accepted(self) -> bool:
        """Whether a second person has accepted it."""
        verdict = getattr(self.latest, "verdict", None) if self.latest else None
        return verdict is not None and verdict.accepted

    @property
    def mark(self) -> ReportMark | None:
        """The second mark: late by how many days. Counts the first submission."""
        first = self.sent[0].submitted_on if self.sent else None
        return report_mark(due=self.due_on, reported=first, on=self.on)

    @property
    def title(self) -> str:
        """`2018年9月`, `2018年第三季度`."""
        return self.when.title

    @property
    def name(self) -> str:
        """`2018年9月月报`, `2018年第三季度季报`."""
        return f"{self.title}{self.when.cycle.label}"

    @property
    def left(self) -> int:
        """Working days to the due date, negative when past."""
        return clock.calendar().workdays_between(self.on, self.due_on)

    @property
    def words(self) -> tuple[str, str]:
        """(chip state, words) of the period."""
        if self.latest is not None and not self.open:
            return verdict_words(self.latest)
        if self.latest is not None:
            return "warn", "退回待重报"
        if self.due_on < self.on:
            return "bad", f"逾期 {(self.on - self.due_on).days} 天"
        return "warn" if self.left <= 3 else "none", f"剩 {self.left} 个工作日"


def owed(holding: Holding, held: Held, day: date) -> list[OwedReport]:
    """Months and quarters owed by a holding up to `day`, oldest first. A holding nobody has signed owes nothing yet."""
    if all(one.state == ChargeState.ASSIGNED for one in holding.charges):
        return []
    calendar, sent = clock.calendar(), held.get(holding.key, {})
    last = min(day, holding.plan.ends_on)
    found = []
    for when in rules.reporting(holding.assigned_on, last) if holding.assigned_on <= last else []:
        due = when.due(calendar)
        if _too_new(holding, when, due) or (not holding.live and when.code not in sent):
            continue
        found.append(OwedReport(holding, when, due, sent.get(when.code, []), day))
    return found


def owing(plan: Plan, day: date) -> list[OwedReport]:
    """催报清单: every month and quarter still to be written on a day, the longest overdue first. Four queries."""
    sent = submissions(plan)
    found = [one for held in holdings(plan) for one in owed(held, sent, day) if one.open]
    return sorted(found, key=lambda one: (one.due_on, one.holding.item, one.holding.department))


def quarters_of(plan: Plan, item: int, day: date) -> list[OwnerReport]:
    """季报 of an item sent by a day, newest quarter first; of each only the submission that counts. Two queries."""
    rows = plan.reports.filter(item=item, cycle=Cycle.QUARTER, submitted_on__lte=day).select_related(
        "verdict", "plan"
    )
    latest = {(row.period, row.department): row for row in rows.prefetch_related("files").order_by("number")}
    return sorted(latest.values(), key=lambda row: (row.period, row.department), reverse=True)


def _too_new(holding: Holding, when: rules.Period, due: date) -> bool:
    """Whether the work came too late for the period: after a month's due day, or after the last month of a quarter had begun."""
    if when.cycle == Cycle.QUARTER:
        return holding.assigned_on > when.last.replace(day=1)
    return due < holding.assigned_on


def last_report(holding: Holding, held: Held, day: date) -> OwnerReport | None:
    """The newest submission by `day`, None when nothing was ever sent."""
    rows = [row for month in held.get(holding.key, {}).values() for row in month if row.submitted_on <= day]
    return max(rows, key=lambda row: (row.submitted_on, row.pk)) if rows else None


def stale(report: OwnerReport | None, since: date, day: date) -> int:
    """Days without a report when they exceed the bar, else 0. `since` is where counting starts without a report."""
    quiet = (day - (report.submitted_on if report else since)).days
    return quiet if quiet > rules.value(rules.P.stale_days, day) else 0
