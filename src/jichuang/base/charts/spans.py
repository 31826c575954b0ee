"""名次区间: where a unit stands and between which places it would stand under other reasonable choices."""

from __future__ import annotations

from jichuang.base.charts.ink import BLUE, LINE, Number, colour, n, svg


def span(low: int, at: int, high: int, *, most: int, width: Number = 170) -> str:
    """A bar from place `low` to place `high` on a scale of 1 to `most`, a dot at the published place `at`."""
    reach = float(width) - 16

    def x(place: int) -> float:
        return 8 + (place - 1) / max(1, most - 1) * reach

    parts = [
        f'<path d="M8 9H{n(8 + reach)}" stroke="{LINE}" stroke-width="1"/>',
        f'<path d="M{n(x(low))} 9H{n(x(high))}" stroke="{BLUE}" stroke-opacity=".35" stroke-width="8" stroke-linecap="round"/>',
        f'<circle cx="{n(x(at))}" cy="9" r="4.2" fill="{colour("info")}"/>',
    ]
    words = f"第{at}位，九成情形在第{low}至{high}位" if low != high else f"第{at}位，九成情形不变"
    return svg(width, 18, words, "".join(parts), css="span")
