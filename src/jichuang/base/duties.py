"""Daily duties: what a room does once for every day (close publicity, lapse entries). Knows no room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from jichuang.base.models import DutyRun

Duty = Callable[[date], object]

_duties: dict[str, Duty] = {}


def register(name: str, fn: Duty) -> None:
    """Declares a duty under a dotted name; it is called once per day with that day, in its own transaction.

    Call it in `apps.ready()`. Duties run in the order of registration. A second function under a name raises.
    """
    known = _duties.get(name)
    if known is not None and known is not fn:
        raise ValueError(f"daily duty {name!r} is already registered by {known.__module__}")
    _duties[name] = fn


def names() -> tuple[str, ...]:
    """Registered duties in running order."""
    return tuple(_duties)


def run_day(day: date) -> list[str]:
    """Runs every duty not yet done for `day`; the names of those it ran. A failing duty raises."""
    ran: list[str] = []
    for name, duty in _duties.items():
        with transaction.atomic():
            _, fresh = DutyRun.objects.get_or_create(name=name, day=day)
            if fresh:
                duty(day)
                ran.append(name)
    return ran


def catch_up(today: date, *, at_most: int = 400) -> list[date]:
    """Runs the duties of each day since the last one done up to `today`; returns those days, oldest first.

    A first run does `today` only. `at_most` days bounds a machine that stood still for long.
    """
    last = DutyRun.objects.filter(day__lte=today).aggregate(last=Max("day"))["last"]
    start = today if last is None else max(last, today - timedelta(days=at_most))
    days = [start + timedelta(days=n) for n in range((today - start).days + 1)]
    return [day for day in days if run_day(day)]
