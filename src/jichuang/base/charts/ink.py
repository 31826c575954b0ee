"""What every chart shares: colours by state, numbers written for SVG, scales, text that cannot break out of its tag."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape
from numbers import Real

COLOURS = {"ok": "#2c6e4f", "warn": "#a8700f", "bad": "#b3392b", "none": "#8b929c", "info": "#1d4f91"}
INK, SOFT, LINE, TRACK, BLUE = "#1b2432", "#5b6572", "#e5e2d9", "#f0efea", "#1d4f91"

Number = float | int


def colour(state: str) -> str:
    """The colour of a state; unknown states are drawn grey."""
    return COLOURS.get(state, COLOURS["none"])


def n(value: Number) -> str:
    """A coordinate with at most one decimal. Raises ValueError for NaN and infinities."""
    if not math.isfinite(value):
        raise ValueError(f"图上不能画 {value}")
    written = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def text(value: object) -> str:
    """Escaped text."""
    return escape(str(value), quote=True)


def figure(value: object) -> str:
    """A number for people: thousands separated, at most two decimals, no trailing zeros; '—' for none, "" and NaN.

    Raises ValueError for text that is no number.
    """
    if value is None or value == "":
        return "—"
    number = float(value) if isinstance(value, Real) else float(str(value))
    if not math.isfinite(number):
        return "—"
    if number == int(number):
        return f"{int(number):,}"
    written = f"{number:,.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def scale(values: Iterable[Number], *, floor: Number | None = None) -> tuple[float, float]:
    """(low, high) that holds every value, never of zero width."""
    known = [float(value) for value in values]
    if floor is not None:
        known.append(float(floor))
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    if low == high:
        pad = abs(low) * 0.05 or 1.0
        return low - pad, high + pad
    return low, high


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values between low and high, about `wanted` of them."""
    span = high - low
    step = 10.0 ** math.floor(math.log10(span / wanted))
    for factor in (1, 2, 5, 10):
        if span / (step * factor) <= wanted:
            step *= factor
            break
    first = math.ceil(low / step) * step
    return [first + step * index for index in range(int((high - first) / step) + 1)]


def svg(
    width: Number,
    height: Number,
    label: str,
    body: str,
    *,
    css: str = "",
    role: str = "img",
    fluid: bool = False,
) -> str:
    """The outer element with its text alternative. `role` "group" keeps links inside reachable for screen readers.

    A `fluid` one states no height, so that a narrow page shrinks it without leaving a gap.
    """
    tall = "" if fluid else f'height="{n(height)}" '
    attributes = f' class="{css}"' if css else ""
    return (
        f'<svg{attributes} viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" {tall}'
        f'role="{role}" aria-label="{text(label)}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{text(label)}</title>{body}</svg>"
    )
