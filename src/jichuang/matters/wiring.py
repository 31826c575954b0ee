"""What the matters declare to the rest of the house at start-up."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from jichuang.base import refs
from jichuang.base.refs import Link
from jichuang.hall.pages import offers
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.matters import surveys
from jichuang.matters.catalogue import SURVEYS, register_all
from jichuang.matters.models import AnnouncedList


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


def connect() -> None:
    """The catalogue, the reference kind, and the door to the list import. Calling it again is harmless."""
    register_all()
    offer_surveys()
    refs.register("announced", announced_link)
    offers.offer(
        matter="alliance",
        place="guide",
        title="成员单位在线确认",
        url=lambda: reverse("matters:members"),
        to=lambda user, on: user is not None,
        says="牵头单位发起，成员单位用自己的账号答复",
    )
    offers.offer(
        matter="service-body",
        place="guide",
        title="网格化服务",
        url=lambda: reverse("matters:grid"),
        to=lambda user, on: user is not None,
        says="指定机构和联系人，记录联系，企业评价",
    )
    offers.offer(
        matter="ip-standard",
        place="guide",
        title="贯标辅导步骤",
        url=lambda: reverse("matters:steps"),
        to=lambda user, on: user is not None,
        says="辅导机构记录三个步骤，企业和主管部门查看进度",
    )
    for place in ("desk", "guide"):
        offers.offer(
            matter="agri-park",
            place=place,
            title="园区年度评估",
            url=lambda: reverse("matters:grades"),
            to=lambda user, on: bool(holds_province_desk(user, on)),
            says="评定年度等次，警示的排在最前",
        )
        offers.offer(
            matter="tech-sme-evaluation",
            place=place,
            title="导入公告名单",
            url=lambda: reverse("matters:announced"),
            to=lambda user, on: bool(holds_province_desk(user, on)),
            says="全国平台公告后，按统一社会信用代码对账并写入名录",
        )
    offers.offer(
        matter="tech-sme-evaluation",
        place="notice",
        title="导出全国平台信息表汇总",
        url=lambda: reverse("matters:national-table"),
        to=lambda user, on: bool(holds_province_desk(user, on)),
    )
