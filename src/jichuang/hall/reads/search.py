"""办件查找: every submitted case an officer may open, and only those, as one database condition; narrowed by what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jichuang.hall import catalogue
from jichuang.hall.declare import Desk
from jichuang.hall.models import Case
from jichuang.hall.reads.desks import ROLES, SHARED_ROLES, WHOLE_PROVINCE
from jichuang.hall.terms import CaseState
from jichuang.registry.models import Appointment
from jichuang.registry.reads import appointments_of, has_role
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty parts narrow nothing. `text`: number, name, credit code or pinyin initials."""

    text: str = ""
    matter: str = ""
    state: str = ""
    first: date | None = None
    last: date | None = None


def search_cases(user: User | None, wanted: Wanted, on: date) -> QuerySet[Case]:
    """Submitted cases the person may view by office, newest first, with `.party` loaded; empty without a desk."""
    reach = visible(user, on)
    if reach is None:
        return Case.objects.none()
    found = Case.objects.filter(reach).exclude(state=CaseState.DRAFT).filter(submitted_at__isnull=False)
    if text := wanted.text.strip():
        found = found.filter(
            Q(number__contains=text)
            | Q(party__name__icontains=text)
            | Q(party__credit_code__istartswith=text)
            | Q(party__initials__contains=text.lower())
        )
    if wanted.matter:
        found = found.filter(matter=wanted.matter)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.first:
        found = found.filter(submitted_at__date__gte=wanted.first)
    if wanted.last:
        found = found.filter(submitted_at__date__lte=wanted.last)
    shown = (
        "number",
        "matter",
        "version",
        "purpose",
        "state",
        "stage",
        "outcome",
        "submitted_at",
        "party__name",
    )
    return found.select_related("party").only(*shown).order_by("-submitted_at", "-id")


def visible(user: User | None, on: date) -> Q | None:
    """The cases an office lets the person view, whatever their stage now; None for somebody without one."""
    if has_role(user, Role.AUDITOR, on=on):
        return Q()
    passing, found = _passing(), None
    for row in appointments_of(user, on):
        for desk, roles in ROLES.items():
            place = _place(row, desk) if Role(row.role) in roles and desk in passing else None
            if place is not None:
                condition = place & passing[desk]
                found = condition if found is None else found | condition
    return found


def _passing() -> Mapping[Desk, Q]:
    """For each desk the declared (matter, purpose, versions) whose route passes it."""
    met: dict[Desk, dict[tuple[str, str], set[int]]] = defaultdict(lambda: defaultdict(set))
    for matter in catalogue.catalogue:
        for life in matter.lives:
            for part in life.route.parts:
                for desk in part.desks:
                    met[desk][life.code, life.purpose.value].add(life.version)
    conditions: dict[Desk, Q] = {}
    for desk, routes in met.items():
        condition = Q(pk__in=[])
        for (code, purpose), versions in routes.items():
            condition |= Q(matter=code, purpose=purpose, version__in=sorted(versions))
        conditions[desk] = condition
    return conditions


def _place(row: Appointment, desk: Desk) -> Q | None:
    """The cases whose place one appointment reaches at a desk; None when it reaches none. Mirrors `desks.sits`."""
    shared = Role(row.role) in SHARED_ROLES
    if desk is Desk.RECOMMENDER:
        return Q(recommender_id=row.department_id) if row.department_id else None
    if desk in WHOLE_PROVINCE:
        return None if shared and row.home else Q()
    if shared and not row.home:
        return None
    condition = Q(home=row.home) if row.home else Q()
    if desk is Desk.COUNTY and row.region:
        condition &= Q(region=row.region)
    return condition
