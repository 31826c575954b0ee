"""总时限: the matter's own limit for one case, computed from facts (acceptance, pauses, extension), never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jichuang.base import clock
from jichuang.hall.models import Case, Extension, Pause
from jichuang.hall.terms import Light, PauseReason

YELLOW_SHARE = 80
"""Per cent of the promised working days after which a case is 临期 (own arrangement, 推定)."""


@dataclass(frozen=True, slots=True)
class MatterClock:
    """The limit of one case on one day. Days are working days; `due_on` is empty while the limit stands still."""

    started_on: date
    promised: int
    statutory: int | None
    used: int
    extended: int
    due_on: date | None
    statutory_due_on: date | None
    paused: str
    expected_until: date | None
    light: Light

    @property
    def left(self) -> int:
        """Promised working days that remain, the extension included; negative when late."""
        return self.promised + self.extended - self.used


def day_of(moment: datetime) -> date:
    """The day in Shanghai."""
    return moment.astimezone(clock.SHANGHAI).date()


def clock_of(case: Case, on: date | None = None) -> MatterClock | None:
    """The matter's limit for a case on a day (today); None before it counts and where nothing is promised."""
    pauses = list(Pause.objects.filter(case=case))
    extension = Extension.objects.filter(case=case, approved=True).first()
    return computed(case, pauses, extension.days if extension else 0, on or clock.today())


def computed(case: Case, pauses: Sequence[Pause], extended: int, on: date) -> MatterClock | None:
    """The same from rows already at hand."""
    matter = case.declaration
    promised = matter.guide.promised_days or matter.route.promised_days
    started = _start(case)
    if started is None or not promised:
        return None
    until = min(on, day_of(case.closed_at)) if case.closed_at else on
    calendar = clock.calendar()
    still = sum(calendar.workdays_between(a, b) for a, b in merged(pauses, started, until))
    used = max(calendar.workdays_between(started, until) - still, 0)
    running = next((one for one in pauses if one.ended_on is None), None)
    total, statutory = promised + extended, matter.guide.statutory_days
    light = Light.RED if used > total else Light.YELLOW if used * 100 >= total * YELLOW_SHARE else Light.NONE
    return MatterClock(
        started_on=started,
        promised=promised,
        statutory=statutory,
        used=used,
        extended=extended,
        due_on=None if running else calendar.add_workdays(started, total + still),
        statutory_due_on=None
        if running or statutory is None
        else calendar.add_workdays(started, statutory + extended + still),
        paused=str(PauseReason(running.reason).label) if running else "",
        expected_until=running.expected_until if running else None,
        light=light,
    )


def _start(case: Case) -> date | None:
    """Permits count from acceptance 受理, everything else from submission."""
    if case.declaration.nature.from_acceptance:
        return case.accepted_on
    return day_of(case.submitted_at) if case.submitted_at else None


def merged(pauses: Sequence[Pause], start: date, end: date) -> list[tuple[date, date]]:
    """Pauses as disjoint intervals (first day, last day) within start..end: parallel desks do not stop the limit twice."""
    found: list[tuple[date, date]] = []
    spans = sorted((max(one.started_on, start), min(one.ended_on or end, end)) for one in pauses)
    for first, last in spans:
        if last < first:
            continue
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
