"""发证与撤销: a certificate is a row on a person and an entry of `tech_broker`; the entry alone says whether it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.codes.serials import DEMONSTRATION_FROM
from jichuang.matters.models import Course, Enrolment, TrainingCertificate
from jichuang.matters.talent_base.courses import BROKERS, may_run, may_withdraw, stands, to_certify
from jichuang.matters.talent_base.teaching import course_ref, locked
from jichuang.matters.terms import CourseState, TrainingLevel
from jichuang.registry.reads import entries
from jichuang.registry.reads.persons import masked_name
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import end_entry, record_entry
from jichuang.registry.verbs.guards import lock_register

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def certify(*, course: Course, by: User) -> list[TrainingCertificate]:
    """发证 to everybody who passed and holds none of the level; calling it again gives nobody a second one.

    Raises Refused before the course is closed, for who may not sign for the base, where nobody is left, or where the
    base was not recognised on the course's last day.
    """
    course = locked(course)
    require(may_run(by, course, clock.today(), Scope.ACCEPTOR))
    if course.state != CourseState.HELD:
        raise Refused(f"“{course.title}”还没有结班，不能发证。", remedy="请先登记出勤并结班。", conflict=True)
    if not stands(course.base, course.last_day):
        raise Refused(
            f"“{course.base_name}”在结束之日（{course.last_day}）不是备案的基地，不能发证。", conflict=True
        )
    lock_register(BROKERS)
    waiting = list(to_certify(course))
    if not waiting:
        raise Refused("没有待发证的学员：合格的都已有本级证书。", conflict=True)
    level, on = TrainingLevel(course.level), clock.today()
    first = _next_serial(level, on)
    given = [
        _give(course, row, f"JJ{on.year}{level.digit}{first + at:06d}", on, by)
        for at, row in enumerate(waiting)
    ]
    journal.record(
        actor=by, verb="course.certify", subject=course_ref(course),
        summary=f"{course.title}：发{level.label}证书{len(given)}份，{given[0].number}至{given[-1].number}",
    )  # fmt: skip
    return given


def _next_serial(level: TrainingLevel, on: date) -> int:
    """The next number of the year and level; a demonstration counts from its own range. The register is locked."""
    head = f"JJ{on.year}{level.digit}"
    taken = TrainingCertificate.objects.filter(number__startswith=head).order_by("-number")
    last = taken.values_list("number", flat=True).first()
    first = DEMONSTRATION_FROM if settings.DEMONSTRATION else 1
    return int(last.removeprefix(head)) + 1 if last else first


def _give(course: Course, row: Enrolment, number: str, on: date, by: User) -> TrainingCertificate:
    level = TrainingLevel(course.level)
    record_entry(
        register=BROKERS, subject=number, name=masked_name(row.person.name), number=number, valid_from=on,
        region=course.party.region, basis=f"{course.base_name}结业考核", source=course_ref(course), by=None,
        attrs={"level": str(level.label), "base": course.base_name},
    )  # fmt: skip
    return TrainingCertificate.objects.create(
        enrolment=row, person=row.person, number=number, level=level, issued_on=on, base=course.base,
        base_name=course.base_name, issued_by=by,
    )  # fmt: skip


@transaction.atomic
def withdraw_certificate(*, certificate: TrainingCertificate, by: User, why: str) -> TrainingCertificate:
    """撤销: the entry ends (yesterday was its last valid day; on the day of issue, that day). Raises Refused, Invalid."""
    rows = TrainingCertificate.objects.select_for_update(of=("self",)).select_related(
        "enrolment__course__party"
    )
    held = rows.get(pk=certificate.pk)
    course, today = held.enrolment.course, clock.today()
    require(may_withdraw(by, course, today))
    if held.withdrawn_on is not None:
        raise Refused(f"证书{held.number}已于{held.withdrawn_on}撤销。", conflict=True)
    if not why.strip():
        raise Invalid.one("why", "没有写明撤销原因", "如：冒名参训")
    entry = entries(BROKERS).in_force(today).get(subject=held.number)
    end_entry(
        entry=entry, last_day=max(entry.valid_from, today - timedelta(days=1)), by=None, reason=f"撤销：{why.strip()}",
        source=course_ref(course),
    )  # fmt: skip
    held.withdrawn_on, held.withdrawn_why = today, why.strip()[:300]
    held.save(update_fields=["withdrawn_on", "withdrawn_why"])
    journal.record(
        actor=by, verb="course.withdraw", subject=course_ref(course), summary=f"撤销证书{held.number}：{held.withdrawn_why}"
    )  # fmt: skip
    return held
