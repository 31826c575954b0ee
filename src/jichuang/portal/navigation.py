"""Navigation as data: which places a page offers to whom, and which of them is the current one. Knows every room's address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from jichuang.base import clock
from jichuang.base.telling import unread_count
from jichuang.registry.reads import appointments_of
from jichuang.registry.reads.parties import open_delegations
from jichuang.registry.terms import Role, Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jichuang.accounts.models import User
    from jichuang.registry.models import Appointment

DESK_ROLES = frozenset(
    {
        Role.CITY_OFFICER, Role.PROVINCE_OFFICER, Role.COUNTY_OFFICER, Role.FINANCE_OFFICER, Role.TAX_OFFICER, Role.RECOMMENDER,
    }
)  # fmt: skip
_TITLES = {
    Role.CITY_OFFICER: "受理岗",
    Role.COUNTY_OFFICER: "县级经办",
    Role.PROVINCE_OFFICER: "经办",
    Role.LEADER: "领导",
    Role.AUDITOR: "审计",
    Role.STATISTICIAN: "统计",
    Role.ADMINISTRATOR: "系统管理",
}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation bar."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class Who:
    """Who is signed in and as what: `label` for the bar, `home` where 我的 leads, `unread` messages behind `messages`."""

    label: str
    home: str
    messages: str
    unread: int


def places(request: HttpRequest, appointments: list[Appointment]) -> list[Place]:
    """The bar of one request, at most eight places."""
    offered = [("首页", "/"), ("办事大厅", "/matters/"), ("政策", reverse("law:policies"))]
    offered += [
        ("名录", "/registers/"),
        ("公示", "/publicity/"),
        ("工作要点", "/plan/2018/"),
        ("统计", "/statistics/"),
    ]
    roles = {Role(one.role) for one in appointments}
    if roles & DESK_ROLES:
        offered.insert(1, ("工作台", reverse("hall:desk")))
    elif Role.LEADER in roles:
        offered.insert(1, ("延期审批", reverse("hall:extensions")))
    if Role.STATISTICIAN in roles and not roles & DESK_ROLES:
        offered.insert(1, ("统计报送", reverse("returns:periods")))
    if Role.EXPERT in roles:
        offered.insert(1, ("我的评审", reverse("review:mine")))
    if Role.ADMINISTRATOR in roles:
        offered.insert(1, ("人员", reverse("registry:people")))
    if Role.AUDITOR in roles:
        offered.append(("审计", reverse("portal:audit")))
    return [Place(title, url, _is_current(request.path, url)) for title, url in offered]


BELOW: dict[str, tuple[str, ...]] = {
    "/plan/2018/": ("/plan/", "/consultations/"),
    "/statistics/": ("/statistics/", "/bulletins/", "/index/", "/data/"),
    "/policies/": ("/policies/", "/ladder/", "/my/policies/"),
    "/matters/": ("/matters/", "/cases/progress/"),
    "/publicity/": ("/publicity/", "/verify/"),
    "/reviews/": ("/reviews/",),
    "/desk/": ("/desk/", "/experts/"),
    "/people/": ("/people/", "/departments/"),
}
"""Places whose pages have other addresses too; any other place stands for what begins with its own."""


def _is_current(path: str, url: str) -> bool:
    if url == "/":
        return path == "/"
    return path.startswith(BELOW.get(url, (url,)))


def who(user: User, appointments: list[Appointment]) -> Who:
    """“石家庄市科技局 · 受理岗” for officers, “澄光传感 · 经办人” for clerks, the name otherwise."""
    return Who(_label(user, appointments), "/my/", reverse("portal:messages"), unread_count(user))


def _label(user: User, appointments: list[Appointment]) -> str:
    if appointments:
        first = appointments[0]
        office = first.department.short if first.department else ""
        title = _TITLES.get(Role(first.role), first.get_role_display())
        return " · ".join(filter(None, (office, title)))
    held = open_delegations(user, clock.today()).first()
    if held is None:
        return user.name
    title = held.get_capacity_display() if held.scope != Scope.VIEWER else "查看人"
    return f"{held.party.name.replace('有限公司', '')} · {title}"


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: `nav` and `who`."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": places(request, []), "who": None}
    appointments = list(appointments_of(user, clock.today()))
    return {"nav": places(request, appointments), "who": who(user, appointments)}
