"""A base's course of a walk file told by verbs. Knows no page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.indicators.reads.series import series
from jichuang.matters.talent_base import certifying, teaching
from jichuang.matters.talent_base.trainees import read
from jichuang.matters.terms import TrainingLevel
from jichuang.registry.reads import entries
from journeys.driver import same
from journeys.trainees import passed, pasted


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
