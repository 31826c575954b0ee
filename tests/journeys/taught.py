"""A base's course: the invented people of a walk file, and the course told by verbs. Knows no page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes import resident_id
from jichuang.indicators.reads.series import series
from jichuang.matters.talent_base import certifying, teaching
from jichuang.matters.talent_base.trainees import read
from jichuang.matters.terms import TrainingLevel
from jichuang.registry.reads import entries
from journeys.driver import same

NOWHERE, BORN = "139999", "19910101"
"""No region bears this code."""


def line(course: dict[str, Any], name: str, serial: int) -> str:
    """One line of a pasted list."""
    first = f"{NOWHERE}{BORN}{serial:03d}"
    number = first + resident_id.check_character(first)
    return "；".join((name, number, str(course["phone"] + serial), course["unit"]))


def pasted(course: dict[str, Any]) -> str:
    """Everybody of the walk file."""
    return "\n".join(line(course, name, serial) for serial, name in enumerate(course["names"], 1))


def passed(course: dict[str, Any]) -> list[str]:
    """Names of those who are to get a certificate."""
    return list(course["names"][course["absent"] + course["failed"] :])


def tell(given: dict[str, Any]) -> None:
    """The course of a walk file by verbs. Raises WalkFault unless the figure gains exactly the certificates given."""
    told = given["course"]
    by = User.objects.get(username=given["firm"]["clerk"])
    before = _figure(told["indicator"])
    on = clock.today()
    base = entries(given["matter"]["register"]).in_force(on).get(name=given["listed"])
    course = teaching.open_course(
        base=base, title=told["title"], level=_level(told["level"]), hours=int(told["hours"]), teachers=told["teachers"],
        place=told["place"], first_day=on, last_day=on + timedelta(days=told["days"] - 1), seats=int(told["seats"]), by=by,
    )  # fmt: skip
    teaching.enrol(course=course, people=read(pasted(told)), by=by)
    clock.set_demonstration_day(course.last_day)
    keys = list(course.enrolments.order_by("id").values_list("pk", flat=True))
    first, last = told["absent"], told["absent"] + told["failed"]
    shown = {key: (0 if at < first else course.hours, at >= last) for at, key in enumerate(keys)}
    teaching.record_attendance(course=course, told=shown, by=by)
    certifying.certify(course=teaching.close_course(course=course, by=by), by=by)
    same("新发证书", _figure(told["indicator"]), before + len(passed(told)))


def _level(words: str) -> str:
    return next(one.value for one in TrainingLevel if one.label == words)


def _figure(code: str) -> int:
    on = clock.today()
    value = series([code], [on])[code][on]
    return int(value) if isinstance(value, int) else 0
