"""签发与撤销接口令牌. The secret is returned once and never stored."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, When

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall.models import ApiReply, ApiToken
from jichuang.hall.reads.tokens import digest_of
from jichuang.hall.terms import TokenScope
from jichuang.registry.models import Department, Party
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_DAYS, MOST_LIVE = 366, 20
KEPT_REPLIES = timedelta(days=7)


@transaction.atomic
def issue_token(
    *, party: Party, by: User, title: str, scopes: Iterable[TokenScope | str], days: int = 90
) -> tuple[ApiToken, str]:
    """签发: (token, secret) for the unit, acting as its acceptor. Raises Refused unless `by` accepts for the unit, Invalid
    for an empty purpose, no or an unknown scope, or a validity outside 1 to 366 days."""
    require(may_act(by, party, scope=Scope.ACCEPTOR, on=clock.today()))
    live = ApiToken.objects.filter(party=party, revoked_at__isnull=True, expires_at__gt=clock.machine_now())
    if live.count() >= MOST_LIVE:
        raise Refused(
            f"同一单位至多有{MOST_LIVE}个有效令牌。", remedy="请先撤销不再使用的令牌。", conflict=True
        )
    return _issue(by=by, acts_as=by, title=title, scopes=scopes, days=days, party=party, department=None)


@transaction.atomic
def issue_demonstration_token(
    *, acts_as: User, party: Party | None, department: Department | None
) -> tuple[ApiToken, str]:
    """A token of a demonstration account with every scope, for a day. Raises Refused on a deployment."""
    if not settings.DEMONSTRATION or not acts_as.demonstration:
        raise Refused(
            "只有演示账号能这样取得令牌。",
            remedy="正式部署请由单位的确认提交人在“接口令牌”页签发。",
            conflict=True,
        )
    return _issue(
        by=None, acts_as=acts_as, title="演示令牌", scopes=list(TokenScope), days=1, party=party, department=department
    )  # fmt: skip


def _issue(
    *,
    by: User | None,
    acts_as: User,
    title: str,
    scopes: Iterable[TokenScope | str],
    days: int,
    party: Party | None,
    department: Department | None,
) -> tuple[ApiToken, str]:
    wanted = _scopes(scopes)
    if not title.strip() or len(title.strip()) > 60:
        raise Invalid.one("title", "没有写明用途，或超过60字", "请写明给哪个系统使用")
    if not 1 <= days <= MOST_DAYS:
        raise Invalid.one("days", f"有效期{days}天", f"应在1至{MOST_DAYS}天之间")
    secret, now = f"jc_{secrets.token_urlsafe(32)}", clock.machine_now()
    token = ApiToken.objects.create(
        digest=digest_of(secret),
        hint=secret[3:11],
        title=title.strip(),
        party=party,
        department=department,
        acts_as=acts_as,
        scopes=wanted,
        issued_at=now,
        expires_at=now + timedelta(days=days),
    )
    journal.record(
        actor=by,
        verb="token.issue",
        subject=Ref("token", str(token.pk)),
        summary=f"签发接口令牌 {token.hint}（{token.title}）",
        detail={"scopes": wanted, "expires_at": token.expires_at, "party": party.pk if party else None},
    )
    return token, secret


def _scopes(scopes: Iterable[TokenScope | str]) -> list[str]:
    try:
        wanted = {TokenScope(one) for one in scopes}
    except ValueError as fault:
        raise Invalid.one(
            "scopes", "有不认识的范围", f"应为{'、'.join(one.value for one in TokenScope)}"
        ) from fault
    if not wanted:
        raise Invalid.one("scopes", "没有选择范围", "请至少选择一项")
    return [one.value for one in TokenScope if one in wanted]


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """撤销: the next call with the token is refused. Revoking twice changes nothing. Raises Refused for other people."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.party is None:
        raise Refused("演示令牌一天后自行失效，不在这里撤销。", conflict=True)
    require(may_act(by, token.party, scope=Scope.ACCEPTOR, on=clock.today()))
    if token.revoked_at is None:
        token.revoked_at = clock.machine_now()
        token.save(update_fields=["revoked_at"])
        journal.record(
            actor=by,
            verb="token.revoke",
            subject=Ref("token", str(token.pk)),
            summary=f"撤销接口令牌 {token.hint}（{token.title}）",
        )
    return token


def forget_replies(on: date) -> int:
    """Daily duty: drops answers kept for repeated keys once they are a week of machine time old; returns how many."""
    old = ApiReply.objects.filter(at__lt=clock.machine_now() - KEPT_REPLIES)
    return old.delete()[0]


def spend_call(*, token: ApiToken) -> int:
    """Counts one call of a token; seconds until it may call again, 0 while within `API_PER_MINUTE`. Machine time.

    The count stands in the database, so that it holds for every server process together.
    """
    most: int = settings.API_PER_MINUTE
    if not most:
        return 0
    seconds = int(clock.machine_now().timestamp())
    minute, past = divmod(seconds, 60)
    row = ApiToken.objects.filter(pk=token.pk)
    row.update(calls=Case(When(minute=minute, then=F("calls") + 1), default=1), minute=minute)
    return 60 - past if row.values_list("calls", flat=True).get() > most else 0
