"""进度线: which share of a goal should be done by a day.

Knows dates and shares; knows no target, no indicator, no department. Every share is a ``Fraction`` from 0
to 1, taken at the close of the day: on the base date nothing, on the deadline everything. 2018-09-30 of a
goal set on 2017-12-31 for 2018-12-31 is exactly 273/365.
"""

import calendar
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

LINEAR = "linear"


class UnknownCurve(ValueError):
    """No pace curve has this name; the message lists the names there are."""


def linear(on: date, start: date, end: date) -> Fraction:
    """Share of the days from ``start`` (base date) to ``end`` (deadline) that have passed at the close of
    ``on``.

    Clamped to 0..1. Raises ``ValueError`` when the deadline is not after the base date.
    """
    if end <= start:
        raise ValueError(f"截止日 {end} 必须晚于基期日 {start}")
    return _clamp(Fraction((on - start).days, (end - start).days))


@dataclass(frozen=True)
class PaceCurve:
    """A named curve over a calendar year: ``months[i]`` is the share done at the close of month ``i + 1``."""

    code: str
    title: str
    months: tuple[Fraction, ...]
    steps: bool
    basis: str

    def share_of_year(self, day: date) -> Fraction:
        """Share of this year's goal expected at the close of ``day``."""
        last = calendar.monthrange(day.year, day.month)[1]
        before = self.months[day.month - 2] if day.month > 1 else Fraction(0)
        closing = self.months[day.month - 1]
        if day.day == last:
            return closing
        if self.steps:
            return before
        return before + (closing - before) * Fraction(day.day, last)

    def on(self, day: date, start: date, end: date) -> Fraction:
        """Share expected by ``day`` of a goal running from ``start`` to ``end`` (several years: each
        counts alike).
        """
        if end <= start:
            raise ValueError(f"截止日 {end} 必须晚于基期日 {start}")
        if self._position(end) == self._position(start):
            return linear(day, start, end)
        done = self._position(day) - self._position(start)
        return _clamp(done / (self._position(end) - self._position(start)))

    def _position(self, day: date) -> Fraction:
        return day.year + self.share_of_year(day)


@cache
def curves() -> Mapping[str, PaceCurve]:
    """All named curves except ``linear``, which needs no table."""
    raw = tomllib.loads(files("jichuang.methods").joinpath("pace_curves.toml").read_text(encoding="utf-8"))
    return {code: _curve(code, body) for code, body in raw.items()}


def quarterly(shares: Sequence[Fraction], *, basis: str = "") -> PaceCurve:
    """A curve from the shares done at the end of each quarter, even inside a quarter.

    Raises ``ValueError`` unless there are four, none below the one before, and the last is 1.
    """
    found = list(shares)
    if (
        len(found) != 4
        or found[-1] != 1
        or any(b < a for a, b in zip([Fraction(0), *found], found, strict=False))
    ):
        raise ValueError("季度进度需要四个逐季不减的累计份额，第四季度为 1")
    months = []
    for before, after in zip([Fraction(0), *found[:-1]], found, strict=True):
        months += [before + (after - before) * Fraction(step, 3) for step in (1, 2, 3)]
    return PaceCurve("quarterly", "按季度分解", tuple(months), False, basis)


def pace(name: str, on: date, start: date, end: date) -> Fraction:
    """Pace by curve name (``linear`` or a key of ``pace_curves.toml``). Raises ``UnknownCurve``."""
    if name == LINEAR:
        return linear(on, start, end)
    try:
        curve = curves()[name]
    except KeyError:
        known = "、".join([LINEAR, *curves()])
        raise UnknownCurve(f"没有名为“{name}”的进度线；可用：{known}") from None
    return curve.on(on, start, end)


def title(name: str) -> str:
    """Chinese title of a curve for the page."""
    return "按日均匀" if name == LINEAR else curves()[name].title


def _curve(code: str, body: Mapping[str, object]) -> PaceCurve:
    months = body["months"]
    if not isinstance(months, list) or len(months) != 12:
        raise ValueError(f"进度线 {code}: 需要 12 个月末份额")
    shares = tuple(Fraction(int(value), 1000) for value in months)
    if any(later < earlier for earlier, later in zip(shares, shares[1:], strict=False)) or shares[-1] != 1:
        raise ValueError(f"进度线 {code}: 份额必须逐月不减，年末为 1000‰")
    return PaceCurve(code, str(body["title"]), shares, body["steps"] is True, str(body["basis"]))


def _clamp(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))
