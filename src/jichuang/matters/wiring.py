"""What the matters declare to the rest of the house at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.urls import reverse

from jichuang.accounts.models import User
from jichuang.base import duties, refs
from jichuang.base.refs import Link
from jichuang.hall.pages import offers
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.matters import surveys
from jichuang.matters.building import watch_building
from jichuang.matters.catalogue import RETURNS, SURVEYS, register_all
from jichuang.matters.models import AnnouncedList, Course


def announced_link(key: str, user: object) -> Link | None:
    """Where `announced:<key>` leads; entries name it as their source."""
    row = AnnouncedList.objects.filter(pk=key).first() if key.isdigit() else None
    return Link(f"公告名单：{row.basis}", reverse("matters:announced-list", args=[row.pk])) if row else None


def offer_surveys() -> None:
    """Every survey with its door on the guide."""
    surveys.declare(*SURVEYS)
    for one in SURVEYS:
        offers.offer(
            matter=one.matter,
            place="guide",
            title=one.title,
            url=partial(reverse, "matters:survey", args=[one.matter, one.key]),
            to=one.to,
        )


def signed_in(user: User | None, on: date) -> bool:
    """Anybody with an account: the page itself says what there is to do."""
    return user is not None


def province_desk(user: User | None, on: date) -> bool:
    """Officers of the province's desk."""
    return bool(holds_province_desk(user, on))


def anybody(user: User | None, on: date) -> bool:
    """Visitors too."""
    return True


def course_link(key: str, user: object) -> Link | None:
    """Where `course:<row>` leads: certificates name it as their source."""
    row = Course.objects.filter(pk=key).first() if key.isdigit() else None
    return Link(f"培训班：{row.title}", reverse("matters:course", args=[row.pk])) if row else None


@dataclass(frozen=True)
class Door:
    """A page of one matter, and where the hall offers it."""

    matter: str
    title: str
    page: str
    to: Callable[[User | None, date], bool]
    says: str = ""
    places: tuple[str, ...] = ("guide",)


DOORS = (
    Door("alliance", "成员单位在线确认", "members", signed_in, "牵头单位发起，成员单位用自己的账号答复"),
    Door("service-body", "网格化服务", "grid", signed_in, "指定机构和联系人，记录联系，企业评价"),
    Door("ip-standard", "贯标辅导步骤", "steps", signed_in, "辅导机构记录三个步骤，企业和主管部门查看进度"),
    Door("talent-base", "培训班", "courses", anybody, "公开的开班信息；基地在此登记班次、学员、出勤和证书"),
    Door("talent-base", "证书查验", "training-check", anybody, "凭证书编号和姓名，只答是否有效"),
    Door(
        "agri-park", "园区年度评估", "grades", province_desk, "评定年度等次，警示的排在最前", ("desk", "guide")
    ),
    Door(
        "tech-sme-evaluation", "导入公告名单", "announced", province_desk,
        "全国平台公告后，按统一社会信用代码对账并写入名录", ("desk", "guide"),
    ),
    Door("tech-sme-evaluation", "导出全国平台信息表汇总", "national-table", province_desk, places=("notice",)),
)  # fmt: skip


def offer_doors() -> None:
    """Every page that belongs to one matter alone, where its people look for it."""
    for door in DOORS:
        for place in door.places:
            offers.offer(
                matter=door.matter,
                place=place,
                title=door.title,
                url=partial(reverse, f"matters:{door.page}"),
                to=door.to,
                says=door.says,
            )


def offer_returns() -> None:
    """Every periodic return with its door on the guide of the matter that obliges to it."""
    for one in RETURNS:
        if one.matter:
            offers.offer(
                matter=one.matter,
                place="guide",
                title=one.title,
                url=partial(reverse, "returns:mine"),
                to=signed_in,
                says=f"{one.frequency.words}，{one.due}报送",
            )


def connect() -> None:
    """The catalogue, the reference kind, and the doors of the matters' own pages. Calling it again is harmless."""
    register_all()
    offer_surveys()
    offer_doors()
    offer_returns()
    duties.register("matters.watch_building", watch_building)
    refs.register("announced", announced_link)
    refs.register("course", course_link)
