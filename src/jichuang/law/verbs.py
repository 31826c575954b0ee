"""What is written in this room: that somebody took a list of names away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.law import trying
from jichuang.law.reads import access
from jichuang.policy.declaration import Policy
from jichuang.policy.parameters import Law

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def take_affected(
    *, policy: Policy, law: Law, changes: Mapping[str, Any], register: str, by: User | None
) -> list[tuple[str, ...]]:
    """The list of those a supposed change would touch, and a journal row that says who took it. Raises Refused without the right."""
    require(access.may_name(by, clock.today()))
    rows = list(trying.affected(policy, law, changes, register))
    journal.record(
        actor=by,
        verb="policy.affected",
        subject=Ref("policy", policy.id),
        summary=f"导出改规则试算名单：{policy.title}，{len(rows)} 家",
        detail={
            "on": law.on,
            "changes": {key: str(value) for key, value in changes.items()},
            "register": register,
        },
    )
    return rows
