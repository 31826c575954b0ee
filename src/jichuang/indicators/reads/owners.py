"""负责单位的人: who in this system answers for an office that a situation table names."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from jichuang.accounts.models import User
from jichuang.registry.reads.people import appointed_in


def officers_of(owner: str, on: date) -> list[User]:
    """People appointed in the department of that name or short name on the day; none where it has no account. One query."""
    return appointed_in(Q(department__name=owner) | Q(department__short=owner), on)
