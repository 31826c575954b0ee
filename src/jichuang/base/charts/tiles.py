"""方格图: the fourteen 考核归属 units as equal tiles in roughly true position. 示意图，不表示行政区域界线."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jichuang.base.charts.ink import INK, SOFT, figure, n, svg, text
from jichuang.base.charts.marks import WORDS, placed

POSITIONS = {
    "130700": (1, 0), "130800": (3, 0), "130300": (5, 1), "130200": (4, 1), "131000": (3, 1), "13XA00": (2, 2),
    "130600": (1, 2), "130682": (0, 3), "130900": (3, 2), "130100": (1, 3), "130181": (2, 3), "131100": (3, 3),
    "130500": (1, 4), "130400": (1, 5),
}  # fmt: skip
CAPTION = "示意图，不表示行政区域界线"
_SIDE, _HIGH = 104, 62
_RAMP = ("#f4f6fa", "#dfe8f4", "#c3d4ea", "#9db8db", "#6f95c6")


@dataclass(frozen=True)
class Tile:
    """One unit: `value` None is shown as “—”; `url` makes the tile a link; `state` adds the mark of a light."""

    code: str
    name: str
    value: float | int | None
    url: str = ""
    state: str = ""


def tilemap(tiles: Iterable[Tile], *, unit: str = "", title: str = "", current: str = "") -> str:
    """The map as SVG; tiles without a position are drawn in a row below, so that nothing is lost."""
    listed = list(tiles)
    top = max((float(tile.value) for tile in listed if tile.value is not None), default=0.0)
    spare = 0
    drawn: list[str] = []
    for tile in listed:
        column, row = POSITIONS.get(tile.code, (spare, 6))
        spare += tile.code not in POSITIONS
        drawn.append(_tile(tile, column, row, top, unit, current))
    rows = 7 if spare else 6
    body = "".join(drawn) + (
        f'<text x="{n(6 * _SIDE)}" y="{n(rows * _HIGH + 16)}" text-anchor="end" font-size="12" fill="{SOFT}">{CAPTION}</text>'
    )
    role = "group" if any(tile.url for tile in listed) else "img"
    words = title or "各考核归属单位：" + "、".join(
        f"{tile.name}{figure(tile.value)}{unit}" for tile in listed
    )
    return svg(6 * _SIDE, rows * _HIGH + 24, words, body, css="tiles", role=role)


def _tile(tile: Tile, column: int, row: int, top: float, unit: str, current: str) -> str:
    share = float(tile.value) / top if tile.value is not None and top else 0.0
    fill = _RAMP[min(int(share * len(_RAMP)), len(_RAMP) - 1)] if tile.value is not None else "#ffffff"
    x, y = column * _SIDE, row * _HIGH
    edge = INK if tile.code == current else "#cfcabd"
    dashed = ' stroke-dasharray="3 3"' if tile.value is None else ""
    inside = (
        f'<rect x="{n(x + 2)}" y="{n(y + 2)}" width="{_SIDE - 4}" height="{_HIGH - 4}" rx="4" fill="{fill}" stroke="{edge}"{dashed}/>'
        f'<text x="{n(x + 12)}" y="{n(y + 24)}" font-size="13" fill="{INK}">{text(tile.name)}</text>'
        f'<text x="{n(x + 12)}" y="{n(y + 46)}" font-size="16" font-weight="700" fill="{INK}">{text(figure(tile.value))}</text>'
    )
    if tile.state:
        inside += f'<circle cx="{n(x + _SIDE - 17)}" cy="{n(y + 17)}" r="9" fill="#ffffff"/>'
        inside += placed(tile.state, x + _SIDE - 22, y + 12)
    words = f"{tile.name} {figure(tile.value)}{unit}{' ' + WORDS.get(tile.state, '') if tile.state else ''}"
    if not tile.url:
        return f"<g><title>{text(words)}</title>{inside}</g>"
    return f'<a href="{text(tile.url)}" aria-label="{text(words)}"><title>{text(words)}</title>{inside}</a>'
