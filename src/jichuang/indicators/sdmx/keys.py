"""Which points a request asks for: a key of dots and pluses, and a window of periods. SDMX-REST 2.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jichuang.indicators.sdmx.periods import span
from jichuang.indicators.sdmx.shapes import DataPoint, Structure

Key = tuple[frozenset[str], ...]
"""For each dimension the wanted codes; an empty set wants all."""


@dataclass(frozen=True, slots=True)
class Query:
    """One data request. `start` and `end` are periods or days; `first` and `last` keep that many points of a series."""

    key: Key = ()
    start: str = ""
    end: str = ""
    first: int | None = None
    last: int | None = None


def parse_key(text: str, structure: Structure) -> Key:
    """Reads `A.130000+130100..` ; `all`, nothing and dots alone want everything.

    Raises ValueError when the key names another number of dimensions than the structure has.
    """
    wanted = text.strip("/")
    if wanted in {"", "all"} or not wanted.strip("."):
        return ()
    parts = wanted.split(".")
    if len(parts) != len(structure.dimensions):
        order = ".".join(dimension.id for dimension in structure.dimensions)
        raise ValueError(
            f"the key {text!r} has {len(parts)} parts; the order is {order}, that is {len(structure.dimensions)}"
        )
    return tuple(frozenset(code for code in part.split("+") if code) for part in parts)


def select(points: Iterable[DataPoint], query: Query, structure: Structure) -> list[DataPoint]:
    """The points that the query asks for, by series and then by time. Unknown codes simply match nothing."""
    order = [dimension.id for dimension in structure.dimensions]
    low = span(query.start)[0] if query.start else None
    high = span(query.end)[1] if query.end else None
    series: dict[tuple[str, ...], list[DataPoint]] = {}
    for point in points:
        place = tuple(point.key[name] for name in order)
        if query.key and any(
            codes and code not in codes for codes, code in zip(query.key, place, strict=True)
        ):
            continue
        begins, ends = span(point.period)
        if (low and begins < low) or (high and ends > high):
            continue
        series.setdefault(place, []).append(point)
    chosen: list[DataPoint] = []
    for place in sorted(series):
        chosen += _cut(sorted(series[place], key=lambda one: span(one.period)), query)
    return chosen


def _cut(points: Sequence[DataPoint], query: Query) -> list[DataPoint]:
    if query.first is None and query.last is None:
        return list(points)
    head = list(points[: query.first]) if query.first else []
    tail = [one for one in points[-query.last :] if one not in head] if query.last else []
    return head + tail
