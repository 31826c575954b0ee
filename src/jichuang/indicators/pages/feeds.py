"""订阅源: each room's own news as entries, registered at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256

from django.urls import reverse

from jichuang.base import clock
from jichuang.hall.models import PublicityNotice
from jichuang.hall.terms import NoticeState
from jichuang.indicators.opendata import Entry
from jichuang.indicators.reads.bulletin_figures import issued_bulletins
from jichuang.indicators.reads.hooks import releases
from jichuang.indicators.reads.opened import of_the_province

NEWEST = 50


@dataclass(frozen=True)
class Feed:
    """One feed: its address, its title, and what gives its entries (newest fifty)."""

    key: str
    title: str
    says: str
    entries: Callable[[], list[Entry]]


_feeds: dict[str, Feed] = {}


def offer(one: Feed) -> None:
    """Adds a feed; the same key again replaces it."""
    _feeds[one.key] = one


def find(key: str) -> Feed | None:
    """The feed, None when there is none of that key."""
    return _feeds.get(key)


def every() -> list[Feed]:
    """All feeds in order of their key."""
    return [_feeds[key] for key in sorted(_feeds)]


def notices() -> list[Entry]:
    """公示 that stand today: title and period, no name of anybody listed."""
    today = clock.today()
    found = PublicityNotice.objects.filter(state=NoticeState.POSTED, start__lte=today, end__gte=today)
    return [
        Entry(
            f"notice:{one.number}", one.title, reverse("hall:notice", args=[one.number]), one.posted_at,
            f"公示期 {one.start} 至 {one.end}",
        )
        for one in found.order_by("-posted_at", "-pk")[:NEWEST]
        if one.posted_at is not None
    ]  # fmt: skip


def published() -> list[Entry]:
    """Released quarters, and published figures of the province by publication."""
    entries = [
        Entry(
            f"release:{one.period}",
            f"{one.title}数据发布",
            "/data/",
            one.known_at,
            f"数据截至{one.as_of.isoformat()}",
        )
        for one in releases()
    ]
    seen: dict[str, Entry] = {}
    for figure in of_the_province():
        when = datetime.combine(figure.known_on, time(9), clock.SHANGHAI)
        if figure.source.startswith("名录计数"):
            continue
        url = reverse("indicators:indicator", args=[figure.code])
        kept = seen.get(figure.source)
        if kept is None or kept.updated < when:
            seen[figure.source] = Entry(f"publication:{_key(figure.source)}", figure.source, url, when)
    found = entries + list(seen.values())
    return sorted(found, key=lambda one: one.updated, reverse=True)[:NEWEST]


def bulletins() -> list[Entry]:
    """Issued bulletins; a correction moves the entry's `updated` and is said in its summary."""
    found = []
    for one in issued_bulletins()[:NEWEST]:
        errata = list(one.errata.all())
        days = [day for day in (one.issued_on, *(each.on for each in errata)) if day]
        words = [f"{one.number}", *(f"{each.on}更正：{each.place}" for each in errata)]
        found.append(
            Entry(
                f"bulletin:{one.survey}/{one.period}",
                one.title,
                reverse("indicators:bulletin", args=[one.survey, one.period]),
                datetime.combine(max(days), time(9), clock.SHANGHAI),
                "；".join(words),
            )  # fmt: skip
        )
    return found


def _key(source: str) -> str:
    return sha256(source.encode()).hexdigest()[:24]
