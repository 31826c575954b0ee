"""谁能在一件里做什么: the unit's people by authorisation, raised for one case by an invitation they have taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.hall.declare import Submission
from jichuang.hall.models import Case, Colleague
from jichuang.registry.models import Delegation, Party
from jichuang.registry.reads import may_act, scope_of
from jichuang.registry.terms import Capacity, DelegationState, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

TITLES = {Scope.VIEWER: "查看人", Scope.PREPARER: "填报人", Scope.ACCEPTOR: "确认人"}


def may_act_on(user: User, case: Case, scope: Scope, on: date) -> Decision:
    """`may_act` for the case's party; where the authorisation falls short, an invitation to this case may carry it."""
    allowed = may_act(user, case.party, scope=scope, on=on)
    if allowed or scope_of(user, case.party, on) is None:
        return allowed
    row = Colleague.objects.filter(
        case=case, user=user, accepted_at__isnull=False, ended_at__isnull=True
    ).first()
    if row is None or Scope(row.scope).rank < scope.rank:
        return allowed
    return Decision.yes(f"您是这件的{TITLES[Scope(row.scope)]}。")


def may_invite(user: User, case: Case, scope: Scope, on: date) -> Decision:
    """Nobody passes on more than the unit gave him; an invitation is never a right to invite further."""
    if case.closed_at is not None:
        return Decision.no(f"办件{case.number}已办结，不能再邀请。")
    return may_act(user, case.party, scope=max(scope, Scope.PREPARER, key=lambda one: one.rank), on=on)


def invitation_of(user: User, case: Case) -> Colleague | None:
    """An invitation the person has not answered yet."""
    rows = Colleague.objects.filter(case=case, user=user, accepted_at__isnull=True, ended_at__isnull=True)
    return rows.select_related("invited_by").first()


def invitations_of(user: User) -> list[Colleague]:
    """Every invitation the person has not answered. One query."""
    rows = Colleague.objects.filter(user=user, accepted_at__isnull=True, ended_at__isnull=True)
    return list(rows.select_related("case__party", "invited_by").order_by("id"))


@dataclass(frozen=True, slots=True)
class PersonHere:
    """One person of the unit in one case: `scope` is what counts, `row` the invitation behind it if there is one."""

    user: User
    capacity: Capacity
    unit_scope: Scope
    scope: Scope
    row: Colleague | None
    may: str

    @property
    def title(self) -> str:
        """查看人, 填报人, 确认人."""
        return TITLES[self.scope]

    @property
    def pending(self) -> bool:
        """Whether an invitation waits for his answer."""
        return self.row is not None and self.row.accepted_at is None


def people_of(case: Case) -> list[PersonHere]:
    """Everybody of the unit who may see the case and what he may do in it, those who bind it first. Two queries."""
    on = clock.today()
    rows = Colleague.objects.filter(case=case, ended_at__isnull=True).select_related("invited_by")
    invited = {row.user_id: row for row in rows}
    held = _delegations(case.party, on)
    found = [_person(case, one, invited.get(one.user_id)) for one in held]
    return sorted(found, key=lambda one: (-one.scope.rank, one.user.pk))


def _delegations(party: Party, on: date) -> list[Delegation]:
    rows = Delegation.objects.filter(party=party, state=DelegationState.AUTHORISED, valid__contains=on)
    return list(rows.select_related("user").order_by("id"))


def _person(case: Case, held: Delegation, row: Colleague | None) -> PersonHere:
    unit, scope = Scope(held.scope), Scope(held.scope)
    if row is not None and row.accepted_at is not None and Scope(row.scope).rank > scope.rank:
        scope = Scope(row.scope)
    capacity = Capacity(held.capacity)
    return PersonHere(held.user, capacity, unit, scope, row, _words(case, scope, capacity))


def _words(case: Case, scope: Scope, capacity: Capacity) -> str:
    """What the person may do, in the words of this matter's route."""
    first = case.declaration.route.first
    signs = isinstance(first, Submission) and capacity.value in {one.value for one in first.cosign}
    words = ["看内容和进度"]
    if scope is not Scope.VIEWER:
        words.append("填写、上传、咨询")
        if isinstance(first, Submission):
            words.append("送本单位会签")
    if scope is Scope.ACCEPTOR:
        words.append("补正提交、撤回" if isinstance(first, Submission) else "提交、补正提交、撤回")
    if signs:
        words.append("会签（不能会签自己送的）")
    return "；".join(words)
