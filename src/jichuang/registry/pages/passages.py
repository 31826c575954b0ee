"""名录写进材料: how many entries a filter gives and where, and the list itself. What a public register shows anybody may quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse

from jichuang.base import clock
from jichuang.base.charts import Tile, tilemap
from jichuang.base.errors import Invalid, Refused
from jichuang.passages.sources import Figure, Passage, day_in, day_words
from jichuang.registry import registers as declared
from jichuang.registry.pages.common import county_choices, home_choices, is_internal
from jichuang.registry.pages.filters import SHOWN, Filter, rows_of
from jichuang.registry.reads import home_name, region_name

if TYPE_CHECKING:
    from jichuang.accounts.models import User
    from jichuang.registry.registers import Register

MOST_NAMES = 200
"""Rows of a list in a document; a longer one is an annex: the Excel file."""


def register(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """A register by code, with `on`, `known`, `home`, `county`, `show` and `q` as on its page: counts by place."""
    found, wanted = _asked(user, key, params)
    total = rows_of(found, wanted).count()
    by_place = _by_place(found, wanted)
    return Passage(
        title=_title(found, wanted),
        sentence=f"截至{day_words(wanted.day)}，{_title(found, wanted)}共{total:,}条。",
        as_of=wanted.day,
        caliber=_caliber(found, wanted),
        source=f"{found.title}名录，由{found.record}管理",
        url=f"{reverse('registry:register', args=[key])}?{wanted.query()}",
        figures=(
            Figure("total", "条数", f"{total:,}"),
            *(Figure(code, name, str(number)) for code, name, number in by_place),
        ),
        headers=("县（市、区）" if wanted.home else "考核归属", "条数"),
        rows=tuple((name, f"{number:,}") for _, name, number in by_place),
        picture=""
        if wanted.home or wanted.county
        else tilemap([Tile(code, name, number) for code, name, number in by_place], unit="条"),
    )


def register_list(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """The same conditions as `register`: the entries by name. Raises Invalid for more than a document can hold."""
    found, wanted = _asked(user, key, params)
    rows = list(rows_of(found, wanted)[: MOST_NAMES + 1])
    if len(rows) > MOST_NAMES:
        raise Invalid.one(
            "form",
            f"名单超过 {MOST_NAMES} 条，写不进一张表",
            "请按考核归属、县或名称缩小范围，或导出 Excel 作附件",
        )
    return Passage(
        title=f"{_title(found, wanted)}名单",
        sentence=f"截至{day_words(wanted.day)}，{_title(found, wanted)}共{len(rows)}条。",
        as_of=wanted.day,
        caliber=_caliber(found, wanted),
        source=f"{found.title}名录，由{found.record}管理",
        url=f"{reverse('registry:register', args=[key])}?{wanted.query()}",
        figures=(
            Figure("total", "条数", str(len(rows))),
            *(Figure(f"entry:{row.pk}", row.name, _until(row.valid_to)) for row in rows),
        ),
        headers=("序号", "名称", found.number.title, "考核归属", found.start_title, "有效期至"),
        rows=tuple(
            (str(at), row.name, row.number or "—", home_name(row.home, wanted.day), row.valid_from.isoformat(),
             _until(row.valid_to))
            for at, row in enumerate(rows, 1)
        ),
    )  # fmt: skip


def _until(day: object) -> str:
    return str(day) if day else "长期"


def _asked(user: User, key: str, params: Mapping[str, str]) -> tuple[Register, Filter]:
    found = declared.find(key)
    if found is None:
        raise LookupError(f"没有名录“{key}”。")
    known = day_in(params, "known")
    if known is not None and not is_internal(user):
        raise Refused("按当时所知回看名录只对有任职的工作人员开放。", remedy="请去掉“当时所知”条件再放入。")
    show = params.get("show", "")
    return found, Filter(
        q=params.get("q", "")[:100],
        home=params.get("home", ""),
        county=params.get("county", ""),
        day=day_in(params, "on") or clock.today(),
        known=known,
        show=show if show in SHOWN else "in_force",
    )


def _by_place(found: Register, wanted: Filter) -> list[tuple[str, str, int]]:
    """Counts by 考核归属, or by county within the one that was asked for."""
    if not wanted.home:
        counted = rows_of(found, replace(wanted, county="")).by_home()
        return [(code, name, counted.get(code, 0)) for code, name in home_choices(wanted.day)]
    counted = rows_of(found, wanted).by_region()
    counties = county_choices(wanted.day, wanted.home)
    rest = sorted(counted.keys() - {code for code, _ in counties})
    places = [*counties, *((code, region_name(code, wanted.day)) for code in rest)]
    return [(code, name, counted[code]) for code, name in places if code in counted]


def _title(found: Register, wanted: Filter) -> str:
    words = f"、名称或编号含“{wanted.q}”" if wanted.q else ""
    return f"{_place(wanted)}{found.title}（{SHOWN[wanted.show]}{words}）"


def _caliber(found: Register, wanted: Filter) -> str:
    known = f"，按{wanted.known}当时所知" if wanted.known else ""
    return f"{found.about.rstrip('。')}；按{SHOWN[wanted.show]}计{known}"


def _place(wanted: Filter) -> str:
    if wanted.county:
        return region_name(wanted.county, wanted.day)
    return home_name(wanted.home, wanted.day) if wanted.home else "全省"
