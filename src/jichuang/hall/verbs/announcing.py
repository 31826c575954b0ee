"""公告: the outcome of every firm without an open objection is written, in one transaction with the closing of its case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall.declare import Action, StageKind
from jichuang.hall.models import Case, Certificate, NoticeItem, PublicityNotice
from jichuang.hall.reads.permissions import may_handle_notices
from jichuang.hall.terms import ALIVE, ANNOUNCEABLE, ListingState, NoticeState
from jichuang.hall.verbs.granting import grant
from jichuang.hall.verbs.moving import require_desk
from jichuang.hall.verbs.numbers import token
from jichuang.hall.verbs.publicity import end_publicity, locked_cases, locked_notice, notice_ref
from jichuang.registry.models import Party

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def announce(
    *, notice: PublicityNotice, by: User, numbers: Mapping[str, str] | None = None
) -> PublicityNotice:
    """公告: writes the outcome of every listed or cleared firm; held ones stay and may be announced later.

    `numbers` maps case numbers to registration numbers where another system issues them. Raises Refused before the
    period has passed (its last day belongs to it) and when no firm can be announced.
    """
    notice = locked_notice(notice)
    require(may_handle_notices(by, notice))
    on = clock.today()
    _refuse_early(notice, on)
    end_publicity(notice=notice, on=on)
    ready = notice.items.filter(state__in=ANNOUNCEABLE).order_by("position")
    cases = {case.pk: case for case in locked_cases(ready.values_list("case_id", flat=True))}
    items = list(
        ready.all()
    )  # read again: with the cases locked nobody can withdraw or be objected to any more
    if not items:
        raise Refused(
            f"公示{notice.number}没有可公告的企业。", remedy="有异议的企业须先办结异议核查。", conflict=True
        )
    for item in items:
        case = cases[item.case_id]
        require_desk(case, by, Action.ANNOUNCE)
        _grant_listed(case, item, by, on, (numbers or {}).get(case.number))
    notice.state, notice.announced_on = NoticeState.ANNOUNCED, notice.announced_on or on
    notice.revision += 1
    notice.save(update_fields=["state", "announced_on", "revision"])
    journal.record(
        actor=by,
        verb="notice.announce",
        subject=notice_ref(notice),
        summary=f"{notice.title}：公告{len(items)}家",
        detail={"cases": [cases[item.case_id].number for item in items]},
    )
    return notice


def _refuse_early(notice: PublicityNotice, on: date) -> None:
    if notice.state not in {NoticeState.POSTED, NoticeState.ANNOUNCED} or notice.end is None:
        raise Refused(f"公示{notice.number}尚未发布，不能公告。", remedy="请先发布公示。", conflict=True)
    if on <= notice.end:
        first = notice.end + timedelta(days=1)
        raise Refused(
            f"公示至{notice.end:%Y年%m月%d日}（含当日）止，期满前不能公告。",
            remedy=f"最早可于{first:%Y年%m月%d日}公告。",
            conflict=True,
        )


def _grant_listed(case: Case, item: NoticeItem, by: User, on: date, number: str | None) -> None:
    item.state = ListingState.ANNOUNCED
    item.save(update_fields=["state"])
    grant(case=case, by=by, on=on, number=number)


CLOSED_BY_LIST = {
    StageKind.PUBLICITY,
    StageKind.ANNOUNCEMENT,
    StageKind.EXTERNAL_FILING,
    StageKind.EXTERNAL_PUBLICITY,
    StageKind.CERTIFICATE,
}
"""Stages in which a list of the system of record may close a case: everything of ours is done."""


@transaction.atomic
def grant_by_list(*, case: Case, by: User, on: date, number: str) -> str:
    """按外部公告名单办结: closes an open case because the system of record announced it.

    Returns a sentence when the case cannot be closed (an open objection, a draft), '' when it was.
    """
    case = locked_cases([case.pk])[0]
    stage = case.stage_now
    if stage is None:
        return f"办件{case.number}不在办理中"
    item = NoticeItem.objects.filter(case=case, state__in=ALIVE).order_by("-id").first()
    if item is not None and item.state == ListingState.HELD:
        return f"办件{case.number}有异议正在核查，未办结"
    if stage.kind not in CLOSED_BY_LIST:
        return f"办件{case.number}尚在“{stage.title}”环节，未办结"
    if item is not None:
        _grant_listed(case, item, by, on, number)
    else:
        grant(case=case, by=by, on=on, number=number)
    return ""


@transaction.atomic
def issue_certificate(
    *,
    title: str,
    matter: str,
    party: Party,
    number: str,
    valid_from: date,
    valid_to: date | None,
    entry: Ref,
    basis: str = "",
    case: Case | None = None,
    demonstration: bool = False,
    by: User | None,
) -> Certificate:
    """出具查询凭单: once for each register entry; asking again returns the one issued. `valid_to` None = 长期有效."""
    found, fresh = Certificate.objects.get_or_create(
        entry=str(entry),
        defaults={
            "token": token(),
            "title": title,
            "matter": matter,
            "party": party,
            "case": case,
            "number": number,
            "party_name": party.name,
            "credit_code": party.credit_code or "",
            "valid_from": valid_from,
            "valid_to": valid_to,
            "issued_on": clock.today(),
            "basis": basis,
            "demonstration": demonstration,
        },
    )
    if fresh:
        journal.record(
            actor=by,
            verb="certificate.issue",
            subject=Ref("certificate", str(found.pk)),
            summary=f"{party.name} {title} {number}",
        )
    return found
