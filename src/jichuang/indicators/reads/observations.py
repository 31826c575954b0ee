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
        """The latest period with a figure known on `day`, in its latest version; None when there was none yet.

        A period whose latest version is 缺数 has no figure: the period before stands.
        """
        known = self.history(code, day)
        return known[-1] if known else None

    def history(self, code: str, day: date) -> list[Observation]:
        """One observation per period that has a figure, each in the version known on `day`, oldest period first."""
        latest = self.latest(code, day)
        return [latest[period] for period in sorted(latest) if latest[period].value is not None]

    def latest(self, code: str, day: date) -> dict[str, Observation]:
        """`{period: version known on the day}`, those that say 缺数 included."""
        found: dict[str, Observation] = {}
        for row in sorted(self._rows.get(code, ()), key=lambda row: (row.known_on, row.pk)):
            if row.known_on <= day:
                found[row.period] = row
        return found

    def versions(self, code: str, day: date) -> list[Observation]:
        """Every version known on `day`, in the order they became known."""
        rows = sorted(self._rows.get(code, ()), key=lambda row: (row.known_on, row.pk))
        return [row for row in rows if row.known_on <= day]

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


def by_region(code: str, day: date, *, known: Known = None) -> dict[str, dict[str, Observation]]:
    """`{region: {period: version known on the day}}` of one indicator. One query."""
    rows = Observation.objects.filter(indicator=code, known_on__lte=day).order_by("known_on", "pk")
    limit = day_of(known)
    if limit is not None:
        rows = rows.filter(known_on__lte=limit)
    found: dict[str, dict[str, Observation]] = {}
    for row in rows:
        found.setdefault(row.region, {})[row.period] = row
    return found
