"""Parties, who acts for them, and through whom they are recommended. Knows no case."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.base import keeping
from jichuang.base.permissions import Decision
from jichuang.base.rows import Rows
from jichuang.codes import chinese
from jichuang.registry.models import Delegation, Department, Party, PartyName, Recommender
from jichuang.registry.terms import Capacity, DelegationState, DepartmentKind, Level, PartyKind, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

LOCAL = {PartyKind.ENTERPRISE, PartyKind.SERVICE_BODY, PartyKind.PARK_OPERATOR}
"""Kinds of parties that stand under the science department of their place unless a relation says otherwise."""


_DELEGATIONS = Rows(Delegation, "t.user_id = %s AND t.party_id = %s AND t.state = %s AND t.valid @> %s::date")


def party_by_code(credit_code: str) -> Party | None:
    """The party under a unified social credit code, None when it has not registered."""
    return Party.objects.filter(credit_code=credit_code.strip().upper()).first()


def open_delegations(user: User, on: date) -> QuerySet[Delegation]:
    """The user's authorised delegations that cover the day. Read on every request, so a revocation counts at once."""
    return (
        Delegation.objects.filter(user_id=user.pk, state=DelegationState.AUTHORISED, valid__contains=on)
        .select_related("party")
        .order_by("party__name", "id")
    )


def parties_of(user: User, on: date) -> list[Party]:
    """Parties the user may act for on the day, at least as viewer, by name."""
    if user.pk is None:
        return []
    return [delegation.party for delegation in open_delegations(user, on)]


def _delegation(user: User, party: Party, on: date) -> tuple[str, str] | None:
    """(scope, capacity) of the user's authorisation by the party on the day. Read once per request."""
    if user.pk is None:
        return None
    kept, key = keeping.kept(), f"delegation:{user.pk}:{party.pk}:{on}"
    if kept is not None and key in kept:
        return kept[key]
    rows = _DELEGATIONS(user.pk, party.pk, DelegationState.AUTHORISED, on)
    found = (rows[0].scope, rows[0].capacity) if rows else None
    if kept is not None:
        kept[key] = found
    return found


def keep_delegations(user: User, parties: Collection[int], on: date) -> None:
    """Reads the user's authorisations by several parties at once, so that a list asks no question per row."""
    kept = keeping.kept()
    if kept is None or user.pk is None:
        return
    held = (
        open_delegations(user, on).filter(party_id__in=parties).values_list("party_id", "scope", "capacity")
    )
    found = {party: (scope, capacity) for party, scope, capacity in held.order_by("-id")}
    kept.update({f"delegation:{user.pk}:{party}:{on}": found.get(party) for party in parties})


def scope_of(user: User, party: Party, on: date) -> Scope | None:
    """What the user may do for the party on the day; None when nothing."""
    held = _delegation(user, party, on)
    return Scope(held[0]) if held else None


def may_act(user: User, party: Party, *, scope: Scope = Scope.PREPARER, on: date) -> Decision:
    """Whether the user may act for the party in at least `scope`, with the reason either way."""
    held = scope_of(user, party, on)
    if held is None:
        return Decision.no(
            f"您没有“{party.name}”的授权，不能代其办理。",
            "请由该单位的确认提交人在“授权管理”中授权，或重新申请授权。",
        )
    if held.rank < scope.rank:
        return Decision.no(
            f"您对“{party.name}”的授权是“{held.label}”，此项操作需要“{scope.label}”。",
            "请由该单位的确认提交人扩大授权。",
        )
    return Decision.yes(f"“{party.name}”已授权您“{held.label}”。")


def capacity_of(user: User, party: Party, on: date) -> Capacity | None:
    """As what the user acts for the party on the day; None when he does not."""
    held = _delegation(user, party, on)
    return Capacity(held[1]) if held else None


def name_on(party: Party, day: date) -> str:
    """The party's name on a day; its present name where the history does not reach."""
    row = PartyName.objects.filter(party=party, valid__contains=day).first()
    return row.name if row else party.name


def departments(*, kind: str | None = None, home: str | None = None) -> QuerySet[Department]:
    """Departments, narrowed by kind and 考核归属, in order of region."""
    found = Department.objects.order_by("region", "code")
    if kind is not None:
        found = found.filter(kind=kind)
    return found if home is None else found.filter(home=home)


def recommender_of(party: Party, kind: str | None = None, on: date | None = None) -> Department | None:
    """The department that recommends the party on the day.

    A stated relation wins (of channel `kind`, when one is asked for); otherwise, for bodies under local administration
    alone, the science department of their 考核归属 unit: a university is never recommended by the city it stands in.
    None when neither exists.
    """
    stated = Recommender.objects.filter(party=party).select_related("department")
    if on is not None:
        stated = stated.filter(valid__contains=on)
    if kind is not None:
        stated = stated.filter(kind=kind)
    row = stated.order_by("-id").first()
    if row is not None:
        return row.department
    if kind is not None or party.kind not in LOCAL:
        return None
    return departments(kind=DepartmentKind.SCIENCE, home=party.home).filter(level=Level.CITY).first()


def search_parties(text: str, *, limit: int = 20) -> list[Party]:
    """Units by name, former name, credit code or pinyin initials; [] for empty text. Natural persons are never found so."""
    wanted = chinese.normalise(text).strip()
    if not wanted:
        return []
    match = Q(name__icontains=wanted) | Q(names__name__icontains=wanted)
    if wanted.isascii():
        match |= Q(credit_code__istartswith=wanted) | Q(initials__contains=wanted.lower())
    units = Party.objects.exclude(kind=PartyKind.PERSON).filter(match)
    return list(units.distinct().order_by("name", "id")[:limit])
