"""定期报告: who owes one today, since which period, and what the clock will do about it. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jichuang.base.today import SHANGHAI
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Matter, Purpose, Report
from jichuang.hall.models import Case
from jichuang.hall.terms import CaseState, Outcome
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries


@dataclass(frozen=True, slots=True)
class Owed:
    """One report not handed in. `ended` closes its period, `due` is its last day in time, `lapses_on` the entry's end."""

    matter: Matter
    entry: Entry
    ended: date
    due: date
    lapses_on: date | None

    def late(self, day: date) -> bool:
        """Past its day: the holder has been warned."""
        return day > self.due


def reporting() -> list[tuple[Matter, Report]]:
    """Every current matter whose holders report."""
    found = ((matter, matter.follow_up(Purpose.REPORT)) for matter in catalogue.all())
    return [(matter, report) for matter, report in found if isinstance(report, Report)]


def owed(matter: Matter, report: Report, day: date, *, home: str = "") -> list[Owed]:
    """Reports of one matter not handed in on `day`, oldest due first. Two queries, whatever the number."""
    rows = entries(report.register).in_force(day).filter(party__isnull=False, source__startswith="case:")
    rows = rows.filter(home=home) if home else rows
    standing = [
        (row, report.ended(row.valid_from, day)) for row in rows.select_related("party").order_by("id")
    ]
    waiting = [(row, ended) for row, ended in standing if ended is not None]
    last = _last_reports(matter.code, (row for row, _ in waiting)) if waiting else {}
    found = [
        _owed(matter, report, row, ended)
        for row, ended in waiting
        if last.get(row.subject, date.min) <= ended
    ]
    return sorted(found, key=lambda one: (one.due, one.entry.pk))


def owes(report: Report, entry: Entry, day: date) -> bool:
    """Whether this entry owes a report today that no case has handed in."""
    ended = report.ended(entry.valid_from, day)
    if ended is None:
        return False
    mine = Case.objects.filter(
        purpose=Purpose.REPORT.value, source__in=_refs(entry), submitted_at__isnull=False
    )
    handed = mine.exclude(state=CaseState.DRAFT).exclude(outcome__in=[Outcome.NOT_MET, Outcome.WITHDRAWN])
    moments = handed.order_by("-submitted_at").values_list("submitted_at", flat=True)[:1]
    return not any(moment is not None and moment.astimezone(SHANGHAI).date() > ended for moment in moments)


def _refs(entry: Entry) -> list[str]:
    """The entry under every belief, so that a correction loses no report."""
    rows = Entry.objects.filter(register=entry.register, subject=entry.subject).values_list("pk", flat=True)
    return [f"entry:{key}" for key in rows]


def _owed(matter: Matter, report: Report, row: Entry, ended: date) -> Owed:
    due = report.due(ended)
    lapses = due + timedelta(days=report.lapses_after) if report.lapses_after is not None else None
    return Owed(matter, row, ended, due, lapses)


def _last_reports(code: str, rows: Iterable[Entry]) -> dict[str, date]:
    """{subject: day of its last report handed in}; refused and withdrawn ones do not count."""
    asked = list(rows)
    known = Entry.objects.filter(register=asked[0].register, subject__in=[row.subject for row in asked])
    subject_of = {f"entry:{key}": subject for key, subject in known.values_list("pk", "subject")}
    cases = Case.objects.filter(matter=code, purpose=Purpose.REPORT.value, submitted_at__isnull=False)
    cases = cases.exclude(outcome__in=[Outcome.NOT_MET, Outcome.WITHDRAWN]).order_by("submitted_at")
    return {
        subject_of[source]: moment.astimezone(SHANGHAI).date()
        for source, moment in cases.values_list("source", "submitted_at")
        if source in subject_of and moment is not None
    }
