"""政策分解 and 分市目标: a document becomes measures with owners, a target becomes shares of cities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import Charge, CityShare, Plan, Policy
from jichuang.plan.reads.access import may_keep
from jichuang.plan.terms import ChargeKind
from jichuang.plan.verbs.charging import Assignment, assign_all
from jichuang.registry.reads import homes

if TYPE_CHECKING:
    from jichuang.accounts.models import User

AFTER_PROMISES = 9_000


@dataclass(frozen=True)
class Measure:
    """One measure of a policy: what, by whom, until when."""

    title: str
    department: str
    deadline: date | None
    person: str = ""
    leader: str = ""
    supporting: tuple[str, ...] = ()


@transaction.atomic
def split_policy(
    *, plan: Plan, title: str, document: str, under: str, measures: Sequence[Measure], by: User
) -> Policy:
    """分解一份政策 into measures below a promise or an item (`under`); each is assigned at once.

    Raises Refused without a keeper's appointment, Invalid with every fault of every line.
    """
    require(may_keep(by))
    item = _item(plan, under.strip())
    problems = _faults(plan, title, item, measures)
    if problems:
        raise Invalid(problems)
    assert item is not None
    number = (plan.policies.aggregate(last=Max("number"))["last"] or 0) + 1
    policy = Policy.objects.create(
        plan=plan, number=number, title=title.strip()[:200], document=document.strip()[:120], under=under.strip(),
        recorded_on=clock.today(), by=actor_text(by),
    )  # fmt: skip
    charges = Charge.objects.bulk_create(
        Charge(
            plan=plan, code=f"P{number}.{order}", kind=ChargeKind.ACTION, item=item, policy=policy,
            order=AFTER_PROMISES + number * 100 + order, title=one.title.strip()[:240],
            deadline=one.deadline or plan.ends_on, since=clock.today(),
        )
        for order, one in enumerate(measures, start=1)
    )  # fmt: skip
    lines = [
        Assignment(row.code, one.department, one.supporting, one.person, one.leader, policy.document)
        for row, one in zip(charges, measures, strict=True)
    ]
    assign_all(plan=plan, lines=lines, by=by)
    journal.record(
        actor=by, verb="plan.split_policy", subject=Ref("plan", f"{plan.slug}/{under.strip()}"),
        summary=f"《{policy.title}》分解为{len(charges)}条举措", detail={"document": policy.document},
    )  # fmt: skip
    return policy


def _item(plan: Plan, under: str) -> int | None:
    """The item a policy belongs to; None when there is no such item or promise."""
    if under.isdigit():
        number = int(under)
        return number if number == 0 or plan.items.filter(number=number).exists() else None
    return plan.charges.filter(code=under, policy=None).values_list("item", flat=True).first()


def _faults(plan: Plan, title: str, item: int | None, measures: Sequence[Measure]) -> list[Problem]:
    problems = []
    if not title.strip():
        problems.append(Problem("title", "未填政策名称", "请填写全称"))
    if item is None:
        problems.append(
            Problem("under", f"《{plan.title}》没有这一条或这一项", "请填条号（如 36）或代号（如 M36.1）")
        )
    if not measures:
        problems.append(Problem("measures", "没有一条举措", "每条写明举措、责任单位和完成时限"))
    for order, one in enumerate(measures, start=1):
        if not one.title.strip():
            problems.append(Problem("measures", f"第{order}条没有写举措", "请写明做什么"))
        if not one.department.strip():
            problems.append(Problem("measures", f"第{order}条没有责任单位", "请填写单位全称"))
        if one.deadline is None or one.deadline < plan.starts_on:
            problems.append(
                Problem("measures", f"第{order}条没有完成时限", f"请填{plan.starts_on}以后的日期")
            )
    return problems


@transaction.atomic
def share_out(
    *, plan: Plan, code: str, shares: Mapping[str, Decimal], document: str, by: User
) -> list[CityShare]:
    """分市目标 of a target that a register counts by 考核归属; a later share of a unit replaces the earlier.

    Raises Refused without a keeper's appointment; Invalid for another target, an unknown unit, or without a document.
    """
    require(may_keep(by))
    target = plan.targets.filter(code=code, measure="indicator").first()
    known = {unit.code: unit.short for unit in homes(clock.today())}
    problems = []
    if target is None:
        problems.append(
            Problem("code", f"{code} 不是按名录计数的目标", "只有能按考核归属计数的目标可以分到市")
        )
    if not document.strip():
        problems.append(Problem("document", "未填分解文件", "请填写文号"))
    if not shares:
        problems.append(Problem("shares", "没有一个市的分解数", "请至少填一个"))
    for home, value in shares.items():
        if home not in known:
            problems.append(Problem("shares", f"没有考核归属“{home}”", "请照页面上的名单填"))
        elif value <= 0:
            problems.append(Problem("shares", f"{known[home]}的分解数应大于零", "没有任务的留空"))
    if problems:
        raise Invalid(problems)
    rows = CityShare.objects.bulk_create(
        CityShare(
            plan=plan, code=code, home=home, value=value, document=document.strip()[:120], recorded_at=clock.now(),
            by=actor_text(by),
        )
        for home, value in shares.items()
    )  # fmt: skip
    journal.record(
        actor=by, verb="plan.share_out", subject=Ref("plan", f"{plan.slug}/{code}"),
        summary=f"{code} 分解到{len(rows)}个市", detail={"document": document, "total": sum(shares.values())},
    )  # fmt: skip
    return rows
