"""状态标记: ● ▲ ■ ○, so that state never rests on colour alone."""

from __future__ import annotations

from jichuang.base.charts.ink import colour

_SHAPES = {
    "ok": '<circle cx="5" cy="5" r="4.2" fill="{c}"/>',
    "warn": '<path d="M5 .8 9.6 9H.4Z" fill="{c}"/>',
    "bad": '<rect x=".9" y=".9" width="8.2" height="8.2" fill="{c}"/>',
    "none": '<circle cx="5" cy="5" r="3.6" fill="none" stroke="#5b6572" stroke-width="1.6"/>',
    "info": '<path d="M5 .6 9.4 5 5 9.4.6 5Z" fill="{c}"/>',
}
WORDS = {"ok": "●", "warn": "▲", "bad": "■", "none": "○", "info": "◆"}


def state_mark(state: str) -> str:
    """The mark of a state as a 10 × 10 SVG, hidden from screen readers (the words beside it speak)."""
    shape = _SHAPES.get(state, _SHAPES["none"]).format(c=colour(state))
    return f'<svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">{shape}</svg>'
