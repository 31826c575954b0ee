"""行政区划与考核归属, read from the province's table. Knows no entry and no party."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from jichuang.codes import regions
from jichuang.codes.errors import CodeError
from jichuang.codes.regions import Home, RegionTable


@cache
def _table() -> RegionTable:
    return regions.table()


def table() -> RegionTable:
    """The region table of this installation's province, over time."""
    return _table()


def homes(on: date) -> list[Home]:
    """The 考核归属 units on a day, in fixed display order."""
    return _table().homes(on)


@lru_cache(maxsize=8192)
def home_of(region: str, on: date) -> str | None:
    """The 考核归属 unit of a region code on a day.

    A code the table does not hold that day (市辖区、开发区、已撤销的县) falls back to its city, and to None
    for another province.
    """
    for code in (region, f"{region[:4]}00"):
        try:
            return _table().home(code, on)
        except CodeError:
            continue
    return None


@lru_cache(maxsize=8192)
def home_name(home: str, on: date) -> str:
    """The short name of a 考核归属 unit; the code itself when unknown."""
    found = {unit.code: unit.short for unit in _table().homes(on)}
    return found.get(home, home)


@lru_cache(maxsize=8192)
def region_name(region: str, on: date) -> str:
    """The name of a region code on a day; its city's name, then the code itself, when the table does not hold it."""
    for code in (region, f"{region[:4]}00"):
        try:
            return _table().get(code, on).name
        except CodeError:
            continue
    return region
