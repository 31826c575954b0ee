"""Periods as SDMX writes them, and the days they cover: 2018, 2018-S1, 2018-Q3, 2018-09 (also 2018-M09)."""

from __future__ import annotations

import re
from datetime import date, timedelta

_PERIOD = re.compile(r"(\d{4})(?:-?(?:([SQ])(\d)|M?(\d{2})))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = {"S": 6, "Q": 3}


def in_sdmx(period: str) -> tuple[str, str]:
    """(frequency code, period in SDMX's writing) of 2018, 2018S1, 2018Q3, 2018-09 or 2018M09; ValueError otherwise."""
    year, mark, number, month = _read(period)
    if mark:
        return mark, f"{year}-{mark}{number}"
    return ("M", f"{year}-{month:02d}") if month else ("A", str(year))


def span(period: str) -> tuple[date, date]:
    """First and last day of a period, or of a single day 2018-07-01; ValueError naming the text otherwise."""
    if _DAY.fullmatch(period):
        day = date.fromisoformat(period)
        return day, day
    year, mark, number, month = _read(period)
    months = _MONTHS.get(mark, 1 if month else 12)
    first_month = month or (number - 1) * months + 1 if mark else month or 1
    first = date(year, first_month, 1)
    after = year * 12 + first_month - 1 + months
    return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _read(period: str) -> tuple[int, str, int, int]:
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise ValueError(f"period {period!r} is none of 2018, 2018-S1, 2018-Q3, 2018-09")
    year, mark, number, month = found.groups()
    if mark and not 1 <= int(number) <= 12 // _MONTHS[mark]:
        raise ValueError(f"period {period!r}: there is no {mark}{number}")
    if month and not 1 <= int(month) <= 12:
        raise ValueError(f"period {period!r}: there is no month {month}")
    return int(year), mark or "", int(number or 0), int(month or 0)
