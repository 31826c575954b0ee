"""备案用时: working days from receipt to decision, and their median by quarter (M06.2 优化联盟备案流程)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import median

from jichuang.base import clock
from jichuang.base.today import SHANGHAI
from jichuang.hall.models import Case
from jichuang.hall.terms import Outcome
from jichuang.matters.surveys import Survey


def days_taken(on: date) -> list[tuple[date, int]]:
    """(day of decision, working days since receipt) of every alliance filed by the day, the oldest first. One query."""
    granted = Case.objects.filter(matter="alliance", purpose="first", outcome=Outcome.GRANTED)
    times = granted.order_by("closed_at").values_list("submitted_at", "closed_at")
    told = [
        (begun.astimezone(SHANGHAI).date(), done.astimezone(SHANGHAI).date())
        for begun, done in times
        if begun and done
    ]
    return [(done, clock.calendar().workdays_between(begun, done)) for begun, done in told if done <= on]


def by_quarter(on: date) -> list[tuple[str, int, float, int]]:
    """(quarter, filings, median, longest)."""
    quarters: dict[str, list[int]] = defaultdict(list)
    for done, days in days_taken(on):
        quarters[f"{done.year}年第{(done.month - 1) // 3 + 1}季度"].append(days)
    return [(title, len(days), median(days), max(days)) for title, days in quarters.items()]


def said(on: date) -> str:
    """The median of all."""
    taken = [days for _, days in days_taken(on)]
    return (
        f"从提交到公布备案，中位数{median(taken):g}个工作日（{len(taken)}件）。" if taken else "还没有备案。"
    )


SPEED = Survey(
    matter="alliance",
    key="days",
    title="联盟备案用时",
    headers=("季度", "备案（件）", "中位数（工作日）", "最长（工作日）"),
    rows=by_quarter,
    says=said,
)
