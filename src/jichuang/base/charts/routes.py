"""流程图: stages from top to bottom, side by side between two bars where they run together, as official flow charts are drawn.

State is shape and word before it is colour: a filled disc with a tick = done, a ringed disc = now, an empty one = to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jichuang.base.charts.ink import INK, LINE, SOFT, colour, n, svg, text

WIDTH, RAIL, GAP, BETWEEN = 340.0, 34.0, 22.0, 10.0
PAD, TITLE, SMALL, LEADING = 9.0, 14.0, 11.5, 15.5
SEAL, WASH, CARD = "#b3392b", "#fbf3ee", "#ffffff"
WORDS = {"done": "已办", "current": "现在", "todo": ""}


@dataclass(frozen=True, slots=True)
class Box:
    """One stage: its title, who works there, how long, `state` done | current | todo, and whether it may ask for 补正."""

    title: str
    who: str
    days: str = ""
    state: str = "todo"
    returns: bool = False


def routechart(
    rows: Sequence[Sequence[Box]], *, start: str = "提交申请", end: str = "办结", label: str = ""
) -> str:
    """The picture of a route: every row is one step of the path; several boxes in a row run side by side.

    A dotted rail on the left leads from the stages that may ask for a supplement back to the start. Empty rows give ''.
    """
    if not rows:
        return ""
    parts = [_cap(0, start)]
    y, back = 30.0, []
    for row in rows:
        y += GAP
        height = max(_height(box, _width(row)) for box in row)
        parts.append(_arrow(y - GAP, y, fork=len(row) > 1))
        parts += [_box(box, x, y, _width(row), height) for box, x in zip(row, _places(row), strict=True)]
        if any(box.returns for box in row):
            back.append(y + height / 2)
        y += height
        if len(row) > 1:
            parts.append(_bar(y + 6))
            y += 6
    parts += [_arrow(y, y + GAP), _cap(y + GAP, end), _rail(back, _cap_left(start))]
    words = label or _words(rows, start, end)
    return svg(WIDTH, y + GAP + 32, words, "".join(parts), css="routechart", fluid=True)


def _width(row: Sequence[Box]) -> float:
    return (WIDTH - RAIL - BETWEEN * (len(row) - 1)) / len(row)


def _places(row: Sequence[Box]) -> list[float]:
    return [RAIL + index * (_width(row) + BETWEEN) for index in range(len(row))]


def _lines(box: Box, width: float) -> list[str]:
    """The small print, broken to the width: one character of it is as wide as it is high."""
    fit = max(int((width - 2 * PAD) / SMALL), 4)
    lines = [box.who[at : at + fit] for at in range(0, len(box.who), fit)]
    if box.days and lines and len(lines[-1]) + len(box.days) + 2 <= fit:
        return [*lines[:-1], f"{lines[-1]} · {box.days}"]
    return [*lines, box.days] if box.days else lines


def _height(box: Box, width: float) -> float:
    return 2 * PAD + TITLE + LEADING * len(_lines(box, width)) + 2


def _box(box: Box, x: float, y: float, width: float, height: float) -> str:
    current = box.state == "current"
    edge, fill, stroke = (SEAL, WASH, 1.8) if current else (LINE, CARD, 1.2)
    print_ = "".join(
        f'<text x="{n(x + PAD)}" y="{n(y + PAD + TITLE + LEADING * (at + 1))}" font-size="{n(SMALL)}" '
        f'fill="{SOFT}">{text(line)}</text>'
        for at, line in enumerate(_lines(box, width))
    )
    word = WORDS.get(box.state, "")
    mark = (
        f'<text x="{n(x + width - PAD - 16)}" y="{n(y + PAD + 11)}" text-anchor="end" font-size="{n(SMALL)}" '
        f'fill="{SEAL if current else SOFT}">{text(word)}</text>'
        if word
        else ""
    )
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" rx="3" fill="{fill}" '
        f'stroke="{edge}" stroke-width="{n(stroke)}"/>'
        f'<text x="{n(x + PAD)}" y="{n(y + PAD + 12)}" font-size="{n(TITLE)}" font-weight="600" '
        f'fill="{INK}">{text(box.title)}</text>{print_}{mark}{_disc(box.state, x + width - PAD - 5, y + PAD + 7)}'
    )


def _disc(state: str, x: float, y: float) -> str:
    if state == "done":
        tick = f"M{n(x - 2.6)} {n(y)}l2 2.2 3.4-4.2"
        return (
            f'<circle cx="{n(x)}" cy="{n(y)}" r="5.5" fill="{colour("info")}"/>'
            f'<path d="{tick}" fill="none" stroke="{CARD}" stroke-width="1.4"/>'
        )
    edge = SEAL if state == "current" else colour("none")
    inner = f'<circle cx="{n(x)}" cy="{n(y)}" r="2.2" fill="{SEAL}"/>' if state == "current" else ""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="5" fill="{CARD}" stroke="{edge}" stroke-width="1.4"/>{inner}'


def _middle() -> float:
    return RAIL + (WIDTH - RAIL) / 2


def _cap_left(words: str) -> float:
    return _middle() - _cap_width(words) / 2


def _cap_width(words: str) -> float:
    return min(WIDTH - RAIL, 15.0 * len(words) + 44)


def _cap(y: float, words: str) -> str:
    """Start and end: round ends, as on official charts."""
    width, left = _cap_width(words), _cap_left(words)
    return (
        f'<rect x="{n(left)}" y="{n(y + 1)}" width="{n(width)}" height="29" rx="14.5" fill="{CARD}" stroke="{INK}"/>'
        f'<text x="{n(_middle())}" y="{n(y + 20)}" text-anchor="middle" font-size="13.5" fill="{INK}">{text(words)}</text>'
    )


def _arrow(top: float, bottom: float, *, fork: bool = False) -> str:
    x = _middle()
    if fork:
        return f'<path d="M{n(x)} {n(top)}V{n(bottom - 6)}" stroke="{SOFT}" stroke-width="1.3"/>{_bar(bottom - 6)}'
    return (
        f'<path d="M{n(x)} {n(top)}V{n(bottom - 5)}" stroke="{SOFT}" stroke-width="1.3"/>'
        f'<path d="M{n(x - 4)} {n(bottom - 7)}L{n(x)} {n(bottom - 1)}L{n(x + 4)} {n(bottom - 7)}z" fill="{SOFT}"/>'
    )


def _bar(y: float) -> str:
    """The bar between which stages run side by side."""
    return f'<path d="M{n(RAIL)} {n(y)}H{n(WIDTH)}" stroke="{INK}" stroke-width="2.6"/>'


def _rail(back: Sequence[float], start: float) -> str:
    """The way back to the applicant, with its word."""
    if not back:
        return ""
    left = 21.0
    steps = "".join(f"M{n(RAIL)} {n(y)}H{n(left)}" for y in back)
    foot = max(back)
    return (
        f'<path d="{steps}M{n(left)} {n(foot)}V15H{n(start)}" fill="none" stroke="{SOFT}" stroke-width="1.1" '
        f'stroke-dasharray="3 3"/><text x="{n(left - 12)}" y="{n((foot + 15) / 2)}" font-size="{n(SMALL)}" '
        f'fill="{SOFT}" writing-mode="tb" text-anchor="middle">退回补正</text>'
    )


def _words(rows: Sequence[Sequence[Box]], start: str, end: str) -> str:
    steps = ["、".join(box.title for box in row) + ("（并行）" if len(row) > 1 else "") for row in rows]
    return "办理流程：" + " → ".join([start, *steps, end])
