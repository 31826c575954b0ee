"""What every verb of returns shares: the locked row, the journal row, the letters to a unit's people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jichuang.base import clock, journal
from jichuang.base.errors import Refused
from jichuang.base.models import MessageKind
from jichuang.base.refs import Ref
from jichuang.base.seals.digest import sm3
from jichuang.base.telling import tell
from jichuang.registry.models import Delegation
from jichuang.returns.models import OpenPeriod, Owed

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def ref(owed: Owed) -> Ref:
    """`return:<row>`."""
    return Ref("return", str(owed.pk))


def period_ref(period: OpenPeriod) -> Ref:
    """`period:<report>/<period>`."""
    return Ref("period", f"{period.code}/{period.period}")


def locked(owed: Owed) -> Owed:
    """The row as it is now, locked until the transaction ends."""
    rows = Owed.objects.select_for_update(of=("self",)).select_related("period", "party")
    return rows.get(pk=owed.pk)


def note(owed: Owed, by: User | None, verb: str, words: str, **detail: Any) -> None:
    """One journal row about a return."""
    summary = f"{owed.name} {owed.period.title}{words}"
    journal.record(actor=by, verb=f"return.{verb}", subject=ref(owed), summary=summary, detail=detail)


def digest_of(answers: Mapping[str, Any], explanations: Mapping[str, Any]) -> str:
    """SM3 over the canonical text of one filing."""
    text = json.dumps(
        [dict(answers), dict(explanations)], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return sm3(text.encode())


def write_to(rows: Iterable[Owed], subject: str, body: str) -> dict[int, int]:
    """Queues one letter to everybody who fills in for these units; {row: letters}. One query for all of them."""
    held = list(rows)
    today = clock.today()
    people = Delegation.objects.filter(
        party__in={row.party_id for row in held if row.party_id}, state="authorised", valid__contains=today
    ).exclude(scope="viewer")
    by_party: dict[int, list[User]] = {}
    for one in people.select_related("user").order_by("id"):
        by_party.setdefault(one.party_id, []).append(one.user)
    sent: dict[int, int] = {}
    for row in held:
        sent[row.pk] = tell(
            by_party.get(row.party_id or 0, []),
            kind=MessageKind.DEADLINE,
            subject=f"{row.period.title}：{subject}",
            body=f"{row.name}：\n\n{body}\n\n应报日期：{row.due_on:%Y年%m月%d日}。请在“我的空间”的“我的报送”中办理。",
            about=ref(row),
        )
    return sent


def changed(owed: Owed) -> Refused:
    """The refusal for the second of two people."""
    return Refused(
        f"“{owed.name}”的这份表在您打开之后已有变化，现在是“{owed.get_state_display()}”。",
        remedy="请刷新后再办理；您的操作没有生效。",
        conflict=True,
    )
