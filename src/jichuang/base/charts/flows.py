"""流向图: a chain of boxes with how many stand in each, what moved along, came in and went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jichuang.base.charts.ink import BLUE, INK, LINE, SOFT, TRACK, figure, n, svg, text

WIDE, TALL, STEP, ARCS, PLAIN = 128, 62, 190, 66, 16
"""A box, the way from one to the next, and the room above with and without a flow that skips a link."""


@dataclass(frozen=True, slots=True)
class Link:
    """One box of the chain: how many stand in it, came into it from outside, and left the chain from it."""

    key: str
    title: str
    standing: int
    came: int = 0
    left: int = 0


def flowchart(
    links: Sequence[Link], moves: Mapping[tuple[str, str], int], *, unit: str = "", title: str = ""
) -> str:
    """The chain from left to right; "" without links. An arrow is as thick as its number among the others; 0 draws none.

    Moves to the next box are straight, all others an arc above. A chart never stands without its table.
    """
    if not links:
        return ""
    place = {one.key: at for at, one in enumerate(links)}
    drawn = [
        (place[a], place[b], many) for (a, b), many in moves.items() if many and a in place and b in place
    ]
    most = max((many for *_, many in drawn), default=1)
    top = ARCS if any(b != a + 1 for a, b, _ in drawn) else PLAIN
    parts = [_box(at, one, unit, top) for at, one in enumerate(links)]
    parts += [_arrow(a, b, many, most, top) for a, b, many in sorted(drawn)]
    width = STEP * (len(links) - 1) + WIDE + 4
    return svg(width, top + TALL + 44, _words(links, drawn, unit, title), "".join(parts), css="flow")


def _left(at: int) -> float:
    return 2 + at * STEP


def _box(at: int, one: Link, unit: str, top: int) -> str:
    x, middle = _left(at), _left(at) + WIDE / 2
    came = f"入驻 {figure(one.came)}" if one.came else "无新入驻"
    left = f"毕业、退出 {figure(one.left)}" if one.left else "无离开"
    return (
        f'<rect x="{n(x)}" y="{top}" width="{WIDE}" height="{TALL}" rx="6" fill="{TRACK}" stroke="{LINE}"/>'
        f'<text x="{n(middle)}" y="{top + 24}" text-anchor="middle" font-size="14" fill="{INK}">{text(one.title)}</text>'
        f'<text x="{n(middle)}" y="{top + 48}" text-anchor="middle" font-size="18" font-weight="700" fill="{INK}">'
        f'{figure(one.standing)}<tspan font-size="12" font-weight="400" dx="3">{text(unit)}</tspan></text>'
        f'<text x="{n(middle)}" y="{top + TALL + 18}" text-anchor="middle" font-size="12" fill="{SOFT}">{text(came)}</text>'
        f'<text x="{n(middle)}" y="{top + TALL + 34}" text-anchor="middle" font-size="12" fill="{SOFT}">{text(left)}</text>'
    )


def _arrow(a: int, b: int, many: int, most: int, top: int) -> str:
    """One flow: straight to the next box, else an arc; the head is a triangle of its own so that every reader prints it."""
    thick = 1.5 + 4.5 * many / most
    if b == a + 1:
        start, end, y = _left(a) + WIDE, _left(b), top + TALL / 2
        line = f'<path d="M{n(start + 3)} {n(y)}H{n(end - 9)}" stroke="{BLUE}" stroke-width="{n(thick)}"/>'
        head = f'<path d="M{n(end - 10)} {n(y - 6)}L{n(end - 1)} {n(y)}L{n(end - 10)} {n(y + 6)}Z" fill="{BLUE}"/>'
        at, up = (start + end) / 2, y - 9
    else:
        start, end = _left(a) + WIDE / 2, _left(b) + WIDE / 2
        rise = top - 16 - 10 * abs(b - a)
        line = (
            f'<path d="M{n(start)} {top - 2}Q{n((start + end) / 2)} {n(rise - 14)} {n(end)} {top - 8}" fill="none" '
            f'stroke="{BLUE}" stroke-width="{n(thick)}"/>'
        )
        head = (
            f'<path d="M{n(end - 6)} {top - 10}L{n(end)} {top - 1}L{n(end + 6)} {top - 10}Z" fill="{BLUE}"/>'
        )
        at, up = (start + end) / 2, (top + rise) / 2 - 8
    words = f'<text x="{n(at)}" y="{n(up)}" text-anchor="middle" font-size="13" font-weight="700" fill="{BLUE}">{figure(many)}</text>'
    return line + head + words


def _words(links: Sequence[Link], drawn: Sequence[tuple[int, int, int]], unit: str, title: str) -> str:
    told = "、".join(f"{one.title}{figure(one.standing)}{unit}" for one in links)
    moved = "、".join(f"{links[a].title}到{links[b].title}{many}{unit}" for a, b, many in sorted(drawn))
    return f"{title}{'：' if title else ''}{told}；{f'转入{moved}' if moved else '没有转入下一级的'}"
