"""接口令牌的读取: who a secret belongs to, which tokens an organisation has. Knows no request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.base.permissions import require
from jichuang.hall.models import ApiToken, Case, Task
from jichuang.hall.reads.cases import case_for, cases_of
from jichuang.hall.reads.desks import scope
from jichuang.hall.terms import CaseState, TokenScope
from jichuang.registry.models import Party
from jichuang.registry.reads import has_role, may_act
from jichuang.registry.terms import Role, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def digest_of(secret: str) -> str:
    """What is kept of a secret. It has 256 random bits, so a plain SHA-256 suffices."""
    return sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the token and the person whose permissions it uses, asked anew at every call."""

    token: ApiToken
    user: User

    def need(self, wanted: TokenScope) -> None:
        """Raises Refused unless the token's scopes hold `wanted`."""
        if wanted.value not in self.token.scopes:
            raise Refused(
                f"这个令牌没有“{wanted.label}”范围。", remedy="请由单位的确认提交人另行签发所需范围的令牌。"
            )

    def party(self, credit_code: str) -> Party:
        """The organisation to start a case for: only the token's own. Raises Refused."""
        own = self.token.party
        if own is None or own.credit_code != credit_code:
            raise Refused("令牌只能代表签发它的单位。", remedy="请用该单位签发的令牌。", field="party")
        return own

    def case(self, number: str) -> Case:
        """The case as the person may see it; for an enterprise's token only the enterprise's own. Raises Refused."""
        case = case_for(self.user, number)
        own = self.token.party_id
        if own is not None and case.party_id != own:
            raise Refused(f"没有编号为{number}的办件，或您无权查看。", remedy="请核对办件编号。")
        return case

    def cases(self, on: date) -> QuerySet[Case]:
        """Every case the token may see, newest first: its unit's own; at an officer's desks; all for an auditor."""
        if self.token.party_id is not None:
            return cases_of(self.user, on).filter(party_id=self.token.party_id)
        submitted = Case.objects.exclude(state=CaseState.DRAFT).exclude(outcome="discarded")
        if not has_role(self.user, Role.AUDITOR, on=on):
            mine = scope(self.user, on)
            tasks = Task.objects.none() if mine is None else Task.objects.filter(mine)
            submitted = submitted.filter(pk__in=tasks.values("case_id"))
        return submitted.select_related("party").order_by("-id")


def caller_of(secret: str) -> Caller | None:
    """The caller of a secret; None when unknown, expired, revoked, or its person's account is closed."""
    now = clock.machine_now()
    found = (
        ApiToken.objects.filter(digest=digest_of(secret), revoked_at__isnull=True, expires_at__gt=now)
        .select_related("acts_as", "party")
        .first()
    )
    if found is None or not found.acts_as.is_active:
        return None
    today = now.date()
    if found.used_on != today:
        ApiToken.objects.filter(Q(used_on__isnull=True) | Q(used_on__lt=today), pk=found.pk).update(
            used_on=today
        )
    return Caller(found, found.acts_as)


def tokens_of(party: Party, user: User) -> QuerySet[ApiToken]:
    """The tokens of a unit for its acceptors, newest first. Raises Refused for anybody else."""
    require(may_act(user, party, scope=Scope.ACCEPTOR, on=clock.today()))
    return ApiToken.objects.filter(party=party).select_related("acts_as").order_by("-id")
