"""Register entries and people for the indicators' tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from jichuang.base import clock
from jichuang.base.clock import SHANGHAI
from jichuang.indicators.tests.quarters import *  # noqa: F403
from jichuang.registry.verbs.bulk import EntryRow, load_entries

DAY = date(2018, 9, 30)


def entry(
    subject: str,
    begins: date,
    ends: date | None = None,
    *,
    county: str = "130102",
    home: str = "130100",
    number: str = "",
    known: date = date(2017, 1, 1),
) -> EntryRow:
    """One row; `ends` is the last valid day; known from noon of `known`."""
    recorded = datetime(known.year, known.month, known.day, 12, tzinfo=SHANGHAI)
    return EntryRow(subject, f"{subject}（演示）", county, home, begins, ends, number, recorded_at=recorded)


@pytest.fixture(autouse=True)
def demonstration_day(settings, db):
    """The business date of these tests."""
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(DAY)


@pytest.fixture
def load(db) -> Callable[..., int]:
    """`load("hnte", entry(...), …)`."""
    return lambda register, *rows: load_entries(register, rows, source="test")
