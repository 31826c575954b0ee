"""状态标记: ● ▲ ■ ○ ◆, so that state never rests on colour alone."""

from __future__ import annotations

from jichuang.base.charts.ink import INK, Number, colour, n

_SHAPES = {
    "ok": '<circle cx="5" cy="5" r="4.2" fill="{c}"/>',
    "warn": '<path d="M5 .8 9.6 9H.4Z" fill="{c}"/>',
    "bad": '<rect x=".9" y=".9" width="8.2" height="8.2" fill="{c}"/>',
    "none": '<circle cx="5" cy="5" r="3.6" fill="none" stroke="#5b6572" stroke-width="1.6"/>',
    "info": '<path d="M5 .6 9.4 5 5 9.4.6 5Z" fill="{c}"/>',
}
_LEGEND = (
    ("完成", f'<path d="M0 5H14" stroke="{colour("ok")}" stroke-width="6"/>', 14),
    ("进度线", f'<path d="M3 0V10" stroke="{INK}" stroke-width="2"/>', 6),
    ("目标", f'<path d="M3 0V10" stroke="{colour("bad")}" stroke-width="1.6" stroke-dasharray="2 2"/>', 6),
    ("预测", '<path d="M1 2V8M1 5H13M13 2V8" stroke="#7b8797" stroke-width="1.3"/>', 14),
)
WORDS = {"ok": "●", "warn": "▲", "bad": "■", "none": "○", "info": "◆"}


def _shape(state: str) -> str:
    return _SHAPES.get(state, _SHAPES["none"]).format(c=colour(state))


def state_mark(state: str) -> str:
    """The mark of a state as a 10 × 10 SVG, hidden from screen readers (the words beside it speak)."""
    return f'<svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">{_shape(state)}</svg>'


def placed(state: str, x: Number, y: Number) -> str:
    """The same mark inside another drawing, its upper left corner at (x, y)."""
    return f'<g transform="translate({n(x)} {n(y)})">{_shape(state)}</g>'


def bullet_legend() -> str:
    """How to read a bullet bar: each line drawn as in the bar, with its word."""
    return "".join(
        f'<span><svg viewBox="0 0 {width} 10" width="{width}" height="10" aria-hidden="true">{drawn}</svg>{word}</span>'
        for word, drawn, width in _LEGEND
    )
