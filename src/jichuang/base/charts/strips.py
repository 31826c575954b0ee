"""分布条: where each of a few values lies on one scale; outlying ones are another shape, not only another colour."""

from __future__ import annotations

from collections.abc import Sequence

from jichuang.base.charts.ink import INK, LINE, Number, colour, figure, n, svg
from jichuang.base.charts.marks import placed


def strip(
    marks: Sequence[tuple[Number, bool]],
    *,
    low: Number = 0,
    high: Number = 100,
    width: Number = 150,
    label: str = "",
) -> str:
    """One dot a value, a triangle for an outlying one, a line at their median; "" without values."""
    if not marks:
        return ""
    span = float(high) - float(low) or 1.0

    def x(value: Number) -> float:
        return 6 + (float(value) - float(low)) / span * (float(width) - 12)

    ordered = sorted(float(value) for value, _ in marks)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    parts = [
        f'<path d="M6 9H{n(float(width) - 6)}" stroke="{LINE}" stroke-width="2"/>',
        f'<path d="M{n(x(middle))} 1V17" stroke="{INK}" stroke-width="1.5"/>',
    ]
    for value, outlying in marks:
        at = x(value)
        parts.append(
            placed("warn", at - 5, 4)
            if outlying
            else f'<circle cx="{n(at)}" cy="9" r="3.4" fill="{colour("info")}" fill-opacity=".55"/>'
        )
    words = "、".join(f"{figure(value)}{'（离群）' if outlying else ''}" for value, outlying in marks)
    return svg(width, 18, f"{label}{'：' if label else ''}{words}，中位数{figure(middle)}", "".join(parts))
