"""Reading the regional index: which versions a reader may see, moves between them, and one unit's portrait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from jichuang.base.permissions import Decision
from jichuang.indicators.index import Below, Content, Denominator, Figures
from jichuang.indicators.models import IndexRelease, Scheme
from jichuang.indicators.reads.access import may_see_inside
from jichuang.indicators.reads.observations import by_region
from jichuang.methods.composite import Index, build
from jichuang.methods.composite.analyse import Portrait, Removal, portrait, remove_each
from jichuang.registry.reads import home_name, home_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True)
class Moved:
    """A unit's place and class beside the version before; None where it was not ranked then."""

    row: dict[str, Any]
    before: dict[str, Any] | None

    @property
    def rose(self) -> int | None:
        """Places gained (negative: lost)."""
        return None if self.before is None else int(self.before["place"]) - int(self.row["place"])

    @property
    def jumped(self) -> str:
        """`C → B` when the class changed, else empty."""
        if self.before is None or self.before["grade"] == self.row["grade"]:
            return ""
        return f"{self.before['grade'] or '未入等'} → {self.row['grade'] or '未入等'}"


def may_see(user: User | None, release: IndexRelease) -> Decision:
    """排名: public versions to everybody, others to internal roles."""
    if release.public:
        return Decision.yes("这一版对外公开。")
    return may_see_inside(user)


def releases_for(user: User | None) -> list[IndexRelease]:
    """The versions a reader may see, newest first within each scheme."""
    found = IndexRelease.objects.select_related("scheme").defer("figures").order_by("scheme__key", "-number")
    return list(found if may_see_inside(user).allowed else found.filter(public=True))


def called(release: IndexRelease, row: Mapping[str, Any]) -> str:
    """A unit's name; a county's with its city, since there are several 新华区 and 桥西区."""
    if not release.scheme.counties:
        return str(row["name"])
    home = home_of(row["unit"], release.released_on)
    city = home_name(home, release.released_on) if home else ""
    return f"{row['name']}（{city}）" if city and city != row["name"] else str(row["name"])


def earlier(release: IndexRelease, user: User | None) -> IndexRelease | None:
    """The version a reader compares with: the latest earlier one he may see."""
    found = IndexRelease.objects.select_related("scheme").filter(
        scheme=release.scheme, number__lt=release.number
    )
    return next((one for one in found.order_by("-number") if may_see(user, one)), None)


def newest(release: IndexRelease, user: User | None) -> IndexRelease:
    """The latest version of the same scheme that a reader may see; the version itself where none came after it."""
    found = IndexRelease.objects.select_related("scheme").defer("figures", "results")
    later = found.filter(scheme=release.scheme, number__gt=release.number).order_by("-number")
    return next((one for one in later if may_see(user, one)), release)


def schemes() -> list[Scheme]:
    """Every draft."""
    return list(Scheme.objects.select_related("changed_by").prefetch_related("releases"))


def moves(rows: list[dict[str, Any]], before: IndexRelease | None) -> list[Moved]:
    """Each unit beside an earlier version, by its present place."""
    held = {one["unit"]: one for one in before.results["units"]} if before else {}
    return [Moved(row, held.get(row["unit"])) for row in rows]


def built(release: IndexRelease) -> Index:
    """The released index with all its steps, from the frozen figures."""
    return _built(release.pk, release.digest)


@lru_cache(maxsize=16)
def _built(key: int, digest: str) -> Index:
    """A version never changes, so it is built once; the digest guards against another one under the same key."""
    release = IndexRelease.objects.get(pk=key)
    content, figures = Content.of(release.content), Figures.of(release.figures)
    return build(figures.engine(content), content.framework("index"), content.rules())


def published_for(code: str, period: str, units: Sequence[str], known: date) -> Denominator:
    """The figures of a published indicator for a year and some regions, in the version known on a day. One query."""
    rows = by_region(code, known)
    cells: list[Below | None] = []
    for unit in units:
        one = rows.get(unit, {}).get(period)
        if one is None or one.value is None or not one.public:
            cells.append(None)
            continue
        cells.append(
            Below(
                float(one.value),
                one.text,
                one.period,
                one.citation,
                one.known_on.isoformat(),
                one.check_label,
            )
        )
    return Denominator(code, tuple(cells))


def readers_of(code: str, *, inside: bool) -> list[tuple[IndexRelease | Scheme, str]]:
    """(version or draft, its lines) that read the indicator: the newest version a reader may see of each scheme, and
    drafts for those inside. Two queries at most."""
    versions = IndexRelease.objects.select_related("scheme").defer("figures", "results")
    newest: dict[str, IndexRelease] = {}
    for one in versions.order_by("scheme__key", "number"):
        if inside or one.public:
            newest[one.scheme.key] = one
    found: list[tuple[IndexRelease | Scheme, str]] = [
        (one, lines) for one in newest.values() if (lines := one.scheme_then.reading(code))
    ]
    drafts = Scheme.objects.order_by("key") if inside else []
    found += [(one, lines) for one in drafts if (lines := one.scheme.reading(code))]
    return found


@dataclass(frozen=True)
class Profile:
    """画像 of one unit: its portrait, peers by name, and what each indicator cost or gave in places."""

    portrait: Portrait
    peers: list[dict[str, Any]]
    costs: list[tuple[Removal, int]]
    """Indicator left out, and how many places better (positive) the unit would stand without it; worst first."""


def profile(release: IndexRelease, unit: str) -> Profile:
    """The profile of a ranked unit. Raises CompositeError for one that is not in the version."""
    index = built(release)
    found = portrait(index, unit)
    row = index.units.row(unit)
    by_unit = {one["unit"]: one for one in release.results["units"]}
    costs = [
        (one, found.place - int(one.places[row]))
        for one in remove_each(index)
        if not np.isnan(one.places[row])
    ]
    costs.sort(key=lambda pair: (-pair[1], pair[0].element.code))
    return Profile(found, [by_unit[code] for code in found.peers], costs)
