"""Names of the people a record mentions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jichuang.accounts.models import User
from jichuang.registry.models import Appointment, Department


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """{`user:7`: name} of the actors of some records. One query; what is no person is left out."""
    keys = {text: int(text.partition(":")[2]) for text in actors if text.startswith("user:")}
    names = dict(User.objects.filter(pk__in=set(keys.values())).values_list("pk", "name"))
    return {text: names[key] for text, key in keys.items() if key in names}


def officers_of(office: Department | None, day: date) -> list[User]:
    """A department's officers on a day; none without a department. One query."""
    if office is None:
        return []
    rows = Appointment.objects.filter(department=office, valid__contains=day, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user__email", "id")]
