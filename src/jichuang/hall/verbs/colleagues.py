"""邀请同事: one more person of the unit takes part in one case; he accepts, and may leave or be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import MessageKind
from jichuang.base.telling import tell
from jichuang.hall.models import Case, Colleague
from jichuang.hall.reads.colleagues import TITLES, may_invite
from jichuang.hall.verbs.moving import locked, ref, require
from jichuang.registry.reads import may_act, scope_of
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def invite(*, case: Case, user: User, scope: Scope | str, by: User) -> Colleague:
    """邀请 a colleague as 填报人 or 确认人 of this case. Raises Refused, or Invalid saying what would be right."""
    case, on = locked(case), clock.today()
    wanted = Scope(scope)
    require(may_invite(by, case, wanted, on), case)
    held = scope_of(user, case.party, on)
    if held is None:
        raise Invalid.one(
            "user", f"{user.name}没有“{case.party.name}”的授权，不是本单位的人员", "请先在“授权管理”中授权"
        )
    if held.rank >= wanted.rank:
        raise Invalid.one("scope", f"{user.name}已有“{held.label}”授权，不必邀请", "可以直接办理")
    former = Colleague.objects.select_for_update().filter(case=case, user=user, ended_at__isnull=True).first()
    if former is not None and former.scope == wanted.value:
        raise Refused(f"{user.name}已被邀请为{TITLES[wanted]}。", remedy="请等其答复。", conflict=True)
    if former is not None:
        _end(former)
    row = Colleague.objects.create(case=case, user=user, scope=wanted, invited_by=by, invited_at=clock.now())
    _note(row, by, "invite", f"邀请{user.name}为{TITLES[wanted]}")
    body = (
        f"{by.name}邀请您作为{TITLES[wanted]}参与{case.number}（{case.declaration.title}）。请在办件页答复。"
    )
    tell([user], kind=MessageKind.REPLY, subject="邀请您协作", body=body, about=ref(case))
    return row


@transaction.atomic
def answer_invitation(*, row: Colleague, by: User, accept: bool) -> Colleague:
    """接受或谢绝, by the person invited."""
    held = Colleague.objects.select_for_update(of=("self",)).select_related("case__party").get(pk=row.pk)
    if held.user_id != by.pk:
        raise Refused("这份邀请不是给您的。", remedy="请由被邀请人答复。")
    if held.ended_at is not None or held.accepted_at is not None:
        raise Refused("这份邀请已经答复或撤回。", remedy="请刷新页面。", conflict=True)
    if accept:
        held.accepted_at = clock.now()
        held.save(update_fields=["accepted_at"])
    else:
        _end(held)
    _note(held, by, "accept" if accept else "decline", f"{by.name}{'接受' if accept else '谢绝'}邀请")
    return held


@transaction.atomic
def dismiss(*, row: Colleague, by: User) -> Colleague:
    """移出: by the person himself, by who invited him, or by an acceptor of the unit. Counts from the next click."""
    held = (
        Colleague.objects.select_for_update(of=("self",)).select_related("case__party", "user").get(pk=row.pk)
    )
    if by.pk not in (held.user_id, held.invited_by_id):
        require(may_act(by, held.case.party, scope=Scope.ACCEPTOR, on=clock.today()), held.case)
    if held.ended_at is not None:
        raise Refused(f"{held.user.name}已不在这件中。", remedy="请刷新页面。", conflict=True)
    _end(held)
    _note(held, by, "dismiss", f"{held.user.name}不再是{TITLES[Scope(held.scope)]}")
    return held


def _end(row: Colleague) -> None:
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])


def _note(row: Colleague, by: User, deed: str, words: str) -> None:
    detail = {"user": row.user_id, "scope": row.scope}
    summary = f"{row.case.number} {words}"
    journal.record(actor=by, verb=f"colleague.{deed}", subject=ref(row.case), summary=summary, detail=detail)
