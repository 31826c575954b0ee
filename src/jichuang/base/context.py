"""What every page knows: the business date and, in demonstration, the clock banner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from jichuang.base import clock

WEEKDAYS = "一二三四五六日"


def banner(request: HttpRequest) -> dict[str, Any]:
    """`today` always; `demo_banner` in demonstration (None otherwise): day, weekday, next workday, form addresses."""
    day = clock.today()
    if not settings.DEMONSTRATION:
        return {"today": day, "demo_banner": None}
    calendar = clock.calendar()
    return {
        "today": day,
        "demo_banner": {
            "day": day,
            "weekday": f"星期{WEEKDAYS[day.weekday()]}",
            "workday": calendar.is_workday(day),
            "next_workday": calendar.next_workday(day),
            "calendar_known": calendar.known(day.year),
            "next_url": reverse("base:clock-next"),
            "to_url": reverse("base:clock-to"),
            "mailbox_url": reverse("base:mailbox"),
            "mark": "演示数据·非统计结果·不具法律效力",
        },
    }
