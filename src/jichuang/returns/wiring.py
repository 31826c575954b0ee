"""What periodic returns declare to the rest of the house at start-up."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jichuang.base import duties, refs
from jichuang.base.refs import Link
from jichuang.hall.pages import offers
from jichuang.registry.reads import holds_any
from jichuang.returns.chores import DUTIES
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.reads.permissions import CHASERS, may_open, may_view


def return_link(key: str, user: Any) -> Link | None:
    """The return's page for who may see it; its title for nobody else."""
    owed = Owed.objects.filter(pk=key).select_related("period").first() if key.isdigit() else None
    if owed is None:
        return None
    if not may_view(user, owed):
        return Link("定期报送")
    return Link(f"{owed.name} {owed.period.title}", reverse("returns:return", args=[owed.pk]))


def period_link(key: str, user: Any) -> Link | None:
    """The period's page for officers."""
    code, _, when = key.partition("/")
    period = OpenPeriod.objects.filter(code=code, period=when).first()
    if period is None:
        return None
    if not may_open(user, period):
        return Link(period.title)
    return Link(period.title, reverse("returns:period", args=[code, when]))


def connect() -> None:
    """Reference kinds and daily duties. Calling it again is harmless."""
    refs.register("return", return_link)
    refs.register("period", period_link)
    for name, duty in DUTIES.items():
        duties.register(name, duty)
    offers.offer(
        matter="returns",
        place="desk",
        title="定期报送",
        url=lambda: reverse("returns:periods"),
        to=lambda user, on: bool(holds_any(user, CHASERS, on=on)),
        says="名册、催报、审核、冻结",
    )
