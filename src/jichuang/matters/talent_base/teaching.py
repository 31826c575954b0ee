"""办班: a base opens a course, enrols people, records who was there, closes or cancels it. Every write asks and is journalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.matters.models import Course, Enrolment
from jichuang.matters.talent_base.courses import free_seats, may_reveal, may_run, stands, unrecorded
from jichuang.matters.talent_base.trainees import Told
from jichuang.matters.terms import CourseState, TrainingLevel
from jichuang.registry.models import Entry
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope
from jichuang.registry.verbs.persons import register_person

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_HOURS, MOST_SEATS, LONGEST = 400, 1000, 366


@transaction.atomic
def open_course(
    *,
    base: Entry,
    title: str,
    level: str,
    hours: int,
    teachers: str,
    place: str,
    first_day: date,
    last_day: date,
    seats: int,
    by: User,
) -> Course:
    """登记一个培训班. Raises Refused for who does not act for the base or a base no longer recognised; Invalid with every fault."""
    if base.party is None:
        raise Refused(
            "这个基地没有登记依托单位，不能办班。", remedy="请先由名录管理人员补正。", conflict=True
        )
    require(may_act(by, base.party, scope=Scope.PREPARER, on=clock.today()))
    if not stands(base.subject, clock.today()):
        raise Refused(
            f"“{base.name}”不在有效的人才培养基地名录，不能开班。", remedy="请先备案为基地。", conflict=True
        )
    faults = _faults(title, level, hours, teachers, place, first_day, last_day, seats)
    if faults:
        raise Invalid(faults)
    course = Course.objects.create(
        base=base.subject, base_name=base.name, party=base.party, title=title.strip(), level=level, hours=hours,
        teachers=teachers.strip(), place=place.strip(), first_day=first_day, last_day=last_day, seats=seats,
        opened_by=by, opened_at=clock.now(),
    )  # fmt: skip
    _note(course, by, "open", f"登记培训班：{course.base_name} {course.title}，{hours}学时，招{seats}人")
    return course


def _faults(
    title: str, level: str, hours: int, teachers: str, place: str, first: date, last: date, seats: int
) -> list[Problem]:
    found = [
        Problem(key, f"{name}没有填写，或过长", f"请填写，不超过{most}字")
        for key, name, text, most in (
            ("title", "班名", title, 120), ("teachers", "师资", teachers, 400), ("place", "地点", place, 200),
        )
        if not 2 <= len(text.strip()) <= most
    ]  # fmt: skip
    if level not in TrainingLevel.values:
        found.append(Problem("level", "没有选择级别", "请选初级、中级或高级"))
    if not 1 <= hours <= MOST_HOURS:
        found.append(Problem("hours", f"{hours}学时不在1至{MOST_HOURS}之间", "请填写整班的总学时"))
    if not 1 <= seats <= MOST_SEATS:
        found.append(Problem("seats", f"招收{seats}人不在1至{MOST_SEATS}之间", "请填写招收人数"))
    if not 0 <= (last - first).days <= LONGEST:
        found.append(
            Problem("last_day", f"结束日期{last}早于开班日期{first}，或相隔一年以上", "请核对两个日期")
        )
    return found


@transaction.atomic
def enrol(*, course: Course, people: list[Told], by: User) -> int:
    """报名: who stands in the course already is left as he is. Returns how many are new.

    Raises Refused when the course is closed or would be overfull, Invalid where a number stands under another name.
    """
    course = _running(course, by)
    if clock.today() > course.last_day:
        raise Refused(f"“{course.title}”已于{course.last_day}结束，不能再报名。", conflict=True)
    there = set(course.enrolments.values_list("person_id", flat=True))
    faults: list[Problem] = []
    fresh = []
    for one in people:
        try:
            person = register_person(
                name=one.name, number=one.number, phone=one.phone, region=course.party.region, by=by,
                source=f"培训班报名：{course.base_name}", demonstration=course.party.demonstration,
            )  # fmt: skip
        except Invalid as invalid:
            faults += [
                Problem("people", f"{one.name}：{fault.message}", fault.remedy) for fault in invalid.problems
            ]
            continue
        if person.pk not in there:
            fresh.append((person, one))
    if faults:
        raise Invalid(faults)
    free = free_seats(course)
    if len(fresh) > free:
        raise Refused(
            f"本班招{course.seats}人，还剩{free}个名额，名单里有{len(fresh)}名新学员。",
            remedy="请减少人数，或另开一班。", conflict=True,
        )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(course=course, person=person, unit=one.unit, enrolled_on=clock.today(), enrolled_by=by)
        for person, one in fresh
    )
    _note(course, by, "enrol", f"{course.title}：报名{len(fresh)}人")
    return len(fresh)


@transaction.atomic
def record_attendance(*, course: Course, told: Mapping[int, tuple[int, bool]], by: User) -> int:
    """出勤与考核: {enrolment: (学时, 合格)}. May be mended until the course is closed. Returns how many rows were written.

    Raises Refused before the first day, Invalid for hours the course does not have or a pass without an hour.
    """
    course = _running(course, by)
    if clock.today() < course.first_day:
        raise Refused(f"“{course.title}”{course.first_day}才开班，还没有出勤。", conflict=True)
    rows = {row.pk: row for row in course.enrolments.select_related("person")}
    faults: list[Problem] = []
    for key, (hours, passed) in told.items():
        if key not in rows:
            faults.append(Problem(f"hours-{key}", "这个人不在本班", "请刷新页面"))
        elif not 0 <= hours <= course.hours:
            faults.append(
                Problem(f"hours-{key}", f"出勤{hours}学时，全班{course.hours}学时", "请填0至全班学时")
            )
        elif passed and not hours:
            faults.append(Problem(f"hours-{key}", "一学时没有上，不能算考核合格", "请核对出勤，或去掉合格"))
    if faults:
        raise Invalid(faults)
    for key, (hours, passed) in told.items():
        row = rows[key]
        row.attended, row.passed, row.recorded_at = hours, passed, clock.now()
    Enrolment.objects.bulk_update([rows[key] for key in told], ["attended", "passed", "recorded_at"])
    _note(course, by, "attend", f"{course.title}：登记出勤{len(told)}人")
    return len(told)


@transaction.atomic
def close_course(*, course: Course, by: User) -> Course:
    """结班: from the last day on, when everybody's presence is recorded; afterwards nothing of it changes."""
    course = _running(course, by)
    if clock.today() < course.last_day:
        raise Refused(f"“{course.title}”到{course.last_day}结束，还不能结班。", conflict=True)
    if not course.enrolments.exists():
        raise Refused("本班没有学员，不能结班。", remedy="没有办成的班请取消，并写明原因。", conflict=True)
    left = unrecorded(course).count()
    if left:
        raise Refused(
            f"还有{left}人没有登记出勤。", remedy="没有到场的填0学时，登记之后再结班。", conflict=True
        )
    course.state, course.closed_on = CourseState.HELD, clock.today()
    course.save(update_fields=["state", "closed_on"])
    _note(course, by, "close", f"结班：{course.base_name} {course.title}")
    return course


