"""分界: from which day the figures of a region cover another area. Declared with their basis; most are still unverified."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from jichuang.registry.reads.regions import table


@dataclass(frozen=True)
class Break:
    """One break of the series of `regions`; `official` when compared with the issuing body's text."""

    regions: tuple[str, ...]
    first_day: date
    title: str
    says: str
    cite: str
    official: bool


@cache
def declared() -> tuple[Break, ...]:
    """The breaks that data/breaks.toml declares, oldest first."""
    text = files("jichuang.indicators").joinpath("data", "breaks.toml").read_text(encoding="utf-8")
    found = [
        Break(
            tuple(one["regions"]),
            one["from"],
            one["title"],
            one["says"],
            one["cite"],
            one["status"] == "official",
        )
        for one in tomllib.loads(text)["break"]
    ]
    return tuple(sorted(found, key=lambda one: (one.first_day, one.title)))


def breaks_of(region: str, first: date, last: date) -> list[Break]:
    """Breaks of a region's series after `first` and up to `last`: declared ones, and the changes of the code table.

    A county that was turned into a district (撤县设区) gets its break from the table of regions.
    """
    found = [one for one in declared() if region in one.regions and first < one.first_day <= last]
    found += [one for one in _of_codes(region) if first < one.first_day <= last]
    return sorted(found, key=lambda one: (one.first_day, one.title))


@cache
def _of_codes(region: str) -> tuple[Break, ...]:
    by_start: dict[date, Break] = {}
    for one in table().every():
        if region == one.code and one.valid_from > table().known_from:
            words = f"{one.name}自{one.valid_from.isoformat()}设立，此前的数属于原来的区划。"
            by_start[one.valid_from] = Break(
                (region,), one.valid_from, f"设立{one.name}", words, one.basis or "行政区划代码表", False
            )
        elif region in one.successors and one.valid_to is not None:
            day = date.fromordinal(one.valid_to.toordinal() + 1)
            words = f"{one.name}于{day.isoformat()}撤销并入，本地区的范围自该日扩大。"
            by_start.setdefault(
                day, Break((region,), day, f"并入{one.name}", words, one.basis or "行政区划代码表", False)
            )
    return tuple(by_start.values())
