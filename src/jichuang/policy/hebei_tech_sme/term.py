"""省级科技型中小企业的有效期. Knows how long a recognition lasts, not who has one."""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.policy.hebei_tech_sme.rules import P, hebei_tech_sme


def recognition_ends(recognised_on: date, *, known: date | None = None) -> date:
    """The last day (inclusive): the day before the anniversary after `valid_years` (unverified). 2月29日 lapses with the end of February."""
    later = recognised_on.year + int(hebei_tech_sme.law(recognised_on, known).value(P.valid_years))
    leap_day_lost = (recognised_on.month, recognised_on.day) == (2, 29) and not _is_leap(later)
    anniversary = date(later, 3, 1) if leap_day_lost else recognised_on.replace(year=later)
    return anniversary - timedelta(days=1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
