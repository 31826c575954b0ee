"""Reads the business date, the machine's time and the working calendar. `base.clock` is the name to import.

Stands apart from the clock's verbs so that the journal can read the time without an import cycle.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from jichuang.base import keeping
from jichuang.base.models import CalendarDay, DemonstrationClock
from jichuang.codes.calendar import WorkCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


def machine_now() -> datetime:
    """The machine's time, aware, in Asia/Shanghai. For sessions, lockouts, jobs and seals only."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """The business date: the demonstration's day, else today in Asia/Shanghai."""
    if not settings.DEMONSTRATION:
        return machine_now().date()
    kept = keeping.kept()
    if kept is not None and "day" in kept:
        return kept["day"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT day FROM {DemonstrationClock._meta.db_table} WHERE id = 1")
        row = cursor.fetchone()
    day = row[0] if row is not None else machine_now().date()
    if kept is not None:
        kept["day"] = day
    return day


def now() -> datetime:
    """The business moment, aware, Asia/Shanghai: `today()` with the machine's time of day."""
    return as_business(machine_now())


def as_business(machine: datetime) -> datetime:
    """A moment of the machine as business counts it: in demonstration its time of day on the demonstration's day."""
    if not settings.DEMONSTRATION:
        return machine
    return datetime.combine(today(), machine.timetz())


def calendar() -> WorkCalendar:
    """The working calendar with the officers' rows applied. Read once per request."""
    kept = keeping.kept()
    if kept is not None and "calendar" in kept:
        return kept["calendar"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT day, workday FROM {CalendarDay._meta.db_table}")
        found = WorkCalendar(dict(cursor.fetchall()))
    if kept is not None:
        kept["calendar"] = found
    return found


def next_workday() -> date:
    """The first working day after today."""
    return calendar().next_workday(today())
