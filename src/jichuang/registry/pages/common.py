"""What several pages of the registry share: the signed-in user, the page's links, choices of places and days."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.registry.reads.people import appointments_of
from jichuang.registry.reads.regions import homes, table
from jichuang.registry.registers import Register


def user_of(request: HttpRequest) -> User | None:
    """The signed-in person; None for a visitor."""
    return request.user if isinstance(request.user, User) else None


def is_internal(user: User | None) -> bool:
    """Whether the person holds any appointment today."""
    return bool(appointments_of(user, clock.today()))


def require_reader(register: Register, user: User | None) -> None:
    """Raises Refused where the register's rows are people and the reader holds no appointment."""
    if register.personal and not is_internal(user):
        raise Refused(
            f"“{register.title}”的逐人内容涉及个人信息，只对有任职的工作人员开放。",
            remedy="核对一份证书是否有效，请用证书编号和姓名查验。",
        )


def day_in(request: HttpRequest, key: str) -> tuple[date | None, str]:
    """(the day written under `key`, the fault to show): (None, "") when nothing was written."""
    text = request.GET.get(key, "").strip()
    if not text:
        return None, ""
    try:
        return parse_date(text), ""
    except CodeError as error:
        return None, str(error)


def home_choices(on: date) -> list[tuple[str, str]]:
    """(code, short name) of the 考核归属 units in display order."""
    return [(home.code, home.short) for home in homes(on)]


def county_choices(on: date, home: str = "") -> list[tuple[str, str]]:
    """(code, name) of counties, of one 考核归属 unit when given."""
    regions = table()
    found = regions.home_counties(home, on) if home in dict(home_choices(on)) else regions.counties(on)
    return [(region.code, region.name) for region in found]


def region_choices(on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Counties grouped by 考核归属 unit, for a select."""
    regions = table()
    return [
        (home.short, [(region.code, region.name) for region in regions.home_counties(home.code, on)])
        for home in homes(on)
    ]
