"""演示批次: one window with places for each city, open when the demonstration begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from jichuang.accounts.models import User
from jichuang.base.today import SHANGHAI
from jichuang.hall.terms import QuotaBy
from jichuang.hall.verbs import Places, open_window

OPENS, CLOSES = datetime(2018, 9, 1, 8, tzinfo=SHANGHAI), datetime(2018, 12, 31, 17, 30, tzinfo=SHANGHAI)
PLACES = (Places(QuotaBy.HOME, "130100", 12), Places(QuotaBy.HOME, "", 6))
"""石家庄 has twelve, every other unit six (演示)."""


def scenes(users: dict[str, User]) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene): the window is opened on its first day."""
    yield OPENS.date(), lambda: _open(users["province"])


def _open(by: User) -> None:
    open_window(
        matter="technology-centre", title="2018年技术创新中心组建第一批（演示）", opens_at=OPENS, closes_at=CLOSES, by=by,
        quotas=PLACES,
    )  # fmt: skip
