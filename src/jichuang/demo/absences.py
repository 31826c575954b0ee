"""演示代理: 韩梅 was away in August, and will be in November; 杜鹏 of the same desk stands in. Named by the registry's own verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from jichuang.accounts.models import User
from jichuang.registry.models import Appointment
from jichuang.registry.verbs import name_stand_in


def scenes(users: dict[str, User]) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene) in order of day."""
    yield (
        date(2018, 8, 10),
        lambda: _away(users, date(2018, 8, 13), date(2018, 8, 17), "参加全省科技统计培训（演示）"),
    )
    yield date(2018, 9, 28), lambda: _away(users, date(2018, 11, 12), date(2018, 11, 16), "年休假（演示）")


def _away(users: dict[str, User], first: date, last: date, reason: str) -> None:
    absent = users["city"]
    name_stand_in(
        appointment=Appointment.objects.get(user=absent), stand_in=users["city2"], first_day=first, last_day=last,
        reason=reason, by=absent,
    )  # fmt: skip
