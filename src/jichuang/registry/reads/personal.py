"""Personal data of a party: masked by default, who may read it in full, and who has read it (谁看过我的数据)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from jichuang.accounts.models import User as Account
from jichuang.base.models import JournalRow
from jichuang.base.permissions import Decision
from jichuang.base.refs import Ref
from jichuang.registry import facts
from jichuang.registry.models import Party, PartyFact
from jichuang.registry.reads.facts import FactValue
from jichuang.registry.reads.parties import may_act
from jichuang.registry.reads.people import appointments_of, holds_any
from jichuang.registry.terms import Role, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

READING_ROLES = (Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER)
IDENTITY_NUMBERS = ("legal_person_id", "resident_id")
"""Facts that stay masked whoever asks."""
READING_VERBS = ("party.read", "party.read_personal", "case.read", "party.export")


def masked(key: str, value: str) -> str:
    """`value` with its middle hidden: a name keeps its first character, a phone 3+4, an id card 6+4."""
    if key == "contact_name":
        return value[:1] + "*" * max(1, len(value) - 1)
    if key == "contact_email":
        name, _, host = value.partition("@")
        return f"{name[:1]}***@{host}"
    head, tail = (6, 4) if key in IDENTITY_NUMBERS else (3, 4)
    if len(value) <= head + tail:
        return value[:1] + "*" * max(1, len(value) - 1)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]


def personal_of(party: Party, *, masked: bool = True) -> dict[str, FactValue]:
    """{key: FactValue} of personal facts. Identity-card numbers stay masked whoever asks."""
    keys = [fact.key for fact in facts.personal()]
    rows = PartyFact.objects.filter(party=party, key__in=keys, recorded__upper_inf=True).order_by("key")
    return {
        row.key: FactValue(_shown(row.key, row.value, masked), row.unit, row.source, row.as_of, row.key)
        for row in rows
    }


def _shown(key: str, value: str, hide: bool) -> str:
    return masked(key, value) if hide or key in IDENTITY_NUMBERS else value


def may_read_party(user: User | None, party: Party, on: date) -> Decision:
    """Who sees what is held about a party: its own people, officers of its unit, tax, finance, province, auditor."""
    if user is None or user.pk is None:
        return Decision.no("您尚未登录，只能看到公开的名录信息。", "请先登录。")
    own = may_act(user, party, scope=Scope.VIEWER, on=on)
    if own:
        return own
    roles = (*READING_ROLES, Role.TAX_OFFICER, Role.FINANCE_OFFICER, Role.AUDITOR)
    held = holds_any(user, roles, on=on, home=party.home, region=party.region)
    return held if held or appointments_of(user, on) else own


def may_read_personal(user: User | None, party: Party, on: date) -> Decision:
    """Who sees contact data in full: the party's own people and the science officers who handle its matters."""
    if user is None or user.pk is None:
        return Decision.no("您尚未登录，不能查看联系信息。", "请先登录。")
    own = may_act(user, party, scope=Scope.VIEWER, on=on)
    if own:
        return own
    held = holds_any(user, READING_ROLES, on=on, home=party.home, region=party.region)
    return held if held or appointments_of(user, on) else own


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a party's data: when, by whom (name and post), what for."""

    at: datetime
    who: str
    post: str
    what: str


def readings_of(party: Party, *, limit: int = 50) -> list[Reading]:
    """Who read the party's data, newest first."""
    rows = list(_reading_rows(party)[:limit])
    keys = {int(row.actor.partition(":")[2]) for row in rows if row.actor.startswith("user:")}
    users = Account.objects.in_bulk(keys)
    found = []
    for row in rows:
        user = users.get(int(row.actor.partition(":")[2])) if row.actor.startswith("user:") else None
        found.append(Reading(row.at, user.name if user else "系统", _post(user, row.at.date()), row.summary))
    return found


def _reading_rows(party: Party) -> QuerySet[JournalRow]:
    subject = str(Ref("party", party.credit_code or str(party.pk)))
    return JournalRow.objects.filter(subject=subject, verb__in=READING_VERBS).order_by("-id")


def _post(user: User | None, on: date) -> str:
    rows = appointments_of(user, on)
    return "、".join(
        f"{row.department.name} · {Role(row.role).label}" if row.department else str(Role(row.role).label)
        for row in rows
    )
