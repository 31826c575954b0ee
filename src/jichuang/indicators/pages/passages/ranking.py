"""指数写进材料: a ranking with its intervals and map, and one unit's place. A version never changes; a newer one is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from jichuang.base.charts import Tile, tilemap
from jichuang.base.permissions import require
from jichuang.indicators.models import IndexRelease
from jichuang.indicators.reads.index import Moved, called, earlier, may_see, moves, newest
from jichuang.passages.sources import Figure, Passage

if TYPE_CHECKING:
    from jichuang.accounts.models import User

HEADERS = ("名次", "地区", "得分", "名次区间", "比上一版")
LEADING = 3


def ranking(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<scheme>/<number>`: the whole ranking."""
    found = _release(user, *_parts(key, 2))
    rows = moves(found.rows, earlier(found, user))
    graded = bool(found.scheme_then.grades)
    return Passage(
        title=f"{found}",
        sentence=_leaders(found),
        as_of=found.released_on,
        caliber=_caliber(found),
        source=f"{found}，摘要{found.digest[:16]}",
        url=found.get_absolute_url(),
        figures=(
            *(Figure(one.row["unit"], called(found, one.row), _placed(one.row)) for one in rows),
            _edition(found, user),
        ),
        headers=(*HEADERS, "等次") if graded else HEADERS,
        rows=tuple(_cells(one, called(found, one.row), graded) for one in rows),
        picture=_map(found),
    )


def place(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<scheme>/<number>/<unit>`: one unit's place with its interval, and its pillars."""
    scheme, number, code = _parts(key, 3)
    found = _release(user, scheme, number)
    moved = next((one for one in moves(found.rows, earlier(found, user)) if one.row["unit"] == code), None)
    if moved is None:
        raise LookupError(f"{found}没有给“{code}”排名。")
    row = moved.row
    titles = {line.code: line.title for line in found.scheme_then.lines}
    pillars = [(titles.get(pillar, pillar), _score(score)) for pillar, score in row["pillars"].items()]
    return Passage(
        title=f"{called(found, row)}在{found}中的位次",
        sentence=_place(found, moved),
        as_of=found.released_on,
        caliber=_caliber(found),
        source=f"{found}，摘要{found.digest[:16]}",
        url=reverse("indicators:index-unit", args=[found.scheme.key, found.number, code]),
        figures=(
            Figure("place", "名次", _placed(row)),
            *(Figure(f"pillar:{title}", title, score) for title, score in pillars),
            _edition(found, user),
        ),
        headers=("一级指标", "得分"),
        rows=tuple(pillars),
        picture=_map(found, current=code),
    )


def _parts(key: str, wanted: int) -> list[str]:
    parts = key.split("/")
    if len(parts) != wanted or not parts[1].isdecimal() or len(parts[1]) > 6:
        raise LookupError(f"没有“{key}”这样的指数。")
    return parts


def _release(user: User, scheme: str, number: str) -> IndexRelease:
    found = IndexRelease.objects.select_related("scheme").filter(scheme__key=scheme, number=int(number))
    row = found.first()
    if row is None:
        raise LookupError(f"没有指数“{scheme}”的第 {number} 版。")
    require(may_see(user, row))
    return row


def _edition(found: IndexRelease, user: User) -> Figure:
    """The newest version the reader may see: a file made of an older one says so when it is opened again."""
    last = newest(found, user)
    return Figure("edition", "最新一版", f"{last.period}年（第{last.number}版）")


def _leaders(found: IndexRelease) -> str:
    rows = found.rows
    names = "、".join(f"{called(found, one)}{_score(one['score'])}分" for one in rows[:LEADING])
    counted = [(name, sum(one["grade"] == name for one in rows)) for name, _ in found.scheme_then.grades]
    grades = "、".join(f"{name}类{number}个" for name, number in counted)
    said = f"{found}对{len(rows)}个地区作了评价，{names}居前{min(LEADING, len(rows))}位"
    return f"{said}；其中{grades}。" if grades else f"{said}。"


def _place(found: IndexRelease, moved: Moved) -> str:
    row, rose = moved.row, moved.rose
    said = f"在{found}中，{called(found, row)}得{_score(row['score'])}分，居{len(found.rows)}个地区第{row['place']}位"
    said += (
        f"（九成情形在第{row['low']}至{row['high']}位）" if row["low"] != row["high"] else "（九成情形不变）"
    )
    if rose is not None:
        said += f"，比上一版{_rose(rose)}"
    return f"{said}，属{row['grade']}类。" if row["grade"] else f"{said}。"


def _rose(rose: int | None) -> str:
    if rose is None:
        return "—"
    return "持平" if rose == 0 else f"{'上升' if rose > 0 else '下降'}{abs(rose)}位"


def _cells(one: Moved, name: str, graded: bool) -> tuple[str, ...]:
    row = one.row
    cells = (
        str(row["place"]),
        name,
        _score(row["score"]),
        f"{row['low']}–{row['high']}",
        _rose(one.rose),
    )
    return (*cells, row["grade"] or "—") if graded else cells


def _placed(row: Mapping[str, Any]) -> str:
    return f"第{row['place']}位，{_score(row['score'])}分"


def _score(score: float | None) -> str:
    return "缺" if score is None else f"{score:.2f}"


def _caliber(found: IndexRelease) -> str:
    return (
        f"{found.period}年数据；名次区间为各项权重上下浮动四分之一并轮流去掉一项指标、重算{found.results['runs']:,}次，"
        "其中九成情形所在的名次，区间重叠的地区先后不宜引申"
    )


def _map(found: IndexRelease, current: str = "") -> str:
    if found.scheme.counties:
        return ""
    tiles = [Tile(one["unit"], one["name"], round(one["score"], 1)) for one in found.rows]
    return tilemap(tiles, unit="分", title=f"{found}得分", current=current)
