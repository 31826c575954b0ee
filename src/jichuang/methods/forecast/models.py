"""预测模型: what the coming weeks add to a level, by four simple readings of its past and their median.

A model says the change over `ahead` whole weeks after step `at`, using nothing later than `at`; None when the history
before `at` is too short for it. All are cheap: a board asks them some tens of thousands of times.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from jichuang.methods.forecast.weeks import YEAR, Weeks

DAMPING = 0.98
RECENT = 13
SETTLED = 8
"""Weeks of this year needed before its tempo is compared with earlier years."""

Change = Callable[[Weeks, int, int], float | None]


@dataclass(frozen=True)
class Model:
    """`key` for code, `words` for the page, `change(weeks, at, ahead)` for the figure."""

    key: str
    words: str
    change: Change


def damped_trend(weeks: Weeks, at: int, ahead: int) -> float | None:
    """阻尼趋势: the smoothed weekly change carried on, 2 % less each week, so that no burst goes on for ever."""
    if at < 2:
        return None
    return weeks.trends[at] * DAMPING * (1 - DAMPING**ahead) / (1 - DAMPING)


def recent_rate(weeks: Weeks, at: int, ahead: int) -> float | None:
    """近期均速: the average weekly change of the last 13 weeks."""
    if at < 2:
        return None
    span = min(RECENT, at)
    return weeks.moved(at - span, at) / span * ahead


def same_weeks(weeks: Weeks, at: int, ahead: int) -> float | None:
    """上年同期: what the same weeks of last year added, scaled by the tempo of the weeks before them (half to double)."""
    if at < YEAR or ahead > YEAR:
        return None
    added = weeks.moved(at - YEAR, at - YEAR + ahead)
    span = min(YEAR, at - YEAR)
    if span < SETTLED:
        return added
    then, now = weeks.moved(at - YEAR - span, at - YEAR), weeks.moved(at - span, at)
    tempo = now / then if then > 0 and now > 0 else 1.0
    return added * min(2.0, max(0.5, tempo))


def year_share(weeks: Weeks, at: int, ahead: int) -> float | None:
    """年内份额: the weeks so far, times what earlier years added in these weeks for each one they had had by now."""
    elapsed = YEAR - ahead
    if elapsed < SETTLED:
        return None
    before, after = 0.0, 0.0
    for start in range(at - YEAR, elapsed - 1, -YEAR):
        before += weeks.moved(start - elapsed, start)
        after += weeks.moved(start, start + ahead)
    if before <= 0:
        return None
    return weeks.moved(at - elapsed, at) * after / before


def middle(weeks: Weeks, at: int, ahead: int) -> float | None:
    """诸法中位: the median of what the others say; None when only the two unseasonal ones can speak."""
    said = [one(weeks, at, ahead) for one in (damped_trend, recent_rate, same_weeks, year_share)]
    figures = [one for one in said if one is not None]
    return median(figures) if len(figures) > 2 else None


MODELS = (
    Model("damped-trend", "按近期变化推算，逐步衰减", damped_trend),
    Model("recent-rate", "按近13周平均速度推算", recent_rate),
    Model("same-weeks", "按上年同期走势推算", same_weeks),
    Model("year-share", "按往年同期占全年的份额推算", year_share),
    Model("middle", "取几种推算的中位", middle),
)
