"""People of a plan: names a record mentions, officers of an owner, leaders in charge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from jichuang.accounts.models import User
from jichuang.plan.models import Plan
from jichuang.registry.models import Appointment, Department
from jichuang.registry.reads.people import appointed_in
from jichuang.registry.terms import Role


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """{`user:7`: name} of the actors of some records. One query; what is no person is left out."""
    keys = {text: int(text.partition(":")[2]) for text in actors if text.startswith("user:")}
    names = dict(User.objects.filter(pk__in=set(keys.values())).values_list("pk", "name"))
    return {text: names[key] for text, key in keys.items() if key in names}


def officers_of(office: Department | None, day: date) -> list[User]:
    """A department's officers on a day; none without a department. One query."""
    return [] if office is None else appointed_in(Q(department=office), day)


def leader_named(name: str, day: date) -> User | None:
    """The leader whose account bears a name; None when nobody's does, or more than one. One query."""
    found = {row.user_id: row.user for row in _leading(day).filter(user__name=name.strip())}
    return next(iter(found.values())) if len(found) == 1 else None


def leaders(day: date) -> list[User]:
    """Everybody with a leader's appointment, by name. One query."""
    found = {row.user_id: row.user for row in _leading(day)}
    return sorted(found.values(), key=lambda one: (one.name, one.pk))


def in_charge(plan: Plan, codes: Iterable[str], day: date) -> dict[str, User]:
    """{code: leader in charge} of some promises, as long as he is in office. Two queries."""
    found: dict[str, User] = {}
    rows = plan.charges.filter(code__in=list(codes), owner__in_charge__isnull=False)
    for row in rows.select_related("owner__in_charge"):
        if row.owner is not None and row.owner.in_charge is not None:
            found[row.code] = row.owner.in_charge
    office = set(
        _leading(day).filter(user__in=[one.pk for one in found.values()]).values_list("user_id", flat=True)
    )
    return {code: user for code, user in found.items() if user.pk in office}


def _leading(day: date) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(role=Role.LEADER, valid__contains=day, user__is_active=True)
    return rows.select_related("user").order_by("id")
