"""撤销: begun by an officer on a declared ground, decided by another. The party sees the case and may state its view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall import catalogue
from jichuang.hall.declare import Purpose
from jichuang.hall.models import Case
from jichuang.hall.reads.afterlife import may_revoke
from jichuang.hall.terms import CaseState, EventKind
from jichuang.hall.verbs.drafts import new_case
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.moving import event
from jichuang.hall.verbs.submitting import pin
from jichuang.registry.models import Entry
from jichuang.registry.reads import party_by_code

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def propose_revocation(*, matter: str, entry: Entry, by: User, reason: str, facts: str) -> Case:
    """提出撤销: opens a case against an entry; `reason` is one of the declared grounds, `facts` what happened and how it is known.

    Raises Invalid for an undeclared ground or without facts, Refused without a desk of the matter or when one is under way.
    """
    whole = catalogue.get(matter)
    declared = whole.follow_up(Purpose.REVOCATION)
    if declared is None:
        raise Refused(f"“{whole.title}”没有撤销这一后续办理。")
    party = entry.party or party_by_code(entry.subject)
    if party is None:
        raise Refused("这一登记没有对应的主体。", remedy="请先登记主体。")
    life = whole.life(Purpose.REVOCATION.value)
    require(may_revoke(by, whole, party, clock.today()))
    known = dict(declared.reasons)
    if reason not in known:
        raise Invalid.one("reason", f"没有“{reason}”这一情形", f"应为{'、'.join(known.values())}之一")
    if not facts.strip():
        raise Invalid.one("facts", "没有写明事实和依据", "请写明事实、证据和适用条款")
    if Case.objects.filter(source=f"entry:{entry.pk}", purpose="revocation").exclude(state="closed").exists():
        raise Refused("这一登记的撤销正在办理。", conflict=True)
    case = new_case(life, party, by, Ref("entry", str(entry.pk)))
    case.answers, case.state = {"ground": facts.strip()[:2000]}, CaseState.OPEN
    case.reasons = [{"code": reason, "title": known[reason]}]
    pin(case, life)
    case.stage = life.route.first.key
    case.save()
    enter(case, life.route.first)
    event(case, EventKind.PROPOSED, by, note=known[reason])
    return case
