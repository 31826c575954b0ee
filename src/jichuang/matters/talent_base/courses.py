"""培训班的读取: which courses a reader sees, who is taught in them, what a base's rows add up to, whether a certificate stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from jichuang.base.permissions import Decision
from jichuang.codes.text import compact, normalise_name
from jichuang.matters.models import Course, Enrolment, TrainingCertificate
from jichuang.matters.terms import CourseState
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries, holds_any, may_act, parties_of
from jichuang.registry.reads.persons import details_of, masked_name
from jichuang.registry.terms import Role, Scope
from jichuang.returns.declare import Period

if TYPE_CHECKING:
    from jichuang.accounts.models import User

BASES, BROKERS = "tech_transfer_talent_base", "tech_broker"
HANDLERS = (Role.CITY_OFFICER, Role.PROVINCE_OFFICER)
WATCHERS = (*HANDLERS, Role.LEADER, Role.AUDITOR)


def bases_of(user: User | None, on: date) -> list[Entry]:
    """The recognised bases, in force on a day, of the units this person acts for."""
    if user is None:
        return []
    return list(entries(BASES).in_force(on).filter(party__in=parties_of(user, on)).order_by("name", "id"))


def stands(base: str, on: date) -> bool:
    """Whether the base was recognised on a day."""
    return entries(BASES).in_force(on).filter(subject=base).exists()


def may_run(user: User | None, course: Course, on: date, scope: Scope = Scope.PREPARER) -> Decision:
    """Who runs a course: people of the base's own unit."""
    if user is None:
        return Decision.no("您尚未登录；办班由基地的经办人办理。", "请先登录。")
    return may_act(user, course.party, scope=scope, on=on)


def may_watch(user: User | None, course: Course, on: date) -> Decision:
    """Who sees a course's people at all: the base, its city's and the province's officers, leaders, auditors."""
    own = may_run(user, course, on, Scope.VIEWER)
    return own or holds_any(user, WATCHERS, on=on, home=course.party.home)


def may_reveal(user: User | None, course: Course, on: date) -> Decision:
    """Who may read names and telephones in full, for a stated purpose: the base and the officers who look after it."""
    own = may_run(user, course, on)
    return own or holds_any(user, HANDLERS, on=on, home=course.party.home)


def may_withdraw(user: User | None, course: Course, on: date) -> Decision:
    """Who may withdraw a certificate: who may give one, and the province's officers."""
    own = may_run(user, course, on, Scope.ACCEPTOR)
    return own or holds_any(user, (Role.PROVINCE_OFFICER,), on=on)


def _counted(rows: QuerySet[Course]) -> QuerySet[Course]:
    return rows.select_related("party").annotate(
        people=Count("enrolments", distinct=True),
        given=Count("enrolments__certificate", distinct=True),
    )


def open_courses(on: date) -> QuerySet[Course]:
    """Courses that take people, the next one first: public."""
    rows = Course.objects.filter(state=CourseState.OPEN, last_day__gte=on)
    return _counted(rows).order_by("first_day", "id")


def courses_of(bases: Iterable[str]) -> QuerySet[Course]:
    """Every course of these bases, newest first."""
    return _counted(Course.objects.filter(base__in=list(bases))).order_by("-first_day", "-id")


def watched_courses(home: str | None) -> QuerySet[Course]:
    """Every course of a 考核归属 unit (None = the province), newest first."""
    place = Q() if home is None else Q(party__home=home)
    return _counted(Course.objects.filter(place)).order_by("-first_day", "-id")


@dataclass(frozen=True, slots=True)
class Trainee:
    """One row of a course as this reader may see it; `live` whether the certificate stands on the day."""

    row: Enrolment
    name: str
    phone: str
    number: str
    certificate: TrainingCertificate | None
    live: bool


def trainees(course: Course, on: date, *, names: bool, full: bool) -> list[Trainee]:
    """The people of a course. `names` shows names, `full` names and telephones; identity numbers never. Three queries."""
    rows = list(course.enrolments.select_related("person", "certificate").order_by("id"))
    told = details_of([row.person for row in rows], full=full)
    given = [row.certificate.number for row in rows if hasattr(row, "certificate")]
    live = set(entries(BROKERS).in_force(on).filter(subject__in=given).values_list("subject", flat=True))
    found = []
    for row in rows:
        held = told.get(row.person_id, {})
        one = getattr(row, "certificate", None)
        name = row.person.name if names or full else masked_name(row.person.name)
        phone, number = held.get("contact_phone", ""), held.get("resident_id", "")
        found.append(Trainee(row, name, phone, number, one, one is not None and one.number in live))
    return found


def standing(number: str, name: str, on: date) -> str:
    """`valid`, `ended`, or `none` for a number that was never given to somebody of this name: nothing more is told."""
    wanted = compact(number).upper()
    row = TrainingCertificate.objects.filter(number=wanted).select_related("person").first()
    if row is None or normalise_name(row.person.name) != normalise_name(name):
        return "none"
    return "valid" if entries(BROKERS).in_force(on).filter(subject=wanted).exists() else "ended"


def _held(base: str, period: Period) -> QuerySet[Course]:
    return Course.objects.filter(
        base=base, state=CourseState.HELD, last_day__range=(period.first, period.last)
    )


def classes_held(base: str, period: Period) -> int:
    """开班: courses that ended in the period and were closed."""
    return _held(base, period).count()


def people_taught(base: str, period: Period) -> int:
    """参训: people who were present for at least one hour in those courses, each course counted."""
    return Enrolment.objects.filter(course__in=_held(base, period), attended__gte=1).count()


def certificates_given(base: str, period: Period) -> int:
    """取得证书: certificates issued in the period, without those withdrawn before its end."""
    rows = TrainingCertificate.objects.filter(base=base, issued_on__range=(period.first, period.last))
    return rows.exclude(withdrawn_on__lte=period.last).count()


def free_seats(course: Course) -> int:
    """How many more the course takes."""
    return course.seats - course.enrolments.count()


def unrecorded(course: Course) -> QuerySet[Enrolment]:
    """People whose presence has not been recorded yet."""
    return course.enrolments.filter(attended__isnull=True)


def to_certify(course: Course) -> QuerySet[Enrolment]:
    """People who passed and hold no certificate of the course's level yet."""
    held = TrainingCertificate.objects.filter(level=course.level, withdrawn_on__isnull=True)
    rows = course.enrolments.filter(passed=True, certificate__isnull=True)
    return rows.exclude(person__in=held.values("person")).select_related("person").order_by("id")
