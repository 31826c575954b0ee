"""Bullet bars for targets and plain bars for comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from jichuang.base.charts.ink import INK, LINE, SOFT, TRACK, Number, colour, figure, n, svg, text

ROOM = 0.15  # past the target, as a share of the way from base to target


def bullet(
    *,
    value: Number | None,
    target: Number,
    base: Number = 0,
    pace: Number | None = None,
    low: Number | None = None,
    high: Number | None = None,
    state: str = "none",
    width: Number = 232,
    unit: str = "",
) -> str:
    """完成条: the bar from `base` to `value`, a solid pace line, a dotted target line, a forecast whisker below.

    The way from `base` to `target` takes 87 % of the scale, so that the target lines of a table stand below each
    other; a value or forecast beyond it stretches the scale. `value` None draws the lines only. A target below its
    base (消减类) runs from right to left.
    """
    ends = [float(one) for one in (base, target, value, pace, low, high) if one is not None]
    beyond = float(target) + (float(target) - float(base)) * ROOM
    bottom, top = min(*ends, beyond), max(*ends, beyond)
    span = top - bottom or 1.0

    def x(one: Number) -> float:
        return 1 + (float(one) - bottom) / span * (float(width) - 2)

    parts = [f'<rect x="0" y="7" width="{n(width)}" height="7" rx="1.5" fill="{TRACK}"/>']
    if value is not None:
        start, end = sorted((x(base), x(value)))
        parts.append(
            f'<rect x="{n(start)}" y="7" width="{n(max(end - start, 1.5))}" height="7" rx="1.5" fill="{colour(state)}"/>'
        )
    if pace is not None:
        parts.append(f'<path d="M{n(x(pace))} 2V18" stroke="{INK}" stroke-width="2"/>')
    parts.append(
        f'<path d="M{n(x(target))} 0V21" stroke="{colour("bad")}" stroke-width="1.6" stroke-dasharray="2 2"/>'
    )
    if low is not None and high is not None:
        left, right = x(low), x(high)
        parts.append(
            f'<path d="M{n(left)} 19V24M{n(left)} 21.5H{n(right)}M{n(right)} 19V24" stroke="#7b8797" stroke-width="1.3" fill="none"/>'
        )
    return svg(width, 26, _bullet_words(value, target, pace, low, high, unit), "".join(parts), css="bullet")


def _bullet_words(
    value: Number | None,
    target: Number,
    pace: Number | None,
    low: Number | None,
    high: Number | None,
    unit: str,
) -> str:
    words = [f"现值{figure(value)}{unit}" if value is not None else "尚无数值", f"目标{figure(target)}{unit}"]
    if pace is not None:
        words.append(f"进度线{figure(pace)}{unit}")
    if low is not None and high is not None:
        words.append(f"预测{figure(low)}至{figure(high)}{unit}")
    return "，".join(words)


def barchart(
    rows: Sequence[tuple[str, Number]],
    *,
    unit: str = "",
    state: str = "info",
    width: Number = 560,
    title: str = "",
) -> str:
    """横条图: one bar a row, longest first as given; the number stands at the end of its bar."""
    if not rows:
        return ""
    label_width = min(150.0, 14.0 * max(len(name) for name, _ in rows) + 10)
    room = float(width) - label_width - 80
    top = max(max(float(value) for _, value in rows), 0.0) or 1.0
    parts = [f'<path d="M{n(label_width)} 0V{n(26 * len(rows))}" stroke="{LINE}"/>']
    for index, (name, value) in enumerate(rows):
        y = 26 * index
        length = max(float(value), 0) / top * room
        parts.append(
            f'<text x="{n(label_width - 8)}" y="{n(y + 17)}" text-anchor="end" font-size="13" fill="{INK}">{text(name)}</text>'
            f'<rect x="{n(label_width)}" y="{n(y + 6)}" width="{n(length)}" height="14" rx="1.5" fill="{colour(state)}"/>'
            f'<text x="{n(label_width + length + 6)}" y="{n(y + 17)}" font-size="12.5" fill="{SOFT}">{text(figure(value))}{text(unit)}</text>'
        )
    words = title or "、".join(f"{name}{figure(value)}{unit}" for name, value in rows[:14])
    return svg(width, 26 * len(rows), words, "".join(parts), css="barchart")