@transaction.atomic
def cancel_course(*, course: Course, by: User, why: str) -> Course:
    """取消: a course that was not held, with its reason; it counts nowhere."""
    course = _running(course, by)
    if not why.strip():
        raise Invalid.one("why", "没有写明取消原因", "如：报名不足")
    course.state, course.closed_on, course.note = CourseState.CANCELLED, clock.today(), why.strip()[:300]
    course.save(update_fields=["state", "closed_on", "note"])
    _note(course, by, "cancel", f"取消培训班：{course.title}。{course.note}")
    return course


@transaction.atomic
def read_people(*, course: Course, by: User | None, purpose: str) -> None:
    """查看完整名单: journalled with its purpose before anything is shown. Raises Refused, Invalid without a purpose."""
    require(may_reveal(by, course, clock.today()))
    if not purpose.strip():
        raise Invalid.one("purpose", "没有写明查看用途", "如：通知领取证书")
    journal.record(
        actor=by, verb="course.read_people", subject=course_ref(course),
        summary=f"查看{course.title}学员名单：{purpose.strip()[:200]}",
        detail={"people": list(course.enrolments.values_list("person_id", flat=True)), "purpose": purpose.strip()[:200]},
    )  # fmt: skip


def course_ref(course: Course) -> Ref:
    """`course:<row>`."""
    return Ref("course", str(course.pk))


def locked(course: Course) -> Course:
    """The row as it is now, locked until the transaction ends."""
    return Course.objects.select_for_update(of=("self",)).select_related("party").get(pk=course.pk)


def _running(course: Course, by: User) -> Course:
    """The locked course, if it is still open and this person runs it."""
    held = locked(course)
    require(may_run(by, held, clock.today()))
    if held.state != CourseState.OPEN:
        raise Refused(
            f"“{held.title}”{CourseState(held.state).label}，不能再改。", remedy="请刷新页面。", conflict=True
        )
    return held


def _note(course: Course, by: User, verb: str, words: str) -> None:
    journal.record(actor=by, verb=f"course.{verb}", subject=course_ref(course), summary=words)
