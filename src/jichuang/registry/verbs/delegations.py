"""授权: a clerk asks, the enterprise authorises or declines, and may revoke at any time; the next request feels it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jichuang.base import clock, journal, keeping
from jichuang.base.errors import Refused
from jichuang.base.permissions import Decision, require
from jichuang.registry.models import Delegation, Party
from jichuang.registry.reads.parties import may_act
from jichuang.registry.terms import Capacity, DelegationState, Scope
from jichuang.registry.verbs.guards import days, may_import
from jichuang.registry.verbs.parties import party_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def may_authorise(user: User | None, party: Party, on: date) -> Decision:
    """The party's own acceptors; for a party's first authorisation, those who keep the registry, on its letter."""
    if user is None:
        return Decision.yes("系统写入。")
    keeper = may_import(user, on)
    return keeper if keeper else may_act(user, party, scope=Scope.ACCEPTOR, on=on)


@transaction.atomic
def request_delegation(*, party: Party, by: User, scope: Scope | str = Scope.PREPARER) -> Delegation:
    """A person asks to act for a party. Grants nothing until authorised. Refused while one is open."""
    for former in _open(party, by):
        if former.valid.upper is not None and former.valid.upper <= clock.today():
            _end(former, DelegationState.REVOKED, "授权期满")
    row = _create(
        party=party, user=by, scope=Scope(scope), state=DelegationState.REQUESTED, valid=days(clock.today(), None),
        requested_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="delegation.request",
        subject=party_ref(party),
        summary=f"{by.name} 申请“{row.get_scope_display()}”授权",
    )
    return row


@transaction.atomic
def authorise_clerk(
    *,
    party: Party,
    user: User,
    by: User | None,
    scope: Scope | str = Scope.PREPARER,
    capacity: Capacity | str = Capacity.CLERK,
    valid_from: date | None = None,
    valid_to: date | None = None,
    basis: str = "",
) -> Delegation:
    """The party authorises a person in `scope` (each scope includes the lesser ones); replaces a former grant.

    `capacity` says as what he acts: a legal person or administrator may sign where a matter asks for it.
    """
    today = clock.today()
    require(may_authorise(by, party, today))
    for former in _open(party, user):
        _end(former, DelegationState.REVOKED, "由新的授权取代")
    now = clock.now()
    row = _create(
        party=party, user=user, scope=Scope(scope), capacity=Capacity(capacity), state=DelegationState.AUTHORISED,
        valid=days(valid_from or today, valid_to), requested_at=now, authorised_at=now, authorised_by=by, basis=basis,
    )  # fmt: skip
    _journal_grant(row, by)
    return row


@transaction.atomic
def authorise_request(*, delegation: Delegation, by: User) -> Delegation:
    """Authorises a request. Refused when it is no longer open, or when the asker answers himself."""
    row = _requested(delegation, by)
    row.state, row.authorised_at, row.authorised_by = DelegationState.AUTHORISED, clock.now(), by
    row.save(update_fields=["state", "authorised_at", "authorised_by"])
    keeping.forget()
    _journal_grant(row, by)
    return row


@transaction.atomic
def decline_delegation(*, delegation: Delegation, by: User, reason: str = "") -> Delegation:
    """Declines a request."""
    row = _requested(delegation, by)
    _end(row, DelegationState.DECLINED, reason)
    journal.record(
        actor=by,
        verb="delegation.decline",
        subject=party_ref(row.party),
        summary=f"未同意 {row.user.name} 的授权申请",
    )
    return row


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: User, reason: str = "") -> Delegation:
    """Ends a grant at once. The person may also give back his own."""
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if by.pk != row.user_id:
        require(may_authorise(by, row.party, clock.today()))
    if row.state not in {DelegationState.AUTHORISED, DelegationState.REQUESTED}:
        raise Refused("这份授权已经终止。", conflict=True)
    _end(row, DelegationState.REVOKED, reason)
    journal.record(
        actor=by,
        verb="delegation.revoke",
        subject=party_ref(row.party),
        summary=f"撤销 {row.user.name} 的“{row.get_scope_display()}”授权",
        detail={"reason": reason},
    )
    return row


def _create(**fields: object) -> Delegation:
    keeping.forget()
    try:
        with transaction.atomic():
            return Delegation.objects.create(**fields)
    except IntegrityError as error:
        raise Refused("已有一份在用或待答复的授权。", remedy="请先撤销原授权。", conflict=True) from error


def _requested(delegation: Delegation, by: User) -> Delegation:
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    require(may_authorise(by, row.party, clock.today()))
    if by.pk == row.user_id:
        raise Refused("不能答复自己的授权申请。", remedy="请由该单位的另一名确认提交人办理。")
    if row.state != DelegationState.REQUESTED:
        raise Refused(f"这份申请{row.get_state_display()}，不能再答复。", conflict=True)
    return row


def _open(party: Party, user: User) -> list[Delegation]:
    states = [DelegationState.REQUESTED, DelegationState.AUTHORISED]
    return list(Delegation.objects.select_for_update().filter(party=party, user=user, state__in=states))


def _end(row: Delegation, state: DelegationState, reason: str) -> None:
    row.state, row.ended_at, row.end_reason = state, clock.now(), reason
    row.save(update_fields=["state", "ended_at", "end_reason"])
    keeping.forget()


def _journal_grant(row: Delegation, by: User | None) -> None:
    journal.record(
        actor=by,
        verb="delegation.authorise",
        subject=party_ref(row.party),
        summary=f"授权 {row.user.name} “{row.get_scope_display()}”",
        detail={"delegation": row.pk, "basis": row.basis},
    )
