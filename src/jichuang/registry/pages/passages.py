"""名录写进材料: how many entries a filter gives, by home or by name. What stands in a public register anybody may quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse

from jichuang.base import clock
from jichuang.base.charts import Tile, tilemap
from jichuang.passages.sources import Figure, Passage, day_in, day_words
from jichuang.registry import registers as declared
from jichuang.registry.pages.common import home_choices
from jichuang.registry.pages.filters import SHOWN, Filter, rows_of
from jichuang.registry.reads import home_name, region_name

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_NAMES = 60


def register(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """A register by code, with `on`, `home`, `county`, `show` and `q` as on its page."""
    found = declared.find(key)
    if found is None:
        raise LookupError(f"没有名录“{key}”。")
    wanted = _filter(params)
    counted = rows_of(found, replace(wanted, home="", county="")).by_home()
    total = rows_of(found, wanted).count()
    place = _place(wanted)
    by_home = [(code, name, counted.get(code, 0)) for code, name in home_choices(wanted.day)]
    narrow = bool(wanted.home or wanted.county or wanted.q)
    listed = rows_of(found, wanted)[:MOST_NAMES] if narrow else []
    return Passage(
        title=f"{place}{found.title}（{SHOWN[wanted.show]}）",
        sentence=f"截至{day_words(wanted.day)}，{place}{found.title}{SHOWN[wanted.show]}的共{total}条"
        + (f"（名称或编号含“{wanted.q}”）。" if wanted.q else "。"),
        as_of=wanted.day,
        caliber=f"{found.about.rstrip('。')}；按{SHOWN[wanted.show]}计",
        source=f"{found.title}名录，由{found.record}管理",
        url=f"{reverse('registry:register', args=[key])}?{wanted.query()}",
        figures=(
            Figure("total", "条数", str(total)),
            *(() if narrow else (Figure(code, name, str(number)) for code, name, number in by_home)),
        ),
        headers=("名称", found.number.title, "起始日期") if narrow else ("考核归属", "条数"),
        rows=tuple((row.name, row.number, row.valid_from.isoformat()) for row in listed)
        if narrow
        else tuple((name, str(number)) for _, name, number in by_home),
        picture=""
        if narrow
        else tilemap([Tile(code, name, number) for code, name, number in by_home], unit="条"),
    )


def _place(wanted: Filter) -> str:
    if wanted.county:
        return region_name(wanted.county, wanted.day)
    return home_name(wanted.home, wanted.day) if wanted.home else "全省"


def _filter(params: Mapping[str, str]) -> Filter:
    day = day_in(params, "on") or clock.today()
    show = params.get("show", "")
    return Filter(
        q=params.get("q", "")[:100],
        home=params.get("home", ""),
        county=params.get("county", ""),
        day=day,
        known=None,
        show=show if show in SHOWN else "in_force",
    )
