"""Published figures as they were known on a day. One query for all indicators of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jichuang.indicators.models import Observation
from jichuang.indicators.reads.known import Known, day_of


class Vintages:
    """All observations of some indicators, asked by day."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        self._rows: dict[str, list[Observation]] = {}
        for row in rows:
            self._rows.setdefault(row.indicator, []).append(row)

    def on(self, code: str, day: date) -> Observation | None:
        """The latest period known on `day`, in its latest version; None when nothing was known yet."""
        known = [row for row in self._rows.get(code, ()) if row.known_on <= day]
        return max(known, key=lambda row: (row.period, row.known_on, row.pk)) if known else None

    def history(self, code: str, day: date) -> list[Observation]:
        """One observation per period, each in the version known on `day`, oldest period first."""
        latest: dict[str, Observation] = {}
        for row in sorted(self._rows.get(code, ()), key=lambda row: (row.known_on, row.pk)):
            if row.known_on <= day:
                latest[row.period] = row
        return [latest[period] for period in sorted(latest)]

    def next_after(self, code: str, day: date) -> Observation | None:
        """The first observation that becomes known after `day`; None when none is recorded."""
        later = [row for row in self._rows.get(code, ()) if row.known_on > day]
        return min(later, key=lambda row: (row.known_on, row.pk)) if later else None


def vintages(codes: Iterable[str], *, region: str = "130000", known: Known = None) -> Vintages:
    """Observations of `codes` known by `known` (None = all that are recorded). One query, none for no codes."""
    wanted = sorted(set(codes))
    if not wanted:
        return Vintages(())
    rows = Observation.objects.filter(indicator__in=wanted, region=region).order_by("pk")
    limit = day_of(known)
    if limit is not None:
        rows = rows.filter(known_on__lte=limit)
    return Vintages(rows)
