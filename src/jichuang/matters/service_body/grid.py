"""网格: who looks after which reserve enterprise. Assigned by the place's officer, contacts logged by the body, rated by the enterprise."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import Decision, require
from jichuang.base.refs import Ref
from jichuang.matters.models import Contact, Pairing
from jichuang.matters.terms import ContactKind
from jichuang.registry.models import Party
from jichuang.registry.reads import entries, holds_any, may_act
from jichuang.registry.terms import Role, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

ASSIGNERS = (Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER)


def may_assign(user: User | None, enterprise: Party) -> Decision:
    """Officers whose appointment reaches the enterprise's place."""
    return holds_any(user, ASSIGNERS, on=clock.today(), home=enterprise.home, region=enterprise.region)


@transaction.atomic
def assign(*, enterprise: Party, body: Party, officer: User, by: User) -> Pairing:
    """指定机构和联系人; an earlier pairing ends the day before. Raises Refused for another place's officer or an unlisted body."""
    require(may_assign(by, enterprise))
    on = clock.today()
    if not entries("hnte_service_body").in_force(on).filter(party=body).exists():
        raise Refused(f"“{body.name}”不在重点服务机构名单内。", remedy="请从名单中选择。", conflict=True)
    held = may_assign(officer, enterprise)
    if not held:
        raise Invalid.one("officer", f"“{officer.name}”不能作联系人", held.reason)
    open_ones = Pairing.objects.select_for_update().filter(enterprise=enterprise, to_day__isnull=True)
    before = open_ones.first()
    if before is not None and before.from_day == on:
        before.body, before.officer, before.assigned_by = body, officer, by
        before.save(update_fields=["body", "officer", "assigned_by"])
        pairing = before
    else:
        open_ones.update(to_day=on - timedelta(days=1))
        pairing = Pairing.objects.create(
            enterprise=enterprise, body=body, officer=officer, from_day=on, assigned_by=by
        )
    journal.record(
        actor=by, verb="grid.assign", subject=Ref("party", str(enterprise.pk)),
        summary=f"{enterprise.name}：{body.name}，联系人{officer.name}",
    )  # fmt: skip
    return pairing


@transaction.atomic
def log_contact(
    *, enterprise: Party, kind: ContactKind, held_on: date, problem: str, by: User, advice: str = ""
) -> Contact:
    """记录一次联系. Raises Refused for anybody but the assigned body; Invalid without the problem found, or for a day to come."""
    pairing = (
        Pairing.objects.filter(enterprise=enterprise, to_day__isnull=True).select_related("body").first()
    )
    if pairing is None:
        raise Refused(
            f"“{enterprise.name}”还没有指定服务机构。", remedy="请先由主管部门指定。", conflict=True
        )
    require(may_act(by, pairing.body, scope=Scope.PREPARER, on=clock.today()))
    faults = []
    if not problem.strip():
        faults.append(Problem("problem", "没有写明企业的问题", "请写明了解到的情况"))
    if not pairing.from_day <= held_on <= clock.today():
        faults.append(Problem("held_on", f"{held_on}不在结对期间", f"应在{pairing.from_day}至今天之间"))
    if faults:
        raise Invalid(faults)
    contact = Contact.objects.create(
        enterprise=enterprise, body=pairing.body, kind=kind, held_on=held_on, problem=problem.strip(),
        advice=advice.strip(), logged_by=by, logged_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by, verb="grid.contact", subject=Ref("party", str(enterprise.pk)), summary=f"{held_on} {enterprise.name}"
    )  # fmt: skip
    return contact


@transaction.atomic
def rate_contact(*, contact: Contact, stars: int, by: User) -> Contact:
    """企业评价, one to five, once. Raises Refused for anybody but the enterprise, and the second time."""
    require(may_act(by, contact.enterprise, scope=Scope.PREPARER, on=clock.today()))
    if not 1 <= stars <= 5:
        raise Invalid.one("stars", f"“{stars}”不是一至五星", "请选择一至五")
    contact = Contact.objects.select_for_update().select_related("enterprise").get(pk=contact.pk)
    if contact.stars is not None:
        raise Refused("这次联系已经评价过。", conflict=True)
    contact.stars, contact.rated_by, contact.rated_at = stars, by, clock.now()
    contact.save(update_fields=["stars", "rated_by", "rated_at"])
    journal.record(
        actor=by, verb="grid.rate", subject=Ref("party", str(contact.enterprise_id)), summary=f"评价{stars}星"
    )  # fmt: skip
    return contact
