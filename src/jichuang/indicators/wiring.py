"""What the room tells the rest of the house at start-up: how its references read, and its doors on the statistics page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jichuang.base import refs
from jichuang.indicators import catalogue
from jichuang.indicators.models import Observation
from jichuang.indicators.pages import places
from jichuang.indicators.pages.places import Door


def indicator_link(code: str, viewer: Any) -> refs.Link | None:
    """`indicator:rd-intensity` → its title, linked to its page."""
    found = catalogue.find(code)
    return refs.Link(found.title, reverse("indicators:indicator", args=[code])) if found else None


def observation_link(key: str, viewer: Any) -> refs.Link | None:
    """`observation:7` → the figure with its period, linked to its indicator."""
    row = Observation.objects.filter(pk=key).first() if key.isdigit() else None
    if row is None or not row.public:
        return None
    url = f"{reverse('indicators:indicator', args=[row.indicator])}?region={row.region}#periods"
    return refs.Link(f"{row.declared_title} {row.period} {row.text}{row.unit}", url)


def connect() -> None:
    """Reference kinds and doors. Calling it again is harmless."""
    refs.register("indicator", indicator_link)
    refs.register("observation", observation_link)
    places.offer(
        Door(
            "catalogue",
            "指标目录",
            "每个指标的定义、公式、来源、频次、口径陷阱，和它的数。",
            lambda: reverse("indicators:catalogue"),
            order=10,
        )
    )
