"""Who acts while something breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jichuang.accounts.models import User
from jichuang.demo.people import load_people


@pytest.fixture
def users(on_day: Callable[[date], None]) -> dict[str, User]:
    """The demonstration's people in September 2018."""
    on_day(date(2018, 1, 2))
    found = load_people()
    on_day(date(2018, 9, 3))
    return found
