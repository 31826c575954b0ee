"""The only business 'today'. In demonstration one database row, else the real date in Asia/Shanghai.

Sessions, lockouts and jobs use machine time. Knows no deadline and no matter.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from jichuang.base import duties, journal
from jichuang.base.errors import Refused
from jichuang.base.keeping import forget
from jichuang.base.models import CalendarDay, DemonstrationClock
from jichuang.base.refs import Ref
from jichuang.base.today import SHANGHAI, calendar, machine_now, next_workday, now, today

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

__all__ = [
    "SHANGHAI",
    "advance",
    "calendar",
    "machine_now",
    "next_workday",
    "now",
    "set_calendar_day",
    "set_demonstration_day",
    "today",
]


@transaction.atomic
def set_demonstration_day(day: date) -> None:
    """Puts the demonstration on `day` without running duties: for loading the demonstration only.

    Raises Refused outside demonstration.
    """
    if not settings.DEMONSTRATION:
        raise Refused("正式部署没有演示时钟。", remedy="业务日期即当天日期，无须拨动。", conflict=True)
    DemonstrationClock.objects.update_or_create(pk=1, defaults={"day": day})
    forget()


def advance(*, to: date, by: Ref | AbstractBaseUser | None = None) -> list[date]:
    """拨动演示时钟: moves forward to `to`, running the duties of each day on the way; returns those days.

    Each day is one transaction, so a failing duty leaves the clock on the day before. Raises Refused outside
    demonstration, and when `to` is not after today (going back is `jichuang demo reset`).
    """
    if not settings.DEMONSTRATION:
        raise Refused("正式部署没有演示时钟。", remedy="业务日期即当天日期，无须拨动。", conflict=True)
    start = today()
    if to <= start:
        raise Refused(
            f"演示时钟只能向前拨：现在是{start.isoformat()}，不能拨到{to.isoformat()}。",
            remedy="要回到演示起点，请运行 jichuang demo reset。",
            field="to",
            conflict=True,
        )
    if (to - start).days > 1100:
        raise Refused("一次最多向前拨三年。", remedy="请分几次拨动。", field="to", conflict=True)
    passed: list[date] = []
    for offset in range(1, (to - start).days + 1):
        day = start + timedelta(days=offset)
        with transaction.atomic():
            DemonstrationClock.objects.update_or_create(pk=1, defaults={"day": day})
            forget()
            duties.run_day(day)
            journal.record(
                actor=by,
                verb="clock.advance",
                subject=Ref("clock", "demonstration"),
                summary=f"演示日期拨到{day.isoformat()}",
            )
        passed.append(day)
    return passed


@transaction.atomic
def set_calendar_day(
    *, day: date, workday: bool, note: str, source: str, by: Ref | AbstractBaseUser | None
) -> CalendarDay:
    """调整工作日历: `day` is a working day or a day off, by the notice named; replaces an earlier row."""
    row, _ = CalendarDay.objects.update_or_create(
        day=day, defaults={"workday": workday, "note": note, "source": source}
    )
    forget()
    journal.record(
        actor=by,
        verb="calendar.set",
        subject=Ref("calendar", day.isoformat()),
        summary=f"{day.isoformat()}改为{'工作日' if workday else '休息日'}",
        detail={"workday": workday, "note": note, "source": source},
    )
    return row
