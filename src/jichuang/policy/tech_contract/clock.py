"""技术合同认定登记的期限. Knows how the period is counted; the calendar of rest days is `codes.calendar`."""

from __future__ import annotations

from datetime import date

from jichuang.codes.calendar import WorkCalendar
from jichuang.policy.tech_contract.book import P
from jichuang.policy.tech_contract.rules import tech_contract


def registration_due(accepted_on: date, calendar: WorkCalendar, *, known: date | None = None) -> date:
    """The last day for deciding a contract accepted on `accepted_on`: `acceptance_days` calendar days, the first day not counted;
    a last day that is a rest day moves to the next working day."""
    days = int(tech_contract.law(accepted_on, known).value(P.acceptance_days))
    return calendar.end_of_calendar_period(accepted_on, days)
