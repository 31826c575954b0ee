"""演示培训班: a base of the cast holds two courses and takes people for a third; identity numbers are of a place that does not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from jichuang.accounts.models import User
from jichuang.codes import resident_id
from jichuang.matters.models import Course
from jichuang.matters.talent_base.certifying import certify
from jichuang.matters.talent_base.teaching import close_course, enrol, open_course, record_attendance
from jichuang.matters.talent_base.trainees import Told
from jichuang.registry.reads import entries

BASE = "冀知技术转移人才培养基地（演示）"
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", ("宁远", "立新", "书言", "可心", "明哲")
UNITS = ("演示大学技术转移中心", "演示高新区创业中心", "冀信技术转移中心（演示）", "演示农林科学院")
JUNIOR, MIDDLE, NEXT = (
    "2018年第一期初级技术经纪人培训班",
    "2018年中级技术经纪人培训班",
    "2018年第二期初级技术经纪人培训班",
)
Scene = tuple[date, Callable[[], None]]


def person(serial: int) -> Told:
    """An invented person. 139999 is no region."""
    name = f"{FAMILY[serial % len(FAMILY)]}{GIVEN[serial // len(FAMILY) % len(GIVEN)]}（演示）"
    first = f"13999919900101{serial:03d}"
    number = first + resident_id.check_character(first)
    return Told(name, number, f"1390000{serial:04d}", UNITS[serial % len(UNITS)])


def scenes(users: dict[str, User]) -> Iterator[Scene]:
    """(day, scene) in order of day."""
    by = users["service"]
    yield date(2018, 6, 11), lambda: _open(by, JUNIOR, "junior", 40, date(2018, 6, 25), date(2018, 6, 29), 40)
    yield date(2018, 6, 20), lambda: _enrol(by, JUNIOR, range(1, 31))
    yield date(2018, 6, 29), lambda: _taught(by, JUNIOR, absent=2, failed=3)
    yield date(2018, 7, 6), lambda: _certified(by, JUNIOR)
    yield date(2018, 8, 20), lambda: _open(by, MIDDLE, "middle", 64, date(2018, 9, 3), date(2018, 9, 12), 20)
    yield date(2018, 8, 28), lambda: _enrol(by, MIDDLE, range(1, 13))
    yield date(2018, 9, 12), lambda: _taught(by, MIDDLE, absent=0, failed=2)
    yield date(2018, 9, 18), lambda: _open(by, NEXT, "junior", 40, date(2018, 10, 15), date(2018, 10, 19), 40)
    yield date(2018, 9, 26), lambda: _enrol(by, NEXT, range(31, 49))


def _open(by: User, title: str, level: str, hours: int, first: date, last: date, seats: int) -> None:
    base = entries("tech_transfer_talent_base").filter(name=BASE, current=True).get()
    open_course(
        base=base, title=title, level=level, hours=hours, teachers="钱教授、孙研究员（演示）", place="冀知大厦三层（演示）",
        first_day=first, last_day=last, seats=seats, by=by,
    )  # fmt: skip


def _course(title: str) -> Course:
    return Course.objects.get(title=title)


def _enrol(by: User, title: str, serials: range) -> None:
    enrol(course=_course(title), people=[person(one) for one in serials], by=by)


def _taught(by: User, title: str, *, absent: int, failed: int) -> None:
    """Everybody was there all hours, but for the first few: those absent, then those who failed."""
    course = _course(title)
    keys = list(course.enrolments.order_by("id").values_list("pk", flat=True))
    told = {
        key: (0, False) if at < absent else (course.hours, at >= absent + failed)
        for at, key in enumerate(keys)
    }
    record_attendance(course=course, told=told, by=by)
    close_course(course=course, by=by)


def _certified(by: User, title: str) -> None:
    certify(course=_course(title), by=by)
