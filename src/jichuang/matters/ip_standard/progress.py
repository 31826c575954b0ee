"""贯标进度: the opened cases a person looks after, each with the steps done and the one that comes next. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jichuang.accounts.models import User
from jichuang.hall.models import Case
from jichuang.hall.terms import Outcome
from jichuang.matters.ip_standard.steps import STEPS
from jichuang.matters.models import Contact
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries, homes_of
from jichuang.registry.reads.people import appointments_of
from jichuang.registry.terms import Role

WATCHERS = (Role.CITY_OFFICER, Role.PROVINCE_OFFICER, Role.LEADER, Role.AUDITOR)


@dataclass(frozen=True)
class Progress:
    """One opened case. `steps` are (title, what was logged or None) in order; `certificate` is its entry in force."""

    case: Case
    adviser: str
    steps: tuple[tuple[str, Contact | None], ...]
    certificate: Entry | None

    @property
    def following(self) -> tuple[str, str] | None:
        """(key, title) of the step to be logged now, None when all three stand."""
        left = (key for key, (_, done) in zip(STEPS, self.steps, strict=True) if done is None)
        key = next(left, None)
        return (key, STEPS[key]) if key else None


def advised_by(parties: Iterable[Party]) -> QuerySet[Case]:
    """Opened cases that name one of these bodies as adviser."""
    codes = [one.credit_code for one in parties if one.credit_code]
    return _opened().filter(answers__adviser_code__in=codes)


def opened_by(parties: Iterable[Party]) -> QuerySet[Case]:
    """Opened cases of these enterprises."""
    return _opened().filter(party__in=list(parties))


def watched_by(user: User, on: date) -> QuerySet[Case]:
    """Opened cases of an officer's own place; none for anybody else."""
    if not any(row.role in WATCHERS for row in appointments_of(user, on)):
        return Case.objects.none()
    homes = homes_of(user, WATCHERS, on)
    return _opened().filter(Q() if homes is None else Q(home__in=homes))


def _opened() -> QuerySet[Case]:
    rows = Case.objects.filter(matter="ip-standard", purpose="first", outcome=Outcome.GRANTED)
    return rows.select_related("party").order_by("-closed_at", "-id")


def progress(cases: Iterable[Case], on: date) -> list[Progress]:
    """Each case with its steps. Two queries, whatever the number."""
    held = list(cases)
    logged: dict[tuple[int | None, str], Contact] = {
        (one.case_id, one.step): one for one in Contact.objects.filter(case__in=held).select_related("body")
    }
    parties = [one.party_id for one in held]
    certified = {
        one.party_id: one for one in entries("ip_standard").in_force(on).filter(party_id__in=parties)
    }
    return [
        Progress(
            case,
            str(case.answers.get("adviser", "")),
            tuple((title, logged.get((case.pk, key))) for key, title in STEPS.items()),
            certified.get(case.party_id),
        )
        for case in held
    ]
