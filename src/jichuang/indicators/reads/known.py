"""“已知截至” as a condition: which rows were believed at a moment. Knows no indicator."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jichuang.base.clock import SHANGHAI

Known = date | datetime | None


def day_of(known: Known) -> date | None:
    """The Shanghai day of the moment; None = now."""
    if isinstance(known, datetime):
        return known.astimezone(SHANGHAI).date()
    return known


def year_end_before(day: date) -> date:
    """31 December of the year before `day`."""
    return date(day.year, 1, 1) - timedelta(days=1)
