"""负责单位的人: who in this system answers for an office that a situation table names."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from jichuang.accounts.models import User
from jichuang.registry.models import Appointment


def officers_of(owner: str, on: date) -> list[User]:
    """People appointed in the department of that name or short name on the day; none where it has no account. One query."""
    rows = Appointment.objects.filter(
        Q(department__name=owner) | Q(department__short=owner), valid__contains=on, user__is_active=True
    )
    return list(
        {row.user_id: row.user for row in rows.select_related("user").order_by("user__email", "id")}.values()
    )
