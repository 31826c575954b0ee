"""演示：决定之后: tenants of the listed carriers move along the chain; a listed body looks after a reserve enterprise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from jichuang.accounts.models import User
from jichuang.codes import credit_code
from jichuang.demo.acting import Actors
from jichuang.matters.models import Contact
from jichuang.matters.service_body.grid import assign, log_contact, rate_contact
from jichuang.matters.terms import ContactKind
from jichuang.registry.models import Party

SPACE, INCUBATOR = "众汇创业服务有限公司（演示）", "正定新区创业服务有限公司（演示）"
BODY, SERVED = "慧企管理咨询有限公司（演示）", "太行铸锻有限公司（演示）"
TENANTS = {
    1: ("拾穗数据有限公司（演示）", "2018-03-12"), 2: ("量仪软件有限公司（演示）", "2017-11-20"), 3: ("禾生检测有限公司（演示）", "2018-02-06"),
    4: ("青檀设计有限公司（演示）", "2018-05-18"), 5: ("拓维机器人有限公司（演示）", "2016-08-09"), 6: ("云岫医疗科技有限公司（演示）", "2017-04-27"),
}  # fmt: skip
EVENTS = (
    (date(2018, 7, 9), SPACE, 1, "enter", "maker_space"), (date(2018, 7, 9), SPACE, 2, "enter", "maker_space"),
    (date(2018, 7, 10), SPACE, 3, "enter", "maker_space"), (date(2018, 7, 11), SPACE, 4, "enter", "maker_space"),
    (date(2018, 7, 12), INCUBATOR, 5, "enter", "incubator"), (date(2018, 7, 12), INCUBATOR, 6, "enter", "incubator"),
    (date(2018, 8, 14), INCUBATOR, 2, "enter", "incubator"), (date(2018, 8, 15), INCUBATOR, 2, "move", "incubator"),
    (date(2018, 8, 21), SPACE, 1, "move", "incubator"), (date(2018, 9, 4), INCUBATOR, 5, "move", "accelerator"),
    (date(2018, 9, 12), INCUBATOR, 6, "graduate", "incubator"), (date(2018, 9, 14), SPACE, 4, "leave", "maker_space"),
)  # fmt: skip
"""(day, operator, tenant, event, rung); the second tenant has two sites and counts once."""


def scenes(users: dict[str, User], agent: User) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene) in order of day."""
    actors = Actors(users, agent)
    for day, operator, tenant, event, rung in EVENTS:
        yield day, partial(_told, actors, operator, tenant, event, rung)
    yield date(2018, 8, 6), lambda: _assigned(users["city"])
    yield date(2018, 8, 16), lambda: _visited(agent)


def _told(actors: Actors, operator: str, tenant: int, event: str, rung: str) -> None:
    name, founded = TENANTS[tenant]
    code = credit_code.make("130123", f"DEM0U{tenant:03d}")
    answers = {
        "event": event,
        "tenant_name": name,
        "tenant_code": code,
        "tenant_founded": founded,
        "rung": rung,
    }
    case = actors.file("incubatee", Party.objects.get(name=operator), answers, actors.agent)
    actors.reach(case, "closed")


def _assigned(by: User) -> None:
    assign(enterprise=Party.objects.get(name=SERVED), body=Party.objects.get(name=BODY), officer=by, by=by)


def _visited(agent: User) -> None:
    """The body came, and the enterprise rated it; its neighbour is still without anybody."""
    contact: Contact = log_contact(
        enterprise=Party.objects.get(name=SERVED), kind=ContactKind.VISIT, held_on=date(2018, 8, 15),
        problem="研发费用没有单独归集，两项专利未登记转化", advice="本月起设辅助账；补登转化合同", by=agent,
    )  # fmt: skip
    rate_contact(contact=contact, stars=4, by=agent)
