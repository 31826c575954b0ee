"""Sparklines and the line chart of a target: actual, pace, target, forecast band."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jichuang.base.charts.ink import (
    BLUE,
    INK,
    LINE,
    SOFT,
    TRACK,
    Number,
    colour,
    figure,
    n,
    scale,
    svg,
    text,
    ticks,
)

Point = tuple[date, Number]


def sparkline(
    values: Sequence[Number | None], *, width: Number = 108, height: Number = 26, label: str = ""
) -> str:
    """今年走势: gaps (None) are left open; the last known value is marked."""
    known = [(index, float(value)) for index, value in enumerate(values) if value is not None]
    if not known:
        return ""
    low, high = scale(value for _, value in known)
    steps = max(len(values) - 1, 1)

    def at(index: int, value: float) -> str:
        x = 3 + index / steps * (float(width) - 8)
        y = float(height) - 4 - (value - low) / (high - low) * (float(height) - 8)
        return f"{n(x)} {n(y)}"

    runs: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is not None:
            runs[-1].append(at(index, float(value)))
        elif runs[-1]:
            runs.append([])
    path = "".join("M" + "L".join(run) for run in runs if run)
    last = at(*known[-1]).split(" ")
    body = (
        f'<path d="{path}" fill="none" stroke="{BLUE}" stroke-width="1.6" stroke-linejoin="round"/>'
        f'<circle cx="{last[0]}" cy="{last[1]}" r="2.6" fill="{BLUE}"/>'
    )
    words = label or f"走势：从{figure(known[0][1])}到{figure(known[-1][1])}"
    return svg(width, height, words, body, css="sparkline")


class _Plane:
    """Turns dates and values into coordinates inside the frame."""

    def __init__(self, days: list[date], values: list[float], width: float, height: float) -> None:
        self.first, self.last = min(days), max(days)
        self.low, self.high = scale(values)
        pad = (self.high - self.low) * 0.08
        self.low, self.high = self.low - pad, self.high + pad
        self.left, self.right, self.top, self.bottom = 64.0, width - 84, 12.0, height - 26

    def x(self, day: date) -> float:
        span = (self.last - self.first).days or 1
        return self.left + (day - self.first).days / span * (self.right - self.left)

    def y(self, value: Number) -> float:
        return self.bottom - (float(value) - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def path(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{n(self.x(day))} {n(self.y(value))}" for day, value in points)

    def crossed(self, day: date, words: str) -> str:
        """A break: an upright line on its day, nothing outside the frame."""
        if not self.first < day <= self.last:
            return ""
        x = n(self.x(day))
        return (
            f'<path d="M{x} {n(self.top)}V{n(self.bottom)}" stroke="{SOFT}" stroke-dasharray="1 3"/>'
            f'<text x="{x}" y="{n(self.top + 2)}" dx="4" font-size="11" fill="{SOFT}">{text(words)}</text>'
        )

    def grid(self) -> str:
        rows = [
            f'<path d="M{n(self.left)} {n(self.y(one))}H{n(self.right)}" stroke="{LINE}"/>'
            f'<text x="{n(self.left - 8)}" y="{n(self.y(one) + 4)}" text-anchor="end" font-size="12" fill="{SOFT}">{text(figure(one))}</text>'
            for one in ticks(self.low, self.high)
        ]
        return "".join(rows) + self._months()

    def _months(self) -> str:
        span = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        every = max(1, round(span / 8))
        marks: list[str] = []
        for offset in range(0, span + 1, every):
            year, month = divmod(self.first.month - 1 + offset, 12)
            day = date(self.first.year + year, month + 1, 1)
            if self.first <= day <= self.last:
                words = f"{day.year}年" if span > 24 else f"{day.month}月"
                marks.append(
                    f'<text x="{n(self.x(day))}" y="{n(self.bottom + 18)}" text-anchor="middle" font-size="12" fill="{SOFT}">{words}</text>'
                )
        return "".join(marks)


def linechart(
    *,
    actual: Sequence[Point],
    pace: Sequence[Point] = (),
    target: Point | None = None,
    band: Sequence[tuple[date, Number, Number]] = (),
    unit: str = "",
    width: Number = 760,
    height: Number = 280,
    title: str = "",
    breaks: Sequence[tuple[date, str]] = (),
) -> str:
    """折线图. `band` is (day, low, high) of the forecast; an empty `actual` draws nothing.

    `breaks` are days from which the figures mean another area or method: a line across, with its words.
    """
    if not actual:
        return ""
    days = [day for day, _ in (*actual, *pace, *([target] if target else []))] + [day for day, *_ in band]
    values = [float(value) for _, value in (*actual, *pace, *([target] if target else []))]
    values += [float(value) for _, *both in band for value in both]
    plane = _Plane(days, values, float(width), float(height))
    parts = [plane.grid()]
    parts += [plane.crossed(day, words) for day, words in breaks]
    if band:
        upper = [(day, high) for day, _, high in band]
        lower = [(day, low) for day, low, _ in reversed(band)]
        parts.append(f'<path d="{plane.path([*upper, *lower])}Z" fill="{TRACK}" stroke="none"/>')
    if pace:
        parts.append(f'<path d="{plane.path(pace)}" fill="none" stroke="{INK}" stroke-dasharray="5 4"/>')
    if target:
        y = plane.y(target[1])
        parts.append(
            f'<path d="M{n(plane.left)} {n(y)}H{n(plane.right)}" stroke="{colour("bad")}" stroke-dasharray="2 3"/>'
            f'<text x="{n(plane.right + 6)}" y="{n(y + 4)}" font-size="12" fill="{colour("bad")}">目标 {text(figure(target[1]))}</text>'
        )
    last_day, last_value = actual[-1]
    parts.append(
        f'<path d="{plane.path(actual)}" fill="none" stroke="{BLUE}" stroke-width="2.2" stroke-linejoin="round"/>'
        f'<circle cx="{n(plane.x(last_day))}" cy="{n(plane.y(last_value))}" r="4" fill="{BLUE}"/>'
        f'<text x="{n(plane.x(last_day))}" y="{n(plane.y(last_value) - 10)}" text-anchor="middle" font-size="12.5" font-weight="600" fill="{INK}">{text(figure(last_value))}</text>'
    )
    words = title or f"到{last_day}为{figure(last_value)}{unit}"
    return svg(width, height, words, "".join(parts), css="linechart")
